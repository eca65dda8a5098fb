import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

/** A running server of metrics. */
export interface MetricsServer {
    readonly url: string;
    close(): Promise<void>;
}

/** Serves `GET /metrics` on a port of its own, so that it need not be reachable from where keys are asked for. */
export async function startMetricsServer(
    { host, metricsPort }: { host: string; metricsPort: number | undefined },
    { registry }: Metrics,
    log: Logger
): Promise<MetricsServer | undefined> {
    if (metricsPort === undefined) return undefined;
    const server = createServer((request, response) => {
        if (request.method !== 'GET' || request.url !== '/metrics') {
            response.writeHead(404).end();
            return;
        }
        registry.metrics().then(
            (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
            (error: unknown) => {
                log.error({ err: error }, 'metrics could not be collected');
                response.writeHead(500).end();
            }
        );
    });
    server.listen(metricsPort, host);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/metrics`;
    log.info(`Metrics at ${url}`);
    return {
        url,
        async close() {
            server.close();
            server.closeAllConnections();
            await once(server, 'close');
        }
    };
}
