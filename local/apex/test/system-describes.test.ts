import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { check, failureOf, output } from './apex.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject_describe.htm
describe('descriptions of objects', () => {
    test('names, labels and kinds', () => {
        check({
            'Schema.SObjectType.Account.getName()': 'Account',
            'Account.SObjectType.getDescribe().getLabelPlural()': 'Accounts',
            'Schema.SObjectType.User.getKeyPrefix()': '005',
            'Account.SObjectType.getDescribe(SObjectDescribeOptions.DEFERRED).isCustom()': 'false',
            'Invoice__c.SObjectType.getDescribe().isCustom()': 'true',
            'Schema.SObjectType.Preference__c.isCustomSetting()': 'true',
            'Account.SObjectType': 'Account',
            'String.valueOf(Account.SObjectType)': 'Account',
            'Account.SObjectType == Schema.SObjectType.Account.getSObjectType()': 'true',
            'Contact.SObjectType.newSObject() instanceof Contact': 'true'
        });
    });

    test('all of them, by name in any case', () => {
        check({
            "Schema.getGlobalDescribe().get('ACCOUNT')": 'Account',
            "Schema.getGlobalDescribe().get('nothing__c')": 'null',
            "Schema.getGlobalDescribe().containsKey('Invoice__c')": 'true',
            "Schema.describeSObjects(new List<String>{ 'Contact' })[0].getName()": 'Contact'
        });
        assert.match(
            failureOf("Schema.describeSObjects(new List<String>{ 'x' });") ?? '',
            /^System\.InvalidParameterValueException: /
        );
    });

    test('children', () => {
        assert.deepEqual(
            output(`for (Schema.ChildRelationship child : Schema.SObjectType.Invoice__c.getChildRelationships()) {
                    if (child.getChildSObject() == Invoice_Line__c.SObjectType) {
                        System.debug(child.getField() + ' ' + child.isCascadeDelete());
                    }
                }`),
            ['Invoice__c true']
        );
    });

    test('what the running user may do', () => {
        assert.deepEqual(
            output(
                `Schema.DescribeSObjectResult described = Account.SObjectType.getDescribe();
                System.debug(described.isAccessible() + ' ' + described.isCreateable() + ' ' + described.isUpdateable() + ' ' + described.isDeletable());
                Profile bare = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'];
                System.runAs(new User(LastName = 'Nick', Alias = 'nick', Username = 'nick2@shop.example.com', Email = 'n@shop.example.com',
                    ProfileId = bare.Id, EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', LocaleSidKey = 'en_US', TimeZoneSidKey = 'GMT')) {
                    System.debug(described.isAccessible() + ' ' + Account.Name.getDescribe().isAccessible());
                }`,
                { isTest: true }
            ),
            ['true true true true', 'false false']
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_fields_describe.htm
describe('descriptions of fields', () => {
    test('names, types and sizes', () => {
        check({
            'Invoice__c.Amount__c.getDescribe().getName()': 'Amount__c',
            'Invoice__c.Amount__c.getDescribe().getType()': 'DOUBLE',
            'Invoice__c.Amount__c.getDescribe().isCustom()': 'true',
            'Account.Name.getDescribe().getType() == Schema.DisplayType.STRING': 'true',
            'Account.Id.getDescribe().getType()': 'ID',
            'Account.Name': 'Name',
            'Contact.LastName.getDescribe().isNillable()': 'false',
            'Contact.FirstName.getDescribe().isNillable()': 'true',
            'Contact.FirstName.getDescribe().isUpdateable()': 'true',
            'Contact.CreatedDate.getDescribe().isUpdateable()': 'false',
            'Contact.FirstName.getDescribe().getSObjectField() == Contact.FirstName': 'true'
        });
    });

    test('where lookups lead', () => {
        check({
            'Invoice__c.Contact__c.getDescribe().getReferenceTo()': '(Contact)',
            'Invoice__c.Contact__c.getDescribe().getRelationshipName()': 'Contact__r',
            'Account.Name.getDescribe().getReferenceTo()': '()',
            'Account.Name.getDescribe().getRelationshipName()': 'null'
        });
    });

    test('all of an object, by name in any case', () => {
        check({
            "Schema.SObjectType.Contact.fields.getMap().get('LASTNAME')": 'LastName',
            "Schema.SObjectType.Contact.fields.getMap().get('nothing')": 'null',
            "Contact.SObjectType.getDescribe().fields.getMap().containsKey('AccountId')": 'true'
        });
    });

    test('values of pick lists', () => {
        assert.deepEqual(
            output(`for (Schema.PicklistEntry entry : Invoice__c.Status__c.getDescribe().getPicklistValues()) {
                    System.debug(entry.getValue() + ' ' + entry.getLabel() + ' ' + entry.isActive() + ' ' + entry.isDefaultValue());
                }`),
            ['Draft A draft true true', 'Sent Sent true false', 'Archived Archived true false']
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_type.htm
describe('Type', () => {
    const classes = {
        'Shop.cls': `public class Shop {
            public Integer open = 1;
            public class Till { }
            public interface Seller { }
            public class Clerk implements Seller { }
        }`
    };

    test('by name', () => {
        assert.deepEqual(
            output(
                `System.debug(Type.forName('shop').getName() + ' ' + Type.forName('Shop.Till').getName());
                System.debug(Type.forName('Nothing') + ' ' + Type.forName(null, 'Shop') + ' ' + Type.forName('Map<String, Integer>'));
                System.debug(Shop.class.getName() + ' ' + (Shop.class == Type.forName('Shop')));`,
                { classes }
            ),
            ['Shop Shop.Till', 'null Shop Map<String, Integer>', 'Shop true']
        );
    });

    test('makes instances', () => {
        assert.deepEqual(
            output(
                `Shop made = (Shop) Shop.class.newInstance(); System.debug(made.open);
                List<String> items = (List<String>) List<String>.class.newInstance(); System.debug(items.size());
                System.debug(Shop.Seller.class.isAssignableFrom(Shop.Clerk.class) + ' ' + Shop.Clerk.class.isAssignableFrom(Shop.Seller.class));`,
                { classes }
            ),
            ['1', '0', 'true false']
        );
        assert.match(
            failureOf('Shop.Seller.class.newInstance();', { classes }) ?? '',
            /^System\.TypeException: /
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_id.htm
describe('Id', () => {
    test('has 18 characters, and an object', () => {
        check({
            "Id.valueOf('001D000000IqhSL')": '001D000000IqhSLIAZ',
            "Id.valueOf('001D000000IqhSLIAZ').to15()": '001D000000IqhSL',
            "Id.valueOf('001d000000iqhsliaz', true)": '001D000000IqhSLIAZ',
            "Id.valueOf('001000000000001').getSObjectType()": 'Account'
        });
    });

    test('what is none is refused', () => {
        assert.equal(failureOf("Id.valueOf('a');"), 'System.StringException: Invalid id: a');
        assert.match(
            failureOf("Id.valueOf('zzz000000000001').getSObjectType();") ?? '',
            /^System\.SObjectException: /
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_userinfo.htm
describe('UserInfo and FeatureManagement', () => {
    test('tell of the running user', () => {
        check({
            'UserInfo.getUserName()': 'ada@shop.example.com',
            'UserInfo.getLastName()': 'Ada',
            'UserInfo.getUserEmail()': 'ada@shop.example.com',
            '[SELECT Id FROM User WHERE Id = :UserInfo.getUserId()].size()': '1',
            '[SELECT Name FROM Profile WHERE Id = :UserInfo.getProfileId()].Name':
                'System Administrator',
            '[SELECT Id FROM Organization].Id == UserInfo.getOrganizationId()': 'true',
            'UserInfo.getOrganizationId().length()': '18',
            "FeatureManagement.checkPermission('Approve')": 'false',
            "FeatureManagement.checkPermission('Nothing')": 'false'
        });
    });
});
