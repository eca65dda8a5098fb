import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { GlanceService } from './service.ts';
import { acceptAgent, acceptShare, acceptView, acceptVisitor } from './connections.ts';
import { findGroup, type GlanceGroup } from './options.ts';

export type Accept = (
    service: GlanceService,
    socket: WebSocket,
    group: GlanceGroup,
    query: URLSearchParams
) => void;

interface Door {
    readonly accept: Accept;
    /** Whether only pages from the group's agent origins may enter. */
    readonly agentsOnly: boolean;
    /** Whether this is a presence connection, which can be told to fail. */
    readonly presence: boolean;
}

const DOORS: Readonly<Record<string, Door>> = {
    '/internal/agent': { accept: acceptAgent, agentsOnly: true, presence: true },
    '/internal/visitor': { accept: acceptVisitor, agentsOnly: false, presence: true },
    '/internal/share': { accept: acceptShare, agentsOnly: false, presence: false },
    '/internal/view': { accept: acceptView, agentsOnly: false, presence: false }
};

const LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024;

export interface Sockets {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
    close(): void;
}

/** The WebSocket entrances of the stand-in, one path for each kind of page. */
export function openSockets(service: GlanceService): Sockets {
    const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES });
    return {
        upgrade(request, socket, head) {
            const url = new URL(request.url ?? '/', 'http://localhost');
            const door = Object.hasOwn(DOORS, url.pathname) ? DOORS[url.pathname] : undefined;
            const group = findGroup(service.groups, url.searchParams.get('groupid'));
            const refusal = door
                ? reasonToRefuse(service, door, group, request.headers.origin)
                : 404;
            if (!door || !group || refusal !== null) {
                if (door?.agentsOnly) {
                    service.traffic.agentConnectionsRefused += 1;
                }
                refuse(socket, refusal ?? 404);
                return;
            }
            server.handleUpgrade(request, socket, head, (client) => {
                client.on('error', () => client.terminate());
                door.accept(service, client, group, url.searchParams);
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

function reasonToRefuse(
    service: GlanceService,
    door: Door,
    group: GlanceGroup | undefined,
    origin: string | undefined
): number | null {
    if (door.presence && service.switchboard.get().refuseConnections) {
        return 503;
    }
    if (!group || (door.agentsOnly && !group.agentOrigins.includes(origin ?? ''))) {
        return 403;
    }
    return null;
}

function refuse(socket: Duplex, status: number): void {
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
}
