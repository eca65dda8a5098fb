import { problemLines } from '../problemLines';

const FUNCTION = { 'custom-invoke': 'Function on the customer’s page' };
const textsOf = (...given: Parameters<typeof problemLines>): string[] =>
    problemLines(...given).map(({ text }) => text);

describe('problemLines', () => {
    it('calls a property what the admin calls it', () => {
        expect(
            textsOf([{ property: 'custom-invoke', code: 'customInvokeInvalid' }], null, FUNCTION)
        ).toEqual(['Function on the customer’s page: c.Glance_Error_customInvokeInvalid']);
    });

    it('calls it by its name in markup where the host knows no other', () => {
        expect(textsOf([{ property: 'auth-url', code: 'optionsInvalid' }], null, FUNCTION)).toEqual(
            ['auth-url: c.Glance_Error_optionsInvalid']
        );
    });

    it('names what it is about', () => {
        expect(
            textsOf(
                [{ property: 'custom-arguments', code: 'mergeFieldUnknown', detail: '{{Emial}}' }],
                null,
                {}
            )
        ).toEqual(['custom-arguments: {{Emial}}: c.Glance_Error_mergeFieldUnknown']);
    });

    it('leaves out what is said already, unless only the line says the property', () => {
        const problems = [
            { property: 'group-id', code: 'groupIdMissing' },
            { property: 'web-server', code: 'hostInvalid' }
        ] as const;
        expect(textsOf(problems, 'groupIdMissing', {})).toEqual([
            'web-server: c.Glance_Error_hostInvalid'
        ]);
        expect(textsOf(problems, 'hostInvalid', {})).toHaveLength(2);
    });
});
