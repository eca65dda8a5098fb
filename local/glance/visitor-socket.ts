import type { WebSocket } from 'ws';
import { linkTo, onMessages, type Link } from './link.ts';
import { findGroup } from './options.ts';
import type { VisitorPage } from './presence-hub.ts';
import type { GlanceService } from './service.ts';
import { verifyToken } from './tokens.ts';
import { isVisitorId } from './visitor-data.ts';
import type { ServerToVisitor } from './wire.ts';

/** A visitor's presence connection. What it tells goes to the agents as it came. */
export function acceptVisitor(service: GlanceService, socket: WebSocket): void {
    const link = linkTo<ServerToVisitor>(service, socket);
    let page: VisitorPage | null = null;
    onMessages(socket, async (message) => {
        const { type, data } = message;
        if (type === 'connect') {
            page ??= await arrive(service, socket, link, message);
        } else if (typeof type === 'string' && type !== 'k') {
            service.traffic.presencePosts += type === 'presence' ? 1 : 0;
            page?.tell({ type, ...(data !== undefined && { data }) });
        }
    });
    socket.on('close', () => page?.closed());
}

async function arrive(
    service: GlanceService,
    socket: WebSocket,
    link: Link<ServerToVisitor>,
    { groupid, visitorid, guesttoken }: Record<string, unknown>
): Promise<VisitorPage | null> {
    const group = findGroup(service.groups, groupid);
    if (!group || !isVisitorId(visitorid)) {
        refuse(link, 'visitorid');
        return null;
    }
    if (guesttoken !== undefined) {
        const now = service.clock.now();
        const claims = await verifyToken(group, 'guest', String(guesttoken), now);
        if (claims?.['visitorid'] !== visitorid) {
            refuse(link, 'guesttoken');
            return null;
        }
    }
    if (socket.readyState !== socket.OPEN) {
        return null;
    }
    service.traffic.visitorConnections += 1;
    const { keepaliveSeconds } = service.switchboard.get();
    link.send({ type: 'connected', keepalive: keepaliveSeconds, data: {} });
    return service.presence.visitorArrives(group.groupId, visitorid, link);
}

function refuse(link: Link<ServerToVisitor>, code: string): void {
    link.send({ type: 'error', data: { code, msg: 'The connection is refused.', params: '' } });
    link.drop('close', 1008);
}
