import type { WebSocket } from 'ws';
import { linkTo, onMessages } from './link.ts';
import type { GlanceService } from './service.ts';
import type { SharedPage } from './session-hub.ts';
import type { ServerToSession } from './wire.ts';

interface Data {
    readonly ssnid?: unknown;
    readonly visitortoken?: unknown;
    readonly newssn?: { readonly visitorid?: unknown };
    readonly rrweb?: unknown;
}

/** The page of a visitor who shares it: the first of a session, or one of those that follow. */
export function acceptSession(service: GlanceService, socket: WebSocket): void {
    const link = linkTo<ServerToSession>(service, socket);
    let page: SharedPage | null = null;
    onMessages(socket, (message) => {
        const data = (message['data'] ?? {}) as Data;
        switch (message['mtype']) {
            case 'CN':
                page ??= service.sessions.join(
                    String(data.ssnid),
                    String(data.visitortoken ?? ''),
                    link
                );
                if (!page) {
                    link.send({ mtype: 'close', data: { reason: 'unknown' } });
                    link.drop();
                }
                break;
            case 'NS':
                page?.begin(String(data.newssn?.visitorid ?? ''));
                break;
            case 'UP':
                page?.changed(data.rrweb);
                break;
            case 'LS':
                page?.leave();
                break;
        }
    });
    socket.on('close', () => page?.closed());
}
