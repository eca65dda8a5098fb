import fc from 'fast-check';
import { MergeFieldError, mergeArguments, mergedFields } from '../mergeFields';

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
const merge = (json: string): unknown => mergeArguments(json, record);

describe('mergedFields', () => {
    it('finds the fields of a text, each once', () => {
        expect(
            mergedFields('{"a": "{{Email}}", "b": "{{ Account.Name }} {{Email}}", "c": "{Name}"}')
        ).toEqual(['Email', 'Account.Name']);
    });

    it('finds them in both ways of writing, also mixed', () => {
        expect(mergedFields('{"a": "{!Email} {{ Account.Name }}", "b": "{{Email}}"}')).toEqual([
            'Email',
            'Account.Name'
        ]);
    });

    it('finds none in the braces of JSON', () => {
        expect(mergedFields('{"a": {"b": {"c": {}}}}')).toEqual([]);
    });

    it('finds none that can’t be a field', () => {
        expect(mergedFields('{{}} {{1a}} {{a b}} {{$User.Id}} {{.x}}')).toEqual([]);
    });
});

describe('mergeArguments', () => {
    it('puts values of the record into texts', () => {
        expect(merge('{"text": "Write to {{Email}}, {{Age__c}}"}')).toEqual({
            text: 'Write to ann@example.com, 42'
        });
    });

    it('keeps the type of a value that stands alone', () => {
        expect(
            merge('{"age": "{{Age__c}}", "active": "{{ Active__c }}", "fax": "{{Fax}}"}')
        ).toEqual({
            age: 42,
            active: true,
            fax: null
        });
    });

    it('takes the way of writing that code may still give', () => {
        expect(merge('{"age": "{!Age__c}", "fax": "{! Fax }", "text": "{!Email}"}')).toEqual({
            age: 42,
            fax: null,
            text: 'ann@example.com'
        });
    });

    it('takes both in one text, and leaves half a merge field alone', () => {
        expect(merge('{"a": "{!Email} {{Age__c}} {{Email} {Email}} {{{Age__c}}}"}')).toEqual({
            a: 'ann@example.com 42 {{Email} {Email}} {42}'
        });
    });

    it('goes over parents, and into lists and objects', () => {
        expect(merge('{"deep": [{"name": "{{Account.Name}}"}]}')).toEqual({
            deep: [{ name: 'Acme "Ltd"' }]
        });
    });

    it('leaves empty what is empty, also below a parent that is not there', () => {
        const nobody = {
            ...record,
            fields: { ...record.fields, Account: { value: null, displayValue: null } }
        };
        expect(merge('{"a": "<{{Fax}}>"}')).toEqual({ a: '<>' });
        expect(mergeArguments('{"a": "{{Account.Name}}"}', nobody)).toEqual({ a: null });
    });

    it.each([
        [
            'a field that the record lacks, or that may not be read',
            '{{Salary__c}}',
            '{{Salary__c}}'
        ],
        ['a field of a parent that the record lacks', 'x {{Account.Phone}}', '{{Account.Phone}}'],
        ['a parent without a field', '{{Account}}', '{{Account}}'],
        ['a field of something that is no parent', '{{Email.Name}}', '{{Email.Name}}'],
        ['what can be no field', '{{ $Record.Email }}', '{{$Record.Email}}'],
        ['nothing', '{{}}', '{{}}'],
        ['a name that every object has', '{{constructor}}', '{{constructor}}']
    ])('names %s', (_what, text, named) => {
        const merging = (): unknown => merge(JSON.stringify({ deep: [{ a: text }] }));
        expect(merging).toThrow(MergeFieldError);
        expect(merging).toThrow(
            expect.objectContaining({ code: 'mergeFieldUnknown', message: named }) as Error
        );
    });

    it('names any field where there is no record', () => {
        expect(() => mergeArguments('{"a": "{{Email}}"}', null)).toThrow('{{Email}}');
    });

    it.each([9007199254740992, -9007199254740994, 1234567890.1234567, 1e21])(
        'refuses the number %d, which has lost digits',
        (value) => {
            const inexact = { ...record, fields: { Score__c: { value, displayValue: null } } };
            expect(() => mergeArguments('{"a": "No. {{Score__c}}"}', inexact)).toThrow(
                expect.objectContaining({
                    code: 'customInvokeInvalid',
                    message: '{{Score__c}}'
                }) as Error
            );
        }
    );

    it.each([9007199254740991, -12, 0, 12.5, 0.1, 1234567890.12345])(
        'keeps the number %d',
        (value) => {
            const exact = { ...record, fields: { Score__c: { value, displayValue: null } } };
            expect(mergeArguments('{"a": "{{Score__c}}"}', exact)).toEqual({ a: value });
        }
    );

    it.each(['', '{', '[]', '"text"', 'null', '{"a": {{Email}}}'])('refuses %p', (json) => {
        expect(() => merge(json)).toThrow(SyntaxError);
    });

    it('lets no value change the form of the arguments, or be merged itself', () => {
        fc.assert(
            fc.property(fc.string(), (value) => {
                const nasty = {
                    ...record,
                    fields: { Email: { value, displayValue: null } }
                };
                expect(mergeArguments('{"a": "{{Email}}", "b": "x{{Email}}"}', nasty)).toEqual({
                    a: value,
                    b: `x${value}`
                });
            }),
            {
                examples: [
                    ['", "admin": true, "x": "'],
                    ['{{Account.Name}}'],
                    ['{!Fax}'],
                    ['$& $1'],
                    ['\\']
                ]
            }
        );
    });
});
