import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import formbody from '@fastify/formbody';
import { agentMessageRoutes } from './agent-message.ts';
import { authorizationRoutes } from './authorization.ts';
import { buildGlance } from './build.ts';
import { certificate } from './certificate.ts';
import { guardDoors } from './doors.ts';
import { invitationRoutes } from './invitations.ts';
import type { Switchboard } from './misbehaviour.ts';
import { checkOptions, type GlanceMode, type GlanceOptions } from './options.ts';
import { restRoutes } from './rest.ts';
import { scriptRoutes } from './scripts.ts';
import { createService, setMode, type GlanceService } from './service.ts';
import { sessionLookupRoutes } from './session-lookup.ts';
import { sessionRoutes } from './sessions.ts';
import { openSockets } from './sockets.ts';
import { stageRoutes } from './stage.ts';
import type { TrafficCounts } from './traffic.ts';
import { viewerRoutes } from './viewer.ts';
import { visitorSettingsRoutes } from './visitor-settings.ts';

export type { GlanceGroup, GlanceMode, GlanceOptions } from './options.ts';
export { buildGlance } from './build.ts';

export interface Glance {
    /** `http://localhost:<port>`, without a slash at the end. */
    readonly url: string;
    readonly port: number;
    /** The same by TLS, for Glance's own host names. */
    readonly tlsPort: number;
    /** `spki`: for Chromium's `--ignore-certificate-errors-spki-list`. */
    readonly certificate: { readonly pem: string; readonly spki: string };
    /** The first group's id. */
    readonly groupId: number;
    readonly misbehave: Switchboard;
    /** What came in since the start, and what is open. A copy. */
    traffic(): TrafficCounts;
    /**
     * Gives a group another generation of scripts and manners. Pages that are open keep their scripts.
     * @throws {TypeError} when there is no such group or mode
     */
    setMode(groupId: number, mode: GlanceMode): void;
    /** Closes all connections and both ports. */
    close(): Promise<void>;
}

/**
 * Starts what stands in for Glance, on loopback only: by http and by https, both with the same state.
 * @throws {TypeError} for options that make no sense; a `listen` error (code `EADDRINUSE`) when a port is taken.
 */
export async function startGlance(options: GlanceOptions): Promise<Glance> {
    checkOptions(options);
    const [{ cert, key, spki }] = await Promise.all([certificate(), buildGlance()]);
    const service = createService(options);
    // ASP.NET does not mind the case of an address.
    const app = fastify({ forceCloseConnections: true, routerOptions: { caseSensitive: false } });
    await addRoutes(app, service);
    await app.ready();
    const secure = createServer({ cert, key }, app.routing);
    const sockets = openSockets(service);
    for (const server of [app.server, secure]) {
        server.on('upgrade', sockets.upgrade);
    }
    const close = async (): Promise<void> => {
        sockets.close();
        secure.closeAllConnections();
        await Promise.all([
            app.close(),
            new Promise<void>((resolve) => secure.close(() => resolve()))
        ]);
    };
    try {
        await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
        await listen(secure, options.tlsPort ?? 0);
    } catch (error) {
        await close();
        throw error;
    }
    const { port } = app.server.address() as AddressInfo;
    return {
        url: `http://localhost:${port}`,
        port,
        tlsPort: (secure.address() as AddressInfo).port,
        certificate: { pem: cert, spki },
        groupId: (options.groups[0] as { groupId: number }).groupId,
        misbehave: service.switchboard,
        traffic: () => structuredClone(service.traffic),
        setMode: (groupId, mode) => setMode(service, groupId, mode),
        close
    };
}

async function addRoutes(app: FastifyInstance, service: GlanceService): Promise<void> {
    await app.register(formbody);
    guardDoors(app, service);
    app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
        const status = error.statusCode ?? 500;
        const isOurs = error.name === 'Refusal' || status < 500;
        return reply.code(status).send({ reason: isOurs ? error.message : 'The stand-in failed.' });
    });
    app.get('/healthz', () => ({ status: 'ok' }));
    for (const addTo of [
        scriptRoutes,
        authorizationRoutes,
        visitorSettingsRoutes,
        restRoutes,
        sessionRoutes,
        sessionLookupRoutes,
        agentMessageRoutes,
        invitationRoutes,
        viewerRoutes,
        stageRoutes
    ]) {
        addTo(app, service);
    }
}

function listen(server: Server, port: number): Promise<void> {
    return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
            server.off('error', reject);
            resolve();
        });
    });
}
