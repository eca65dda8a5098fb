import { keepJoinSession } from 'c/glanceJoinSession';
import type { JoinSession } from 'c/glanceJoinSession';
import { isOngoing } from './otherSessions';

/**
 * Keeps invitations and sessions going when the components of their record are gone. One that has come to nothing is kept
 * until the agent has seen why: the customer may decline while the agent looks at another record.
 */
export class KeptSessions {
    readonly #releases = new Map<JoinSession, () => void>();
    readonly #running = new Set<JoinSession>();
    readonly #seen = new WeakSet<JoinSession>();
    /** Those whose session the agent asked to end: no news for them. */
    readonly #endedByAgent = new WeakSet<JoinSession>();

    /** How many of them are in session. */
    get running(): number {
        return this.#running.size;
    }

    /** Whether something has come to an end with another customer than the focused one, and the agent has not seen it. */
    hasNewsBeside(focusedVisitorId: string | null): boolean {
        return this.othersThan(focusedVisitorId).some((session) => !isOngoing(session));
    }

    /** Those with other customers than the focused one. */
    othersThan(focusedVisitorId: string | null): readonly JoinSession[] {
        return [...this.#releases.keys()].filter(
            ({ target }) => target.visitorId !== focusedVisitorId
        );
    }

    /**
     * Keeps those where something is going on and lets go of those that are over.
     * @param seenVisitorId the customer of the record that the agent stays at, whose state the agent sees anyway.
     * @returns whether a visitor has accepted since the last call: a session has begun that this agent asked for.
     */
    keepOngoing(sessions: readonly JoinSession[], seenVisitorId: string | null): boolean {
        for (const session of sessions) {
            if (isOngoing(session) && !this.#releases.has(session)) {
                this.#releases.set(session, keepJoinSession(session));
            }
        }
        for (const [session, release] of [...this.#releases]) {
            if (isOngoing(session)) {
                this.#seen.delete(session);
                this.noteEnding(session);
            } else if (!this.hasNews(session, seenVisitorId)) {
                this.#releases.delete(session);
                release();
            }
        }
        return this.noteAccepted(sessions);
    }

    releaseAll(): void {
        for (const release of this.#releases.values()) {
            release();
        }
        this.#releases.clear();
        this.#running.clear();
    }

    /** Whether the agent has still to be told why a session or an invitation is over. */
    private hasNews(session: JoinSession, seenVisitorId: string | null): boolean {
        if (!this.isWorthTelling(session)) {
            return false;
        }
        if (session.target.visitorId === seenVisitorId) {
            // Kept while it is in focus: its notice would be lost before the button shows it.
            this.#seen.add(session);
            return true;
        }
        return !this.#seen.has(session);
    }

    /** What others brought about. What the agent did the agent knows. */
    private isWorthTelling(session: JoinSession): boolean {
        switch (session.state.notice?.type) {
            case 'problem':
            case 'lateAcceptanceEnded':
                return true;
            case 'sessionEnded':
                return !this.#endedByAgent.has(session);
            default:
                return false;
        }
    }

    private noteEnding(session: JoinSession): void {
        const { state } = session;
        if (state.status === 'inSession' && state.session.ending) {
            this.#endedByAgent.add(session);
        } else {
            this.#endedByAgent.delete(session);
        }
    }

    private noteAccepted(sessions: readonly JoinSession[]): boolean {
        let accepted = false;
        for (const session of sessions) {
            const { state } = session;
            if (state.status === 'inSession' && !this.#running.has(session)) {
                this.#running.add(session);
                accepted ||= state.session.attempt !== null && !state.session.restored;
            }
        }
        for (const session of [...this.#running]) {
            if (session.state.status !== 'inSession') {
                this.#running.delete(session);
            }
        }
        return accepted;
    }
}
