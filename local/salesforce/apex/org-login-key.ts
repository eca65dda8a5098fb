import { createHmac } from 'node:crypto';
import { newLoginKey, type LoginKey } from './login-key.ts';

/**
 * Makes a login key as `GlanceOrgLoginKey.cls` does.
 * @param expiration Unix seconds
 */
export function signLoginKey(
    apiKey: string,
    groupId: number,
    partnerUserId: string,
    expiration: number
): LoginKey {
    const signature = createHmac('sha256', apiKey)
        .update(`${groupId}${partnerUserId}1${expiration}`)
        .digest('base64url');
    return newLoginKey(`$1$${expiration}$${signature}`, groupId, partnerUserId);
}
