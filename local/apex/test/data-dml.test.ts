import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { newId } from '../language/conversion.ts';
import type { ApexSObject, Value } from '../language/values.ts';
import { day, decimal, failureOf, ShopOrg } from './shop-org.ts';

// DML: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_section.htm
// Status codes: https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm

let shop: ShopOrg;

beforeEach(() => {
    shop = new ShopOrg();
});

function idOf(record: ApexSObject): Value {
    return record.values.get('id') ?? null;
}

const invoice = (fields: Readonly<Record<string, Value>> = {}): ApexSObject =>
    shop.record('Invoice__c', { Number__c: 'A', ...fields });

describe('insert', () => {
    test('fills in the Id, defaults, the owner, and who made it when', () => {
        const record = shop.as('Carl', () =>
            shop.insert('Invoice__c', { Number__c: ' A ', Amount__c: decimal('1.005') })
        );
        assert.notEqual(idOf(record), null);
        assert.deepEqual(
            shop.query(
                'SELECT Number__c, Amount__c, Status__c, Paid__c, Owner.Name, CreatedBy.Name, CreatedDate, Due__c FROM Invoice__c'
            ),
            [
                {
                    Number__c: 'A',
                    Amount__c: 1.01,
                    Status__c: 'Draft',
                    Paid__c: false,
                    OwnerId: '005Hp0000000002IAA',
                    Owner: { Id: '005Hp0000000002IAA', Name: 'Carl' },
                    CreatedById: '005Hp0000000002IAA',
                    CreatedBy: { Id: '005Hp0000000002IAA', Name: 'Carl' },
                    CreatedDate: '2026-07-15T12:00:00.000Z',
                    Due__c: null,
                    Id: 'a01Hp0000000001IAA'
                }
            ]
        );
    });

    test('a field that is given as null has no default', () => {
        shop.insert('Invoice__c', { Number__c: 'A', Status__c: null, Paid__c: null });
        assert.deepEqual(shop.query('SELECT Status__c, Paid__c FROM Invoice__c'), [
            { Status__c: null, Paid__c: false, Id: 'a01Hp0000000001IAA' }
        ]);
    });

    const refused: readonly (readonly [Readonly<Record<string, Value>>, string])[] = [
        [
            { Number__c: null },
            'REQUIRED_FIELD_MISSING, Required fields are missing: [Number__c]: [Number__c]'
        ],
        [
            { Number__c: '' },
            'REQUIRED_FIELD_MISSING, Required fields are missing: [Number__c]: [Number__c]'
        ],
        [
            { Number__c: '12345678901' },
            'STRING_TOO_LONG, Number: data value too large: 12345678901 (max length=10): [Number__c]'
        ],
        [
            { Amount__c: decimal(1_000_000) },
            'NUMBER_OUTSIDE_VALID_RANGE, Amount: value outside of valid range on numeric field: 1000000: [Amount__c]'
        ],
        [
            { Status__c: 'Lost' },
            'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Status: bad value for restricted picklist field: Lost: [Status__c]'
        ],
        [
            { Contact__c: '003Hp0000000009IAA' },
            'INVALID_CROSS_REFERENCE_KEY, invalid cross reference id: [Contact__c]'
        ],
        [
            { Contact__c: '001Hp0000000009IAA' },
            'FIELD_INTEGRITY_EXCEPTION, Contact: id value of incorrect type: 001Hp0000000009IAA: [Contact__c]'
        ],
        [
            { Id: 'a01Hp0000000001IAA' },
            'INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call: [Id]'
        ]
    ];
    for (const [fields, message] of refused) {
        test(`refuses ${JSON.stringify(fields)}`, () => {
            assert.match(
                failureOf(() => shop.dml('insert', invoice(fields))),
                new RegExp(
                    `^DmlException: Insert failed\\. First exception on row 0(; | with id \\w+; )first error: ${escaped(message)}$`
                )
            );
            assert.equal(shop.query('SELECT COUNT() FROM Invoice__c'), 0);
        });
    }

    test('a picklist that is not restricted takes other values', () => {
        shop.insert('Invoice__c', { Number__c: 'A', Tags__c: 'purple;red' });
        shop.insert('Account', { Name: 'A', Industry: 'Piracy' });
        assert.deepEqual(shop.column('SELECT Industry FROM Account'), ['Piracy']);
    });

    test('a value that is there already is refused where it has to be unique, whatever its case', () => {
        shop.dml('insert', invoice({ Number__c: 'abc' }));
        assert.match(
            failureOf(() => shop.dml('insert', invoice({ Number__c: 'ABC' }))),
            /DUPLICATE_VALUE, duplicate value found: Number__c duplicates value on record with id: a01Hp0000000001IAA: \[Number__c\]$/
        );
    });

    test('an e-mail address has to look like one', () => {
        assert.match(
            failureOf(() => shop.insert('Contact', { LastName: 'X', Email: 'nobody' })),
            /INVALID_EMAIL_ADDRESS, Email: invalid email address: nobody: \[Email\]$/
        );
    });

    test('a parent is found by its external id', () => {
        const parent = shop.insert('Invoice__c', { Number__c: 'A-7' });
        shop.insert('Invoice_Line__c', {
            Invoice__r: shop.record('Invoice__c', { Number__c: 'a-7' })
        });
        assert.deepEqual(shop.column('SELECT Invoice__c FROM Invoice_Line__c'), [
            (idOf(parent) as { value: string }).value
        ]);
        assert.match(
            failureOf(() =>
                shop.insert('Invoice_Line__c', {
                    Invoice__r: shop.record('Invoice__c', { Number__c: 'x' })
                })
            ),
            /INVALID_FIELD, Foreign key external ID: x not found for field Number__c in entity Invoice__c: \[Number__c\]$/
        );
    });
});

