import fc from 'fast-check';
import { mergeArguments, mergedFields } from '../mergeFields';

const record = {
    id: '003000000000001',
    apiName: 'Contact',
    fields: {
        Email: { value: 'ann@example.com', displayValue: null },
        Age__c: { value: 42, displayValue: '42' },
        Active__c: { value: true, displayValue: null },
        Fax: { value: null, displayValue: null },
        Account: {
            value: { fields: { Name: { value: 'Acme "Ltd"', displayValue: null } } },
            displayValue: null
        }
    }
};
const merge = (json: string): unknown => mergeArguments(json, record, 'Contact');

describe('mergedFields', () => {
    it('finds the fields of a text, each once', () => {
        expect(
            mergedFields('{"a": "{!Email}", "b": "{! Account.Name } {!Email}", "c": "{Name}"}')
        ).toEqual(['Email', 'Account.Name']);
    });

    it('finds none that can’t be a field', () => {
        expect(mergedFields('{!} {!1a} {!a b} {!$User.Id} {!.x}')).toEqual([]);
    });
});

describe('mergeArguments', () => {
    it('puts values of the record into texts', () => {
        expect(merge('{"text": "Write to {!Email}, {!Age__c}"}')).toEqual({
            text: 'Write to ann@example.com, 42'
        });
    });

    it('keeps the type of a value that stands alone', () => {
        expect(merge('{"age": "{!Age__c}", "active": "{! Active__c }", "fax": "{!Fax}"}')).toEqual({
            age: 42,
            active: true,
            fax: null
        });
    });

    it('goes over parents, and into lists and objects', () => {
        expect(merge('{"deep": [{"name": "{!Account.Name}"}]}')).toEqual({
            deep: [{ name: 'Acme "Ltd"' }]
        });
    });

    it('leaves empty what is empty or may not be read', () => {
        expect(merge('{"a": "<{!Fax}>", "b": "{!Salary__c}"}')).toEqual({ a: '<>', b: null });
        expect(mergeArguments('{"a": "{!Email}"}', null, 'Contact')).toEqual({ a: null });
    });

    it.each(['', '{', '[]', '"text"', 'null', '{"a": {!Email}}'])('refuses %p', (json) => {
        expect(() => merge(json)).toThrow(SyntaxError);
    });

    it('lets no value change the form of the arguments, or be merged itself', () => {
        fc.assert(
            fc.property(fc.string(), (value) => {
                const nasty = {
                    ...record,
                    fields: { Email: { value, displayValue: null } }
                };
                expect(
                    mergeArguments('{"a": "{!Email}", "b": "x{!Email}"}', nasty, 'Contact')
                ).toEqual({ a: value, b: `x${value}` });
            }),
            { examples: [['", "admin": true, "x": "'], ['{!Account.Name}'], ['$& $1'], ['\\']] }
        );
    });
});
