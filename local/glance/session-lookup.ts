import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticateForm, ignoringCase } from './credentials.ts';
import { hostOf } from './hosts.ts';
import { Refusal } from './http-errors.ts';
import { escapeHtml } from './html.ts';
import type { GlanceService } from './service.ts';
import type { Session } from './session.ts';

const FOR_AGENTS = { config: { role: 'web', cors: 'sessionLookup' } } as const;

/**
 * Whether there is a session: asked by an agent with a login key, as a form, answered as XML.
 * Source: Glance's agent scripts, for the fields; the name of the element around them isn't known.
 */
export function sessionLookupRoutes(app: FastifyInstance, service: GlanceService): void {
    const answer = (
        request: FastifyRequest,
        find: (groupId: number, key: string, partnerUserId: string) => Session | undefined
    ): string => {
        service.traffic.sessionLookups += 1;
        const form = ignoringCase(request.body);
        const agent = authenticateForm(service, form);
        if (!agent) {
            throw new Refusal(401, 'The login key is not valid.');
        }
        const key = (form['ssnkey'] ?? '').trim();
        return xml(find(agent.group.groupId, key, agent.partnerUserId), request.host);
    };

    app.post('/services/SessionService.asmx/LookupPartnerSession2', FOR_AGENTS, (request, reply) =>
        reply
            .type('text/xml; charset=utf-8')
            .send(answer(request, (groupId, key) => service.sessions.find(groupId, key)))
    );

    app.post('/services/SessionService.asmx/AgentInSession', FOR_AGENTS, (request, reply) =>
        reply
            .type('text/xml; charset=utf-8')
            .send(answer(request, (...of) => service.sessions.findByAgent(...of)))
    );
}

function xml(session: Session | undefined, host: string): string {
    const fields = session
        ? {
              id: session.callId,
              ssnid: session.sessionId,
              // A session that no page has joined yet is nowhere.
              servername: session.isRunning ? hostOf('session', host) : '',
              calltype: 'C',
              agentjoinurl: `https://${host}/agentjoin/AgentView.aspx?SessionKey=${session.sessionKey}`
          }
        : { id: 0 };
    const elements = Object.entries(fields).map(
        ([name, value]) => `  <${name}>${escapeHtml(String(value))}</${name}>\r\n`
    );
    return `<?xml version="1.0" encoding="utf-8"?>\r\n<PartnerSession xmlns="http://www.glance.net/">\r\n${elements.join('')}</PartnerSession>`;
}
