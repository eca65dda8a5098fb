import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { authenticator, developmentAuthenticator } from './callers/authenticate.ts';
import type { Groups } from './groups.ts';
import { clientAddress, isIn } from './http/addresses.ts';
import { clientErrorHandler } from './http/client-error.ts';
import { limitConnections } from './http/connections.ts';
import { guardDevelopmentMode } from './http/development-guard.ts';
import { answerErrorsAsProblems } from './http/error-handler.ts';
import { healthRoutes } from './http/health-routes.ts';
import { loginKeyRoute } from './http/login-key-route.ts';
import { shedOverload } from './http/overload.ts';
import { SECURITY_HEADERS } from './http/security-headers.ts';
import { rateLimits } from './http/rate-limits.ts';
import { traceRequests } from './http/trace-requests.ts';
import type { Audit } from './operations/audit.ts';
import type { Metrics } from './operations/metrics.ts';
import type { SharedCounting } from './operations/redis.ts';
import { untraced, type Tracing } from './operations/tracing.ts';
import type { Settings } from './settings/settings.ts';

/** What the app works with; who makes it also closes it. */
export interface AppParts {
    readonly settings: Settings;
    readonly groups: Groups;
    readonly log: Logger;
    readonly audit: Audit;
    readonly metrics: Metrics;
    readonly redis: SharedCounting | undefined;
    readonly tracing: Tracing | undefined;
    /** Whether the service is on its way out. */
    readonly isDraining: () => boolean;
}

/** Builds the HTTP application without listening, ready for `listen`, `inject` or a serverless adapter. */
export async function buildApp(
    parts: AppParts,
    extend: (app: FastifyInstance) => Promise<void> = () => Promise.resolve()
): Promise<FastifyInstance> {
    const { settings, groups, log, audit, metrics, redis, tracing, isDraining } = parts;
    const isTrusted = isIn(settings.trustedProxies);
    const app: FastifyInstance = fastify({
        loggerInstance: log as FastifyBaseLogger,
        logController: new LogController({ disableRequestLogging: true }),
        genReqId: requestId,
        trustProxy: settings.trustedProxies.length > 0 && isTrusted,
        return503OnClosing: false,
        exposeHeadRoutes: false,
        requestTimeout: settings.requestTimeout,
        // Nothing in and nothing out for so long, as with a client that does not read its answers: the connection ends.
        connectionTimeout: 2 * settings.requestTimeout,
        http: {
            headersTimeout: settings.requestTimeout,
            connectionsCheckingInterval: settings.requestTimeout / 4
        },
        clientErrorHandler: clientErrorHandler({ log, metrics }),
        frameworkErrors: (error, request, reply) => app.errorHandler(error, request, reply),
        ajv: { customOptions: { coerceTypes: false, removeAdditional: false } }
    });
    app.setChildLoggerFactory((logger) => logger);
    app.decorateRequest('address', {
        getter() {
            return clientAddress(this);
        }
    });
    limitConnections(
        app.server,
        {
            max: settings.maxConnections,
            maxPerAddress: settings.maxConnectionsPerAddress,
            isTrusted
        },
        { log, metrics }
    );
    await extend(app);

    answerErrorsAsProblems(app, metrics);
    app.addHook('onRequest', (request, reply, done) => {
        reply.headers(SECURITY_HEADERS).header('X-Request-Id', request.id);
        if (isDraining()) reply.header('Connection', 'close');
        done();
    });
    await app.register(cors, {
        origin: [...settings.allowedOrigins],
        methods: ['POST'],
        allowedHeaders: [...settings.allowedHeaders],
        exposedHeaders: ['Retry-After', 'X-Request-Id'],
        credentials: false,
        maxAge: 600,
        strictPreflight: false
    });
    const rateLimit = await rateLimits(app, redis, tracing);
    healthRoutes(app, () => {
        if (isDraining()) return 'draining';
        return audit.isAvailable() ? undefined : 'audit unavailable';
    });
    await app.register((routes) => {
        routes.addHook('onResponse', (_request, reply, done) => {
            metrics.answered(reply.statusCode, reply.elapsedTime / 1000);
            done();
        });
        shedOverload(routes, settings);
        if (tracing !== undefined) traceRequests(routes, tracing);
        if (settings.developmentMode) guardDevelopmentMode(routes);
        loginKeyRoute(routes, {
            authenticate: settings.developmentMode
                ? developmentAuthenticator(groups.current)
                : authenticator(groups.current),
            audit,
            limits: settings.limits,
            rateLimit,
            tracing: tracing ?? untraced
        });
        return Promise.resolve();
    });
    return app;
}

/** The caller's request id when it is harmless, else a new one. */
function requestId({ headers }: { headers: NodeJS.Dict<string | string[]> }): string {
    const given = headers['x-request-id'];
    return typeof given === 'string' && /^[0-9a-f-]{16,64}$/i.test(given) ? given : randomUUID();
}
