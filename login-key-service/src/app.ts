import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { authenticator, developmentAuthenticator } from './callers/authenticate.ts';
import type { Group } from './group.ts';
import { answerClientError } from './http/client-error.ts';
import { guardDevelopmentMode } from './http/development-guard.ts';
import { answerErrorsAsProblems } from './http/error-handler.ts';
import { healthRoutes } from './http/health-routes.ts';
import { loginKeyRoute } from './http/login-key-route.ts';
import { shedOverload } from './http/overload.ts';
import { SECURITY_HEADERS } from './http/security-headers.ts';
import { rateLimits } from './http/rate-limits.ts';
import { auditTo } from './operations/audit.ts';
import type { Metrics } from './operations/metrics.ts';
import type { Settings } from './settings/settings.ts';

/** What the app works with; who makes it also closes it. */
export interface AppParts {
    readonly settings: Settings;
    readonly groups: readonly Group[];
    readonly log: Logger;
    readonly metrics: Metrics;
    readonly redis: Redis | undefined;
    /** Whether the service is on its way out. */
    readonly isDraining: () => boolean;
}

/** Builds the HTTP application without listening, ready for `listen`, `inject` or a serverless adapter. */
export async function buildApp(
    parts: AppParts,
    extend: (app: FastifyInstance) => Promise<void> = () => Promise.resolve()
): Promise<FastifyInstance> {
    const { settings, groups, log, metrics, redis, isDraining } = parts;
    const app: FastifyInstance = fastify({
        loggerInstance: log as FastifyBaseLogger,
        logController: new LogController({ disableRequestLogging: true }),
        genReqId: requestId,
        trustProxy: settings.trustedProxies.length > 0 && [...settings.trustedProxies],
        return503OnClosing: false,
        exposeHeadRoutes: false,
        requestTimeout: settings.requestTimeout,
        http: {
            headersTimeout: settings.requestTimeout,
            connectionsCheckingInterval: settings.requestTimeout / 4
        },
        clientErrorHandler: answerClientError,
        frameworkErrors: (error, request, reply) => app.errorHandler(error, request, reply),
        ajv: { customOptions: { coerceTypes: false, removeAdditional: false } }
    });
    app.setChildLoggerFactory((logger) => logger);
    await extend(app);

    answerErrorsAsProblems(app, metrics);
    app.addHook('onRequest', (request, reply, done) => {
        reply.headers(SECURITY_HEADERS).header('X-Request-Id', request.id);
        if (isDraining()) reply.header('Connection', 'close');
        done();
    });
    app.addHook('onResponse', (_request, reply, done) => {
        metrics.answered(reply.statusCode, reply.elapsedTime / 1000);
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
    const rateLimit = await rateLimits(app, redis);
    const [firstGroup] = groups;
    if (firstGroup === undefined)
        throw new RangeError('A login key service needs at least one group.');

    healthRoutes(app, () => !isDraining());
    await app.register(async (routes) => {
        await shedOverload(routes, settings);
        if (settings.developmentMode) guardDevelopmentMode(routes);
        loginKeyRoute(routes, {
            authenticate: settings.developmentMode
                ? developmentAuthenticator(firstGroup)
                : authenticator(groups),
            audit: auditTo(log, metrics),
            limits: settings.limits,
            rateLimit
        });
    });
    return app;
}

/** The caller's request id when it is harmless, else a new one. */
function requestId({ headers }: { headers: NodeJS.Dict<string | string[]> }): string {
    const given = headers['x-request-id'];
    return typeof given === 'string' && /^[0-9a-f-]{16,64}$/i.test(given) ? given : randomUUID();
}
