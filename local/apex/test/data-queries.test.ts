import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { ApexList } from '../language/values.ts';
import { day, decimal, failureOf, moment, ShopOrg } from './shop-org.ts';

// SOQL and SOSL Reference: https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm

let shop: ShopOrg;

beforeEach(() => {
    shop = new ShopOrg();
    const acme = shop.insert('Account', { Name: 'Acme', Industry: 'Retail' }).values.get('id')!;
    const ben = shop.insert('Contact', { LastName: 'Okafor', FirstName: 'Ben', AccountId: acme });
    const mei = shop.insert('Contact', {
        LastName: 'Lin',
        FirstName: 'Mei',
        Email: 'mei@example.com'
    });
    const [benId, meiId] = [ben.values.get('id')!, mei.values.get('id')!];
    const invoices = [
        {
            Number__c: 'A-1',
            Name: 'Désk',
            Amount__c: decimal(100),
            Contact__c: benId,
            Due__c: day('2026-07-15')
        },
        {
            Number__c: 'a-2',
            Name: 'Lamp',
            Amount__c: decimal('50.5'),
            Contact__c: benId,
            Status__c: 'Sent',
            Tags__c: 'red;blue'
        },
        {
            Number__c: 'B-1',
            Name: '50% off_x',
            Amount__c: null,
            Contact__c: meiId,
            Status__c: 'Archived',
            Due__c: day('2026-07-14')
        },
        {
            Number__c: 'B-2',
            Name: 'Rug',
            Amount__c: decimal(-7),
            Paid__c: true,
            Due__c: day('2026-06-30'),
            Tags__c: 'red'
        }
    ];
    for (const invoice of invoices) {
        shop.insert('Invoice__c', invoice);
    }
});

const numbers = (condition: string, binds = {}): unknown =>
    shop.column(
        `SELECT Number__c FROM Invoice__c WHERE ${condition} ORDER BY Number__c`,
        null,
        binds
    );

describe('conditions', () => {
    // Comparison Operators, and Reserved Characters.
    const cases: readonly (readonly [string, readonly string[]])[] = [
        ["Number__c = 'a-1'", ['A-1']],
        ["Number__c != 'A-1'", ['a-2', 'B-1', 'B-2']],
        ["Number__c <> 'A-1'", ['a-2', 'B-1', 'B-2']],
        ['Amount__c = NULL', ['B-1']],
        ['Amount__c != null', ['A-1', 'a-2', 'B-2']],
        ['Amount__c != 100', ['a-2', 'B-1', 'B-2']],
        ['Amount__c < 51', ['a-2', 'B-2']],
        ['Amount__c <= 50.50', ['a-2', 'B-2']],
        ['Amount__c > -7', ['A-1', 'a-2']],
        ['Amount__c >= -7', ['A-1', 'a-2', 'B-2']],
        ['Paid__c = TRUE', ['B-2']],
        ['Paid__c = false', ['A-1', 'a-2', 'B-1']],
        ["Name LIKE 'l%'", ['a-2']],
        ["Name LIKE '_ug'", ['B-2']],
        ["Name LIKE '50\\% off\\_x'", ['B-1']],
        ["Name LIKE '%off\\_%'", ['B-1']],
        ["Name LIKE 'd_sk'", ['A-1']],
        ["Number__c IN ('A-1', 'b-2', 'x')", ['A-1', 'B-2']],
        ["Number__c NOT IN ('A-1', 'b-2')", ['a-2', 'B-1']],
        ["Tags__c INCLUDES ('red')", ['a-2', 'B-2']],
        ["Tags__c INCLUDES ('red;blue', 'green')", ['a-2']],
        ["Tags__c EXCLUDES ('blue')", ['A-1', 'B-1', 'B-2']],
        ["Contact__r.FirstName = 'ben'", ['A-1', 'a-2']],
        ["Contact__r.Account.Industry = 'Retail'", ['A-1', 'a-2']],
        ['Contact__r.Account.Name = NULL', ['B-1', 'B-2']],
        ["Number__c = 'A-1' OR (Paid__c = TRUE AND Amount__c < 0)", ['A-1', 'B-2']],
        ["(NOT Number__c LIKE 'a%') AND Paid__c = FALSE", ['B-1']],
        ['Due__c = TODAY', ['A-1']],
        ['Due__c = 2026-07-14', ['B-1']],
        ['Due__c < TODAY', ['B-1', 'B-2']],
        ['Due__c = LAST_MONTH', ['B-2']],
        ['Due__c >= THIS_WEEK', ['A-1', 'B-1']],
        ['Due__c = LAST_N_DAYS:2', ['A-1', 'B-1']],
        ['CreatedDate = TODAY', ['A-1', 'a-2', 'B-1', 'B-2']],
        ['CreatedDate > 2026-07-15T12:00:00Z', []],
        ['Contact__c IN (SELECT Id FROM Contact WHERE Email != NULL)', ['B-1']],
        ['Contact__c NOT IN (SELECT Id FROM Contact WHERE Email != NULL)', ['A-1', 'a-2', 'B-2']]
    ];
    for (const [condition, expected] of cases) {
        test(condition, () => {
            assert.deepEqual(numbers(condition), expected);
        });
    }

    test('binds are values, lists and records', () => {
        const { types } = shop.org.runtime;
        const contact = shop.org.database.rows('Contact')[0]!.get('id')!;
        assert.deepEqual(numbers('Amount__c > :least', { least: 60 }), ['A-1']);
        assert.deepEqual(numbers('Contact__c = :who', { who: contact }), ['A-1', 'a-2']);
        const some = new ApexList(types.list(types.string), ['B-1', 'nothing']);
        assert.deepEqual(numbers('Number__c IN :some', { some }), ['B-1']);
        const record = shop.record('Contact', { Id: contact });
        const records = new ApexList(types.list(types.record('Contact')!), [record]);
        assert.deepEqual(numbers('Contact__c IN :records', { records }), ['A-1', 'a-2']);
        const none = new ApexList(types.list(types.string));
        assert.deepEqual(numbers('Number__c IN :none', { none }), []);
        assert.deepEqual(numbers('Number__c NOT IN :none', { none }), ['A-1', 'a-2', 'B-1', 'B-2']);
    });

    test('a value of another type is refused', () => {
        const cases: Readonly<Record<string, string>> = {
            "Amount__c = '1'":
                "value of filter criterion for field 'Amount__c' must be of type double and should not be enclosed in quotes",
            'Number__c = 1':
                "value of filter criterion for field 'Number__c' must be of type string and should be enclosed in quotes",
            "Paid__c = 'true'":
                "value of filter criterion for field 'Paid__c' must be of type boolean and should not be enclosed in quotes",
            "Due__c > 'yesterday'":
                "value of filter criterion for field 'Due__c' must be of type date and should not be enclosed in quotes",
            "Contact__c = 'nobody'": 'invalid ID field: nobody'
        };
        for (const [condition, message] of Object.entries(cases)) {
            assert.equal(
                failureOf(() => numbers(condition)),
                `QueryException: ${message}`
            );
        }
    });
});

