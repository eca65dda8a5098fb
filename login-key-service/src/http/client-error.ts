import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Metrics } from '../operations/metrics.ts';
import { PROBLEMS, problemDetails, type ProblemCode } from '../problem.ts';
import { plainAddress } from './addresses.ts';

const CODES: Readonly<Record<string, ProblemCode>> = {
    HPE_HEADER_OVERFLOW: 'headers-too-large',
    ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout'
};

/**
 * Answers what Node's HTTP parser gives up on, as Fastify does but with problem details, and destroys the connection as
 * soon as the answer is written, whether its client closes it or not. Only the error's code is logged: the error holds
 * the bytes received, with whatever secret is among them.
 */
export function clientErrorHandler({ log, metrics }: { log: Logger; metrics: Metrics }) {
    return (error: NodeJS.ErrnoException, socket: Socket): void => {
        if (error.code === 'ECONNRESET' || !socket.writable) {
            socket.destroy();
            return;
        }
        const code = CODES[error.code ?? ''] ?? 'malformed-request';
        const reason = error.code ?? 'unknown';
        metrics.refused(code, reason);
        log.info({ code, reason, address: plainAddress(socket.remoteAddress) }, 'refused');
        const { status } = PROBLEMS[code];
        const body = JSON.stringify(problemDetails(code));
        socket.write(
            [
                `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
                'Content-Type: application/problem+json',
                `Content-Length: ${Buffer.byteLength(body)}`,
                'Cache-Control: no-store',
                'Connection: close',
                '',
                body
            ].join('\r\n')
        );
        socket.destroySoon();
    };
}
