import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

/** Milliseconds that a request may wait for Redis, all its questions together. */
const PATIENCE = 50;
/** Milliseconds without a question after one that was not answered. */
const REST = 1000;

/** Counting together with other instances. */
export interface SharedCounting {
    readonly redis: Redis;
    /** What Redis answers, or undefined while it does not. `request` has waited for it as long as it will wait. */
    ask<T>(request: object, question: () => Promise<T>): Promise<T | undefined>;
    close(): void;
}

/**
 * Connects to the Redis that several instances count in. Requests wait for it 50 milliseconds at most; once it has not
 * answered, or has refused (a replica after a failover, no memory left), nobody asks for a second, and then one request
 * tries. Connecting goes on in the background.
 */
export function openRedis(
    url: string,
    { log, metrics }: { log: Logger; metrics: Metrics }
): SharedCounting {
    const redis = new Redis(url, {
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        connectTimeout: 2000,
        // Answers that never come must not pile up; requests have gone on long before.
        commandTimeout: 1000,
        retryStrategy: (attempt) => Math.min(attempt * 200, 2000),
        // After a failover the address leads to the new primary, but this connection to the old one.
        reconnectOnError: (error) => reasonOf(error) === 'READONLY'
    });
    let isUp: boolean | undefined;
    let asksAgainAt = 0;
    let isTrying = false;
    const waited = new WeakMap<object, number>();

    const up = () => {
        if (isUp !== true) log.info('Redis answers: limits are counted together');
        isUp = true;
        metrics.redis(true);
    };
    const down = (reason: string) => {
        if (isUp !== false)
            log.error({ reason }, 'Redis does not answer: each instance counts for itself');
        isUp = false;
        metrics.redis(false, reason);
    };
    // A connection alone proves nothing: a replica accepts one, too. It is worth a try at once.
    redis.on('ready', () => {
        asksAgainAt = 0;
        if (isUp === undefined) up();
    });
    redis.on('error', (error) => down(reasonOf(error)));

    return {
        redis,
        async ask(request, question) {
            const left = PATIENCE - (waited.get(request) ?? 0);
            if (left <= 0) return undefined;
            if (isUp === false) {
                if (isTrying || performance.now() < asksAgainAt) return undefined;
                isTrying = true;
            }
            const start = performance.now();
            try {
                const answer = await within(left, question());
                up();
                return answer;
            } catch (error) {
                asksAgainAt = performance.now() + REST;
                down(reasonOf(error));
                return undefined;
            } finally {
                isTrying = false;
                waited.set(request, (waited.get(request) ?? 0) + performance.now() - start);
            }
        },
        close: () => redis.disconnect()
    };
}

/** The promise's value if it comes in time. What has arrived while the event loop was busy counts as in time. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(
            () => setImmediate(() => reject(Object.assign(new Error(), { code: 'TIMEOUT' }))),
            milliseconds
        );
    });
    try {
        return await Promise.race([promise, late]);
    } finally {
        clearTimeout(timer);
    }
}

/** `READONLY`, `OOM` and the like begin Redis' own errors; a script's have them in the middle. */
function reasonOf(error: unknown): string {
    const { code, message = '', name } = error as NodeJS.ErrnoException;
    return (
        code ??
        /\b(READONLY|OOM|NOAUTH|WRONGPASS|NOPERM|LOADING|MASTERDOWN|CLUSTERDOWN)\b/.exec(
            message
        )?.[0] ??
        name
    );
}
