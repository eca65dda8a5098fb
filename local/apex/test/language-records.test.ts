import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, loadFailures, output, run } from './apex.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL.htm
describe('queries in brackets', () => {
    const contacts = `insert new List<Contact>{
            new Contact(LastName = 'Ada', Email = 'ada@example.com'),
            new Contact(LastName = 'Bob')
        };`;

    test('give a list, the only record, its field, or a number', () => {
        assert.deepEqual(
            output(`${contacts}
                String name = 'Ada';
                List<Contact> all = [SELECT LastName FROM Contact ORDER BY LastName];
                Contact ada = [SELECT LastName FROM Contact WHERE LastName = :name];
                Integer count = [SELECT COUNT() FROM Contact];
                System.debug(all.size() + ' ' + all[1].LastName);
                System.debug(ada.LastName);
                System.debug([SELECT Email FROM Contact WHERE LastName = :name.trim() LIMIT 1].Email);
                System.debug([SELECT Id FROM Contact WHERE LastName = 'Zoe'].isEmpty());
                System.debug([SELECT LastName FROM Contact WHERE LastName = 'Bob'][0].LastName);
                System.debug(count);`),
            ['2 Bob', 'Ada', 'ada@example.com', 'true', 'Bob', '2']
        );
    });

    test('bind expressions, lists and sets', () => {
        assert.deepEqual(
            output(`${contacts}
                Set<String> names = new Set<String>{ 'Bob', 'Zoe' };
                List<Contact> others = [SELECT Id FROM Contact WHERE LastName = 'Ada'];
                System.debug([SELECT COUNT() FROM Contact WHERE LastName IN :names]);
                System.debug([SELECT COUNT() FROM Contact WHERE Id IN :others]);
                System.debug([SELECT COUNT() FROM Contact WHERE LastName LIKE :'A' + '%']);`),
            ['1', '1', '1']
        );
    });

    test('no record, or several, can not be the only one', () => {
        assert.equal(
            failureOf(`Contact c = [SELECT Id FROM Contact WHERE LastName = 'Zoe'];`),
            'System.QueryException: List has no rows for assignment to SObject'
        );
        assert.equal(
            failureOf(`${contacts} Id id = [SELECT Id FROM Contact].Id;`),
            'System.QueryException: List has more than 1 row for assignment to SObject'
        );
    });

    test('can be gone through, one by one or in batches of 200', () => {
        assert.deepEqual(
            output(`List<Contact> many = new List<Contact>();
                for (Integer i = 0; i < 450; i++) { many.add(new Contact(LastName = 'C' + i)); }
                insert many;
                Integer count = 0;
                for (Contact c : [SELECT Id FROM Contact]) { count++; }
                System.debug(count);
                for (List<Contact> batch : [SELECT Id FROM Contact]) { System.debug(batch.size()); }`),
            ['450', '200', '200', '50']
        );
    });

    test('objects and fields that there are not are refused when the class is loaded', () => {
        for (const query of [
            'SELECT Missing__c FROM Contact',
            'SELECT Id FROM Missing__c',
            'SELECT Id FROM Contact WHERE Missing__c = 1',
            'SELECT Account.Missing__c FROM Contact',
            'SELECT Id FROM Contact ORDER BY Missing__c'
        ]) {
            assert.match(
                loadFailures(`Object o = [${query}];`)[0] ?? 'loaded',
                /^anonymous\.apex:1: .*Missing__c/,
                query
            );
        }
    });

    test('aggregates', () => {
        assert.deepEqual(
            output(`${contacts}
                for (AggregateResult row : [SELECT LastName name, COUNT(Id) total FROM Contact GROUP BY LastName ORDER BY LastName]) {
                    System.debug(row.get('name') + ' ' + row.get('total'));
                }`),
            ['Ada 1', 'Bob 1']
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_sobjects.htm
describe('records', () => {
    test('fields, parents and children', () => {
        assert.deepEqual(
            output(`Account shop = new Account(Name = 'Shop');
                insert shop;
                Contact ada = new Contact(LastName = 'Ada', AccountId = shop.Id);
                insert ada;
                Contact found = [SELECT LastName, Account.Name FROM Contact LIMIT 1];
                System.debug(found.Account.Name + ' ' + found.LASTNAME);
                Account parent = [SELECT Name, (SELECT LastName FROM Contacts) FROM Account LIMIT 1];
                for (Contact c : parent.Contacts) { System.debug(c.LastName); }
                Contact made = new Contact(Account = new Account(Name = 'Made'));
                System.debug(made.Account.Name + ' ' + made.Account.Industry + ' ' + made.ReportsTo?.LastName);`),
            ['Shop Ada', 'Ada', 'Made null null']
        );
    });

    test('a field that was not queried can not be read', () => {
        assert.equal(
            failureOf(
                `insert new Contact(LastName = 'Ada'); Contact c = [SELECT Id FROM Contact LIMIT 1]; String s = c.LastName;`
            ),
            'System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Contact.LastName'
        );
    });

    test('any record can be an SObject, and is what it was', () => {
        assert.deepEqual(
            output(`SObject record = new Contact(LastName = 'Ada');
                record.put('Email', 'ada@example.com');
                System.debug(record.get('LastName') + ' ' + ((Contact) record).Email + ' ' + record.Id);
                System.debug(record.getSObjectType() == Contact.SObjectType);
                System.debug(Contact.LastName);
                List<SObject> records = new List<Contact>{ (Contact) record };
                System.debug(records.size());
                System.debug(record instanceof Account);`),
            ['Ada ada@example.com null', 'true', 'LastName', '1', 'false']
        );
        assert.equal(
            failureOf(`SObject record = new Contact(); Account a = (Account) record;`),
            'System.TypeException: Invalid conversion from runtime type Contact to Account'
        );
    });

    test('what can not be written is refused', () => {
        assert.deepEqual(loadFailures('Contact c = new Contact(CreatedDate = null);'), [
            'anonymous.apex:1: Field is not writeable: Contact.CreatedDate'
        ]);
        assert.deepEqual(loadFailures('Contact c; c.LastName = 1;'), [
            'anonymous.apex:1: Illegal assignment from Integer to String'
        ]);
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_insert_update.htm
describe('DML statements', () => {
    test('insert, update, upsert, delete and undelete', () => {
        assert.deepEqual(
            output(`Contact c = new Contact(LastName = 'Ada');
                insert c;
                System.debug(c.Id != null);
                c.LastName = 'Eve';
                update c;
                upsert new List<Contact>{ c, new Contact(LastName = 'New') };
                System.debug([SELECT COUNT() FROM Contact]);
                delete c;
                System.debug([SELECT LastName FROM Contact].LastName);
                undelete c;
                System.debug([SELECT COUNT() FROM Contact]);`),
            ['true', '2', 'New', '2']
        );
    });

    test('a failure is a DmlException, and undoes the statement', () => {
        assert.deepEqual(
            output(`try {
                    insert new List<Contact>{ new Contact(LastName = 'Ada'), new Contact() };
                } catch (DmlException e) {
                    System.debug(e.getMessage());
                }
                System.debug([SELECT COUNT() FROM Contact]);`),
            [
                'Insert failed. First exception on row 1; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [LastName]: [LastName]',
                '0'
            ]
        );
    });

    test('what a transaction wrote is undone when it fails', () => {
        const text = "insert new Contact(LastName = 'Ada');";
        assert.equal(run(text).runtime.database.rows('Contact').length, 1);
        const { failure, runtime } = run(`${text} Integer i = 1 / 0;`);
        assert.match(failure!, /^System\.MathException/);
        assert.deepEqual(runtime.database.rows('Contact'), []);
    });

    test('as user asks for permissions', () => {
        assert.match(
            failureOf(
                `System.runAs(new User(Alias = 'nick', Email = 'n@example.com', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US',
                    LastName = 'Nick', LocaleSidKey = 'en_US', TimeZoneSidKey = 'GMT', Username = 'nick@shop.example.com',
                    ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id)) {
                    insert as system new Account(Name = 'A');
                    System.debug('as system');
                    insert as user new Account(Name = 'B');
                }`,
                { isTest: true }
            ) ?? 'inserted',
            /^System\.(DmlException|SecurityException): /
        );
    });

    test('only records are written', () => {
        assert.deepEqual(loadFailures("insert 'a';"), [
            'anonymous.apex:1: DML requires SObject or SObject list type: String'
        ]);
        assert.equal(
            failureOf('Contact c; insert c;'),
            'System.NullPointerException: Attempt to de-reference a null object'
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_runas.htm
describe('System.runAs', () => {
    const user = `User bob = new User(Alias = 'bob', Email = 'b@example.com', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US',
        LastName = 'Bob', LocaleSidKey = 'en_US', TimeZoneSidKey = 'GMT', Username = 'bob@shop.example.com',
        ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id);`;

    test('another user acts within the block', () => {
        assert.deepEqual(
            output(
                `${user}
                String before = UserInfo.getUserName();
                System.runAs(bob) { System.debug(UserInfo.getUserName()); }
                System.debug(UserInfo.getUserName() == before);
                try { System.runAs(bob) { throw new MathException('x'); } } catch (MathException e) { }
                System.debug(UserInfo.getUserName() == before);`,
                { isTest: true }
            ),
            ['bob@shop.example.com', 'true', 'true']
        );
    });

    test('what is returned within is no return of the method', () => {
        assert.deepEqual(
            loadFailures('static Integer f(User u) { System.runAs(u) { return 1; } }'),
            ['anonymous.apex:1: Missing return statement required return type: Integer']
        );
        assert.deepEqual(
            output(
                `${user}
                static Integer f(User u) { System.runAs(u) { return 1; } return 2; }
                System.debug(f(bob));`,
                { isTest: true }
            ),
            ['1']
        );
    });

    test('outside tests it is refused', () => {
        assert.match(
            failureOf(`${user} System.runAs(bob) { }`) ?? 'ran',
            /^System\.\w+Exception: /
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dynamic_soql.htm
test('a dynamic query binds what is in sight', () => {
    assert.deepEqual(
        output(
            `insert new Contact(LastName = 'Ada');
            String name = 'Ada';
            List<Contact> found = Database.query('SELECT LastName FROM Contact WHERE LastName = :name');
            Contact only = Database.query('SELECT LastName FROM Contact WHERE LastName = :NAME');
            System.debug(found.size() + only.LastName);
            System.debug(((List<Contact>) Database.query('SELECT Id FROM Contact')).size());
            System.debug(new Finder('Ada').count());`,
            {
                classes: {
                    'Finder.cls': `public class Finder {
                        private String wanted;
                        public Finder(String wanted) { this.wanted = wanted; }
                        public Integer count() { return Database.countQuery('SELECT COUNT() FROM Contact WHERE LastName = :wanted'); }
                    }`
                }
            }
        ),
        ['1Ada', '1', '1']
    );
    assert.equal(
        failureOf("Database.query('SELECT Id FROM Contact WHERE LastName = :missing');"),
        'System.QueryException: Variable does not exist: missing'
    );
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_sharing.htm
test('a class says whether sharing is asked for; without a word its caller does', () => {
    const count = 'public static Integer count() { return [SELECT COUNT() FROM Invoice__c]; }';
    assert.deepEqual(
        output(
            `insert new Invoice__c(Number__c = 'I-1');
            System.runAs(new User(Alias = 'bob', Email = 'b@example.com', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US',
                LastName = 'Bob', LocaleSidKey = 'en_US', TimeZoneSidKey = 'GMT', Username = 'bob@shop.example.com',
                ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id)) {
                System.debug(Strict.count() + ' ' + Loose.count() + ' ' + Strict.byPlain() + ' ' + Loose.byPlain() + ' ' + Loose.byInherited());
            }`,
            {
                isTest: true,
                classes: {
                    'Strict.cls': `public with sharing class Strict { ${count} public static Integer byPlain() { return Plain.count(); } }`,
                    'Loose.cls': `public without sharing class Loose { ${count} public static Integer byPlain() { return Plain.count(); } public static Integer byInherited() { return Inherited.count(); } }`,
                    'Plain.cls': `public class Plain { ${count} }`,
                    'Inherited.cls': `public inherited sharing class Inherited { ${count} }`
                }
            }
        ),
        ['0 1 0 1 1']
    );
});
