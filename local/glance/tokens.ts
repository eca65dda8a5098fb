import { createHash } from 'node:crypto';
import { SignJWT, jwtVerify } from 'jose';
import type { GlanceGroup } from './options.ts';

/** What a token is good for: agents' presence calls, one viewer page, or a visitor id that the server made up. */
export type Purpose = 'presence' | 'viewer' | 'guest';

export interface TokenClaims {
    readonly groupId: number;
    /** Milliseconds since 1970. */
    readonly expiresAt: number;
    readonly [claim: string]: unknown;
}

/**
 * Signs a token for one group and purpose.
 * The key is derived from the group's API key, so that tokens outlive a restart of the stand-in as they do in life.
 */
export async function issueToken(
    group: GlanceGroup,
    purpose: Purpose,
    claims: Record<string, string>,
    lifetimeMs: number,
    nowMs: number
): Promise<string> {
    return new SignJWT({ ...claims, groupid: group.groupId })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(purpose)
        .setIssuedAt(Math.floor(nowMs / 1000))
        .setExpirationTime(Math.ceil((nowMs + lifetimeMs) / 1000))
        .sign(signingKey(group));
}

/** The claims of a token made for this group and purpose and still valid at `nowMs`; otherwise null. */
export async function verifyToken(
    group: GlanceGroup,
    purpose: Purpose,
    token: string,
    nowMs: number
): Promise<TokenClaims | null> {
    try {
        const { payload } = await jwtVerify(token, signingKey(group), {
            audience: purpose,
            algorithms: ['HS256'],
            requiredClaims: ['exp'],
            currentDate: new Date(nowMs)
        });
        return { ...payload, groupId: group.groupId, expiresAt: (payload.exp ?? 0) * 1000 };
    } catch {
        return null;
    }
}

function signingKey(group: GlanceGroup): Uint8Array {
    return createHash('sha256').update(`stand-in tokens ${group.groupId} ${group.apiKey}`).digest();
}
