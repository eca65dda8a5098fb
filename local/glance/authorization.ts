import type { FastifyInstance } from 'fastify';
import { Refusal } from './http-errors.ts';
import { isValidLoginKey } from './login-key.ts';
import { findGroup, type GlanceGroup } from './options.ts';
import type { GlanceService } from './service.ts';
import { issueToken, verifyToken, type TokenClaims } from './tokens.ts';

const MS_PER_MINUTE = 60_000;
/** What a token gets that was asked for without a duration. Glance does not document a default. */
const DEFAULT_MINUTES = 20;

export interface Credentials {
    readonly partnerid?: unknown;
    readonly partneruserid?: unknown;
    readonly loginkey?: unknown;
}

/**
 * The group and agent that the credentials prove.
 * @throws {Refusal} 401; a wrong key and an expired one are not told apart.
 */
export function authenticate(
    service: GlanceService,
    { partnerid, partneruserid, loginkey }: Credentials
): { group: GlanceGroup; partnerUserId: string } {
    const group = findGroup(service.groups, partnerid);
    if (!group) {
        throw new Refusal(401, 'The partner id is not valid.');
    }
    const partnerUserId = String(partneruserid ?? '');
    const owner = { partnerId: String(partnerid), partnerUserId, apiKey: group.apiKey };
    const isValid = isValidLoginKey(String(loginkey ?? ''), owner, service.clock.now());
    if (!isValid || service.switchboard.get().expireLoginKeys) {
        throw new Refusal(401, 'The login key is not valid.');
    }
    if (!group.partnerUserIds.includes(partnerUserId)) {
        throw new Refusal(401, 'The partner user id was not found or is not valid.');
    }
    return { group, partnerUserId };
}

/**
 * The claims of the request's bearer token.
 * @throws {Refusal} 401 without a valid token for this very group.
 */
export async function requireToken(
    service: GlanceService,
    header: string | undefined,
    groupId: unknown
): Promise<TokenClaims> {
    const group = findGroup(service.groups, groupId);
    const [, token = ''] = /^Bearer (.+)$/.exec(header ?? '') ?? [];
    const claims = group && (await verifyToken(group, 'presence', token, service.clock.now()));
    if (!claims) {
        throw new Refusal(401, 'authorization');
    }
    return claims;
}

interface AuthorizeQuery {
    readonly groupid?: string;
    readonly service?: string;
    readonly duration?: string;
}

/** The authorization service, as the agent script calls it. The path in life is not known. */
export function authorizationRoutes(app: FastifyInstance, service: GlanceService): void {
    app.post<{ Querystring: AuthorizeQuery; Body: Credentials | null }>(
        '/internal/authorize',
        async (request) => {
            try {
                const token = await authorize(service, request.query, request.body ?? {});
                service.traffic.authorizations += 1;
                return { token };
            } catch (error) {
                service.traffic.authorizationsRefused += 1;
                throw error;
            }
        }
    );
}

async function authorize(
    service: GlanceService,
    query: AuthorizeQuery,
    credentials: Credentials
): Promise<string> {
    const { refuseAuthorization, tokenSeconds } = service.switchboard.get();
    if (refuseAuthorization) {
        throw new Refusal(401, 'The agent could not be authorized.');
    }
    const { group, partnerUserId } = authenticate(service, credentials);
    if (query.groupid !== undefined && query.groupid !== String(group.groupId)) {
        throw new Refusal(403, 'The agent is not in this group.');
    }
    if (query.service !== 'presence') {
        throw new Refusal(400, 'The service is not known.');
    }
    const minutes = query.duration === undefined ? DEFAULT_MINUTES : Number(query.duration);
    if (!(minutes >= 1 && minutes <= 120)) {
        throw new Refusal(400, 'The duration must be 1 to 120 minutes.');
    }
    return issueToken(
        group,
        'presence',
        { partneruserid: partnerUserId },
        tokenSeconds === null ? minutes * MS_PER_MINUTE : tokenSeconds * 1000,
        service.clock.now()
    );
}
