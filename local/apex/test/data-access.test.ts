import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { decimal, failureOf, ShopOrg } from './shop-org.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm

let shop: ShopOrg;

beforeEach(() => {
    shop = new ShopOrg();
});

describe('queries in user mode', () => {
    test('an object that the user may not read is refused', () => {
        shop.as('Nick', () => {
            const failure = failureOf(() => shop.query('SELECT Id FROM Invoice__c', 'user'));
            assert.equal(failure, "SecurityException: Access to entity 'Invoice__c' denied");
            assert.deepEqual(shop.query('SELECT Id FROM Invoice__c', 'system'), []);
        });
    });

    test('a field that the user may not read is refused, wherever the query names it', () => {
        shop.as('Carl', () => {
            for (const query of [
                'SELECT Due__c FROM Invoice__c',
                'SELECT Id FROM Invoice__c WHERE Due__c = TODAY',
                'SELECT Id FROM Invoice__c ORDER BY Due__c',
                'SELECT COUNT(Id) FROM Invoice__c GROUP BY Due__c',
                'SELECT Id, (SELECT Due__c FROM Invoices__r) FROM Contact',
                'SELECT Due__c FROM Invoice__c WITH USER_MODE',
                'SELECT Due__c FROM Invoice__c WITH SECURITY_ENFORCED'
            ]) {
                shop.insert('Contact', { LastName: 'X' });
                const mode = query.includes('WITH') ? null : 'user';
                assert.match(
                    failureOf(() => shop.query(query, mode)),
                    /^QueryException: No such column 'Due__c' on entity 'Invoice__c'\./,
                    query
                );
            }
            assert.deepEqual(shop.query('SELECT Amount__c FROM Invoice__c', 'user'), []);
            assert.deepEqual(
                shop.query('SELECT Due__c FROM Invoice__c WITH SYSTEM_MODE', 'user'),
                []
            );
        });
    });

    test('records of others are not seen, unless the user sees all', () => {
        shop.as('Carl', () => shop.insert('Invoice__c', { Number__c: 'carl' }));
        shop.insert('Invoice__c', { Number__c: 'ada' });
        const seenBy = (name: string, mode: 'user' | 'system'): unknown =>
            shop.as(name, () =>
                shop.column('SELECT Number__c FROM Invoice__c ORDER BY Number__c', mode)
            );
        assert.deepEqual(seenBy('Carl', 'user'), ['carl']);
        assert.deepEqual(seenBy('Carl', 'system'), ['ada', 'carl']);
        assert.deepEqual(
            seenBy('Olga', 'user'),
            ['ada', 'carl'],
            'View All by the permission set Auditor'
        );
        assert.deepEqual(seenBy('Ada', 'user'), ['ada', 'carl'], 'Modify All Data');
    });

    test('custom metadata is for those who were given it', () => {
        const read = (): unknown =>
            shop.column('SELECT DeveloperName FROM Rate__mdt ORDER BY DeveloperName', 'user');
        assert.deepEqual(shop.as('Olga', read), ['High', 'Low']);
        assert.match(
            shop.as('Carl', () => failureOf(read)),
            /^SecurityException: /
        );
    });
});

describe('DML in user mode', () => {
    test('an operation that the user may not do is refused', () => {
        const failure = shop.as('Nick', () =>
            failureOf(() => shop.insert('Invoice__c', { Number__c: 'A' }, 'user'))
        );
        assert.equal(failure, 'SecurityException: DML operation INSERT not allowed on Invoice__c');
        const record = shop.as('Carl', () => shop.insert('Invoice__c', { Number__c: 'A' }, 'user'));
        assert.equal(
            shop.as('Carl', () => failureOf(() => shop.dml('delete', record, 'user'))),
            'SecurityException: DML operation DELETE not allowed on Invoice__c'
        );
    });

    test('fields that the user may not edit are all named', () => {
        const record = shop.record('Invoice__c', {
            Number__c: 'A',
            Amount__c: decimal(1),
            Status__c: 'Sent',
            Paid__c: true
        });
        shop.as('Carl', () => {
            assert.equal(
                failureOf(() => shop.dml('insert', record, 'user')),
                'DmlException: Operation failed due to fields being inaccessible on Sobject Invoice__c, check errors on Exception or Result!'
            );
            const [result] = shop.dmlWhatGoes('insert', record, 'user');
            assert.deepEqual(result!.error!.fields, ['Status__c', 'Paid__c']);
            shop.dml('insert', record);
        });
    });

    test('a record of somebody else can not be changed', () => {
        const record = shop.insert('Invoice__c', { Number__c: 'A' });
        const change = shop.record('Invoice__c', {
            Id: record.values.get('id')!,
            Amount__c: decimal(2)
        });
        assert.match(
            shop.as('Olga', () => failureOf(() => shop.dml('update', change, 'user'))),
            /INSUFFICIENT_ACCESS_OR_READONLY, insufficient access rights on object id: \[\]$/
        );
        shop.as('Olga', () => shop.dml('update', change));
    });
});

describe('permissions', () => {
    test('come with permission sets and groups of them', () => {
        const { database } = shop.org;
        const has = (name: string): boolean =>
            database.hasCustomPermission('approve', shop.user(name));
        assert.deepEqual(['Ada', 'Carl', 'Olga', 'Nick'].map(has), [false, true, true, false]);
        const mayUse = (name: string): boolean =>
            database.mayUseClass('InvoiceDesk', shop.user(name));
        assert.deepEqual(['Ada', 'Carl', 'Olga', 'Nick'].map(mayUse), [true, true, true, false]);
        assert.equal(database.hasCustomPermission('No_Such_Permission', shop.user('Carl')), false);
    });

    test('are gone with an assignment that has ended, and with a rollback', () => {
        const nick = shop.user('Nick');
        const assign = (until: string | null): void => {
            const set = shop.org.database
                .rows('PermissionSet')
                .find((row) => row.get('name') === 'Clerk')!;
            const expires =
                until === null
                    ? {}
                    : { ExpirationDate: shop.org.database.rows('User')[0]!.get('createddate')! };
            shop.insert('PermissionSetAssignment', {
                AssigneeId: nick.userId,
                PermissionSetId: set.get('id')!,
                ...expires
            });
        };
        const has = (): boolean => shop.org.database.hasCustomPermission('Approve', nick);
        const savepoint = shop.org.database.savepoint();
        assign('2024-01-01');
        assert.equal(has(), false, 'ended');
        shop.org.database.rollback(savepoint);
        assign(null);
        assert.equal(has(), true, 'assigned');
        shop.org.database.rollback(savepoint);
        assert.equal(has(), false, 'rolled back');
    });

    test('the fields of standard objects come with the profile, unless it is a bare one', () => {
        const contact = shop.org.database.schema.get('contact')!;
        const access = (name: string): unknown =>
            shop.org.database.fieldAccess(contact, 'Phone', shop.user(name));
        assert.deepEqual(access('Carl'), { read: true, edit: true });
        assert.deepEqual(access('Nick'), { read: false, edit: false });
    });

    test('Federation ID is for those who manage users', () => {
        const user = shop.org.database.schema.get('user')!;
        const read = (name: string): unknown =>
            shop.org.database.fieldAccess(user, 'FederationIdentifier', shop.user(name));
        assert.deepEqual(read('Ada'), { read: true, edit: true });
        assert.deepEqual(read('Carl'), { read: false, edit: false });
    });
});
