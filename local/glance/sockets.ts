import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { WebSocketServer, type WebSocket } from 'ws';
import { acceptAgent } from './agent-socket.ts';
import { isSpoken } from './hosts.ts';
import type { GlanceService } from './service.ts';
import { acceptSession } from './session-socket.ts';
import { count } from './traffic.ts';
import { acceptViewer } from './viewer-socket.ts';
import { acceptVisitor } from './visitor-socket.ts';

interface Door {
    readonly accept: (
        service: GlanceService,
        socket: WebSocket,
        origin: string | undefined
    ) => void;
    /** What counts the open sockets of a presence connection, which can be told to fail. */
    readonly counter?: 'openAgentSockets' | 'openVisitorSockets';
}

/** No path asks for a query, a subprotocol or a host of its own: who connects says so in its first message. */
const DOORS: Readonly<Record<string, Door>> = {
    '/agent': { accept: acceptAgent, counter: 'openAgentSockets' },
    '/visitorws': { accept: acceptVisitor, counter: 'openVisitorSockets' },
    '/visitor/ws': { accept: acceptSession },
    '/viewer/ws': { accept: acceptViewer }
};

const LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024;

export interface Sockets {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
    close(): void;
}

/** The WebSocket entrances of the stand-in, one path for each kind of page. */
export function openSockets(service: GlanceService): Sockets {
    const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES });
    const { traffic, switchboard } = service;
    return {
        upgrade(request, socket, head) {
            const { pathname } = new URL(request.url ?? '/', 'http://localhost');
            const door = Object.hasOwn(DOORS, pathname) ? DOORS[pathname] : undefined;
            const { host = '' } = request.headers;
            count(traffic.hosts, host);
            if (!door || !isSpoken(host, socket instanceof TLSSocket)) {
                refuse(socket, 404);
                return;
            }
            const { accept, counter } = door;
            if (counter && switchboard.get().refuseConnections) {
                traffic.agentConnectionsRefused += counter === 'openAgentSockets' ? 1 : 0;
                refuse(socket, 503);
                return;
            }
            server.handleUpgrade(request, socket, head, (client) => {
                client.on('error', () => client.terminate());
                if (counter) {
                    traffic[counter] += 1;
                    client.on('close', () => (traffic[counter] -= 1));
                }
                accept(service, client, request.headers.origin);
            });
        },
        close() {
            for (const client of server.clients) {
                client.terminate();
            }
            server.close();
        }
    };
}

function refuse(socket: Duplex, status: number): void {
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
}