describe('what is asked for', () => {
    test('fields, parents and children', () => {
        assert.deepEqual(
            shop.query(
                "SELECT LastName, Account.Name, (SELECT Number__c FROM Invoices__r WHERE Status__c = 'Sent') FROM Contact ORDER BY LastName"
            ),
            [
                {
                    LastName: 'Lin',
                    AccountId: null,
                    Account: null,
                    invoices__r: [],
                    Id: '003Hp0000000002IAA'
                },
                {
                    LastName: 'Okafor',
                    AccountId: '001Hp0000000001IAA',
                    Account: { Id: '001Hp0000000001IAA', Name: 'Acme' },
                    invoices__r: [{ Number__c: 'a-2', Id: 'a01Hp0000000002IAA' }],
                    Id: '003Hp0000000001IAA'
                }
            ]
        );
    });

    test('an alias, and the name of the object', () => {
        assert.deepEqual(
            shop.column(
                "SELECT LastName FROM Contact c WHERE c.FirstName = 'Mei' AND Contact.Email != NULL"
            ),
            ['Lin']
        );
    });

    test('counting', () => {
        assert.equal(shop.query('SELECT COUNT() FROM Invoice__c WHERE Paid__c = FALSE'), 3);
        assert.equal(shop.query('SELECT COUNT() FROM Invoice__c LIMIT 2'), 2);
    });

    test('aggregates', () => {
        assert.deepEqual(
            shop.query(
                'SELECT COUNT(Id), COUNT(Amount__c) amounts, SUM(Amount__c), MIN(Due__c) due, MAX(Amount__c), AVG(Amount__c) FROM Invoice__c'
            ),
            [
                {
                    expr0: 4,
                    amounts: 3,
                    expr1: 143.5,
                    due: '2026-06-30',
                    expr2: 100,
                    expr3: 143.5 / 3
                }
            ]
        );
    });

    test('groups, and conditions on them', () => {
        assert.deepEqual(
            shop.query(
                'SELECT Contact__r.LastName, COUNT(Id) n, COUNT_DISTINCT(Status__c) kinds FROM Invoice__c GROUP BY Contact__r.LastName HAVING COUNT(Id) >= 1 ORDER BY COUNT(Id) DESC, Contact__r.LastName NULLS LAST'
            ),
            [
                { LastName: 'Okafor', n: 2, kinds: 2 },
                { LastName: 'Lin', n: 1, kinds: 1 },
                { LastName: null, n: 1, kinds: 1 }
            ]
        );
        assert.deepEqual(
            shop.query(
                "SELECT Status__c, COUNT(Id) n FROM Invoice__c WHERE Number__c LIKE 'A%' GROUP BY Status__c HAVING COUNT(Id) > 1"
            ),
            []
        );
    });

    test('order: nulls first, unless descending or told otherwise; picklists as their values stand', () => {
        const order = (by: string): unknown =>
            shop.column(`SELECT Number__c FROM Invoice__c ORDER BY ${by}`);
        assert.deepEqual(order('Amount__c'), ['B-1', 'B-2', 'a-2', 'A-1']);
        assert.deepEqual(order('Amount__c DESC'), ['A-1', 'a-2', 'B-2', 'B-1']);
        assert.deepEqual(order('Amount__c NULLS LAST'), ['B-2', 'a-2', 'A-1', 'B-1']);
        assert.deepEqual(order('Amount__c DESC NULLS FIRST'), ['B-1', 'A-1', 'a-2', 'B-2']);
        assert.deepEqual(order('Status__c, Number__c DESC'), ['B-2', 'A-1', 'a-2', 'B-1']);
        assert.deepEqual(order('Number__c LIMIT 2 OFFSET 1'), ['a-2', 'B-1']);
    });

    test('deleted records are shown on demand', () => {
        const [first] = shop.org.database.rows('Invoice__c');
        shop.dml('delete', shop.org.database.record('Invoice__c', first!));
        assert.equal(shop.query('SELECT COUNT() FROM Invoice__c'), 3);
        assert.equal(shop.query('SELECT COUNT() FROM Invoice__c ALL ROWS'), 4);
        assert.deepEqual(
            shop.column('SELECT Number__c FROM Invoice__c WHERE IsDeleted = TRUE ALL ROWS'),
            ['A-1']
        );
    });
});

