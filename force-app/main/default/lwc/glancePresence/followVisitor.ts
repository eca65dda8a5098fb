import { PresenceConnection } from './presenceConnection';
import type { PresenceEvent, PresenceTarget } from './presenceEvent';

type Listener = (event: PresenceEvent) => void;

/** One share in the connection for a visitor. */
export interface PresenceHandle {
    /** See `PresenceConnection.invoke`. */
    invoke(func: string, args: object): Promise<void>;
    reconnect(): void;
    /** While true, as long as somebody waits for the visitor or shares, losses are noticed within 20 seconds instead of 60. */
    attend(closely: boolean): void;
    /** Ends this share; the last one closes the connection. */
    close(): void;
}

interface Shared {
    readonly connection: PresenceConnection;
    readonly listeners: Set<Listener>;
    /** Who attends closely. */
    readonly attending: Set<Listener>;
    /** What a newcomer has to know: `connected` or `disconnected`, as things stand. */
    standing: PresenceEvent | null;
}

const connections = new Map<string, Shared>();

/**
 * Follows the presence of a visitor: one connection per visitor, however many follow. The first event tells how things
 * stand (`connected` or `disconnected`) and never comes before this function has returned.
 */
export function followVisitor(target: PresenceTarget, listener: Listener): PresenceHandle {
    const id = JSON.stringify([
        target.groupId,
        target.webServer,
        target.site,
        target.presenceServer,
        target.visitorId
    ]);
    const shared = connections.get(id) ?? open(id, target);
    let following = true;
    const tell: Listener = (event) => {
        if (following) {
            listener(event);
        }
    };
    const attend = (closely: boolean): void => {
        if (closely && following) {
            shared.attending.add(tell);
        } else {
            shared.attending.delete(tell);
        }
        shared.connection.attend(shared.attending.size > 0);
    };
    shared.listeners.add(tell);
    if (shared.standing) {
        queueMicrotask(() => shared.standing && tell(shared.standing));
    }
    return {
        invoke: (func, args) => shared.connection.invoke(func, args),
        reconnect() {
            if (following) {
                shared.connection.reconnect();
            }
        },
        attend,
        close() {
            following = false;
            attend(false);
            if (shared.listeners.delete(tell) && shared.listeners.size === 0) {
                connections.delete(id);
                shared.connection.close();
            }
        }
    };
}

function open(id: string, target: PresenceTarget): Shared {
    const listeners = new Set<Listener>();
    const shared: Shared = {
        connection: new PresenceConnection(target, (event) => {
            shared.standing = standingAfter(shared.standing, event);
            for (const listener of [...listeners]) {
                listener(event);
            }
        }),
        listeners,
        attending: new Set(),
        standing: null
    };
    connections.set(id, shared);
    return shared;
}

function standingAfter(standing: PresenceEvent | null, event: PresenceEvent): PresenceEvent | null {
    switch (event.type) {
        case 'connected':
        case 'disconnected':
            return event;
        case 'visitorPresent':
            return { type: 'connected', visitor: event.visitor };
        case 'visitorAbsent':
            return { type: 'connected', visitor: null };
        default:
            return standing;
    }
}
