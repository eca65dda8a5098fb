import { codeOf } from 'c/glanceErrors';
import { loginKeyText } from 'test/jest/loginKeys';
import { expiryIn, readLoginKey } from '../readLoginKey';

const AT = 1893456000000;
const text = loginKeyText(AT);

function codeThrownBy(act: () => unknown): string | null {
    try {
        act();
    } catch (thrown) {
        return codeOf(thrown);
    }
    return null;
}

describe('expiryIn', () => {
    it('reads the moment of expiry from the key', () => {
        expect(expiryIn(text)).toBe(AT);
    });

    it.each([
        ['nothing', ''],
        ['another text', 'secret'],
        ['another version', text.replace('$1$', '$2$')],
        ['a short signature', text.slice(0, -1)],
        ['a long signature', `${text}A`],
        ['a signature with other characters', `${text.slice(0, -1)}!`],
        ['an expiry that is no number', text.replace('1893456000', '189345600x')],
        ['something after the key', `${text}\n`],
        ['a URL-encoded key', encodeURIComponent(text)]
    ])('refuses %s', (_what, given) => {
        expect(expiryIn(given)).toBeNull();
    });
});

describe('readLoginKey', () => {
    const answer = { loginKey: text, groupId: 12345, expiration: 1, partnerUserId: 'ann' };

    it('believes the key’s own expiry, not the one beside it', () => {
        expect(readLoginKey(answer, null)).toEqual({
            loginKey: text,
            groupId: 12345,
            partnerUserId: 'ann',
            expiry: AT,
            life: null
        });
    });

    it('takes in what its maker says of its life', () => {
        expect(readLoginKey({ ...answer, expiresIn: 90 }, null).life).toBe(90_000);
        expect(readLoginKey({ ...answer, expiresIn: 'soon' }, null).life).toBeNull();
    });

    it('takes a group id as text, as some endpoints send it', () => {
        expect(readLoginKey({ ...answer, groupId: '12345' }, null).groupId).toBe(12345);
    });

    it('keeps the agent that the host named', () => {
        expect(readLoginKey(answer, 'bob').partnerUserId).toBe('bob');
    });

    it.each([
        ['nothing', null],
        ['a text', text],
        ['no key', { ...answer, loginKey: undefined }],
        ['a key that is none', { ...answer, loginKey: 'secret' }],
        ['no agent', { ...answer, partnerUserId: undefined }],
        ['an empty agent', { ...answer, partnerUserId: '' }],
        ['no group', { ...answer, groupId: undefined }],
        ['a group that is no number', { ...answer, groupId: 'acme' }]
    ])('refuses an answer with %s, without repeating it', (_what, given) => {
        expect(codeThrownBy(() => readLoginKey(given, null))).toBe('loginKeyInvalid');
        expect(() => readLoginKey(given, null)).toThrow(/^c\.Glance_Error_loginKeyInvalid$/);
    });
});
