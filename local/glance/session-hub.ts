import { randomInt } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Link } from './link.ts';
import { Session, type Seat } from './session.ts';
import { isSessionKey } from './visitor-data.ts';
import type { AgentIdentity, ServerToSession, ServerToView, VisitorIdentity } from './wire.ts';

/** What a visitor's script asks for when no key is wanted. Source: Glance's visitor scripts. */
const RANDOM_KEY = 'GLANCE_KEYTYPE_RANDOM';

/** The first number that a session gets. */
const FIRST_CALL_ID = 1001;

export interface Provisioning {
    readonly groupId: number;
    readonly sessionKey: string;
    readonly disambiguateId: number;
    readonly visitor: VisitorIdentity;
}

/** A page's side of a session. */
export interface SharedPage {
    /** The session runs, for the visitor with this id (empty: none). Only the first call counts. */
    begin(visitorId: string): void;
    /** Something changed on the page; undefined where the stand-in can't draw it. */
    changed(event: unknown): void;
    leave(): void;
    closed(): void;
}

/** A viewer's side of a session, or of the wait for one. */
export interface ViewerSeat {
    /** The agent ends the session for everybody. */
    end(): void;
    closed(): void;
}

/** Sessions: provisioned, running, between two pages; and the viewers that wait for one. */
export class SessionHub {
    readonly #clock: Clock;
    readonly #graceMs: number;
    readonly #sessions = new Map<string, Session>();
    readonly #waiting = new Map<string, Set<Seat>>();
    #nextCallId = FIRST_CALL_ID;

    constructor(clock: Clock, graceMs: number) {
        this.#clock = clock;
        this.#graceMs = graceMs;
    }

    /** A new session, or why there is none: its key is in use, or is no key. */
    provision(wish: Provisioning): Session | 'dupkey' | 'key' {
        const { groupId, disambiguateId, visitor } = wish;
        const sessionKey =
            wish.sessionKey === RANDOM_KEY ? this.#freeKey(groupId) : wish.sessionKey;
        if (!isSessionKey(sessionKey)) {
            return 'key';
        }
        const place = placeOf(groupId, sessionKey);
        if (this.#sessions.has(place)) {
            return 'dupkey';
        }
        const session = new Session({
            callId: this.#nextCallId++,
            groupId,
            sessionKey,
            sessionId: `${groupId}.${sessionKey}.${disambiguateId}`,
            startedAt: this.#clock.now(),
            visitor
        });
        for (const seat of this.#waiting.get(place) ?? []) {
            session.add(seat);
        }
        this.#waiting.delete(place);
        this.#sessions.set(place, session);
        this.#awaitPage(session);
        return session;
    }

    /**
     * A page of the visitor's takes part. The first page's token is the one that the following must have.
     * @returns null when there is no such session (any more)
     */
    join(sessionId: string, token: string, link: Link<ServerToSession>): SharedPage | null {
        const session = this.#all().find((each) => each.sessionId === sessionId);
        if (!session?.admits(token)) {
            return null;
        }
        session.show(link);
        return {
            begin: (visitorId) => session.isShownBy(link) && session.begin(visitorId),
            changed: (event) => session.isShownBy(link) && session.relay(event),
            leave: () => session.isShownBy(link) && this.#end(session, 'visitor'),
            closed: () => {
                if (session.hide(link)) {
                    this.#awaitPage(session);
                }
            }
        };
    }

    find(groupId: number, sessionKey: string): Session | undefined {
        return this.#sessions.get(placeOf(groupId, sessionKey));
    }

    /** The session that this agent's viewer shows. */
    findByAgent(groupId: number, sessionKey: string, partnerUserId: string): Session | undefined {
        return this.#all().find(
            (session) =>
                session.groupId === groupId &&
                (sessionKey === '' || session.sessionKey === sessionKey) &&
                session.seats.some((seat) => seat.partnerUserId === partnerUserId)
        );
    }

    /** A viewer takes its seat: in the session with this key, or in the queue for one. */
    view(
        groupId: number,
        sessionKey: string,
        agent: { readonly identity: AgentIdentity; readonly partnerUserId: string },
        link: Link<ServerToView>
    ): ViewerSeat {
        const place = placeOf(groupId, sessionKey);
        const seat: Seat = {
            link,
            ...agent,
            guestId: 0,
            awaitsSnapshot: true,
            toldUndrawable: false
        };
        const session = this.#sessions.get(place);
        if (!session?.isRunning) {
            link.send({ type: 'waiting' });
        }
        if (session) {
            session.add(seat);
        } else {
            this.#waiting.set(place, (this.#waiting.get(place) ?? new Set()).add(seat));
        }
        return {
            end: () => {
                const current = this.#sessions.get(place);
                if (current?.seats.includes(seat)) {
                    this.#end(current, 'agent');
                }
            },
            closed: () => {
                this.#waiting.get(place)?.delete(seat);
                this.#sessions.get(place)?.remove(seat);
            }
        };
    }

    /** Ends all sessions. Returns how many there were. */
    endAll(): number {
        const all = this.#all();
        for (const session of all) {
            this.#end(session, 'agent');
        }
        return all.length;
    }

    /** What there is now. */
    overview(): {
        groupId: number;
        sessionKey: string;
        startedAt: number;
        viewers: number;
        state: 'starting' | 'running';
    }[] {
        return this.#all().map(({ groupId, sessionKey, startedAt, seats, isRunning }) => ({
            groupId,
            sessionKey,
            startedAt,
            viewers: seats.length,
            state: isRunning ? 'running' : 'starting'
        }));
    }

    /** Without a page for so long, the session is gone. Agents hear nothing of it: presence is another matter. */
    #awaitPage(session: Session): void {
        session.cancelGrace();
        session.cancelGrace = this.#clock.after(this.#graceMs, () => this.#end(session, 'lost'));
    }

    #end(session: Session, reason: 'visitor' | 'agent' | 'lost'): void {
        const place = placeOf(session.groupId, session.sessionKey);
        if (this.#sessions.get(place) === session) {
            this.#sessions.delete(place);
            session.end(reason);
        }
    }

    #freeKey(groupId: number): string {
        let sessionKey: string;
        do {
            sessionKey = String(randomInt(1000, 10_000));
        } while (this.#sessions.has(placeOf(groupId, sessionKey)));
        return sessionKey;
    }

    #all(): Session[] {
        return [...this.#sessions.values()];
    }
}

function placeOf(groupId: number, sessionKey: string): string {
    return `${groupId}/${sessionKey}`;
}
