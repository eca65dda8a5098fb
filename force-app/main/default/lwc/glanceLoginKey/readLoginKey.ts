import { GlanceError } from 'c/glanceErrors';

/** `$1$<expiry>$<signature>`: version, ten digits of Unix seconds, 43 characters of base64. Source: Glance's login key format. */
const LOGIN_KEY = /^\$1\$(\d{10})\$[A-Za-z0-9+/_-]{43}$/;

/** What an endpoint answers for a login key. */
export interface LoginKeyAnswer {
    readonly loginKey: string;
    readonly groupId: number;
    readonly partnerUserId: string;
    /** The moment that stands in the key, in milliseconds since the epoch, by the clock of whoever made it. */
    readonly expiry: number;
    /** What was left of the key's life when it was sent, in milliseconds; `null` when the answer doesn't say. */
    readonly life: number | null;
}

/**
 * The moment that stands in a login key, in milliseconds since the epoch.
 * @returns `null` when the text is not a login key.
 */
export function expiryIn(loginKey: string): number | null {
    const expiry = LOGIN_KEY.exec(loginKey)?.[1];
    return expiry === undefined ? null : Number(expiry) * 1000;
}

/**
 * A login key from an endpoint's answer `{loginKey, groupId, expiration}`, to which Apex and the login key service add
 * `expiresIn`, in seconds. The expiry is the key's own: it is what Glance checks.
 * @throws {GlanceError} `loginKeyInvalid` when the answer has another shape.
 */
export function readLoginKey(answer: unknown, partnerUserId: string | null): LoginKeyAnswer {
    const {
        loginKey,
        groupId,
        partnerUserId: answered,
        expiresIn
    } = (answer ?? {}) as Record<string, unknown>;
    const user = partnerUserId ?? answered;
    const group = Number(groupId);
    const expiry = typeof loginKey === 'string' ? expiryIn(loginKey) : null;
    if (
        typeof loginKey !== 'string' ||
        expiry === null ||
        typeof user !== 'string' ||
        user === '' ||
        !Number.isInteger(group)
    ) {
        throw new GlanceError('loginKeyInvalid');
    }
    return {
        loginKey,
        groupId: group,
        partnerUserId: user,
        expiry,
        life: typeof expiresIn === 'number' && Number.isFinite(expiresIn) ? expiresIn * 1000 : null
    };
}
