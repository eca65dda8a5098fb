import userId from '@salesforce/user/Id';
import type { RememberedSession } from './events';
import { isSessionKey } from './sessionKey';
import type { JoinTarget, RecordPlace } from './target';

/** Own sessions are kept for the browser's tab under this name. No login key, no token. */
const STORED = 'glanceJoinSessions';
/** Glance itself keeps a session for eight hours; older entries are of no use, in milliseconds. */
const LIFE_MS = 8 * 3_600_000;
/** Guests of a site have no id. */
const user = String(userId ?? '');

type Base = Omit<JoinTarget, 'visitorId'>;

/** An own session's followed visitor, and where they were met. */
export interface RememberedPlace {
    readonly visitorId: string;
    readonly place: RecordPlace | null;
}

interface Stored extends RememberedPlace {
    /** The next user of this browser tab must not take over the former one's sessions. */
    readonly userId: string;
    readonly groupId: number;
    readonly webServerOrigin: string;
    readonly session: RememberedSession;
}

/** Whom this agent was in session with before the page was loaded anew, in this group and on this web server. */
export function rememberedSessions(base: Base): readonly RememberedPlace[] {
    return stored()
        .filter((one) => isOf(one, base))
        .map(({ visitorId, place }) => ({ visitorId, place }));
}

/** The own session that ran with a followed visitor; `null` without one. */
export function recall(
    target: JoinTarget
): { readonly session: RememberedSession; readonly place: RecordPlace | null } | null {
    return stored().find((one) => isOf(one, target) && one.visitorId === target.visitorId) ?? null;
}

/** Keeps an own session in mind, in place of a former one with the same visitor. */
export function remember(
    target: JoinTarget,
    session: RememberedSession,
    place: RecordPlace | null
): void {
    const { groupId, webServerOrigin, visitorId } = target;
    store([
        ...othersThan(target),
        { userId: user, groupId, webServerOrigin, visitorId, place, session }
    ]);
}

/** Forgets the own session with a followed visitor. */
export function forget(target: JoinTarget): void {
    store(othersThan(target));
}

function othersThan(target: JoinTarget): Stored[] {
    return stored().filter((one) => !(isOf(one, target) && one.visitorId === target.visitorId));
}

function isOf(entry: Stored, { groupId, webServerOrigin }: Base): boolean {
    return (
        entry.userId === user &&
        entry.groupId === groupId &&
        entry.webServerOrigin === webServerOrigin
    );
}

/** What is kept, without what can't be read: the storage is open to all scripts of the page. */
function stored(): Stored[] {
    const list = read();
    return Array.isArray(list) ? list.filter(isStored) : [];
}

function read(): unknown {
    try {
        return JSON.parse(sessionStorage.getItem(STORED) ?? '[]');
    } catch {
        return [];
    }
}

function store(entries: readonly Stored[]): void {
    try {
        if (entries.length > 0) {
            sessionStorage.setItem(STORED, JSON.stringify(entries));
        } else {
            sessionStorage.removeItem(STORED);
        }
    } catch {
        // A browser that stores nothing: sessions don't survive a reload, everything else works.
    }
}

function isStored(entry: unknown): entry is Stored {
    const { groupId, visitorId, place, session } = (entry ?? {}) as Record<string, unknown>;
    const { sessionKey, startedAt, visitorId: asked } = (session ?? {}) as Record<string, unknown>;
    const { recordId } = (place ?? {}) as Record<string, unknown>;
    return (
        typeof groupId === 'number' &&
        isId(visitorId) &&
        isId(asked) &&
        isId(sessionKey) &&
        typeof startedAt === 'number' &&
        Date.now() - startedAt < LIFE_MS &&
        (place === null || typeof recordId === 'string')
    );
}

function isId(text: unknown): boolean {
    return typeof text === 'string' && isSessionKey(text);
}
