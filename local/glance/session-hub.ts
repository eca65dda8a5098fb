import { randomInt } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Link, PresenceHub } from './presence-hub.ts';
import type { AgentIdentity, ServerToShare, ServerToView, VisitorIdentity } from './wire.ts';

/** Source: Glance's current rule for session keys and visitor ids. */
const SESSION_KEY = /^[\w\-~]{1,62}$/;

export interface SessionStart {
    /** Absent: one of four digits is made. */
    readonly sessionKey?: string | undefined;
    readonly visitor: VisitorIdentity;
    /** The visitor id whose agents hear of the session, if any. */
    readonly presentAs?: string | undefined;
    readonly acceptedTerms: boolean;
}

/** The sharing page's side of a session. */
export interface SharedPage {
    readonly sessionKey: string;
    readonly presentAs: string | undefined;
    event(event: unknown): void;
    stop(): void;
    closed(): void;
}

/** The viewer's side of a session, or of the wait for one. */
export interface ViewerSeat {
    /** The agent ends the session. */
    end(): void;
    closed(): void;
}

interface Viewer {
    readonly link: Link<ServerToView>;
    readonly agent: AgentIdentity;
    /** Events make sense only after a full snapshot; the one asked for may be on its way. */
    awaitsSnapshot: boolean;
}

interface Session {
    readonly groupId: number;
    readonly sessionKey: string;
    readonly startedAt: number;
    readonly visitor: VisitorIdentity;
    readonly presentAs: string | undefined;
    /** Null while the visitor is between two pages. */
    page: Link<ServerToShare> | null;
    cancelGrace: () => void;
    readonly viewers: Set<Viewer>;
}

/** rrweb's number for the event that opens each full snapshot. */
const RRWEB_META = 4;

/** Running sessions: the page that is shared, and the viewers of it. */
export class SessionHub {
    readonly #clock: Clock;
    readonly #presence: PresenceHub;
    readonly #graceMs: number;
    readonly #repeatsStart: () => boolean;
    readonly #sessions = new Map<string, Session>();
    readonly #waiting = new Map<string, Set<Viewer>>();

    constructor(clock: Clock, presence: PresenceHub, graceMs: number, repeatsStart: () => boolean) {
        this.#clock = clock;
        this.#presence = presence;
        this.#graceMs = graceMs;
        this.#repeatsStart = repeatsStart;
    }

    /** Starts a session. Returns the reason when it can't. */
    start(groupId: number, start: SessionStart, page: Link<ServerToShare>): SharedPage | string {
        const sessionKey = start.sessionKey ?? this.#freeKey(groupId);
        if (!SESSION_KEY.test(sessionKey)) {
            return 'A session key has 1 to 62 letters, digits, "-", "_" or "~".';
        }
        const running = this.#sessions.get(id(groupId, sessionKey));
        if (running?.page) {
            return 'A session with this key is already running.';
        }
        if (running) {
            this.#end(running);
        }
        const session = this.#add(groupId, sessionKey, start, page);
        if (start.acceptedTerms) {
            this.#tellAgents(session, { type: 'terms', status: 'accepted' });
        }
        this.#tellAgents(session, { type: 'sessionstart' });
        this.#admitAll(session);
        return this.#shared(session, page);
    }

    /**
     * The visitor's next page takes over. Who the visitor is was settled at the start: somebody may log out during a
     * session. A session this server doesn't know, because it was restarted, is taken up as the page describes it.
     */
    resume(
        groupId: number,
        sessionKey: string,
        { visitor, presentAs }: Pick<SessionStart, 'visitor' | 'presentAs'>,
        page: Link<ServerToShare>
    ): SharedPage {
        let session = this.#sessions.get(id(groupId, sessionKey));
        if (session) {
            session.cancelGrace();
            session.page?.send({ type: 'moved' });
            session.page = page;
            if (this.#repeatsStart()) {
                this.#tellAgents(session, { type: 'sessionstart' });
            }
        } else {
            session = this.#add(groupId, sessionKey, { visitor, presentAs }, page);
        }
        this.#admitAll(session);
        return this.#shared(session, page);
    }

    isRunning(groupId: number, sessionKey: string): boolean {
        return this.#sessions.has(id(groupId, sessionKey));
    }

