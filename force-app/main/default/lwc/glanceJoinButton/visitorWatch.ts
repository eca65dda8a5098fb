import type { JoinState } from 'c/glanceJoinSession';

/** Detail of `presencechange`. */
export interface PresenceChange {
    readonly visitorId: string;
    readonly present: boolean;
}

interface Listeners {
    presence(change: PresenceChange): void;
    /** A customer has come who was seen to be absent before. */
    arrival(visitorId: string): void;
}

/**
 * Tells who is there and who is not, by the states that a button goes through: also when it follows another customer, and
 * when another component has been following that one already.
 */
export class VisitorWatch {
    readonly #listeners: Listeners;
    #present: string | null = null;
    #awaited: string | null = null;

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
    }

    /** A button that is put back later tells everything anew. */
    forget(): void {
        this.#present = null;
        this.#awaited = null;
    }
}
