import type { Link } from './link.ts';
import type { AgentIdentity, ServerToSession, ServerToView, VisitorIdentity } from './wire.ts';

/** One viewer page of an agent. */
export interface Seat {
    readonly link: Link<ServerToView>;
    readonly identity: AgentIdentity;
    readonly partnerUserId: string;
    /** Set by the session: its number among those who watch. */
    guestId: number;
    /** Events make sense only after a full snapshot; the one asked for may be on its way. */
    awaitsSnapshot: boolean;
    toldUndrawable: boolean;
}

export interface SessionFacts {
    readonly callId: number;
    readonly groupId: number;
    readonly sessionKey: string;
    readonly sessionId: string;
    /** Milliseconds since 1970. */
    readonly startedAt: number;
    readonly visitor: VisitorIdentity;
}

/** rrweb's number for the event that opens each full snapshot. */
const RRWEB_META = 4;

/** One session: the page that is shared, and the viewers of it. */
export class Session {
    readonly callId: number;
    readonly groupId: number;
    readonly sessionKey: string;
    readonly sessionId: string;
    readonly startedAt: number;
    visitor: VisitorIdentity;
    seats: readonly Seat[] = [];
    /** Whether its first page has begun it. Before that it is provisioned, no more. */
    isRunning = false;
    cancelGrace: () => void = () => undefined;
    #page: Link<ServerToSession> | null = null;
    #token: string | null = null;
    #guests = 0;

    constructor({ callId, groupId, sessionKey, sessionId, startedAt, visitor }: SessionFacts) {
        this.callId = callId;
        this.groupId = groupId;
        this.sessionKey = sessionKey;
        this.sessionId = sessionId;
        this.startedAt = startedAt;
        this.visitor = visitor;
    }

    admits(token: string): boolean {
        this.#token ??= token;
        return this.#token === token;
    }

    isShownBy(link: Link<ServerToSession>): boolean {
        return this.#page === link;
    }

    /** A page takes over. */
    show(link: Link<ServerToSession>): void {
        this.cancelGrace();
        this.#page?.send({ mtype: 'BL', data: {} });
        this.#page = link;
        link.send({ mtype: 'Config', data: { pinginterval: 25_000, pingtimeout: 60_000 } });
        this.#tellWhoWatches();
        if (this.isRunning) {
            this.#admitAll();
        }
    }

    /** False: it was not the page shown. */
    hide(link: Link<ServerToSession>): boolean {
        if (this.#page !== link) {
            return false;
        }
        this.#page = null;
        return true;
    }

    begin(visitorId: string): void {
        if (!this.isRunning) {
            this.isRunning = true;
            this.visitor = {
                ...this.visitor,
                ...(visitorId !== '' && { visitorid: visitorId })
            };
            this.#admitAll();
        }
    }

    add(seat: Seat): void {
        this.#guests += 1;
        seat.guestId = this.#guests;
        this.seats = [...this.seats, seat];
        this.#tellWhoWatches();
        if (this.isRunning) {
            this.#admit(seat);
        }
    }

    remove(seat: Seat): void {
        if (this.seats.includes(seat)) {
            this.seats = this.seats.filter((each) => each !== seat);
            this.#tellWhoWatches();
        }
    }

    /** An agent leaves; the session goes on. */
    eject(partnerUserId: string): void {
        for (const seat of this.seats.filter((each) => each.partnerUserId === partnerUserId)) {
            this.remove(seat);
            seat.link.send({ type: 'ended' });
        }
    }

    /** @param event undefined: something that can't be drawn */
    relay(event: unknown): void {
        const opensSnapshot = (event as { type?: unknown } | null | undefined)?.type === RRWEB_META;
        for (const seat of this.seats) {
            if (event === undefined) {
                if (!seat.toldUndrawable) {
                    seat.toldUndrawable = true;
                    seat.link.send({ type: 'undrawable' });
                }
                continue;
            }
            seat.awaitsSnapshot &&= !opensSnapshot;
            if (!seat.awaitsSnapshot) {
                seat.link.send({ type: 'event', event });
            }
        }
    }

    /** Tells everybody but the page that left by itself. */
    end(reason: 'visitor' | 'agent' | 'lost'): void {
        this.cancelGrace();
        if (reason !== 'visitor') {
            this.#page?.send({ mtype: 'close', data: { reason } });
        }
        this.#page = null;
        for (const { link } of this.seats) {
            link.send({ type: 'ended' });
        }
        this.seats = [];
    }

    #admitAll(): void {
        for (const seat of this.seats) {
            this.#admit(seat);
        }
    }

    /** Starts showing the session to one viewer, once the page has answered with a snapshot. */
    #admit(seat: Seat): void {
        seat.awaitsSnapshot = true;
        seat.link.send({ type: 'started', visitor: this.visitor });
        this.#page?.send({ mtype: 'snapshot' });
    }

    #tellWhoWatches(): void {
        const agentlist = this.seats.map(({ guestId, identity }) => ({
            guestid: guestId,
            role: 'agent' as const,
            name: identity.name ?? ''
        }));
        this.#page?.send({
            mtype: 'SU',
            data: { state: { agents: { count: agentlist.length, agentlist } }, messages: [] }
        });
    }
}
