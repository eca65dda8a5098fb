import { Redis } from 'ioredis';
import type { Logger } from 'pino';

/**
 * Connects to the Redis that several instances count in. Commands fail at once while there is no connection, and after
 * a quarter of a second otherwise, so that a request never waits for Redis; connecting goes on in the background.
 */
export function openRedis(url: string, log: Logger): Redis {
    const redis = new Redis(url, {
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        connectTimeout: 2000,
        commandTimeout: 250,
        retryStrategy: (attempt) => Math.min(attempt * 200, 2000)
    });
    let reachable: boolean | undefined;
    redis.on('ready', () => {
        reachable = true;
        log.info('Redis answers: limits are counted together');
    });
    redis.on('error', (error: NodeJS.ErrnoException) => {
        if (reachable !== false) {
            log.error(
                { reason: error.code ?? error.name },
                'Redis does not answer: each instance counts for itself'
            );
        }
        reachable = false;
    });
    return redis;
}