describe('all or none', () => {
    const three = (): ApexSObject[] => [
        invoice({ Number__c: '1' }),
        invoice({ Number__c: null }),
        invoice({ Number__c: '3' })
    ];

    test('one failure undoes all, and the records have no Ids', () => {
        const records = three();
        assert.match(
            failureOf(() => shop.dml('insert', records)),
            /^DmlException: Insert failed\. First exception on row 1; first error: REQUIRED_FIELD_MISSING/
        );
        assert.equal(shop.query('SELECT COUNT() FROM Invoice__c'), 0);
        assert.deepEqual(records.map(idOf), [null, null, null]);
    });

    test('otherwise what can be written is', () => {
        const results = shop.dmlWhatGoes('insert', three());
        assert.deepEqual(
            results.map(({ error }) => error && [error.status, error.fields]),
            [null, ['REQUIRED_FIELD_MISSING', ['Number__c']], null]
        );
        assert.deepEqual(shop.column('SELECT Number__c FROM Invoice__c ORDER BY Number__c'), [
            '1',
            '3'
        ]);
    });

    test('a record twice in a list is refused', () => {
        const record = invoice();
        assert.equal(
            failureOf(() => shop.dml('insert', [record, record])),
            'ListException: Before Insert or Upsert list must not have two identically equal elements'
        );
        shop.dml('insert', record);
        assert.equal(
            failureOf(() =>
                shop.dml('update', [record, shop.record('Invoice__c', { Id: idOf(record) })])
            ),
            'ListException: Duplicate id in list: a01Hp0000000001IAA'
        );
    });

    test('limits', () => {
        const { transaction } = shop.org.runtime;
        transaction.counters.dmlStatements = 150;
        assert.equal(
            failureOf(() => shop.dml('insert', invoice())),
            'LimitException: Too many DML statements: 151'
        );
        transaction.counters.dmlStatements = 0;
        transaction.counters.dmlRows = 10_000;
        assert.equal(
            failureOf(() => shop.dml('insert', invoice())),
            'LimitException: Too many DML rows: 10001'
        );
    });
});

