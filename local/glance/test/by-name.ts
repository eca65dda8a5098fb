import { request as httpsRequest } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';
import type { Glance } from '../server.ts';
import { Inbox } from './inbox.ts';

export interface Answer {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly text: string;
    /** Undefined when the text is no JSON. */
    readonly json: unknown;
}

export interface Request {
    readonly method?: string;
    readonly origin?: string | null;
    readonly bearer?: string | null;
    readonly headers?: Record<string, string>;
    /** A text is sent as it is, an object as JSON, parameters as a form. */
    readonly body?: string | object | null;
}

/**
 * Asks by TLS, by a host name of Glance's, as a browser does that maps those names to the stand-in.
 * @param address host, path and query, without a scheme
 */
export function ask(glance: Glance, address: string, options: Request = {}): Promise<Answer> {
    const { method = 'GET', origin = null, bearer = null, body = null } = options;
    const [host = '', ...path] = address.split(/(?=\/)/);
    const isForm = body instanceof URLSearchParams;
    const headers: Record<string, string> = {
        host,
        ...(origin !== null && { origin }),
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...(body !== null && {
            'content-type': isForm
                ? 'application/x-www-form-urlencoded'
                : 'application/json; charset=UTF-8'
        }),
        ...options.headers
    };
    return new Promise((resolve, reject) => {
        const request = httpsRequest(
            {
                host: '127.0.0.1',
                port: glance.tlsPort,
                servername: host.split(':')[0],
                ca: glance.certificate.pem,
                method,
                path: path.join(''),
                headers
            },
            (response) => {
                let text = '';
                response.setEncoding('utf8');
                response.on('data', (chunk: string) => (text += chunk));
                response.on('end', () =>
                    resolve({
                        status: response.statusCode ?? 0,
                        headers: response.headers,
                        text,
                        json: parsed(text)
                    })
                );
            }
        );
        request.on('error', reject);
        request.end(
            body === null || typeof body === 'string' || isForm
                ? body?.toString()
                : JSON.stringify(body)
        );
    });
}

export interface TestSocket {
    readonly inbox: Inbox<Record<string, unknown>>;
    readonly closed: Promise<number>;
    send(message: unknown): void;
    close(): Promise<number>;
}

/**
 * Opens a socket by TLS, by a host name of Glance's.
 * @throws with the status when the handshake is refused
 */
export async function dial(glance: Glance, address: string, origin?: string): Promise<TestSocket> {
    const [host = '', ...path] = address.split(/(?=\/)/);
    const socket = new WebSocket(`wss://127.0.0.1:${glance.tlsPort}${path.join('')}`, {
        ca: glance.certificate.pem,
        headers: { host },
        ...(origin !== undefined && { origin })
    });
    const inbox = new Inbox<Record<string, unknown>>();
    socket.on('message', (raw) => inbox.push(JSON.parse(String(raw)) as Record<string, unknown>));
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise<void>((resolve, reject) => {
        socket.on('open', () => resolve());
        socket.on('error', reject);
    });
    return {
        inbox,
        closed,
        send: (message) => socket.send(JSON.stringify(message)),
        close: () => {
            socket.close();
            return closed;
        }
    };
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
