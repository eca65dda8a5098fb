import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readBuilt } from './build.ts';
import { authenticateForm, ignoringCase } from './credentials.ts';
import { domainOf, hostOf, isLoopback } from './hosts.ts';
import type { GlanceService } from './service.ts';
import { enterKeyPage, livePage, loginPage, notFoundPage, style } from './viewer-pages.ts';
import { AGENT_COOKIE, issueTicket } from './viewer-ticket.ts';
import { cleanIdentity } from './visitor-data.ts';

const PAGE = { config: { role: 'web' } } as const;

/** `AgentView.aspx` and `AgentJoin.aspx`, asked by GET or by a form that POSTs, with names in any case. */
export function viewerRoutes(app: FastifyInstance, service: GlanceService): void {
    const view = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
        showViewer(service, request, reply);
    app.get('/agentjoin/AgentView.aspx', PAGE, view);
    app.post('/agentjoin/AgentView.aspx', PAGE, view);

    const join = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
        const form = formOf(request);
        return authenticateForm(service, form)
            ? page(reply, 200, enterKeyPage(form))
            : page(reply, 401, loginPage());
    };
    app.get('/agentjoin/AgentJoin.aspx', PAGE, join);
    app.post('/agentjoin/AgentJoin.aspx', PAGE, join);

    app.get('/agentjoin/viewer.js', PAGE, async (_request, reply) =>
        reply.type('text/javascript; charset=utf-8').send(await readBuilt('viewer.js'))
    );

    app.get('/agentjoin/viewer.css', PAGE, async (_request, reply) =>
        reply
            .type('text/css; charset=utf-8')
            .send(`${await readBuilt('rrweb.css')}\n${await style()}`)
    );
}

async function showViewer(
    service: GlanceService,
    request: FastifyRequest,
    reply: FastifyReply
): Promise<FastifyReply> {
    const { traffic, sessions } = service;
    const form = formOf(request);
    const agent = authenticateForm(service, form);
    if (!agent) {
        traffic.viewersRefused += 1;
        return page(reply, 401, loginPage());
    }
    const { group, partnerUserId } = agent;
    const sessionKey = (form['sessionkey'] ?? '').trim();
    const mayWait = form['wait'] === '1';
    if (sessionKey === '' || (!mayWait && !sessions.find(group.groupId, sessionKey)?.isRunning)) {
        return page(reply, 404, notFoundPage(sessionKey));
    }
    traffic.viewers += 1;
    const identity = cleanIdentity(form);
    const ticket = await issueTicket(service, group, { sessionKey, partnerUserId, identity });
    const server = hostOf('session', request.host);
    void reply.header('set-cookie', cookie(ticket, request.host));
    return page(reply, 200, livePage({ groupId: group.groupId, sessionKey, server, ticket }));
}

/** What a form says goes before what the address says. */
function formOf({ query, body }: FastifyRequest): Record<string, string> {
    return { ...ignoringCase(query), ...ignoringCase(body) };
}

/** For the session server, too, and for an agent's page of another site. */
function cookie(ticket: string, host: string): string {
    const scope = isLoopback(host)
        ? 'SameSite=Lax'
        : `Domain=${domainOf(host)}; Secure; SameSite=None`;
    return `${AGENT_COOKIE}=${ticket}; Path=/; HttpOnly; ${scope}`;
}

function page(reply: FastifyReply, status: number, html: string): FastifyReply {
    return reply
        .code(status)
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('referrer-policy', 'no-referrer')
        .send(html);
}
