import type { WebSocket } from 'ws';
import { linkTo, onMessages } from './link.ts';
import type { GlanceService } from './service.ts';
import type { ViewerSeat } from './session-hub.ts';
import { readTicket } from './viewer-ticket.ts';
import type { ServerToView } from './wire.ts';

/** A viewer page: it shows the ticket that it was served with. */
export function acceptViewer(service: GlanceService, socket: WebSocket): void {
    const link = linkTo<ServerToView>(service, socket);
    let seat: ViewerSeat | null = null;
    onMessages(socket, async ({ type, ticket }) => {
        if (type === 'end') {
            seat?.end();
        }
        if (type !== 'view' || seat) {
            return;
        }
        const admitted = await readTicket(service, ticket);
        if (!admitted) {
            link.send({ type: 'refused' });
            link.drop();
        } else if (socket.readyState === socket.OPEN) {
            const { groupId, sessionKey, ...agent } = admitted;
            seat = service.sessions.view(groupId, sessionKey, agent, link);
        }
    });
    socket.on('close', () => seat?.closed());
}
