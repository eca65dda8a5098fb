import { AuraHandledException } from './aura-handled-exception.ts';
import type { GlanceSettings } from './glance-settings.ts';
import { newLoginKey, type LoginKey } from './login-key.ts';

/** The endpoint that the Named Credential `Glance_Login_Key` stands for, and what it adds to each request. */
export interface NamedCredential {
    /** Origin of the login key service. */
    readonly url: string;
    readonly bearerToken: string;
}

const TIMEOUT_MILLISECONDS = 10_000;

/**
 * Asks the login key service for a key, as `GlanceEndpointLoginKey.cls` does.
 * @throws {AuraHandledException} `loginKeyRefused`, `loginKeyServiceUnreachable` or `loginKeyInvalid`
 */
export async function requestLoginKey(
    settings: GlanceSettings,
    groupId: number,
    partnerUserId: string,
    credential: NamedCredential
): Promise<LoginKey> {
    const response = await fetch(new URL(settings.loginKeyPath, credential.url), {
        method: 'POST',
        headers: { Accept: 'application/json', Authorization: `Bearer ${credential.bearerToken}` },
        body: new URLSearchParams({ partneruserid: partnerUserId }),
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS)
    }).catch(() => {
        throw new AuraHandledException('loginKeyServiceUnreachable');
    });
    if (response.status !== 200) {
        throw new AuraHandledException(codeOf(response.status));
    }
    const reply = (await response.json().catch(() => null)) as {
        loginKey?: string;
        groupId?: number;
        expiration?: number;
    } | null;
    const key = newLoginKey(reply?.loginKey, groupId, partnerUserId);
    if (reply?.groupId !== groupId || reply.expiration !== key.expiration) {
        throw new AuraHandledException('loginKeyInvalid');
    }
    return key;
}

function codeOf(status: number): string {
    if (status >= 500 || status === 408 || status === 429) {
        return 'loginKeyServiceUnreachable';
    }
    return status === 401 || status === 403 ? 'loginKeyRefused' : 'loginKeyInvalid';
}
