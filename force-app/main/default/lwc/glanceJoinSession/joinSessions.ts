import type { LightningElement } from 'lwc';
import { loginKeySourceId, loginKeysFrom } from 'c/glanceLoginKey';
import { JoinSession } from './joinSession';
import type { JoinTarget, RecordPlace } from './target';

interface Shared {
    readonly session: JoinSession;
    /** With which secrets of the login key's source the join was last shared. */
    revision: number;
    users: number;
}

/** A share in the join of one visitor. */
export interface SharedJoinSession {
    readonly session: JoinSession;
    /** Ends this share; the last one ends the session's timers, listeners and connection. */
    release(): void;
}

const sessions = new Map<string, Shared>();
const watchers = new Set<() => void>();

/**
 * The join of one visitor: one state for all components of the page that name the same target.
 * @param place where the component met the customer, for the way back to the record.
 */
export function shareJoinSession(
    component: LightningElement,
    target: JoinTarget,
    place: RecordPlace | null = null
): SharedJoinSession {
    const id = idOf(target);
    const known = sessions.get(id);
    const shared = known ?? open(id, component, target);
    const release = hold(id, shared);
    useSecrets(shared, target);
    if (place) {
        shared.session.place = place;
    }
    if (!known || place) {
        tellWatchers();
    }
    return { session: shared.session, release };
}

/** One more share, until the returned function is called. */
function hold(id: string, shared: Shared): () => void {
    shared.users += 1;
    let released = false;
    return () => {
        if (!released) {
            released = true;
            shared.users -= 1;
            closeUnused(id, shared);
        }
    };
}

/** Keeps a join of the page going, also when the components that share it are gone, until the returned function is called. */
export function keepJoinSession(session: JoinSession): () => void {
    const id = idOf(session.target);
    const shared = sessions.get(id);
    return shared?.session === session ? hold(id, shared) : () => undefined;
}

/** All joins of the page, whoever follows them. */
export function joinSessions(): readonly JoinSession[] {
    return [...sessions.values()].map(({ session }) => session);
}

/** The record on which a session's customer was last met; `null` when nobody said. */
export function placeOf(session: JoinSession): RecordPlace | null {
    return session.place;
}

/** Tells whenever a join of the page comes, goes, or changes its state or place. */
export function watchJoinSessions(watcher: () => void): () => void {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
}

/** Tells targets apart without anything secret: a new login key does not end a session. */
function idOf({ loginKeySource, debug: _, ...rest }: JoinTarget): string {
    return JSON.stringify([rest, loginKeySourceId(loginKeySource)]);
}

/** With the next login key, or other headers, what failed before may work: nobody has to click for it. */
function useSecrets(shared: Shared, { loginKeySource }: JoinTarget): void {
    const { revision } = loginKeysFrom(loginKeySource);
    if (revision !== shared.revision) {
        shared.revision = revision;
        shared.session.retry();
    }
}

function open(id: string, component: LightningElement, target: JoinTarget): Shared {
    const session = new JoinSession(component, target);
    const { revision } = loginKeysFrom(target.loginKeySource);
    const shared = { session, revision, users: 0 };
    sessions.set(id, shared);
    shared.session.subscribe(tellWatchers);
    return shared;
}

function closeUnused(id: string, shared: Shared): void {
    if (shared.users === 0) {
        sessions.delete(id);
        shared.session.dispose();
        tellWatchers();
    }
}

function tellWatchers(): void {
    for (const watcher of [...watchers]) {
        watcher();
    }
}
