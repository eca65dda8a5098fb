import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { atMostEverySecond } from '../operations/at-most-every-second.ts';
import type { Metrics } from '../operations/metrics.ts';
import { networkOf, plainAddress } from './addresses.ts';

/** Descriptors that are left for files, Redis, identity providers and metrics. */
const DESCRIPTORS_FOR_OTHERS = 64;

/**
 * Closes connections that are too many: in all, which leaves descriptors for everything else, and from one network unless
 * it is a trusted proxy's, which brings everybody's.
 */
export function limitConnections(
    server: Server,
    {
        max,
        maxPerAddress,
        isTrusted
    }: {
        max: number;
        maxPerAddress: number;
        isTrusted: (address: string | undefined) => boolean;
    },
    { log, metrics }: { log: Logger; metrics: Metrics }
): void {
    const warn = atMostEverySecond((times) => log.warn({ times }, 'connections dropped'));
    const drop = (limit: 'all' | 'address') => {
        metrics.connectionDropped(limit);
        warn();
    };
    server.maxConnections = Math.min(max, Math.max(1, descriptors() - DESCRIPTORS_FOR_OTHERS));
    if (server.maxConnections < max) {
        log.warn(
            { maxConnections: server.maxConnections },
            'MAX_CONNECTIONS is more than the limit of open files (ulimit -n) allows; fewer are taken'
        );
    }
    server.on('drop', () => drop('all'));
    // Without a descriptor left, accepting fails; the next connection is tried as if nothing had been.
    server.on('error', (error: NodeJS.ErrnoException) =>
        log.error({ reason: error.code }, 'a connection could not be accepted')
    );

    const open = new Map<string, number>();
    server.on('connection', (socket: Socket) => {
        const address = plainAddress(socket.remoteAddress);
        if (address === undefined || isTrusted(address)) return;
        const network = networkOf(address);
        const count = (open.get(network) ?? 0) + 1;
        if (count > maxPerAddress) {
            drop('address');
            socket.destroy();
            return;
        }
        open.set(network, count);
        socket.once('close', () => {
            const left = (open.get(network) ?? 1) - 1;
            if (left === 0) open.delete(network);
            else open.set(network, left);
        });
    });
}

/** How many files and connections the process may have open; a guess where the system does not say. */
function descriptors(): number {
    const { userLimits } = process.report.getReport() as {
        userLimits?: { open_files?: { soft?: number | 'unlimited' } };
    };
    const soft = userLimits?.open_files?.soft;
    return typeof soft === 'number' ? soft : 65_536;
}
