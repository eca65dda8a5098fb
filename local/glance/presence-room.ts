import type { Clock } from './clock.ts';
import type { Link } from './link.ts';
import type { Misbehaviour } from './switches.ts';
import { cleanPresence } from './visitor-data.ts';
import type { PresenceData, ServerToAgent, ServerToVisitor, VisitorMessage } from './wire.ts';

/** What is not known of Glance's presence server. */
export type PresenceManners = Pick<
    Misbehaviour,
    | 'blurOtherPages'
    | 'standingState'
    | 'eventsToAllAgents'
    | 'repeatedTerms'
    | 'keepMessagesSeconds'
>;

/** An agent's open event connection. */
export interface AgentSeat {
    readonly link: Link<ServerToAgent>;
    readonly partnerUserId: string;
}

/** Events of an invitation or a session, which may be for the agent alone who asked. */
const OF_A_SESSION = new Set(['terms', 'visitorsessionstart', 'visitorsessionend', 'visitorerror']);

/** Everybody who meets under one visitor id of one group. */
export class Room {
    readonly groupId: number;
    readonly visitorId: string;
    /** The visitor's pages, the most recently active last: it has the focus and gets the messages. */
    pages: Link<ServerToVisitor>[] = [];
    readonly agents = new Set<AgentSeat>();
    data: PresenceData = {};
    connectedAt = 0;
    postedAt = 0;
    readonly #clock: Clock;
    readonly #manners: () => PresenceManners;
    /** Who asked last. */
    #asker: string | null = null;
    /** Set while nobody is connected but messages are still taken. */
    #keeping: { readonly messages: VisitorMessage[]; readonly cancel: () => void } | null = null;

    constructor(groupId: number, visitorId: string, clock: Clock, manners: () => PresenceManners) {
        this.groupId = groupId;
        this.visitorId = visitorId;
        this.#clock = clock;
        this.#manners = manners;
    }

    get isKeeping(): boolean {
        return this.#keeping !== null;
    }

    get isEmpty(): boolean {
        return this.pages.length === 0 && this.agents.size === 0 && !this.#keeping;
    }

    /** It gets the focus if nobody has it: a page that returns by itself is not one that the visitor turned to. */
    pageArrives(link: Link<ServerToVisitor>): void {
        const isFirst = this.pages.length === 0;
        this.pages = [link, ...this.pages];
        this.connectedAt = this.#clock.now();
        const kept = this.#keeping?.messages ?? [];
        this.#keeping?.cancel();
        this.#keeping = null;
        if (isFirst) {
            this.#tellConnected(true);
        }
        for (const message of kept) {
            link.send(message);
        }
    }

    pageTells(
        link: Link<ServerToVisitor>,
        event: { readonly type: string; readonly data?: unknown }
    ): void {
        if (event.type === 'presence') {
            this.#focus(link);
            this.data = { ...this.data, ...cleanPresence(event.data) };
            this.postedAt = this.#clock.now();
        }
        this.tell(event);
        if (event.type === 'terms' && this.#manners().repeatedTerms) {
            this.tell(event);
        }
    }

    pageLeaves(link: Link<ServerToVisitor>, forget: () => void): void {
        if (!this.pages.includes(link)) {
            return;
        }
        this.pages = this.pages.filter((page) => page !== link);
        if (this.pages.length > 0) {
            return;
        }
        const { keepMessagesSeconds } = this.#manners();
        if (keepMessagesSeconds > 0) {
            const cancel = this.#clock.after(keepMessagesSeconds * 1000, () => {
                this.#keeping = null;
                this.data = {};
                forget();
            });
            this.#keeping = { messages: [], cancel };
        } else {
            this.data = {};
        }
        this.#tellConnected(false);
    }

    agentArrives(seat: AgentSeat): void {
        this.agents.add(seat);
        if (this.#manners().standingState && this.pages.length > 0) {
            for (const event of connection(true)) {
                seat.link.send(event);
            }
            seat.link.send({ type: 'presence', data: this.data });
        }
    }

    deliver(message: VisitorMessage, partnerUserId: string): boolean {
        this.#asker = partnerUserId;
        const focused = this.pages.at(-1);
        if (focused) {
            focused.send(message);
            return true;
        }
        this.#keeping?.messages.push(message);
        return this.isKeeping;
    }

    tell(event: ServerToAgent): void {
        const forAll = this.#manners().eventsToAllAgents || !OF_A_SESSION.has(event.type);
        for (const { link, partnerUserId } of this.agents) {
            if (forAll || partnerUserId === this.#asker) {
                link.send(event);
            }
        }
    }

    #focus(link: Link<ServerToVisitor>): void {
        const former = this.pages.at(-1);
        if (former === link || !this.pages.includes(link)) {
            return;
        }
        this.pages = [...this.pages.filter((page) => page !== link), link];
        if (this.#manners().blurOtherPages) {
            former?.send({ type: 'blur' });
        }
    }

    #tellConnected(connected: boolean): void {
        for (const event of connection(connected)) {
            this.tell(event);
        }
    }
}

/** Old scripts listen to one of the two, new ones to the other. Order as Glance's recordings have it. */
function connection(connected: boolean): ServerToAgent[] {
    const types = connected
        ? (['visitorconn', 'visitorsock'] as const)
        : (['visitorsock', 'visitorconn'] as const);
    return types.map((type) => ({ type, data: { connected } }));
}
