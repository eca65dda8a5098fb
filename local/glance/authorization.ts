import type { FastifyInstance } from 'fastify';
import { issueAgentToken } from './agent-token.ts';
import { authenticate, type Credentials } from './credentials.ts';
import { Refusal } from './http-errors.ts';
import type { GlanceService } from './service.ts';

const MS_PER_MINUTE = 60_000;
/** What a token gets that was asked for without a duration. Glance does not document a default. */
const DEFAULT_MINUTES = 20;

const PATH = '/services/AuthorizationService.svc/rest/Authorize';

interface AuthorizeQuery {
    readonly groupid?: string;
    readonly service?: string;
    readonly duration?: string;
}

/** The authorization service. Source: Glance's agent scripts. */
export function authorizationRoutes(app: FastifyInstance, service: GlanceService): void {
    app.post<{ Querystring: AuthorizeQuery; Body: Credentials | null }>(
        PATH,
        { config: { role: 'web', cors: 'agents' } },
        async (request, reply) => {
            const forced = service.switchboard.get().authorizationStatus;
            try {
                if (forced !== null) {
                    throw new Refusal(forced, 'The stand-in was told to answer so.');
                }
                const token = await authorize(service, request.query, request.body ?? {});
                service.traffic.authorizations += 1;
                return await reply
                    .type('application/json; charset=utf-8')
                    .send(JSON.stringify(token));
            } catch (error) {
                service.traffic.authorizationsRefused += 1;
                throw error;
            }
        }
    );

    // Needs a login at Glance's own site, which nobody has here.
    app.post(`${PATH}FromWebSession`, { config: { role: 'web', cors: 'nobody' } }, async () => {
        throw new Refusal(401, 'There is no web session.');
    });
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
    const lifetimeMs =
        tokenSeconds === null ? minutes(query.duration) * MS_PER_MINUTE : tokenSeconds * 1000;
    return issueAgentToken(service, group, partnerUserId, lifetimeMs);
}

/** A script that was given no duration sends the text `undefined`. */
function minutes(duration: string | undefined): number {
    const given =
        duration === undefined || duration === 'undefined' ? DEFAULT_MINUTES : Number(duration);
    if (!(given >= 1 && given <= 120)) {
        throw new Refusal(400, 'The duration must be 1 to 120 minutes.');
    }
    return given;
}