    /** A viewer takes its seat: in the running session with this key, or in the queue for one. */
    view(
        groupId: number,
        sessionKey: string,
        agent: AgentIdentity,
        link: Link<ServerToView>
    ): ViewerSeat {
        const place = id(groupId, sessionKey);
        const viewer: Viewer = { link, agent, awaitsSnapshot: true };
        const session = this.#sessions.get(place);
        if (session) {
            session.viewers.add(viewer);
            this.#admit(session, viewer);
            tellWhoWatches(session);
        } else {
            link.send({ type: 'waiting' });
            this.#waiting.set(place, (this.#waiting.get(place) ?? new Set()).add(viewer));
        }
        return {
            end: () => {
                const running = this.#sessions.get(place);
                if (running?.viewers.has(viewer)) {
                    this.#end(running);
                }
            },
            closed: () => {
                this.#waiting.get(place)?.delete(viewer);
                const running = this.#sessions.get(place);
                if (running?.viewers.delete(viewer)) {
                    tellWhoWatches(running);
                }
            }
        };
    }

    /** What runs now, for the stage page. */
    overview(): { groupId: number; sessionKey: string; startedAt: number; viewers: number }[] {
        return [...this.#sessions.values()].map(({ groupId, sessionKey, startedAt, viewers }) => ({
            groupId,
            sessionKey,
            startedAt,
            viewers: viewers.size
        }));
    }

    #add(
        groupId: number,
        sessionKey: string,
        { visitor, presentAs }: Pick<SessionStart, 'visitor' | 'presentAs'>,
        page: Link<ServerToShare>
    ): Session {
        const place = id(groupId, sessionKey);
        const session: Session = {
            groupId,
            sessionKey,
            startedAt: this.#clock.now(),
            visitor,
            presentAs,
            page,
            cancelGrace: () => undefined,
            viewers: this.#waiting.get(place) ?? new Set()
        };
        this.#waiting.delete(place);
        this.#sessions.set(place, session);
        return session;
    }

    #shared(session: Session, page: Link<ServerToShare>): SharedPage {
        const isCurrent = (): boolean => session.page === page;
        return {
            sessionKey: session.sessionKey,
            presentAs: session.presentAs,
            event: (event) => isCurrent() && relay(session, event),
            stop: () => isCurrent() && this.#end(session),
            closed: () => {
                if (isCurrent()) {
                    session.page = null;
                    session.cancelGrace = this.#clock.after(this.#graceMs, () =>
                        this.#lose(session)
                    );
                }
            }
        };
    }

    #admitAll(session: Session): void {
        for (const viewer of session.viewers) {
            this.#admit(session, viewer);
        }
        tellWhoWatches(session);
    }

    /** Starts showing the session to one viewer, once the page has answered with a snapshot. */
    #admit(session: Session, viewer: Viewer): void {
        viewer.awaitsSnapshot = true;
        const { sessionKey, visitor } = session;
        viewer.link.send({ type: 'live', sessionKey, visitor });
        session.page?.send({ type: 'snapshot' });
    }

    #lose(session: Session): void {
        this.#tellAgents(session, {
            type: 'visitorerror',
            error: { code: 'conndrop', msg: 'Connection dropped', params: '' }
        });
        this.#end(session);
    }

    #end(session: Session): void {
        session.cancelGrace();
        this.#sessions.delete(id(session.groupId, session.sessionKey));
        const { page } = session;
        session.page = null;
        page?.send({ type: 'ended' });
        for (const viewer of session.viewers) {
            viewer.link.send({ type: 'ended' });
        }
        this.#tellAgents(session, { type: 'sessionend' });
    }

    #tellAgents(session: Session, event: Parameters<PresenceHub['tellAgents']>[2]): void {
        if (session.presentAs !== undefined) {
            this.#presence.tellAgents(session.groupId, session.presentAs, event);
        }
    }

    #freeKey(groupId: number): string {
        let sessionKey: string;
        do {
            sessionKey = String(randomInt(1000, 10_000));
        } while (this.#sessions.has(id(groupId, sessionKey)));
        return sessionKey;
    }
}

function id(groupId: number, sessionKey: string): string {
    return `${groupId}/${sessionKey}`;
}

function relay(session: Session, event: unknown): void {
    const opensSnapshot = (event as { type?: unknown } | null)?.type === RRWEB_META;
    for (const viewer of session.viewers) {
        viewer.awaitsSnapshot &&= !opensSnapshot;
        if (!viewer.awaitsSnapshot) {
            viewer.link.send({ type: 'event', event });
        }
    }
}

function tellWhoWatches(session: Session): void {
    session.page?.send({
        type: 'agents',
        agents: [...session.viewers].map(({ agent }) => agent)
    });
}
