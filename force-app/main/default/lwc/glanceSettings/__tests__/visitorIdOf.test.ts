import { visitorFieldsAt, visitorIdOf } from 'c/glanceSettings';

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

    describe('of an account', () => {
        const account = (fields: Readonly<Record<string, unknown>>): unknown =>
            visitorIdOf(
                {
                    id: '001000000000001',
                    apiName: 'Account',
                    fields: Object.fromEntries(
                        Object.entries(fields).map(([name, value]) => [
                            name,
                            { value, displayValue: null }
                        ])
                    )
                },
                'Account.Glance_Visitor_Id__c'
            );
        const own = 'Glance_Visitor_Id__c';
        const person = 'Glance_Visitor_Id__pc';

        it.each([
            ['its own', { [own]: 'acme' }, 'acme'],
            ['its own before the person’s', { [own]: 'acme', [person]: 'ann' }, 'acme'],
            ['the person’s where its own is empty', { [own]: null, [person]: 'ann' }, 'ann'],
            ['the person’s where its own can’t be read', { [person]: 'ann' }, 'ann']
        ])('is %s', (_what, fields, visitorId) => {
            expect(account(fields)).toEqual({ visitorId, problem: null });
        });

        it.each([
            ['visitorIdMissing', { [own]: null }],
            ['visitorIdMissing', { [own]: null, [person]: null }],
            ['visitorIdMissing', { [person]: null }],
            ['visitorFieldUnreadable', {}],
            ['visitorIdInvalid', { [own]: 2 ** 53, [person]: 'ann' }]
        ])('is missing with the problem %s: %j', (problem, fields) => {
            expect(account(fields)).toEqual({ visitorId: null, problem });
        });

        it('is that of the person behind a case', () => {
            const parent = { id: '', apiName: '', fields: { Id__pc: { value: 'ann' } } };
            const record = { id: '', apiName: '', fields: { Account: { value: parent } } };
            expect(visitorIdOf(record as never, 'Case.Account.Id__c')).toEqual({
                visitorId: 'ann',
                problem: null
            });
        });
    });

    it.each([
        ['Account.X__c', ['Account.X__c', 'Account.X__pc']],
        ['Case.Account.X__c', ['Case.Account.X__c', 'Case.Account.X__pc']],
        ['Contact.X__c', ['Contact.X__c']],
        ['Account.Parent.X__c', ['Account.Parent.X__c']],
        ['Account.AccountNumber', ['Account.AccountNumber']],
        ['Account.X__pc', ['Account.X__pc']],
        ['My_Account.X__c', ['My_Account.X__c']]
    ])('is read from %s by %j', (path, fields) => {
        expect(visitorFieldsAt(path)).toEqual(fields);
    });

    it.each([null, '', '  ', true])('is missing in a field that holds %p', (value) => {
        expect(read(value)).toEqual({ visitorId: null, problem: 'visitorIdMissing' });
    });
});
