import type { WebSocket } from 'ws';
import type { GlanceGroup } from './options.ts';
import type { Link } from './presence-hub.ts';
import type { GlanceService } from './service.ts';
import type { SharedPage } from './session-hub.ts';
import type { Accept } from './sockets.ts';
import { issueToken, verifyToken } from './tokens.ts';
import type {
    AgentIdentity,
    AgentToServer,
    ContinueSession,
    ServerToAgent,
    ServerToShare,
    ServerToView,
    ServerToVisitor,
    ShareToServer,
    StartSession,
    ViewToServer,
    VisitorToServer
} from './wire.ts';
import { cleanIdentity, cleanPresence, cleanVisitorId, isVisitorId } from './visitor-data.ts';

const RESUME_LIFETIME_MS = 12 * 60 * 60 * 1000;

/** An agent's event connection: it must show its token first, and is closed when the token runs out. */
export const acceptAgent: Accept = (service, socket, group, query) => {
    const link = linkTo<ServerToAgent>(service, socket);
    onMessages<AgentToServer>(socket, async ({ token }) => {
        const claims = await verifyToken(group, 'presence', String(token), service.clock.now());
        if (!claims) {
            service.traffic.agentConnectionsRefused += 1;
            refuseAgent(link);
            return;
        }
        if (socket.readyState !== socket.OPEN) {
            return;
        }
        service.traffic.agentConnections += 1;
        const leave = service.presence.agentArrives(
            group.groupId,
            query.get('visitorid') ?? '',
            link
        );
        const cancelExpiry = service.clock.after(claims.expiresAt - service.clock.now(), () =>
            refuseAgent(link)
        );
        socket.on('close', () => {
            cancelExpiry();
            leave();
        });
    });
};

function refuseAgent(link: Link<ServerToAgent>): void {
    link.send({
        type: 'error',
        error: { code: 'authorization', msg: 'The agent is not authorized.', params: '' }
    });
    link.drop();
}

/** A visitor's presence connection. */
export const acceptVisitor: Accept = (service, socket, group, query) => {
    const link = linkTo<ServerToVisitor>(service, socket);
    const visitorId = query.get('visitorid') ?? '';
    if (!isVisitorId(visitorId)) {
        link.send({
            type: 'error',
            error: { code: 'visitorid', msg: 'The visitor id is not valid.', params: visitorId }
        });
        link.drop();
        return;
    }
    service.traffic.visitorConnections += 1;
    const page = service.presence.visitorArrives(group.groupId, visitorId, link);
    onMessages<VisitorToServer>(socket, (message) => {
        if (message.type === 'presence') {
            service.traffic.presencePosts += 1;
            page.presence(cleanPresence(message.data));
            link.send({ type: 'ack', id: message.id });
        } else if (message.type === 'active') {
            page.active();
        } else if (message.type === 'terms') {
            page.report({ type: 'terms', status: message.status });
        }
    });
    socket.on('close', () => page.closed());
};

/** The page of a visitor who shares it. */
export const acceptShare: Accept = (service, socket, group) => {
    const link = linkTo<ServerToShare>(service, socket);
    let page: SharedPage | null = null;
    onMessages<ShareToServer>(socket, async (message) => {
        if (message.type === 'start' || message.type === 'continue') {
            const result =
                message.type === 'start'
                    ? start(service, group, message, link)
                    : await resume(service, group, message, link);
            if (typeof result === 'string') {
                link.send({ type: 'refused', reason: result });
                link.drop();
                return;
            }
            page = result;
            if (socket.readyState !== socket.OPEN) {
                page.closed();
                return;
            }
            const { sessionKey, presentAs } = page;
            const token = await issueToken(
                group,
                'resume',
                {
                    sessionkey: sessionKey,
                    ...(presentAs !== undefined && { presentas: presentAs })
                },
                RESUME_LIFETIME_MS,
                service.clock.now()
            );
            link.send({ type: 'started', sessionKey, resume: token });
        } else if (message.type === 'event') {
            page?.event(message.event);
        } else if (message.type === 'stop') {
            page?.stop();
        }
    });
    socket.on('close', () => page?.closed());
};

function start(
    service: GlanceService,
    group: GlanceGroup,
    message: StartSession,
    link: Link<ServerToShare>
): SharedPage | string {
    const { sessionKey, acceptedTerms } = message;
    const visitor = cleanIdentity(message.visitor);
    const presentAs = cleanVisitorId(message.presentAs);
    const result = service.sessions.start(
        group.groupId,
        { sessionKey, presentAs, acceptedTerms, visitor },
        link
    );
    if (typeof result !== 'string') {
        service.traffic.sessionsStarted += 1;
    }
    return result;
}

async function resume(
    service: GlanceService,
    group: GlanceGroup,
    message: ContinueSession,
    link: Link<ServerToShare>
): Promise<SharedPage | string> {
    const claims = await verifyToken(group, 'resume', message.resume, service.clock.now());
    if (!claims) {
        return 'The session is over.';
    }
    const visitor = cleanIdentity(message.visitor);
    return service.sessions.resume(
        group.groupId,
        String(claims['sessionkey']),
        { visitor, presentAs: cleanVisitorId(claims['presentas']) },
        link
    );
}

/** A viewer page: it shows the ticket that it was served with. */
export const acceptView: Accept = (service, socket, group) => {
    const link = linkTo<ServerToView>(service, socket);
    let end: () => void = () => undefined;
    onMessages<ViewToServer>(socket, async (message) => {
        if (message.type === 'end') {
            end();
            return;
        }
        const claims = await verifyToken(group, 'viewer', message.ticket, service.clock.now());
        if (!claims || socket.readyState !== socket.OPEN) {
            link.send({ type: 'refused' });
            link.drop();
            return;
        }
        const agent: AgentIdentity = cleanIdentity(claims);
        const seat = service.sessions.view(
            group.groupId,
            String(claims['sessionkey']),
            agent,
            link
        );
        end = () => seat.end();
        socket.on('close', () => seat.closed());
    });
};

/** Sends in order, each message late by the latency in force. */
function linkTo<Message>(service: GlanceService, socket: WebSocket): Link<Message> {
    let lastAt = 0;
    const inOrder = (task: () => void): void => {
        const now = Date.now();
        lastAt = Math.max(lastAt, now + service.switchboard.get().latencyMs);
        if (lastAt <= now) {
            task();
        } else {
            setTimeout(task, lastAt - now).unref();
        }
    };
    return {
        send: (message) =>
            inOrder(() => {
                if (socket.readyState === socket.OPEN) {
                    socket.send(JSON.stringify(message));
                }
            }),
        drop: () => inOrder(() => socket.close(1000))
    };
}

/** Hands on each message, one after the other. What is not JSON closes the connection. */
function onMessages<Message>(
    socket: WebSocket,
    handle: (message: Message) => void | Promise<void>
): void {
    let former: Promise<void> = Promise.resolve();
    socket.on('message', (raw: Buffer) => {
        former = former
            .then(() => handle(JSON.parse(raw.toString('utf8')) as Message))
            .catch(() => socket.terminate());
    });
}
