import type { FastifyInstance } from 'fastify';
import { randomInt } from 'node:crypto';
import { authenticate } from './credentials.ts';
import { Refusal } from './http-errors.ts';
import type { GlanceService } from './service.ts';

interface SmsRequest {
    readonly sessiontype?: unknown;
    readonly smsPhone?: unknown;
    readonly sessionParams?: unknown;
}

/** Invitations by SMS to a camera session. Nothing is sent: they are kept, for `/stage/invitations`. */
export function invitationRoutes(app: FastifyInstance, service: GlanceService): void {
    app.post<{ Querystring: { groupid?: string }; Body: SmsRequest | null }>(
        '/api/SessionInvitation/smsInvite/',
        { config: { role: 'web', cors: 'agents' } },
        async ({ query, headers, body, host }) => {
            const [, groupId, partneruserid, loginkey] =
                /^Bearer GKEY ([^&]+)&(.+)&([^&]+)$/.exec(headers.authorization ?? '') ?? [];
            const { group } = authenticate(service, {
                partnerid: groupId,
                partneruserid,
                loginkey
            });
            if (query.groupid !== String(group.groupId)) {
                throw new Refusal(403, 'The agent is not in this group.');
            }
            const { sessiontype, smsPhone, sessionParams } = body ?? {};
            if (sessiontype !== 1 || typeof smsPhone !== 'string' || smsPhone === '') {
                throw new Refusal(400, 'An invitation needs sessiontype 1 and smsPhone.');
            }
            const sessionKey = String(randomInt(1000, 10_000));
            const invitationText = `Share your camera: https://${host}/camera?key=${sessionKey}`;
            service.invitations.push({
                groupId: group.groupId,
                smsPhone,
                sessionKey,
                invitationText,
                sessionParams
            });
            return { invitationText, sessionKey };
        }
    );
}
