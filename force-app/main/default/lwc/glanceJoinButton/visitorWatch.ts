import type { JoinState } from 'c/glanceJoinSession';

/** Detail of `presencechange`. */
export interface PresenceChange {
    readonly visitorId: string;
    readonly present: boolean;
}

/** Detail of `sessionstart`. */
export interface SessionStart {
    readonly sessionKey: string | null;
    /** Milliseconds since the epoch. */
    readonly startedAt: number;
}

interface Listeners {
    session(start: SessionStart): void;
    presence(change: PresenceChange): void;
    /** A customer has come who was seen to be absent before. */
    arrival(visitorId: string): void;
}

/**
 * Tells who is there and who is not, and which session runs, by the states that a button goes through: also when it follows
 * another customer, when another component has been following that one already, and after the page was loaded anew.
 */
export class VisitorWatch {
    readonly #listeners: Listeners;
    #present: string | null = null;
    #awaited: string | null = null;
    #session: string | null = null;

    constructor(listeners: Listeners) {
        this.#listeners = listeners;
    }

    see(state: JoinState): void {
        const followed = state.status === 'unconfigured' ? null : state.visitorId;
        const present = state.status !== 'unconfigured' && state.visitor !== null ? followed : null;
        const former = this.#present;
        this.#present = present;
        if (former !== null && former !== present) {
            this.#listeners.presence({ visitorId: former, present: false });
        }
        if (present !== null && former !== present) {
            this.#listeners.presence({ visitorId: present, present: true });
        }
        if (this.#awaited !== null && this.#awaited !== followed) {
            this.#awaited = null;
        }
        if (state.status === 'absent') {
            this.#awaited = state.visitorId;
        } else if (present !== null && this.#awaited === present) {
            this.#awaited = null;
            this.#listeners.arrival(present);
        }
        this.seeSession(state);
    }

    /** A button that is put back later tells everything anew. */
    forget(): void {
        this.#present = null;
        this.#awaited = null;
        this.#session = null;
    }

    private seeSession(state: JoinState): void {
        const session = state.status === 'inSession' ? state.session : null;
        const id = session && `${session.visitorId} ${session.startedAt}`;
        const isNew = id !== this.#session;
        this.#session = id;
        if (session && isNew) {
            const { sessionKey, startedAt } = session;
            this.#listeners.session({ sessionKey, startedAt });
        }
    }
}
