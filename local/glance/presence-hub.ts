import type { Clock } from './clock.ts';
import type { Link } from './link.ts';
import { Room, type AgentSeat, type PresenceManners } from './presence-room.ts';
import type { PresenceData, ServerToAgent, ServerToVisitor, VisitorMessage } from './wire.ts';

/** A visitor who can be looked up, as the REST service describes one. */
export interface PresenceRecord {
    /** Milliseconds since 1970 of the last connection. */
    readonly connectedAt: number;
    /** Milliseconds since 1970 of the last presence post. */
    readonly postedAt: number;
    readonly data: PresenceData;
}

/** One page of a visitor, from its connecting to its closing. */
export interface VisitorPage {
    /** Something that the page told: presence, terms, visibility, session events, or anything else. */
    tell(event: { readonly type: string; readonly data?: unknown }): void;
    closed(): void;
}

/** Who is present, and who wants to know: one room for each visitor id of a group. */
export class PresenceHub {
    readonly #clock: Clock;
    readonly #manners: () => PresenceManners;
    readonly #rooms = new Map<string, Room>();

    constructor(clock: Clock, manners: () => PresenceManners) {
        this.#clock = clock;
        this.#manners = manners;
    }

    /** A visitor's page has connected. */
    visitorArrives(groupId: number, visitorId: string, link: Link<ServerToVisitor>): VisitorPage {
        const room = this.#room(groupId, visitorId);
        room.pageArrives(link);
        return {
            tell: (event) => room.pageTells(link, event),
            closed: () => {
                room.pageLeaves(link, () => this.#forget(room));
                this.#forget(room);
            }
        };
    }

    /** An agent starts to listen. Returns how to stop. */
    agentArrives(groupId: number, visitorId: string, seat: AgentSeat): () => void {
        const room = this.#room(groupId, visitorId);
        room.agentArrives(seat);
        return () => {
            room.agents.delete(seat);
            this.#forget(room);
        };
    }

    /** The record of a visitor who is connected; otherwise null. */
    lookup(groupId: number, visitorId: string): PresenceRecord | null {
        const room = this.#rooms.get(key(groupId, visitorId));
        return room && room.pages.length > 0 ? room : null;
    }

    /** Whether messages for this visitor are taken. */
    canReceive(groupId: number, visitorId: string): boolean {
        const room = this.#rooms.get(key(groupId, visitorId));
        return room !== undefined && (room.pages.length > 0 || room.isKeeping);
    }

    /**
     * Sends to the page that has the focus.
     * @param partnerUserId the agent who asks
     * @returns false: nobody is there to receive it
     */
    deliver(
        groupId: number,
        visitorId: string,
        message: VisitorMessage,
        partnerUserId: string
    ): boolean {
        const room = this.#rooms.get(key(groupId, visitorId));
        return room?.deliver(message, partnerUserId) ?? false;
    }

    /** Tells the agents of this visitor something as if a page of the visitor's had told it. */
    tellAgents(groupId: number, visitorId: string, event: ServerToAgent): void {
        this.#rooms.get(key(groupId, visitorId))?.tell(event);
    }

    agentLinks(): Link<ServerToAgent>[] {
        return this.#all().flatMap(({ agents }) => [...agents].map(({ link }) => link));
    }

    visitorLinks(): Link<ServerToVisitor>[] {
        return this.#all().flatMap(({ pages }) => pages);
    }

    /** Who is connected now. */
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

    #room(groupId: number, visitorId: string): Room {
        const id = key(groupId, visitorId);
        const room =
            this.#rooms.get(id) ?? new Room(groupId, visitorId, this.#clock, this.#manners);
        this.#rooms.set(id, room);
        return room;
    }

    #forget(room: Room): void {
        if (room.isEmpty) {
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
