import type { WebSocket } from 'ws';
import type { GlanceService } from './service.ts';

/** How a hub reaches one page. */
export interface Link<Message> {
    send(message: Message): void;
    /** @param how `close` with a close frame, `cut` without one, as when a network goes away. */
    drop(how?: 'close' | 'cut', code?: number): void;
}

/** Sends in order, each message late by the latency in force. */
export function linkTo<Message>(service: GlanceService, socket: WebSocket): Link<Message> {
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
        drop: (how = 'close', code = 1000) =>
            inOrder(() => (how === 'cut' ? socket.terminate() : socket.close(code)))
    };
}

/** Hands on each message, one after the other. What is not a JSON object closes the connection. */
export function onMessages(
    socket: WebSocket,
    handle: (message: Record<string, unknown>) => void | Promise<void>
): void {
    let former: Promise<void> = Promise.resolve();
    socket.on('message', (raw: Buffer) => {
        former = former
            .then(() => handle(asObject(JSON.parse(raw.toString('utf8')))))
            .catch(() => socket.terminate());
    });
}

function asObject(value: unknown): Record<string, unknown> {
    if (value === null || typeof value !== 'object') {
        throw new TypeError('A message is an object.');
    }
    return value as Record<string, unknown>;
}
