import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import cors, { type FastifyCorsOptions } from '@fastify/cors';
import formbody from '@fastify/formbody';
import { authorizationRoutes } from './authorization.ts';
import { buildGlance } from './build.ts';
import type { Switchboard } from './misbehaviour.ts';
import { checkOptions, findGroup, type GlanceOptions } from './options.ts';
import { restRoutes } from './rest.ts';
import { scriptRoutes } from './scripts.ts';
import { createService, type GlanceService } from './service.ts';
import { openSockets } from './sockets.ts';
import { stageRoutes } from './stage.ts';
import type { TrafficCounts } from './traffic.ts';
import { viewerRoutes } from './viewer.ts';

export type { GlanceGroup, GlanceOptions } from './options.ts';
export { buildGlance } from './build.ts';

export interface Glance {
    /** `http://localhost:<port>`, without a slash at the end. */
    readonly url: string;
    readonly port: number;
    /** The first group's id. */
    readonly groupId: number;
    readonly misbehave: Switchboard;
    /** What came in since the start. */
    traffic(): TrafficCounts;
    /** Closes all connections and the port. */
    close(): Promise<void>;
}

/**
 * Starts what stands in for Glance: authorization, presence, scripts, viewer and stage page, on loopback only.
 * @throws {TypeError} for options that make no sense; a `listen` error (code `EADDRINUSE`) when the port is taken.
 */
export async function startGlance(options: GlanceOptions): Promise<Glance> {
    checkOptions(options);
    await buildGlance();
    const service = createService(options);
    const app = fastify({ forceCloseConnections: true });
    await addRoutes(app, service);
    const sockets = openSockets(service);
    app.server.on('upgrade', sockets.upgrade);
    await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
    const { port } = app.server.address() as { port: number };
    return {
        url: `http://localhost:${port}`,
        port,
        groupId: (options.groups[0] as { groupId: number }).groupId,
        misbehave: service.switchboard,
        traffic: () => ({ ...service.traffic }),
        async close() {
            sockets.close();
            await app.close();
        }
    };
}

async function addRoutes(app: FastifyInstance, service: GlanceService): Promise<void> {
    await app.register(cors, () => (request: FastifyRequest, callback: CorsCallback) => {
        callback(null, corsFor(service, request));
    });
    await app.register(formbody);
    app.addHook('onRequest', async (request, reply) => {
        if (request.url.startsWith('/stage') || request.url === '/healthz') {
            return;
        }
        await late(service.switchboard.get().latencyMs);
        if (isForAgents(request) && !mayBeAgent(service, request)) {
            await reply.code(403).send({ reason: 'The origin is not allowed.' });
        }
    });
    app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
        const status = error.statusCode ?? 500;
        return reply
            .code(status)
            .send({ reason: status < 500 ? error.message : 'The stand-in failed.' });
    });
    app.get('/healthz', () => ({ status: 'ok' }));
    scriptRoutes(app, service);
    authorizationRoutes(app, service);
    restRoutes(app, service);
    viewerRoutes(app, service);
    stageRoutes(app, service);
}

type CorsCallback = (error: Error | null, options: FastifyCorsOptions) => void;

/** Scripts are for any page, the stage's switches for pages of this machine, agents' calls for agent origins. */
function corsFor(service: GlanceService, request: FastifyRequest): FastifyCorsOptions {
    const methods = ['GET', 'POST'];
    if (isForAgents(request)) {
        return { origin: mayBeAgent(service, request), methods };
    }
    if (request.url.startsWith('/stage/')) {
        return { origin: /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/, methods };
    }
    return { origin: request.url.startsWith('/cobrowse/') ? '*' : false };
}

function isForAgents({ url }: FastifyRequest): boolean {
    return /^\/(internal\/authorize|lookupvisitor|findvisitor|signalvisitor)\b/.test(url);
}

/** A call without an origin comes from a server: it has to prove itself by its token alone. */
function mayBeAgent({ groups }: GlanceService, request: FastifyRequest): boolean {
    const { origin } = request.headers;
    const group = findGroup(groups, (request.query as { groupid?: string }).groupid);
    return origin === undefined || (group?.agentOrigins.includes(origin) ?? false);
}

function late(ms: number): Promise<void> | undefined {
    return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined;
}
