import type { FastifyInstance } from 'fastify';
import { hostOf } from './hosts.ts';
import { findGroup } from './options.ts';
import type { GlanceService } from './service.ts';
import { cleanIdentity } from './visitor-data.ts';
import type { StartSessionAnswer, StartSessionRequest } from './wire.ts';

/** Source: Glance's visitor scripts, which make `dupkey` of it. Of the other numbers nothing is known. */
const STATUS_KEY_IN_USE = 13;
const STATUS_FAILED = 1;

const PUBLIC = { config: { role: 'web', cors: 'anybody' } } as const;
const ON_SESSION_SERVER = { config: { role: 'session', cors: 'anybody' } } as const;

/** How a visitor's script gets a session, and what it tells of it. Source: Glance's visitor scripts. */
export function sessionRoutes(app: FastifyInstance, service: GlanceService): void {
    app.post<{ Body: Partial<StartSessionRequest> | null }>(
        '/services/SessionProvisioning/StartSession2',
        PUBLIC,
        async ({ body, host }): Promise<StartSessionAnswer> => {
            const { groupid, sessionKey = '', disambiguateId = 0 } = body ?? {};
            const group = findGroup(service.groups, groupid);
            const told = service.switchboard.get().startSessionFails;
            if (!group || told === 'service') {
                return failed(STATUS_FAILED, 'The session could not be started.');
            }
            const session =
                told ??
                service.sessions.provision({
                    groupId: group.groupId,
                    sessionKey,
                    disambiguateId,
                    visitor: cleanIdentity(body)
                });
            if (session === 'dupkey') {
                return failed(STATUS_KEY_IN_USE, 'The session key is in use.');
            }
            if (session === 'key') {
                return failed(STATUS_FAILED, 'This is no session key.');
            }
            service.traffic.sessionsStarted += 1;
            return {
                callId: session.callId,
                sessionId: session.sessionId,
                sessionKey: session.sessionKey,
                serverName: hostOf('session', host)
            };
        }
    );

    app.post('/visitor/LG', ON_SESSION_SERVER, async () => ({}));

    // Old visitor scripts speak SockJS from here on. Only its beginning is answered: such a session never starts.
    app.get('/visitor/sjs/info', ON_SESSION_SERVER, async () => ({
        websocket: false,
        origins: ['*:*'],
        cookie_needed: false,
        entropy: 0
    }));

    app.post('/services/InternalService.asmx/ViewerError2', PUBLIC, async () => ({}));
}

function failed(status: number, message: string): StartSessionAnswer {
    return { callId: 0, status, message };
}
