import type { SessionLookup } from 'c/glanceViewer';
import type { JoinState } from './state';
import { expectsSession } from './steps';

/** Between look-ups of a session that has just started and that Glance may not know yet, in milliseconds: as in Glance's own code. */
const CONFIRM_MS = 3_000;
/** Between other look-ups, in milliseconds. */
const CHECK_MS = 15_000;

interface Plan {
    readonly id: string;
    /** `null`: not known, nothing to ask. */
    readonly sessionKey: string | null;
    /** Wait until the next look-up, in milliseconds; `null` when events are enough. */
    readonly every: number | null;
}

/**
 * Asks Glance whether the session of a state runs: when it is told to, and by itself, since events get lost without a word.
 * An invitation is watched as well: its acceptance and the start may be among them.
 */
export class SessionWatch {
    readonly #ask: (sessionKey: string) => Promise<SessionLookup>;
    readonly #tell: (sessionKey: string | null, found: SessionLookup) => void;
    #plan: Plan | null = null;
    /** Which session is being looked up. */
    #asking: string | null = null;
    #timer: ReturnType<typeof setTimeout> | undefined;

    /** @param ask must not reject. */
    constructor(
        ask: (sessionKey: string) => Promise<SessionLookup>,
        tell: (sessionKey: string | null, found: SessionLookup) => void
    ) {
        this.#ask = ask;
        this.#tell = tell;
    }

    /** Brings the look-ups in line with a state. Without a session or an invitation there are none. */
    keep(state: JoinState): void {
        const plan = planOf(state);
        const changed = plan?.id !== this.#plan?.id || plan?.every !== this.#plan?.every;
        this.#plan = plan;
        if (changed) {
            this.schedule();
        }
    }

    /** Asks at once, unless an answer is awaited already. */
    now(): void {
        const plan = this.#plan;
        if (plan && this.#asking !== plan.id) {
            clearTimeout(this.#timer);
            void this.look(plan);
        }
    }

    private async look({ id, sessionKey }: Plan): Promise<void> {
        this.#asking = id;
        const found = sessionKey === null ? 'unknown' : await this.#ask(sessionKey);
        if (this.#asking === id) {
            this.#asking = null;
        }
        // The answer about a former session is of no use for the next one.
        if (this.#plan?.id === id) {
            this.#tell(sessionKey, found);
            this.schedule();
        }
    }

    private schedule(): void {
        clearTimeout(this.#timer);
        if (this.#plan?.every != null) {
            this.#timer = setTimeout(() => this.now(), this.#plan.every);
        }
    }
}

function planOf(state: JoinState): Plan | null {
    if (state.status === 'inviting') {
        const { id, sessionKey, request } = state.attempt;
        // A session under the visitor's own id may be anybody's.
        const isOwn = request.sessionKeyFrom === 'random' && expectsSession(state.attempt);
        return isOwn ? { id: `${id} ${sessionKey}`, sessionKey, every: CHECK_MS } : null;
    }
    if (state.status !== 'inSession') {
        return null;
    }
    const { session, check, connected } = state;
    const sessionKey = check.lateKey ?? session.sessionKey;
    const confirms =
        session.sessionKey !== null && (check.confirmation === 'open' || check.misses > 0);
    const doubtful =
        sessionKey !== null ||
        !connected ||
        check.absentSince !== null ||
        session.ending ||
        session.endRefused;
    return {
        id: `${session.startedAt} ${sessionKey}`,
        sessionKey,
        every: confirms ? CONFIRM_MS : doubtful ? CHECK_MS : null
    };
}
