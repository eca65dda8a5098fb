/**
 * A fake of Glance's presence agent script: the documented globals, with every call on record and every event at the
 * test's command. By default Glance lets everything through and nobody is on the website.
 */

interface Outcome {
    onsuccess(info?: unknown): void;
    onfail(reason: unknown): void;
}

/** What `authorize` was called with. */
export interface Authorizing extends Outcome {
    readonly webserver?: string;
    readonly service: string;
    readonly groupid: number;
    readonly credentials: {
        readonly partnerid: number;
        readonly partneruserid: string;
        readonly loginkey: string;
    };
    readonly duration: number;
}

/** A function of the visitor's page that was invoked. */
export interface Invoked {
    readonly visitorId: string;
    readonly func: string;
    readonly args: object;
}

type Handler =
    | 'onvisitorconn'
    | 'onpresence'
    | 'onterms'
    | 'onvisitorsessionstart'
    | 'onvisitorsessionend'
    | 'onvisitorerror'
    | 'onerror';

export class FakeAgent {
    readonly visitorId: string;
    readonly presenceServer: string | undefined;
    connected = false;
    /** Number of calls of `lookupVisitor`. */
    lookups = 0;
    readonly #glance: FakeGlanceScript;

    constructor(glance: FakeGlanceScript, options: { presenceserver?: string; visitorid: string }) {
        this.#glance = glance;
        this.visitorId = options.visitorid;
        this.presenceServer = options.presenceserver;
    }

    connect(): void {
        this.connected = true;
    }

    disconnect(): void {
        this.connected = false;
    }

    lookupVisitor(outcome: Outcome): void {
        this.lookups += 1;
        this.#glance.onLookup(this.visitorId, outcome);
    }

    invokeVisitor({ func, args, ...outcome }: Outcome & { func: string; args: object }): void {
        const invoked = { visitorId: this.visitorId, func, args };
        this.#glance.invoked.push(invoked);
        this.#glance.onInvoke(invoked, outcome);
    }

    /** Sends an event to the page, if it listens. */
    fire(handler: Handler, payload?: unknown): void {
        const handle = (this as { [name in Handler]?: ((payload: unknown) => void) | null })[
            handler
        ];
        handle?.(payload);
    }

    /** The handlers that are set. */
    get listening(): string[] {
        return Object.entries(this)
            .filter(([name, value]) => name.startsWith('on') && typeof value === 'function')
            .map(([name]) => name);
    }
}

export class FakeGlanceScript {
    /** Calls of `authorize`, in order. */
    authorized: Authorizing[] = [];
    /** Every agent object ever made, in order. */
    agents: FakeAgent[] = [];
    invoked: Invoked[] = [];
    /** Presence records by visitor id: who is on the website. */
    visitors = new Map<string, object>();
    onAuthorize!: (request: Authorizing) => void;
    onLookup!: (visitorId: string, outcome: Outcome) => void;
    onInvoke!: (invoked: Invoked, outcome: Outcome) => void;
    /** The globals. The same object throughout, as in a page. */
    readonly script: {
        readonly Authorization: { authorize(request: Authorizing): void };
        readonly Presence: {
            readonly Agent: new (options: {
                presenceserver?: string;
                visitorid: string;
            }) => FakeAgent;
        };
    };

    constructor() {
        this.reset();
        const register = (agent: FakeAgent): void => {
            this.agents.push(agent);
        };
        // eslint-disable-next-line @typescript-eslint/no-this-alias -- `this` is the agent inside the class below
        const glance = this;
        this.script = {
            Authorization: {
                authorize: (request) => {
                    this.authorized.push(request);
                    this.onAuthorize(request);
                }
            },
            Presence: {
                Agent: class extends FakeAgent {
                    constructor(options: { presenceserver?: string; visitorid: string }) {
                        super(glance, options);
                        register(this);
                    }
                }
            }
        };
    }

    /** Puts the globals where a page has them. */
    install(): this {
        (window as { GLANCE?: unknown }).GLANCE = this.script;
        return this;
    }

    /** Forgets everything and lets everything through again. */
    reset(): void {
        this.authorized = [];
        this.agents = [];
        this.invoked = [];
        this.visitors = new Map();
        this.onAuthorize = ({ onsuccess }) => onsuccess();
        this.onLookup = (visitorId, { onsuccess }) => onsuccess(this.visitors.get(visitorId) ?? {});
        this.onInvoke = (_invoked, { onsuccess }) => onsuccess();
    }

    /** The connected agent object of a visitor. */
    agent(visitorId: string): FakeAgent {
        const agent = this.agents.findLast((one) => one.visitorId === visitorId && one.connected);
        if (!agent) {
            throw new Error(`Nobody is connected for the visitor ${visitorId}.`);
        }
        return agent;
    }

    /** Connected agent objects. */
    get connected(): FakeAgent[] {
        return this.agents.filter((agent) => agent.connected);
    }

    /** Names of the functions that were invoked. */
    get calls(): string[] {
        return this.invoked.map(({ func }) => func);
    }

    /** From now on lookups find this visitor. */
    come(visitorId: string, presence: object = {}): void {
        this.visitors.set(visitorId, { visitorid: visitorId, ...presence });
    }
}
