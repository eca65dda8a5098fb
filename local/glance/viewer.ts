import type { FastifyInstance, FastifyReply } from 'fastify';
import { authenticate } from './authorization.ts';
import { readBuilt } from './build.ts';
import { enterKeyPage, livePage, loginPage, notFoundPage, style } from './viewer-pages.ts';
import type { GlanceGroup } from './options.ts';
import type { GlanceService } from './service.ts';
import { issueToken } from './tokens.ts';
import { cleanIdentity } from './visitor-data.ts';

const TICKET_LIFETIME_MS = 2 * 60 * 60 * 1000;

/** `AgentView.aspx` and `AgentJoin.aspx`, with the parameters that Glance documents. */
export function viewerRoutes(app: FastifyInstance, service: GlanceService): void {
    app.get('/agentjoin/AgentView.aspx', async (request, reply) => {
        const query = ignoringCase(request.query);
        const entry = enter(service, query);
        if (!entry) {
            service.traffic.viewersRefused += 1;
            return page(reply, 401, loginPage());
        }
        const { group } = entry;
        const sessionKey = (query['sessionkey'] ?? '').trim();
        const mayWait = query['wait'] === '1';
        if (sessionKey === '' || (!mayWait && !isRunning(service, group, sessionKey))) {
            return page(reply, 404, notFoundPage(sessionKey));
        }
        service.traffic.viewers += 1;
        const agent = cleanIdentity(query);
        const ticket = await issueToken(
            group,
            'viewer',
            { sessionkey: sessionKey, ...agent },
            TICKET_LIFETIME_MS,
            service.clock.now()
        );
        return page(reply, 200, livePage({ groupId: group.groupId, sessionKey, ticket }));
    });

    app.get('/agentjoin/AgentJoin.aspx', async (request, reply) => {
        const query = ignoringCase(request.query);
        return enter(service, query)
            ? page(reply, 200, enterKeyPage(query))
            : page(reply, 401, loginPage());
    });

    app.get('/agentjoin/viewer.js', async (_request, reply) =>
        reply.type('text/javascript; charset=utf-8').send(await readBuilt('viewer.js'))
    );

    app.get('/agentjoin/viewer.css', async (_request, reply) =>
        reply
            .type('text/css; charset=utf-8')
            .send(`${await readBuilt('rrweb.css')}\n${await style()}`)
    );
}

function enter(
    service: GlanceService,
    query: Readonly<Record<string, string>>
): { group: GlanceGroup } | null {
    try {
        return authenticate(service, {
            partnerid: query['partnerid'],
            partneruserid: query['partneruserid'],
            // Samples put keys of standard base64 into the address as they are, where "+" means a space.
            loginkey: query['loginkey']?.replaceAll(' ', '+')
        });
    } catch {
        return null;
    }
}

function isRunning(service: GlanceService, group: GlanceGroup, sessionKey: string): boolean {
    return service.sessions.isRunning(group.groupId, sessionKey);
}

/** ASP.NET does not mind the case of parameter names; of repeated ones the last counts here. */
function ignoringCase(query: unknown): Record<string, string> {
    const entries = Object.entries(query as Record<string, string | string[]>);
    return Object.fromEntries(
        entries.map(([name, value]) => [name.toLowerCase(), [value].flat().at(-1) ?? ''])
    );
}

function page(reply: FastifyReply, status: number, html: string): FastifyReply {
    return reply
        .code(status)
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('referrer-policy', 'no-referrer')
        .send(html);
}
