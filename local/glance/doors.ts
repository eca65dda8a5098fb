import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isSpoken, serves, type Role } from './hosts.ts';
import { Refusal } from './http-errors.ts';
import { findGroup } from './options.ts';
import { isLoadBalanced, type GlanceService } from './service.ts';
import { count } from './traffic.ts';

/**
 * Which pages may read the answer. `agents`: those of the group's agent origins; others are refused without CORS headers,
 * on errors too. `agentsWithCookies`: the same for any group, cookies included. `sessionLookup`: by a switch.
 */
export type CorsRule =
    'agents' | 'agentsWithCookies' | 'anybody' | 'nobody' | 'sessionLookup' | 'stage';

declare module 'fastify' {
    interface FastifyContextConfig {
        /** The hosts that answer this. Left out: all. */
        role?: Role;
        /** Default `nobody`. */
        cors?: CorsRule;
    }
}

interface Rule {
    readonly role?: Role | undefined;
    readonly cors?: CorsRule | undefined;
}

const LOCAL_PAGE = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

/** Everything that decides on a request before its route does: hosts, origins, preflights, latency. */
export function guardDoors(app: FastifyInstance, service: GlanceService): void {
    const rules = new Map<string, Rule>();
    app.addHook('onRoute', ({ url, config }) => {
        rules.set(url.toLowerCase(), { role: config?.role, cors: config?.cors });
    });
    app.addHook('onRequest', async (request, reply) => {
        const rule = ruleOf(rules, request);
        if (rule.cors !== 'stage' && request.url !== '/healthz') {
            count(service.traffic.hosts, request.host);
            await late(service.switchboard.get().latencyMs);
        }
        if (rule.role) {
            const isEncrypted = request.protocol === 'https';
            if (
                !isSpoken(request.host, isEncrypted) ||
                !serves(request.host, roleNow(service, rule.role, request))
            ) {
                throw new Refusal(404, 'This host does not serve that.');
            }
        }
        const origin = allowedOrigin(service, rule.cors, request);
        if (origin !== null) {
            allow(reply, origin, rule.cors);
        }
        if (request.method === 'OPTIONS') {
            return reply.code(204).send();
        }
        if (rule.cors === 'agents' && origin === null && request.headers.origin !== undefined) {
            throw new Refusal(403, 'The origin is not allowed.');
        }
        return undefined;
    });
}

/** Routes with parameters are found by their folder. */
function ruleOf(rules: ReadonlyMap<string, Rule>, { url }: FastifyRequest): Rule {
    const path = (url.split('?')[0] ?? '').toLowerCase();
    const folder = [...rules].find(
        ([pattern]) => /[:*]/.test(pattern) && path.startsWith(pattern.split(/[:*]/)[0] ?? '')
    );
    return rules.get(path) ?? folder?.[1] ?? {};
}

/** In a load-balanced group one host is presence server and direct server. */
function roleNow(service: GlanceService, role: Role, { query }: FastifyRequest): Role {
    const { groupid } = query as { groupid?: string };
    return role === 'direct' && isLoadBalanced(service, Number(groupid)) ? 'presence' : role;
}

/** What `Access-Control-Allow-Origin` says; null: nothing. */
function allowedOrigin(
    { groups, switchboard }: GlanceService,
    cors: CorsRule = 'nobody',
    { headers, query }: FastifyRequest
): string | null {
    const { origin } = headers;
    if (origin === undefined || cors === 'nobody') {
        return null;
    }
    if (cors === 'anybody') {
        return '*';
    }
    if (cors === 'stage') {
        return LOCAL_PAGE.test(origin) ? origin : null;
    }
    if (cors === 'sessionLookup' && !switchboard.get().sessionLookupCors) {
        return null;
    }
    const { groupid } = query as { groupid?: string };
    const group = findGroup(groups, groupid);
    const asked = cors === 'agents' ? (group ? [group] : []) : groups;
    return asked.some(({ agentOrigins }) => agentOrigins.includes(origin)) ? origin : null;
}

function allow(reply: FastifyReply, origin: string, cors: CorsRule | undefined): void {
    void reply.headers({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'authorization, content-type',
        vary: 'Origin',
        ...(cors === 'agentsWithCookies' && { 'access-control-allow-credentials': 'true' })
    });
}

function late(ms: number): Promise<void> | undefined {
    return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms).unref()) : undefined;
}
