import type { LightningElement } from 'lwc';
import { JoinSession } from './joinSession';
import type { JoinTarget } from './joinSession';

interface Shared {
    readonly session: JoinSession;
    users: number;
}

const sessions = new Map<string, Shared>();

/** A share in the join of one visitor. */
export interface SharedJoinSession {
    readonly session: JoinSession;
    /** Ends this share; the last one ends the session's timers, listeners and connection. */
    release(): void;
}

/** The join of one visitor: one state for all components of the page that name the same target. */
export function shareJoinSession(
    component: LightningElement,
    target: JoinTarget
): SharedJoinSession {
    const id = JSON.stringify(target);
    let shared = sessions.get(id);
    if (!shared) {
        shared = { session: new JoinSession(component, target), users: 0 };
        sessions.set(id, shared);
    }
    const mine = shared;
    mine.users += 1;
    let released = false;
    return {
        session: mine.session,
        release() {
            if (released) {
                return;
            }
            released = true;
            mine.users -= 1;
            if (mine.users === 0) {
                sessions.delete(id);
                mine.session.dispose();
            }
        }
    };
}
