import { keepJoinSession } from 'c/glanceJoinSession';
import type { JoinSession } from 'c/glanceJoinSession';
import { isOngoing } from './otherSessions';

/** Keeps invitations and sessions going when the components of their record are gone. */
export class KeptSessions {
    readonly #releases = new Map<JoinSession, () => void>();
    readonly #running = new Set<JoinSession>();

    /** How many of them are in session. */
    get running(): number {
        return this.#running.size;
    }

    /**
     * Keeps those where something is going on and lets go of the others.
     * @returns whether a visitor has accepted since the last call: a session has begun that this agent asked for.
     */
    keepOngoing(sessions: readonly JoinSession[]): boolean {
        for (const session of sessions) {
            if (isOngoing(session) && !this.#releases.has(session)) {
                this.#releases.set(session, keepJoinSession(session));
            }
        }
        for (const [session, release] of [...this.#releases]) {
            if (!isOngoing(session)) {
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

    private noteAccepted(sessions: readonly JoinSession[]): boolean {
        let accepted = false;
        for (const session of sessions) {
            const { state } = session;
            if (state.status === 'inSession' && !this.#running.has(session)) {
                this.#running.add(session);
                accepted ||= state.session.attempt !== null;
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
