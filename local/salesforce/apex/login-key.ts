import { AuraHandledException } from './aura-handled-exception.ts';

/** As `GlanceLoginKey.cls`. */
export interface LoginKey {
    readonly loginKey: string;
    readonly groupId: number;
    readonly partnerUserId: string;
    /** Unix seconds. */
    readonly expiration: number;
    /** Whole seconds until then, by the org's clock. */
    readonly expiresIn: number;
}

const FORM = /^\$1\$([0-9]{10})\$[A-Za-z0-9_-]{43}$/;

/** @throws {AuraHandledException} `loginKeyInvalid` when that is no login key */
export function newLoginKey(
    loginKey: unknown,
    groupId: number,
    partnerUserId: string,
    now = Date.now()
): LoginKey {
    const parts = typeof loginKey === 'string' ? FORM.exec(loginKey) : null;
    if (parts === null) {
        throw new AuraHandledException('loginKeyInvalid');
    }
    const expiration = Number(parts[1]);
    const expiresIn = Math.max(0, expiration - Math.floor(now / 1000));
    return { loginKey: parts[0], groupId, partnerUserId, expiration, expiresIn };
}
