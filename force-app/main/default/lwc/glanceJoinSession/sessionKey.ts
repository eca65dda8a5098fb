/** 1 to 62 characters of `A-Z a-z 0-9 - _ ~`: the current rule for visitor ids and session keys. Source: Glance's documentation. */
const SESSION_KEY = /^[A-Za-z0-9\-_~]{1,62}$/;

/** Whether a text can be a session key or a visitor id. */
export function isSessionKey(text: string): boolean {
    return SESSION_KEY.test(text);
}

/**
 * A session key from what somebody typed or pasted: full-width characters count as their plain ones, white space and
 * characters that nobody sees are left out.
 * @returns `null` when the rest can't be a session key.
 */
export function readSessionKey(text: string): string | null {
    const plain = text
        .normalize('NFKC')
        .replace(/[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '');
    return isSessionKey(plain) ? plain : null;
}

/** 64 of the allowed characters, so that each takes six bits of a random byte. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A fresh session key that nobody can guess: 120 random bits in 20 characters. */
export function randomSessionKey(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(20));
    return Array.from(bytes, (byte) => ALPHABET.charAt(byte & 63)).join('');
}
