import { createHmac, timingSafeEqual } from 'node:crypto';

const SHAPE = /^\$1\$(\d{10})\$([\w\-+/]{43})$/;
const LONGEST_SECONDS = 86_400;
const CLOCK_SKEW_SECONDS = 60;

export interface LoginKeyOwner {
    readonly partnerId: string;
    readonly partnerUserId: string;
    readonly apiKey: string;
}

/**
 * Whether a login key `$1$<expiry>$<signature>` was made with the owner's API key, has not run out at `nowMs`
 * and does not run for more than a day. Both base64 alphabets are accepted: Glance documents base64url,
 * its samples make standard base64.
 */
export function isValidLoginKey(loginKey: string, owner: LoginKeyOwner, nowMs: number): boolean {
    const [, expiry, signature] = SHAPE.exec(loginKey) ?? [];
    if (expiry === undefined || signature === undefined) {
        return false;
    }
    const secondsLeft = Number(expiry) - nowMs / 1000;
    if (secondsLeft <= 0 || secondsLeft > LONGEST_SECONDS + CLOCK_SKEW_SECONDS) {
        return false;
    }
    const expected = createHmac('sha256', owner.apiKey)
        .update(`${owner.partnerId}${owner.partnerUserId}1${expiry}`, 'utf8')
        .digest();
    const given = Buffer.from(signature.replaceAll('-', '+').replaceAll('_', '/'), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
}
