import { createHmac, type KeyObject } from 'node:crypto';

/** The longest a login key may be valid: one day, in seconds (Glance's limit). */
export const MAX_LIFETIME = 86_400;

/** What a login key is made of. */
export interface LoginKeyParts {
    /** Glance group id, also called partner id. */
    readonly groupId: number;
    /** The agent's id shared by Glance and the CRM (PUID). */
    readonly partnerUserId: string;
    /** The group's API key, as Glance handed it out. */
    readonly apiKey: string | KeyObject;
    /** When the key stops being valid, in Unix seconds: ten digits. */
    readonly expiration: number;
}

/**
 * Makes a Glance login key, `$1$<expiration>$<signature>`, 57 characters long.
 *
 * The signature is HMAC-SHA-256 with the API key over group id, partner user id, `1` and expiration written one after
 * the other, in base64url without padding (Glance documentation, "Login key"; vectors in `test/vectors`).
 * @throws {RangeError} when `groupId` is not a positive whole number, `partnerUserId` is empty, or `expiration` is not
 * a whole number of ten digits.
 */
export function createLoginKey({
    groupId,
    partnerUserId,
    apiKey,
    expiration
}: LoginKeyParts): string {
    if (!Number.isInteger(groupId) || groupId <= 0) {
        throw new RangeError('The group id must be a positive whole number.');
    }
    if (partnerUserId === '') {
        throw new RangeError('The partner user id must not be empty.');
    }
    if (!Number.isInteger(expiration) || expiration < 1_000_000_000 || expiration > 9_999_999_999) {
        throw new RangeError('The expiration must be Unix seconds, a whole number of ten digits.');
    }
    const signature = createHmac('sha256', apiKey)
        .update(`${groupId}${partnerUserId}1${expiration}`, 'utf8')
        .digest('base64url');
    return `$1$${expiration}$${signature}`;
}

/**
 * When a key issued now stops being valid, in Unix seconds: never later than `lifetime` seconds from `now`.
 * @param lifetime Seconds, from 1 to {@link MAX_LIFETIME}.
 * @param now Milliseconds since 1970.
 * @throws {RangeError} for another lifetime.
 */
export function expirationAfter(lifetime: number, now = Date.now()): number {
    if (!Number.isInteger(lifetime) || lifetime < 1 || lifetime > MAX_LIFETIME) {
        throw new RangeError(`A login key lives from 1 to ${MAX_LIFETIME} seconds.`);
    }
    return Math.floor(now / 1000) + lifetime;
}
