import { visitorIdOf } from 'c/glanceSettings';

const PATH = 'Contact.Glance_Visitor_Id__c';
const read = (value: unknown): unknown =>
    visitorIdOf(
        {
            id: '003000000000001',
            apiName: 'Contact',
            fields: { Glance_Visitor_Id__c: { value, displayValue: null } }
        },
        PATH
    );

describe('the visitor id of a record', () => {
    it.each([
        ['cust-1', 'cust-1'],
        [' cust-1 ', 'cust-1'],
        [10042, '10042'],
        [0, '0'],
        [9007199254740991, '9007199254740991']
    ])('of a field that holds %p is %p', (value, visitorId) => {
        expect(read(value)).toEqual({ visitorId, problem: null });
    });

    it.each([2 ** 53, 10042.5, 1e21, NaN, Infinity])(
        'is not valid when digits may be lost: %p',
        (value) => {
            expect(read(value)).toEqual({ visitorId: null, problem: 'visitorIdInvalid' });
        }
    );

    it.each([null, '', '  ', true])('is missing in a field that holds %p', (value) => {
        expect(read(value)).toEqual({ visitorId: null, problem: 'visitorIdMissing' });
    });
});
