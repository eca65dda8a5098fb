import { keepJoinSession } from 'c/glanceJoinSession';
import type { JoinSession } from 'c/glanceJoinSession';

/** Keeps running sessions going when the components of their record are gone. */
export class KeptSessions {
    readonly #releases = new Map<JoinSession, () => void>();

    get size(): number {
        return this.#releases.size;
    }

    /**
     * Keeps those that are in session and lets go of the others.
     * @returns whether a visitor has accepted since the last call: a session has begun that this agent asked for.
     */
    keepRunning(sessions: readonly JoinSession[]): boolean {
        let accepted = false;
        for (const session of sessions) {
            const running = session.state.status === 'inSession' ? session.state.session : null;
            if (running && !this.#releases.has(session)) {
                this.#releases.set(session, keepJoinSession(session));
                accepted ||= running.attempt !== null;
            }
        }
        for (const [session, release] of [...this.#releases]) {
            if (session.state.status !== 'inSession') {
                this.#releases.delete(session);
                release();
            }
        }
        return accepted;
    }

    releaseAll(): void {
        for (const release of this.#releases.values()) {
            release();
        }
        this.#releases.clear();
    }
}
