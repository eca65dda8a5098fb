import { GlanceError, codeOf, errorCodes, errorRow, isErrorCode } from 'c/glanceErrors';

const SECRET = '$1$1893456000$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

describe('the error table', () => {
    it.each(errorCodes)('tells who can do something about %s', (code) => {
        expect(['agent', 'admin', 'glance']).toContain(errorRow(code).who);
        expect(typeof errorRow(code).retryable).toBe('boolean');
    });

    it('knows its codes from other texts', () => {
        expect(isErrorCode('visitorDeclined')).toBe(true);
        expect(isErrorCode('no such code')).toBe(false);
        expect(isErrorCode('')).toBe(false);
    });

    it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
        'takes %s, which every object has, for no code',
        (text) => {
            expect(isErrorCode(text)).toBe(false);
        }
    );

    it.each([undefined, null, 7, {}, ['unknown']])('takes %p for no code', (given) => {
        expect(isErrorCode(given)).toBe(false);
    });
});

describe('GlanceError', () => {
    it('carries its code, and says what happened', () => {
        const error = new GlanceError('scriptMissing');
        expect(error).toBeInstanceOf(Error);
        expect(error.code).toBe('scriptMissing');
        expect(error.message).toBe('c.Glance_Error_scriptMissing');
        expect(error.name).toBe('GlanceError');
    });
});

describe('codeOf', () => {
    it('takes the code of a GlanceError', () => {
        expect(codeOf(new GlanceError('puidMissing'), 'viewerFailed')).toBe('puidMissing');
    });

    it('takes the code that Apex sent', () => {
        expect(codeOf({ body: { message: 'notPermitted' } })).toBe('notPermitted');
    });

    it.each([
        ['an Apex message that is no code', { body: { message: `Failed with ${SECRET}` } }],
        ['an Apex error without a message', { body: {} }],
        ['an Apex error with a list', { body: [{ message: 'notPermitted' }] }],
        ['any other error', new TypeError(SECRET)],
        ['a text, even a code', 'notPermitted'],
        ['null', null],
        ['undefined', undefined]
    ])('falls back for %s', (_what, thrown) => {
        expect(codeOf(thrown, 'loginKeyServiceUnreachable')).toBe('loginKeyServiceUnreachable');
        expect(codeOf(thrown)).toBe('unknown');
    });
});
