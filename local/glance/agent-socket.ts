import type { WebSocket } from 'ws';
import { readAgentToken, type AgentClaims } from './agent-token.ts';
import { readVisitorMessage, sendToVisitor } from './delivery.ts';
import { linkTo, onMessages, type Link } from './link.ts';
import { findGroup } from './options.ts';
import type { GlanceService } from './service.ts';
import { count } from './traffic.ts';
import type { ServerToAgent } from './wire.ts';

/** An agent's event connection: it says first who it is and for whom it listens. */
export function acceptAgent(
    service: GlanceService,
    socket: WebSocket,
    origin: string | undefined
): void {
    const link = linkTo<ServerToAgent>(service, socket);
    let listener: Listener | null = null;
    onMessages(socket, async (message) => {
        if (message['type'] === 'connect') {
            listener ??= await listen(service, socket, link, origin, message);
        } else if (listener && message['mtype'] !== undefined) {
            fromSocket(service, listener, message);
        }
    });
}

interface Listener {
    readonly claims: AgentClaims;
    readonly visitorId: string;
}

async function listen(
    service: GlanceService,
    socket: WebSocket,
    link: Link<ServerToAgent>,
    origin: string | undefined,
    { groupid, visitorid, authorization }: Record<string, unknown>
): Promise<Listener | null> {
    const { presence, clock, switchboard, traffic } = service;
    const claims = mayConnect(service, groupid, origin)
        ? await readAgentToken(service, groupid, authorization)
        : null;
    if (!claims) {
        traffic.agentConnectionsRefused += 1;
        refuse(link);
        return null;
    }
    const { groupId, partnerUserId, expiresAt } = claims;
    const visitorId = String(visitorid ?? '');
    if (socket.readyState !== socket.OPEN) {
        return null;
    }
    traffic.agentConnections += 1;
    count(traffic.agentSocketsByVisitor, visitorId);
    link.send({ type: 'connected', keepalive: switchboard.get().keepaliveSeconds, data: {} });
    const leave = presence.agentArrives(groupId, visitorId, { link, partnerUserId });
    const cancelExpiry = clock.after(expiresAt - clock.now(), () => {
        if (switchboard.get().closeExpiredSockets) {
            refuse(link);
        }
    });
    socket.on('close', () => {
        count(traffic.agentSocketsByVisitor, visitorId, -1);
        cancelExpiry();
        leave();
    });
    return { claims, visitorId };
}

/** In a load-balanced group nobody hears whether the visitor was there. */
function fromSocket(service: GlanceService, { claims, visitorId }: Listener, body: unknown): void {
    const message = readVisitorMessage(body);
    if (message && !service.switchboard.get().refuseInvokes) {
        sendToVisitor(service, claims, visitorId, message);
    }
}

function mayConnect({ groups }: GlanceService, groupId: unknown, origin?: string): boolean {
    const group = findGroup(groups, groupId);
    return origin === undefined || (group?.agentOrigins.includes(origin) ?? false);
}

function refuse(link: Link<ServerToAgent>): void {
    link.send({
        type: 'error',
        data: { code: 'authorization', msg: 'not authorized', params: '' }
    });
    link.drop('close', 1008);
}
