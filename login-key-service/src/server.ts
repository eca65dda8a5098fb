import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { buildApp } from './app.ts';
import { openGroups } from './groups.ts';
import { auditTo } from './operations/audit.ts';
import { standardOutput, type LineWriter } from './operations/line-writer.ts';
import { createLog, lossy } from './operations/log.ts';
import { createMetrics, type Metrics } from './operations/metrics.ts';
import { startMetricsServer, type MetricsServer } from './operations/metrics-server.ts';
import { openRedis } from './operations/redis.ts';
import { openTracing } from './operations/tracing.ts';
import type { Settings } from './settings/settings.ts';

/** A running service. */
export interface RunningService {
    /** Where it listens, such as `http://127.0.0.1:4400`. */
    readonly url: string;
    /** Where its metrics are; undefined without a metrics port. */
    readonly metricsUrl: string | undefined;
    readonly app: FastifyInstance;
    /** Finishes the requests at work, then closes everything. */
    close(): Promise<void>;
    /**
     * Leaves without losing a request: says "not ready" and asks clients to close their connections for
     * `settings.drainDelay` milliseconds while still answering, then closes. What is still open after
     * `settings.drainTimeout` milliseconds is cut off.
     */
    drain(): Promise<void>;
}

/** A service that does not listen: its app answers `inject`, or whatever a serverless adapter hands it. */
export interface OpenService {
    readonly app: FastifyInstance;
    readonly log: Logger;
    readonly metrics: Metrics;
    /** From now on "not ready", and every answer asks its client to close the connection. */
    startDraining(): void;
}

/**
 * Opens everything the service needs but a port; `app.close()` closes it again.
 * @param logTo Where log lines go; standard output when left out.
 *  */
export async function openService(
    settings: Settings,
    logTo: LineWriter = standardOutput()
): Promise<OpenService> {
    const metrics = createMetrics();
    const log = createLog(settings.logLevel, lossy(logTo, metrics.logLineLost));
    const audit = auditTo(logTo, { log, metrics });
    const { redisUrl } = settings.limits;
    const redis = redisUrl === undefined ? undefined : openRedis(redisUrl, { log, metrics });
    const tracing = settings.sendsTraces ? await openTracing({ log }) : undefined;
    const groups = openGroups(settings, { log, metrics });
    let draining = false;
    const isDraining = () => draining;
    const app = await buildApp({
        settings,
        groups,
        log,
        audit,
        metrics,
        redis,
        tracing,
        isDraining
    });
    app.addHook('onClose', async () => {
        groups.close();
        redis?.close();
        metrics.registry.clear();
        await tracing?.close();
    });
    if (settings.developmentMode) {
        log.warn(
            'DEVELOPMENT MODE: login keys are given to anybody on this machine who asks. Never use this in production.'
        );
    }
    return {
        app,
        log,
        metrics,
        startDraining() {
            draining = true;
        }
    };
}

/**
 * Starts the service.
 * @param logTo Where log lines go; standard output when left out.
 * @throws when a port is taken (`code` is `EADDRINUSE`).
 */
export async function startServer(
    settings: Settings,
    logTo: LineWriter = standardOutput()
): Promise<RunningService> {
    const { app, log, metrics, startDraining } = await openService(settings, logTo);
    let metricsServer: MetricsServer | undefined;
    try {
        await app.listen({ host: settings.host, port: settings.port });
        metricsServer = await startMetricsServer(settings, metrics, log);
    } catch (error) {
        await app.close();
        throw error;
    }
    const close = async () => {
        await app.close();
        await metricsServer?.close();
    };
    return {
        url: urlOf(app),
        metricsUrl: metricsServer?.url,
        app,
        close,
        async drain() {
            startDraining();
            log.info('draining: no longer ready, still answering');
            await wait(settings.drainDelay);
            const cutOff = setTimeout(
                () => app.server.closeAllConnections(),
                settings.drainTimeout
            );
            await close();
            clearTimeout(cutOff);
            log.info('drained');
        }
    };
}

function urlOf(app: FastifyInstance): string {
    const { address, family, port } = app.server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
