import { AuraHandledException } from './aura-handled-exception.ts';
import type { GlanceSettings } from './glance-settings.ts';

/** The endpoint that the Named Credential `Glance_Login_Key` stands for, and what it adds to each request. */
export interface NamedCredential {
    /** Origin of the login key service. */
    readonly url: string;
    readonly bearerToken: string;
}

/** As `GlanceLoginKey.cls`; `expiration` in Unix seconds. */
export interface LoginKey {
    readonly loginKey: string;
    readonly groupId: number;
    readonly partnerUserId: string;
    readonly expiration: number;
}

const TIMEOUT_MILLISECONDS = 10_000;
const LOGIN_KEY = /^\$1\$([0-9]{10})\$[A-Za-z0-9_-]{43}$/;

/**
 * Asks the login key service for a key, as `GlanceEndpointLoginKey.cls` does.
 * @throws {AuraHandledException} `loginKeyRefused`, `loginKeyServiceUnreachable` or `loginKeyInvalid`
 */
export async function requestLoginKey(
    settings: GlanceSettings,
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
    const expiration = Number(LOGIN_KEY.exec(reply?.loginKey ?? '')?.[1]);
    if (
        typeof reply?.loginKey !== 'string' ||
        reply.groupId !== settings.groupId ||
        reply.expiration !== expiration
    ) {
        throw new AuraHandledException('loginKeyInvalid');
    }
    return { loginKey: reply.loginKey, groupId: reply.groupId, partnerUserId, expiration };
}

function codeOf(status: number): string {
    if (status >= 500 || status === 408 || status === 429) {
        return 'loginKeyServiceUnreachable';
    }
    return status === 401 || status === 403 ? 'loginKeyRefused' : 'loginKeyInvalid';
}