describe('what is no query', () => {
    const cases: Readonly<Record<string, RegExp>> = {
        'SELECT Nothing__c FROM Invoice__c':
            /^QueryException: No such column 'Nothing__c' on entity 'Invoice__c'\./,
        'SELECT Name FROM Nothing__c':
            /^QueryException: sObject type 'Nothing__c' is not supported\.$/,
        'SELECT Nobody.Name FROM Invoice__c':
            /^QueryException: Didn't understand relationship 'Nobody' in field path\./,
        'SELECT Name, (SELECT Id FROM Things__r) FROM Contact':
            /^QueryException: Didn't understand relationship 'Things__r'/,
        "SELECT Name FROM Invoice__c WHERE Notes__c = 'x'":
            /^QueryException: field 'Notes__c' can not be filtered in a query call$/,
        'SELECT Name, Name FROM Invoice__c': /^QueryException: duplicate field selected: Name$/,
        'SELECT Name, COUNT(Id) FROM Invoice__c':
            /^QueryException: Field must be grouped or aggregated: Name$/,
        'SELECT Name FROM Invoice__c FROM Contact': /^QueryException: unexpected token: 'Contact'$/,
        'SELECT Name FORM Invoice__c': /^QueryException: /,
        'SELECT Name, FROM Invoice__c': /^QueryException: /,
        'SELECT FIELDS(ALL) FROM Invoice__c':
            /^QueryException: Not supported in a query: FIELDS\(ALL\)$/,
        'SELECT Name FROM Invoice__c GROUP BY ROLLUP(Name)':
            /^QueryException: GROUP BY ROLLUP and CUBE are not supported$/,
        'SELECT Name FROM Invoice__c WHERE Name = :a.b':
            /^QueryException: Only variable references are allowed/
    };
    for (const [text, expected] of Object.entries(cases)) {
        test(text, () => {
            assert.match(
                failureOf(() => shop.query(text)),
                expected
            );
        });
    }
});

test('a day and a moment are compared in GMT', () => {
    shop.insert('Invoice__c', { Number__c: 'C', Due__c: day('2026-01-01') });
    assert.deepEqual(numbers('Due__c = :day', { day: moment('2026-01-01T00:00:00Z') }), ['C']);
});

test('more than 100 queries, and more than 50,000 rows, are too many', () => {
    const { transaction } = shop.org.runtime;
    transaction.counters.queries = 100;
    assert.match(
        failureOf(() => shop.query('SELECT Id FROM Contact')),
        /^LimitException: Too many SOQL queries: 101$/
    );
    transaction.counters.queries = 0;
    transaction.counters.queryRows = 49_999;
    assert.match(
        failureOf(() => shop.query('SELECT Id FROM Contact')),
        /^LimitException: Too many query rows: 50001$/
    );
});
