import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SharedCounting } from '../operations/redis.ts';
import { untraced, type Tracing } from '../operations/tracing.ts';
import { Problem } from '../problem.ts';
import { fixedWindows, type WindowCount } from './fixed-windows.ts';

/** Counts a request. @throws {Problem} `too-many-requests` when it is one too many. */
export type RateLimit = (request: FastifyRequest) => void | Promise<void>;

/** Makes a limit of `max` requests a minute for each key. */
export type RateLimitFactory = (max: number, key: (request: FastifyRequest) => string) => RateLimit;

const MINUTE = 60_000;
const KEYS_IN_MEMORY = 50_000;

/**
 * Limits counted in Redis, or in memory without one. While Redis does not answer, each instance counts for itself:
 * neither do limits vanish nor does the service.
 */
export async function rateLimits(
    app: FastifyInstance,
    shared: SharedCounting | undefined,
    { part }: Pick<Tracing, 'part'> = untraced
): Promise<RateLimitFactory> {
    if (shared !== undefined) {
        const { redis } = shared;
        await app.register(rateLimit, { global: false, redis, nameSpace: 'login-key-service:' });
    }
    return (max, key) => {
        const countInMemory = fixedWindows({ length: MINUTE, capacity: KEYS_IN_MEMORY });
        const own = (request: FastifyRequest) => requireAtMost(max, countInMemory(key(request)));
        if (shared === undefined) return own;

        const countInRedis = app.createRateLimit({ max, timeWindow: MINUTE, keyGenerator: key });
        return async (request) => {
            const count = await shared.ask(request, () =>
                part(request, 'count in Redis', () => countInRedis(request))
            );
            if (count === undefined) own(request);
            else if (!count.isAllowed && count.isExceeded) tooMany(count.ttlInSeconds);
        };
    };
}

function requireAtMost(max: number, { count, secondsLeft }: WindowCount): void {
    if (count > max) tooMany(secondsLeft);
}

function tooMany(secondsLeft: number): never {
    throw new Problem('too-many-requests', { retryAfter: Math.max(1, secondsLeft) });
}
