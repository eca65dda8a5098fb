import type { PresenceEvent } from './presenceEvent';
import { readPresence, unknownPresence } from './visitorPresence';
import type { VisitorPresence } from './visitorPresence';

/** A visitor can be signalled for this long after the page disconnected, in milliseconds (documented): until then they count as present. */
const GRACE_MS = 5_000;
/** A visitor who was there has left when a look-up doesn't find them this long after they were first missed, in milliseconds. */
export const CONFIRM_MS = 6_000;

/**
 * Whether a visitor is there: made out of events and look-ups, told as events. Until the first look-up has answered it
 * only listens.
 */
export class VisitorStanding {
    readonly #tell: (event: PresenceEvent) => void;
    readonly #ask: () => boolean;
    #told = false;
    #visitor: VisitorPresence | null = null;
    /** When an event last said that the visitor is there. */
    #seenAt = Number.NEGATIVE_INFINITY;
    /** Since when look-ups don't find a visitor who was there. */
    #missedSince: number | null = null;
    /** Since when the page is hidden or gone, and has not come to the front: what posts next is another page. */
    #awaySince: number | null = null;
    #isDoubted = false;
    #grace: ReturnType<typeof setTimeout> | undefined;

    /** @param ask has a look-up made at once, and is true when one is made: while somebody waits for the visitor's answer. */
    constructor(tell: (event: PresenceEvent) => void, ask: () => boolean = () => false) {
        this.#tell = tell;
        this.#ask = ask;
    }

    /** Whether anything has been told: there has been a connection. */
    get isTold(): boolean {
        return this.#told;
    }

    get isPresent(): boolean {
        return this.#visitor !== null;
    }

    /**
     * Takes in a look-up that was asked for at the moment `askedAt`.
     * @returns after how many milliseconds another one has to confirm it; `null` when there is nothing to confirm.
     */
    lookedUp(found: VisitorPresence | null, askedAt: number): number | null {
        if (found) {
            this.tellPresent(found);
        }
        if (!this.#told) {
            this.#told = true;
            this.#tell({ type: 'connected', visitor: this.#visitor });
        }
        if (found || this.#visitor === null) {
            return null;
        }
        if (this.#seenAt >= askedAt || this.#grace !== undefined) {
            // An event is newer than the look-up, or is about to tell that the visitor left.
            return null;
        }
        // Between two pages a visitor is gone for a moment.
        this.#missedSince ??= askedAt;
        const confirmAt = (this.#awaySince ?? this.#missedSince) + CONFIRM_MS;
        if (!this.#isDoubted && askedAt < confirmAt) {
            return confirmAt - askedAt;
        }
        this.leave();
        return null;
    }

    /**
     * Glance refused a request because nobody is there. Whoever asked takes the visitor for absent from now on, so that
     * the next event or look-up tells how things stand, whatever it was before.
     */
    doubt(): void {
        this.#isDoubted = true;
    }

    /** @param delayed whether the script has waited itself before it told of a departure. */
    onVisitorConnection(connected: boolean, delayed: boolean): void {
        if (connected) {
            this.tellPresent(this.#visitor ?? unknownPresence);
            this.#seenAt = Date.now();
        } else if (this.#visitor && delayed) {
            this.endOfGrace();
        } else if (this.#visitor) {
            this.endGrace();
            this.#grace = setTimeout(() => this.endOfGrace(), GRACE_MS);
        }
    }

    onVisibility(visibility: unknown): void {
        if (visibility === 'hidden' || visibility === 'visible') {
            this.#awaySince = visibility === 'hidden' ? Date.now() : null;
        }
    }

    onPresence(posted: unknown): void {
        if (this.#awaySince !== null && this.#visitor) {
            this.#tell({ type: 'visitorReloaded' });
        }
        this.#awaySince = null;
        this.#seenAt = Date.now();
        this.tellPresent(readPresence(posted));
    }

    /** Nothing is known any more. */
    reset(): void {
        this.endGrace();
        this.#told = false;
        this.#visitor = null;
        this.#seenAt = Number.NEGATIVE_INFINITY;
        this.#awaySince = null;
        this.#missedSince = null;
        this.#isDoubted = false;
    }

    private tellPresent(visitor: VisitorPresence): void {
        this.endGrace();
        this.#missedSince = null;
        const isNew = this.#isDoubted || JSON.stringify(visitor) !== JSON.stringify(this.#visitor);
        this.#isDoubted = false;
        this.#visitor = visitor;
        if (this.#told && isNew) {
            this.#tell({ type: 'visitorPresent', visitor });
        }
    }

    private leave(): void {
        this.endGrace();
        this.#isDoubted = false;
        this.#visitor = null;
        this.#awaySince = null;
        this.#missedSince = null;
        if (this.#told) {
            this.#tell({ type: 'visitorAbsent' });
        }
    }

    /** That the visitor came back may have been told to a socket that was gone by then: an invitation isn't given up unasked. */
    private endOfGrace(): void {
        this.endGrace();
        this.#awaySince = null;
        this.#missedSince = Date.now() - CONFIRM_MS;
        if (!this.#ask()) {
            this.leave();
        }
    }

    private endGrace(): void {
        clearTimeout(this.#grace);
        this.#grace = undefined;
    }
}
