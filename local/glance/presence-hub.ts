import type { Clock } from './clock.ts';
import type { AgentEvent, PresenceData, ServerToVisitor, VisitorMessage } from './wire.ts';

/** How long after its last connection closed a visitor can still be signalled. Source: Presence Agent API. */
const SIGNALLABLE_MS = 5000;

/** How the hub reaches one page. */
export interface Link<Message> {
    send(message: Message): void;
    drop(): void;
}

/** One page of a visitor, from its connecting to its closing. */
export interface VisitorPage {
    presence(data: PresenceData): void;
    /** The visitor turned to this page: it gets the focus. */
    active(): void;
    /** Tells the agents something that happened on this page. */
    report(event: AgentEvent): void;
    closed(): void;
}

/** A visitor who can be looked up, as the REST service describes one. */
export interface PresenceRecord {
    /** Milliseconds since 1970 of the last connection. */
    readonly connectedAt: number;
    /** Milliseconds since 1970 of the last presence post. */
    readonly postedAt: number;
    readonly data: PresenceData;
}

/** Everybody who meets under one visitor id of one group. */
interface Room {
    readonly groupId: number;
    readonly visitorId: string;
    /** The visitor's pages, the most recently active last: it has the focus. */
    pages: Link<ServerToVisitor>[];
    readonly agents: Set<Link<AgentEvent>>;
    data: PresenceData;
    connectedAt: number;
    postedAt: number;
    /** Set while nobody is connected but signals are still taken. */
    leaving: { readonly messages: VisitorMessage[]; readonly cancel: () => void } | null;
}

/** Who is present, and who wants to know: visitors, agents, focus, and the five seconds after. */
export class PresenceHub {
    readonly #clock: Clock;
    readonly #rooms = new Map<string, Room>();

    constructor(clock: Clock) {
        this.#clock = clock;
    }

    /** A visitor's page has connected. It gets the focus, and what was sent during the last five seconds. */
    visitorArrives(groupId: number, visitorId: string, link: Link<ServerToVisitor>): VisitorPage {
        const room = this.#room(groupId, visitorId);
        const isFirst = room.pages.length === 0;
        this.#focus(room, link);
        room.connectedAt = this.#clock.now();
        const missed = room.leaving?.messages ?? [];
        room.leaving?.cancel();
        room.leaving = null;
        if (isFirst) {
            tell(room, { type: 'visitorconn', connected: true });
        }
        for (const message of missed) {
            link.send({ type: 'message', message });
        }
        return {
            presence: (data) => this.#post(room, link, data),
            active: () => room.pages.includes(link) && this.#focus(room, link),
            report: (event) => tell(room, event),
            closed: () => this.#visitorLeaves(room, link)
        };
    }

    /** An agent starts to listen. Nothing is replayed. Returns how to stop. */
    agentArrives(groupId: number, visitorId: string, link: Link<AgentEvent>): () => void {
        const room = this.#room(groupId, visitorId);
        room.agents.add(link);
        return () => {
            room.agents.delete(link);
            this.#forget(room);
        };
    }

    /** The record of a visitor who is connected; otherwise null. */
    lookup(groupId: number, visitorId: string): PresenceRecord | null {
        const room = this.#rooms.get(key(groupId, visitorId));
        return room && room.pages.length > 0 ? room : null;
    }

    /**
     * Sends to the page that has the focus, or keeps the message for a page that connects within five seconds of the
     * last one's closing. False: nobody is there to receive it.
     */
    deliver(groupId: number, visitorId: string, message: VisitorMessage): boolean {
        const room = this.#rooms.get(key(groupId, visitorId));
        const focused = room?.pages.at(-1);
        if (focused) {
            focused.send({ type: 'message', message });
            return true;
        }
        room?.leaving?.messages.push(message);
        return Boolean(room?.leaving);
    }

    /** Tells all agents who listen for this visitor. */
    tellAgents(groupId: number, visitorId: string, event: AgentEvent): void {
        const room = this.#rooms.get(key(groupId, visitorId));
        if (room) {
            tell(room, event);
        }
    }

    dropAgents(): number {
        return dropAll(this.#all().flatMap((room) => [...room.agents]));
    }

    dropVisitors(): number {
        return dropAll(this.#all().flatMap((room) => room.pages));
    }

    /** Who is connected now, for the stage page. */
    overview(): {
        groupId: number;
        visitorId: string;
        pages: number;
        agents: number;
        url: string;
    }[] {
        return this.#all().map(({ groupId, visitorId, pages, agents, data }) => ({
            groupId,
            visitorId,
            pages: pages.length,
            agents: agents.size,
            url: String(data['url'] ?? '')
        }));
    }

    #post(room: Room, link: Link<ServerToVisitor>, data: PresenceData): void {
        if (room.pages.at(-1) !== link) {
            return;
        }
        room.data = { ...room.data, ...data };
        room.postedAt = this.#clock.now();
        tell(room, { type: 'presence', data: room.data });
    }

    #focus(room: Room, link: Link<ServerToVisitor>): void {
        const former = room.pages.at(-1);
        if (former === link) {
            return;
        }
        room.pages = [...room.pages.filter((page) => page !== link), link];
        former?.send({ type: 'focus', focus: false });
        link.send({ type: 'focus', focus: true });
    }

    #visitorLeaves(room: Room, link: Link<ServerToVisitor>): void {
        const hadFocus = room.pages.at(-1) === link;
        room.pages = room.pages.filter((page) => page !== link);
        const next = room.pages.at(-1);
        if (next) {
            if (hadFocus) {
                next.send({ type: 'focus', focus: true });
            }
            return;
        }
        const cancel = this.#clock.after(SIGNALLABLE_MS, () => {
            room.leaving = null;
            room.data = {};
            this.#forget(room);
        });
        room.leaving = { messages: [], cancel };
        tell(room, { type: 'visitorconn', connected: false });
    }

    #room(groupId: number, visitorId: string): Room {
        const id = key(groupId, visitorId);
        let room = this.#rooms.get(id);
        if (!room) {
            room = {
                groupId,
                visitorId,
                pages: [],
                agents: new Set(),
                data: {},
                connectedAt: 0,
                postedAt: 0,
                leaving: null
            };
            this.#rooms.set(id, room);
        }
        return room;
    }

    #forget(room: Room): void {
        if (room.pages.length === 0 && room.agents.size === 0 && !room.leaving) {
            this.#rooms.delete(key(room.groupId, room.visitorId));
        }
    }

    #all(): Room[] {
        return [...this.#rooms.values()];
    }
}

function key(groupId: number, visitorId: string): string {
    return `${groupId}/${visitorId}`;
}

function tell(room: Room, event: AgentEvent): void {
    for (const agent of room.agents) {
        agent.send(event);
    }
}

function dropAll(links: readonly Link<never>[]): number {
    for (const link of links) {
        link.drop();
    }
    return links.length;
}
