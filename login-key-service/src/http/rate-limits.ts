import rateLimit, { type CreateRateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Redis } from 'ioredis';
import { Problem } from './problem.ts';

/** Counts a request. @throws {Problem} `too-many-requests` when it is one too many. */
export type RateLimit = (request: FastifyRequest) => Promise<void>;

/** Makes a limit of `max` requests a minute for each key. */
export type RateLimitFactory = (max: number, key: (request: FastifyRequest) => string) => RateLimit;

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;
type LimiterFactory = (options: CreateRateLimitOptions) => Limiter;

const MINUTE = 60_000;
const KEYS_IN_MEMORY = 50_000;

/**
 * Limits counted in Redis, or in memory without one. While Redis does not answer, each instance counts for itself:
 * neither do limits vanish nor does the service.
 */
export async function rateLimits(
    app: FastifyInstance,
    redis: Redis | undefined
): Promise<RateLimitFactory> {
    const inMemory = await limiterFactory(app, { cache: KEYS_IN_MEMORY });
    const inRedis =
        redis && (await limiterFactory(app, { redis, nameSpace: 'login-key-service:' }));
    return (max, key) => {
        const options = { max, timeWindow: MINUTE, cache: KEYS_IN_MEMORY, keyGenerator: key };
        const own = inMemory(options);
        const shared = inRedis?.(options);
        return async (request) => {
            const count = shared
                ? await shared(request).catch(() => own(request))
                : await own(request);
            if (!count.isAllowed && count.isExceeded) {
                throw new Problem('too-many-requests', {
                    retryAfter: Math.max(1, count.ttlInSeconds)
                });
            }
        };
    };
}

/** The plugin knows one store for each context, so each store gets a context of its own. */
async function limiterFactory(app: FastifyInstance, store: object): Promise<LimiterFactory> {
    let factory: LimiterFactory | undefined;
    await app.register(async (context) => {
        await context.register(rateLimit, { global: false, ...store });
        factory = (options) => context.createRateLimit(options);
    });
    if (factory === undefined) throw new Error('The rate limit plugin did not load.');
    return factory;
}
