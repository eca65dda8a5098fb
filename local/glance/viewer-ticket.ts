import { decodeJwt } from 'jose';
import { findGroup, type GlanceGroup } from './options.ts';
import type { GlanceService } from './service.ts';
import { issueToken, verifyToken } from './tokens.ts';
import { cleanIdentity } from './visitor-data.ts';
import type { AgentIdentity } from './wire.ts';

/** Logs an agent in at Glance's hosts, once a viewer was opened with a login key. */
export const AGENT_COOKIE = 'glance_agent';

const LIFETIME_MS = 2 * 60 * 60 * 1000;

/** Whom a ticket admits to which session. */
export interface Admission {
    readonly groupId: number;
    readonly sessionKey: string;
    readonly partnerUserId: string;
    readonly identity: AgentIdentity;
}

/** Admits one viewer page to one session, so that the login key isn't needed again. */
export function issueTicket(
    service: GlanceService,
    group: GlanceGroup,
    { sessionKey, partnerUserId, identity }: Omit<Admission, 'groupId'>
): Promise<string> {
    const claims = { ...identity, sessionkey: sessionKey, partneruserid: partnerUserId };
    return issueToken(group, 'viewer', claims, LIFETIME_MS, service.clock.now());
}

/** Null for a ticket that is wrong or has run out. */
export async function readTicket(
    service: GlanceService,
    ticket: unknown
): Promise<Admission | null> {
    const group = findGroup(service.groups, groupIn(String(ticket)));
    const claims =
        group && (await verifyToken(group, 'viewer', String(ticket), service.clock.now()));
    return claims
        ? {
              groupId: claims.groupId,
              sessionKey: String(claims['sessionkey']),
              partnerUserId: String(claims['partneruserid']),
              identity: cleanIdentity(claims)
          }
        : null;
}

/** Says whose key to check the ticket with; nothing else may be read before that. */
function groupIn(ticket: string): unknown {
    try {
        return decodeJwt(ticket)['groupid'];
    } catch {
        return undefined;
    }
}
