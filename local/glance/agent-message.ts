import type { FastifyInstance } from 'fastify';
import { Refusal } from './http-errors.ts';
import type { GlanceService } from './service.ts';
import { AGENT_COOKIE, readTicket } from './viewer-ticket.ts';

interface Message {
    readonly ssnid?: string;
    readonly mtype?: string;
}

/** How an agent's page makes its viewer leave a session. Source: Glance's agent scripts. */
export function agentMessageRoutes(app: FastifyInstance, service: GlanceService): void {
    app.post<{ Body: Message | null }>(
        '/agent/message',
        { config: { role: 'session', cors: 'agentsWithCookies' } },
        async ({ body, headers }) => {
            const ticket = new RegExp(`(?:^|; )${AGENT_COOKIE}=([^;]+)`).exec(headers.cookie ?? '');
            const agent = await readTicket(service, ticket?.[1]);
            if (!agent) {
                throw new Refusal(401, 'No agent is logged in.');
            }
            if (body?.mtype !== 'EjectAgent') {
                throw new Refusal(400, 'The message is not known.');
            }
            const session = service.sessions.findByAgent(agent.groupId, '', agent.partnerUserId);
            if (!session || session.sessionId !== body.ssnid) {
                throw new Refusal(404, 'The agent is in no such session.');
            }
            session.eject(agent.partnerUserId);
            return {};
        }
    );
}
