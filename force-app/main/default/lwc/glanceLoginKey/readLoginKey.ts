import { GlanceError } from 'c/glanceErrors';
import type { LoginKey } from './types';

/** `$1$<expiry>$<signature>`: version, ten digits of Unix seconds, 43 characters of base64. Source: Glance's login key format. */
const LOGIN_KEY = /^\$1\$(\d{10})\$[A-Za-z0-9+/_-]{43}$/;

/**
 * The moment a login key expires, in milliseconds since the epoch, read from the key itself.
 * @throws {GlanceError} `loginKeyInvalid` when the text is not a login key.
 */
export function expiryOf(loginKey: string): number {
    const expiry = LOGIN_KEY.exec(loginKey)?.[1];
    if (expiry === undefined) {
        throw new GlanceError('loginKeyInvalid');
    }
    return Number(expiry) * 1000;
}

/**
 * A login key from an endpoint's answer `{loginKey, groupId, expiration}`. The expiry is the key's own: it is what
 * Glance checks.
 * @throws {GlanceError} `loginKeyInvalid` when the answer has another shape.
 */
export function readLoginKey(answer: unknown, partnerUserId: string | null): LoginKey {
    const {
        loginKey,
        groupId,
        partnerUserId: answered
    } = (answer ?? {}) as Record<string, unknown>;
    const user = partnerUserId ?? answered;
    const group = Number(groupId);
    if (
        typeof loginKey !== 'string' ||
        typeof user !== 'string' ||
        user === '' ||
        !Number.isInteger(group)
    ) {
        throw new GlanceError('loginKeyInvalid');
    }
    return { loginKey, groupId: group, partnerUserId: user, expiresAt: expiryOf(loginKey) };
}
