import { Refusal } from './http-errors.ts';
import { findGroup, type GlanceGroup } from './options.ts';
import type { GlanceService } from './service.ts';
import { issueToken, verifyToken, type TokenClaims } from './tokens.ts';

/** What an agent may do, and until when. */
export interface AgentClaims {
    readonly groupId: number;
    readonly partnerUserId: string;
    /** Milliseconds since 1970. */
    readonly expiresAt: number;
}

/** A token for presence calls. In life its form isn't known; only that it is for one group. */
export function issueAgentToken(
    service: GlanceService,
    group: GlanceGroup,
    partnerUserId: string,
    lifetimeMs: number
): Promise<string> {
    const claims = { partneruserid: partnerUserId, epoch: service.tokenEpoch };
    return issueToken(group, 'presence', claims, lifetimeMs, service.clock.now());
}

/** What a token allows in this group; null for one that is wrong, has run out, or was made void. */
export async function readAgentToken(
    service: GlanceService,
    groupId: unknown,
    token: unknown
): Promise<AgentClaims | null> {
    const group = findGroup(service.groups, groupId);
    const claims: TokenClaims | null | undefined =
        group && (await verifyToken(group, 'presence', String(token ?? ''), service.clock.now()));
    if (!claims || claims['epoch'] !== service.tokenEpoch) {
        return null;
    }
    const { expiresAt } = claims;
    return { groupId: claims.groupId, expiresAt, partnerUserId: String(claims['partneruserid']) };
}

/**
 * What the request's bearer token allows.
 * @throws {Refusal} 401 without a valid token for this very group.
 */
export async function requireToken(
    service: GlanceService,
    header: string | undefined,
    groupId: unknown
): Promise<AgentClaims> {
    const [, token] = /^Bearer (.+)$/.exec(header ?? '') ?? [];
    const claims = await readAgentToken(service, groupId, token);
    if (!claims) {
        throw new Refusal(401, 'authorization');
    }
    return claims;
}