describe('update, upsert and delete', () => {
    test('only what is given changes', () => {
        const record = shop.insert('Invoice__c', {
            Number__c: 'A',
            Amount__c: decimal(5),
            Due__c: day('2026-01-01')
        });
        shop.dml(
            'update',
            shop.record('Invoice__c', { Id: idOf(record), Amount__c: null, Name: 'New' })
        );
        assert.deepEqual(shop.query('SELECT Number__c, Amount__c, Name, Due__c FROM Invoice__c'), [
            {
                Number__c: 'A',
                Amount__c: null,
                Name: 'New',
                Due__c: '2026-01-01',
                Id: 'a01Hp0000000001IAA'
            }
        ]);
    });

    test('an update keeps its own unique value, and may not take another one', () => {
        const first = shop.insert('Invoice__c', { Number__c: 'A' });
        shop.insert('Invoice__c', { Number__c: 'B' });
        shop.dml('update', first);
        assert.match(
            failureOf(() =>
                shop.dml('update', shop.record('Invoice__c', { Id: idOf(first), Number__c: 'b' }))
            ),
            /^DmlException: Update failed\. First exception on row 0 with id a01Hp0000000001IAA; first error: DUPLICATE_VALUE/
        );
    });

    test('what is not there, or not any more, can not be changed', () => {
        assert.match(
            failureOf(() => shop.dml('update', invoice())),
            /MISSING_ARGUMENT, Id not specified in an update call: \[Id\]$/
        );
        assert.match(
            failureOf(() =>
                shop.dml('update', shop.record('Invoice__c', { Id: newId('a01Hp0000000009') }))
            ),
            /INVALID_CROSS_REFERENCE_KEY, invalid cross reference id: \[\]$/
        );
        const record = shop.insert('Invoice__c', { Number__c: 'A' });
        shop.dml('delete', record);
        assert.match(
            failureOf(() => shop.dml('update', record)),
            /ENTITY_IS_DELETED, entity is deleted: \[\]$/
        );
        assert.match(
            failureOf(() => shop.dml('delete', record)),
            /^DmlException: Delete failed\..*ENTITY_IS_DELETED/
        );
    });

    test('an upsert goes by the Id, or by an external id', () => {
        const [first] = shop.dml('upsert', invoice({ Number__c: 'A' }));
        assert.equal(first!.created, true);
        const again = invoice({ Number__c: 'a', Amount__c: decimal(3) });
        const [second] = shop.dml('upsert', again, null, 'Number__c');
        assert.equal(second!.created, false);
        assert.deepEqual(idOf(again), idOf(first!.record));
        assert.match(
            failureOf(() => shop.dml('upsert', invoice({ Number__c: null }), null, 'Number__c')),
            /^DmlException: Upsert failed\..*MISSING_ARGUMENT, Number__c not specified/
        );
        assert.equal(
            failureOf(() => shop.dml('upsert', invoice(), null, 'Name')),
            'TypeException: Invalid field for upsert: Name'
        );
    });

    test('details go with their master, lookups are cleared, and a lookup may forbid it', () => {
        const contact = shop.insert('Contact', { LastName: 'Lin' });
        const supportCase = shop.insert('Case', { ContactId: idOf(contact) });
        const master = shop.insert('Invoice__c', { Number__c: 'A', Contact__c: idOf(contact) });
        shop.insert('Invoice_Line__c', { Invoice__c: idOf(master) });
        assert.match(
            failureOf(() => shop.dml('delete', contact)),
            /DELETE_FAILED, Your attempt to delete Lin could not be completed because it is associated with the following invoices/
        );
        shop.dml('delete', master);
        assert.equal(shop.query('SELECT COUNT() FROM Invoice_Line__c'), 0);
        shop.dml('delete', contact);
        assert.deepEqual(
            shop.column('SELECT ContactId FROM Case WHERE Id = :id', null, {
                id: idOf(supportCase)
            }),
            [null]
        );
    });

    test('what was deleted can be brought back', () => {
        const record = shop.insert('Invoice__c', { Number__c: 'A' });
        assert.match(
            failureOf(() => shop.dml('undelete', record)),
            /UNDELETE_FAILED, Entity is not in the recycle bin/
        );
        shop.dml('delete', record);
        shop.dml('undelete', record);
        assert.equal(shop.query('SELECT COUNT() FROM Invoice__c'), 1);
    });

    test('nobody writes profiles, and nobody deletes users', () => {
        assert.equal(
            failureOf(() => shop.insert('Profile', { Name: 'X' })),
            'TypeException: DML operation INSERT not allowed on Profile'
        );
        const user = shop.record('User', { Id: shop.user('Carl').userId });
        assert.equal(
            failureOf(() => shop.dml('delete', user)),
            'TypeException: DML operation DELETE not allowed on User'
        );
    });
});

