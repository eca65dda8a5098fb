import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEMS, problemDetails, type ProblemCode } from './problem.ts';

const CODES: Readonly<Record<string, ProblemCode>> = {
    HPE_HEADER_OVERFLOW: 'headers-too-large',
    ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout'
};

/**
 * Answers what Node's HTTP parser gives up on, and closes the connection. Nothing of it is logged: the error holds the
 * bytes received, with whatever secret is among them.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
        socket.destroy();
        return;
    }
    const code = CODES[error.code ?? ''] ?? 'malformed-request';
    const { status } = PROBLEMS[code];
    const body = JSON.stringify(problemDetails(code));
    socket.end(
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
}
