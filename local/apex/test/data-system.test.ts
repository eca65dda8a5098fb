import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { run } from './apex.ts';

function linesOf(text: string): readonly string[] {
    const { lines, failure } = run(text);
    assert.equal(failure, null);
    return lines;
}

function failureOf(text: string): string {
    return run(text).failure?.split('\n')[0] ?? 'nothing';
}

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm
describe('Database', () => {
    test('queries bind variables in sight, and values of a map', () => {
        assert.deepEqual(
            linesOf(`
                insert new List<Account>{ new Account(Name = 'A', NumberOfEmployees = 5), new Account(Name = 'B') };
                Integer least = 3;
                List<Account> large = Database.query('SELECT Name FROM Account WHERE NumberOfEmployees > :LEAST');
                for (Account found : large) {
                    System.debug(found.Name);
                }
                Account one = Database.query('SELECT Name FROM Account WHERE Name = \\'B\\' LIMIT 1');
                System.debug(one.Name);
                System.debug(Database.countQuery('SELECT COUNT() FROM Account'));
                System.debug(Database.countQueryWithBinds('SELECT COUNT() FROM Account WHERE Name IN :names',
                    new Map<String, Object>{ 'names' => new Set<String>{ 'A', 'x' } }, AccessLevel.USER_MODE));
                System.debug(Database.queryWithBinds('SELECT Name FROM Account WHERE Name = :name',
                    new Map<String, Object>{ 'name' => 'A' }, AccessLevel.SYSTEM_MODE).size());
            `),
            ['A', 'B', '2', '1', '1']
        );
    });

    test('binds that there are not are refused', () => {
        assert.match(
            failureOf(`Database.query('SELECT Id FROM Account WHERE Name = :nobody');`),
            /^System\.QueryException: .*nobody/
        );
        assert.equal(
            failureOf(
                `Database.queryWithBinds('SELECT Id FROM Account WHERE Name = :name', new Map<String, Object>(), AccessLevel.SYSTEM_MODE);`
            ),
            "System.QueryException: Key 'name' does not exist in the bindMap"
        );
        assert.match(
            failureOf(`Database.query('SELECT COUNT() FROM Account');`),
            /^System\.QueryException: /
        );
        assert.match(
            failureOf(`Database.countQuery('SELECT Id FROM Account');`),
            /^System\.QueryException: /
        );
    });

    test('saving tells of each record how it went', () => {
        assert.deepEqual(
            linesOf(`
                List<Database.SaveResult> results = Database.insert(
                    new List<Account>{ new Account(Name = 'A'), new Account(Phone = '1') }, false);
                for (Database.SaveResult result : results) {
                    System.debug(result.isSuccess() + ' ' + (result.getId() != null));
                }
                Database.Error error = results[1].getErrors()[0];
                System.debug(error.getStatusCode() + ' ' + error.getMessage() + ' ' + error.getFields());
                System.debug([SELECT COUNT() FROM Account]);
                Account changed = new Account(Id = results[0].getId(), Phone = '2');
                System.debug(Database.update(changed).isSuccess());
                System.debug(Database.upsert(new Account(Name = 'C'), false).isCreated());
                System.debug(Database.delete(results[0].getId()).isSuccess());
                System.debug(Database.undelete(new List<Id>{ results[0].getId() })[0].isSuccess());
            `),
            [
                'true true',
                'false false',
                'REQUIRED_FIELD_MISSING Required fields are missing: [Name] (Name)',
                '1',
                'true',
                'true',
                'true',
                'true'
            ]
        );
        assert.match(
            failureOf(`Database.insert(new Account());`),
            /^System\.DmlException: Insert failed\. First exception on row 0; first error: REQUIRED_FIELD_MISSING/
        );
    });

    test('an upsert by a field goes by its values', () => {
        assert.deepEqual(
            linesOf(`
                Invoice__c first = new Invoice__c(Number__c = 'A');
                upsert first Number__c;
                Invoice__c again = new Invoice__c(Number__c = 'a', Amount__c = 5);
                upsert again Invoice__c.Number__c;
                Database.upsert(new Invoice__c(Number__c = 'A', Paid__c = true), Invoice__c.Number__c, true);
                System.debug(first.Id == again.Id);
                System.debug([SELECT Amount__c, Paid__c FROM Invoice__c]);
            `).at(0),
            'true'
        );
    });

    test('a savepoint brings back records, not variables', () => {
        assert.deepEqual(
            linesOf(`
                insert new Account(Name = 'kept');
                Savepoint before = Database.setSavepoint();
                Account gone = new Account(Name = 'gone');
                insert gone;
                Database.rollback(before);
                System.debug([SELECT COUNT() FROM Account]);
                System.debug(gone.Name);
            `),
            ['1', 'gone']
        );
    });

    test('user mode is asked for in all ways', () => {
        const nobody = `
            User nobody = new User(Alias = 'n', Email = 'n@example.com', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', LastName = 'N',
                LocaleSidKey = 'en_US', ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id,
                TimeZoneSidKey = 'GMT', Username = 'n@example.com');
            System.runAs(nobody) {`;
        const attempts: Readonly<Record<string, string>> = {
            "insert as user new Account(Name = 'A');":
                'DML operation INSERT not allowed on Account',
            "Database.insert(new Account(Name = 'A'), AccessLevel.USER_MODE);":
                'DML operation INSERT not allowed on Account',
            'Object found = [SELECT Id FROM Account WITH USER_MODE];':
                "Access to entity 'Account' denied",
            "Database.query('SELECT Id FROM Account', AccessLevel.USER_MODE);":
                "Access to entity 'Account' denied"
        };
        for (const [statement, message] of Object.entries(attempts)) {
            const { failure } = run(`${nobody} ${statement} }`, { isTest: true });
            assert.equal(
                failure?.split('\n')[0],
                `System.SecurityException: ${message}`,
                statement
            );
        }
        for (const statement of [
            "insert new Account(Name = 'A');",
            'Object found = [SELECT Id FROM Account];'
        ]) {
            assert.equal(
                run(`${nobody} ${statement} }`, { isTest: true }).failure,
                null,
                statement
            );
        }
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject.htm
describe('SObject', () => {
    test('fields by name', () => {
        assert.deepEqual(
            linesOf(`
                SObject record = new Contact(LastName = 'Lin');
                System.debug(record.put('FIRSTNAME', 'Mei'));
                System.debug(record.put(Contact.FirstName, 'May'));
                System.debug(record.get('FirstName') + ' ' + record.get(Contact.LastName));
                System.debug(record.isSet('Email') + ' ' + record.isSet('firstname'));
                System.debug(record.getPopulatedFieldsAsMap().keySet());
                System.debug(record.getSObjectType());
                Contact related = new Contact(Account = new Account(Name = 'Acme'));
                System.debug(related.getSObject('Account').get('Name'));
                System.debug(new Account().getSObjects('Contacts'));
            `),
            [
                'null',
                'Mei',
                'May Lin',
                'false true',
                '{LastName, FirstName}',
                'Contact',
                'Acme',
                'null'
            ]
        );
    });

    test('what there is not, or can not be put, is refused', () => {
        const cases: Readonly<Record<string, string>> = {
            "record.get('Nope')": 'Invalid field Nope for Contact',
            "record.put('Nope', 1)": 'Invalid field Nope for Contact',
            "record.put('LastName', 1)": 'Illegal assignment from Integer to String',
            "record.put('CreatedDate', null)": 'Field CreatedDate is not editable',
            "record.getSObject('Nope')": 'Invalid relationship Nope for Contact'
        };
        for (const [expression, message] of Object.entries(cases)) {
            assert.equal(
                failureOf(`SObject record = new Contact(); ${expression};`),
                `System.SObjectException: ${message}`
            );
        }
    });

    test('a copy has an Id and copies of its records on demand', () => {
        assert.deepEqual(
            linesOf(`
                Contact original = new Contact(LastName = 'Lin', Account = new Account(Name = 'Acme'));
                insert new Account(Name = 'x');
                original.Id = '003000000000001AAA';
                Contact flat = original.clone();
                flat.Account.Name = 'changed';
                Contact deep = original.clone(true, true);
                deep.Account.Name = 'other';
                System.debug(flat.Id + ' ' + deep.Id + ' ' + original.Account.Name + ' ' + original.LastName);
            `),
            ['null 003000000000001AAA changed Lin']
        );
    });

    test('what a query did not ask for can not be read', () => {
        assert.equal(
            failureOf(
                `insert new Account(Name = 'A'); Account a = [SELECT Id FROM Account]; String name = a.Name;`
            ),
            'System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Account.Name'
        );
        assert.equal(
            failureOf(`Account a = [SELECT Id FROM Account];`),
            'System.QueryException: List has no rows for assignment to SObject'
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm
test('custom metadata is read without a query, and written by nobody', () => {
    assert.deepEqual(
        linesOf(`
            Map<String, Rate__mdt> all = Rate__mdt.getAll();
            System.debug(all.keySet());
            System.debug(all.get('High').Percent__c + ' ' + all.get('High').MasterLabel);
            System.debug(Rate__mdt.getInstance('Low').Active__c);
            System.debug(Rate__mdt.getInstance('Nope'));
            System.debug(Limits.getQueries());
            System.debug([SELECT COUNT() FROM Rate__mdt WHERE Percent__c > 10]);
        `),
        ['{High, Low}', '19.0 High', 'false', 'null', '0', '1']
    );
    assert.match(
        failureOf(`insert new Rate__mdt(DeveloperName = 'X', MasterLabel = 'X');`),
        /DML operation INSERT not allowed on Rate__mdt/
    );
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_settings.htm
test('a custom setting of a hierarchy: what a user leaves empty comes from the org', () => {
    assert.deepEqual(
        linesOf(`
            Preference__c none = Preference__c.getOrgDefaults();
            System.debug(none.Id + ' ' + none.Color__c);
            upsert new Preference__c(SetupOwnerId = UserInfo.getOrganizationId(), Color__c = 'red', Size__c = 3);
            Preference__c org = Preference__c.getOrgDefaults();
            org.Color__c = 'green';
            upsert org;
            System.debug([SELECT COUNT() FROM Preference__c]);
            insert new Preference__c(SetupOwnerId = UserInfo.getUserId(), Color__c = 'blue');
            System.debug(Preference__c.getInstance().Color__c + ' ' + Preference__c.getInstance().Size__c);
            System.debug(Preference__c.getValues(UserInfo.getUserId()).Size__c);
            System.debug(Preference__c.getValues(UserInfo.getProfileId()));
            System.debug(Preference__c.getInstance(UserInfo.getProfileId()).Color__c);
        `),
        ['null null', '1', 'blue 3', 'null', 'null', 'green']
    );
    assert.match(
        failureOf(`
            insert new Preference__c(SetupOwnerId = UserInfo.getOrganizationId());
            insert new Preference__c(SetupOwnerId = UserInfo.getOrganizationId());
        `),
        /DUPLICATE_VALUE/
    );
});

test('aggregates are read by their names', () => {
    assert.deepEqual(
        linesOf(`
            insert new List<Account>{ new Account(Name = 'A', Industry = 'Retail'), new Account(Name = 'B', Industry = 'Retail') };
            for (AggregateResult result : [SELECT Industry, COUNT(Id) n, MIN(Name) FROM Account GROUP BY Industry]) {
                System.debug(result.get('Industry') + ' ' + (Integer) result.get('n') + ' ' + result.get('expr0'));
            }
        `),
        ['Retail 2 A']
    );
});