describe('Setup', () => {
    const person = (name: string): ApexSObject => {
        const profile = shop.org.database.rows('Profile')[1]!;
        return shop.record('User', {
            Username: `${name}@Example.com`,
            LastName: name,
            Email: `${name}@example.com`,
            Alias: 'x',
            TimeZoneSidKey: 'GMT',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8',
            ProfileId: profile.get('id')!
        });
    };

    test('a new user has what their profile grants', () => {
        const user = person('New');
        shop.dml('insert', user);
        assert.deepEqual(
            shop.column(
                'SELECT PermissionSet.IsOwnedByProfile FROM PermissionSetAssignment WHERE AssigneeId = :id',
                null,
                { id: idOf(user) }
            ),
            [true]
        );
        assert.deepEqual(
            shop.column('SELECT Username FROM User WHERE LastName = :name', null, { name: 'New' }),
            ['new@example.com']
        );
    });

    test('two users, or two assignments, of the same kind are refused', () => {
        const user = person('New');
        shop.dml('insert', user);
        assert.match(
            failureOf(() => shop.dml('insert', person('NEW'))),
            /DUPLICATE_USERNAME, Duplicate Username/
        );
        const set = shop.org.database
            .rows('PermissionSet')
            .find((row) => row.get('name') === 'Clerk')!
            .get('id')!;
        const assign = (): unknown =>
            shop.insert('PermissionSetAssignment', {
                AssigneeId: idOf(user),
                PermissionSetId: set
            });
        assign();
        assert.match(
            failureOf(assign),
            /DUPLICATE_VALUE, Duplicate PermissionSetAssignment\. Assignee: 005\w+; Permission Set: 0PS\w+/
        );
    });

    // sObjects That Cannot Be Used Together in DML Operations
    test('records and permission sets are not written in one transaction, users without a role are', () => {
        shop.insert('Account', { Name: 'A' });
        const user = person('New');
        shop.dml('insert', user);
        const set = shop.org.database
            .rows('PermissionSet')
            .find((row) => row.get('name') === 'Clerk')!
            .get('id')!;
        assert.match(
            failureOf(() =>
                shop.insert('PermissionSetAssignment', {
                    AssigneeId: idOf(user),
                    PermissionSetId: set
                })
            ),
            /^DmlException: Insert failed\..*MIXED_DML_OPERATION, DML operation on setup object is not permitted/
        );
    });
});

test('a savepoint brings back all that was written since', () => {
    const kept = shop.insert('Invoice__c', { Number__c: 'A', Amount__c: decimal(1) });
    const savepoint = shop.org.database.savepoint();
    shop.dml('update', shop.record('Invoice__c', { Id: idOf(kept), Amount__c: decimal(2) }));
    shop.insert('Invoice__c', { Number__c: 'B' });
    shop.dml('delete', kept);
    shop.org.database.rollback(savepoint);
    assert.deepEqual(shop.query('SELECT Number__c, Amount__c FROM Invoice__c'), [
        { Number__c: 'A', Amount__c: 1, Id: 'a01Hp0000000001IAA' }
    ]);
});

function escaped(text: string): string {
    return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
