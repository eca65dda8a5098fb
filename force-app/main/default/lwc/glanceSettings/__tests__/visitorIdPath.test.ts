import type { RecordRepresentation } from 'lightning/uiRecordApi';
import { visitorIdOf } from 'c/glanceSettings';

type Fields = RecordRepresentation['fields'];

const record = (fields: Fields): RecordRepresentation => ({
    id: '500000000000001',
    apiName: 'Case',
    fields
});
const value = (given: unknown) => ({ value: given, displayValue: null });
const OWN = 'Case.Visitor__c';
const PARENT = 'Case.Contact.Visitor__c';
const GRANDPARENT = 'Case.Contact.Account.Visitor__c';

describe('the visitor id along a path', () => {
    it.each<[string, Fields, string]>([
        ['a field', { Visitor__c: value('cust-1') }, OWN],
        ['a parent', { Contact: value(record({ Visitor__c: value('cust-1') })) }, PARENT],
        [
            'a parent of a parent',
            { Contact: value(record({ Account: value(record({ Visitor__c: value('cust-1') })) })) },
            GRANDPARENT
        ]
    ])('is read from %s', (_what, fields, path) => {
        expect(visitorIdOf(record(fields), path)).toEqual({ visitorId: 'cust-1', problem: null });
    });

    it.each<[string, Fields, string]>([
        ['there is no parent', { Contact: value(null) }, PARENT],
        [
            'the parent’s field is empty',
            { Contact: value(record({ Visitor__c: value('') })) },
            PARENT
        ],
        [
            'the parent has no parent',
            { Contact: value(record({ Account: value(null) })) },
            GRANDPARENT
        ]
    ])('is missing when %s', (_what, fields, path) => {
        expect(visitorIdOf(record(fields), path)).toEqual({
            visitorId: null,
            problem: 'visitorIdMissing'
        });
    });

    it.each<[string, Fields, string]>([
        ['the field', {}, OWN],
        ['the parent', {}, PARENT],
        ['the parent’s field', { Contact: value(record({})) }, PARENT],
        ['the parent’s parent', { Contact: value(record({})) }, GRANDPARENT]
    ])('can’t be read when the user may not see %s', (_what, fields, path) => {
        expect(visitorIdOf(record(fields), path)).toEqual({
            visitorId: null,
            problem: 'visitorFieldUnreadable'
        });
    });
});
