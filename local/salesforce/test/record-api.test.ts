import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { createOrg, type Org } from '../org/org.ts';
import { getRecord, UiApiError, updateRecord } from '../org/record-api.ts';
import type { RecordRepresentation } from '../org/record-representation.ts';
import { longId } from '../org/sobject.ts';
import { caseIds, contactIds } from '../records.ts';

const [rosa = ''] = contactIds;
const [firstCase = ''] = caseIds;
let org: Org;

beforeEach(() => {
    org = createOrg({ glanceUrl: 'http://localhost:4300', folders: [] });
});

test('only the fields asked for are returned', () => {
    const record = getRecord(org, rosa, ['Contact.Name'], ['Contact.Glance_Visitor_Id__c']);
    assert.deepEqual(Object.keys(record.fields), ['Name', 'Glance_Visitor_Id__c']);
    assert.deepEqual(record.fields['Glance_Visitor_Id__c'], {
        displayValue: null,
        value: 'cust-1001'
    });
    assert.equal(record.apiName, 'Contact');
});

test('a spanning path returns the parent record inside the lookup', () => {
    const record = getRecord(
        org,
        firstCase,
        [],
        ['Case.Contact.Glance_Visitor_Id__c', 'Case.Contact.Name']
    );
    const contact = record.fields['Contact']?.value as RecordRepresentation;
    assert.equal(record.fields['Contact']?.displayValue, 'Rosa Alvarez');
    assert.equal(contact.fields['Glance_Visitor_Id__c']?.value, 'cust-1001');
    assert.equal(contact.fields['Name']?.value, 'Rosa Alvarez');
});

test('a spanning path over an empty lookup is null', () => {
    const record = org.records.get(firstCase);
    assert.ok(record);
    record.fields['ContactId'] = null;
    assert.deepEqual(getRecord(org, firstCase, [], ['Case.Contact.Name']).fields, {
        Contact: { displayValue: null, value: null }
    });
});

test('optional fields that do not exist, are unreadable or of another object are left out', () => {
    org.hiddenFields.push('Contact.Email', 'Case.ContactId');
    const contact = getRecord(
        org,
        rosa,
        [],
        ['Contact.Name', 'Contact.Email', 'Contact.Nope__c', 'Lead.Company', 'Contact.Nope__r.Name']
    );
    assert.deepEqual(Object.keys(contact.fields), ['Name']);
    assert.deepEqual(getRecord(org, firstCase, [], ['Case.Contact.Name']).fields, {});
});

test('a required field that is unreadable fails the whole request', () => {
    org.hiddenFields.push('Contact.Email');
    assert.throws(
        () => getRecord(org, rosa, ['Contact.Name', 'Contact.Email'], []),
        (error: UiApiError) => error.status === 400 && error.errorCode === 'INVALID_FIELD'
    );
});

test('an unknown record is not found', () => {
    assert.throws(
        () => getRecord(org, '003Hp0000199999IAA', [], ['Contact.Name']),
        (error: UiApiError) => error.status === 404 && error.body.errorCode === 'NOT_FOUND'
    );
});

test('a record is found by its 15-character id too', () => {
    assert.equal(getRecord(org, rosa.slice(0, 15), [], ['Contact.Name']).id, rosa);
});

test('an update is read back, and an unknown field refused', () => {
    updateRecord(org, rosa, { Glance_Visitor_Id__c: 'cust-9' });
    const { fields } = getRecord(org, rosa, ['Contact.Glance_Visitor_Id__c'], []);
    assert.equal(fields['Glance_Visitor_Id__c']?.value, 'cust-9');
    assert.throws(() => updateRecord(org, rosa, { Nope__c: 'x' }), UiApiError);
});

// The pair is Salesforce's own documented example of the two forms.
test('the suffix of an 18-character id tells upper case from lower', () => {
    assert.equal(longId('001A0000006Vm9r'), '001A0000006Vm9rIAC');
});
