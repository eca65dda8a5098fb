import {
    AgentBrowser,
    type AgentPage,
    type AgentVersion,
    type PageAgent
} from './agent-browser.ts';
import type { Call, Reply } from './agent-browser.ts';

export const GROUP = '12345';
export const VISITOR = 'cust-1';
const DIRECT = { direct: 'pr7.glance.net', directserver: 'pr7.glance.net', httpsport: 443 };
const KINDS = [
    ...['connected', 'close', 'error', 'visitorconn', 'visitorsock', 'presence', 'terms'],
    ...[
        'visibility',
        'visitorsessionstart',
        'visitorsessionend',
        'visitorerror',
        'signal',
        'custom'
    ]
];
/** After so many milliseconds without a callback the recordings say `NO CALLBACK`. */
const PATIENCE = 3_000;

type Route = 'authorize' | 'settings' | 'lookupvisitor' | 'findvisitor' | 'signalvisitor';

/** An agent's browser, and a Glance that answers as the one in the recordings did. */
export class AgentDesk {
    readonly browser = new AgentBrowser();
    readonly version: AgentVersion;
    readonly isLoadBalanced: boolean;
    token: unknown = 'TOKEN';
    presenceUrl = 'presence.glance.net';
    /** Route → what it answers instead of what is right. */
    wrong: Partial<Record<Route, Reply>> = {};
    isVisitorThere = false;
    isRefusingSockets = false;
    keepalive = 30;
    /** What an agent's handlers were called with. */
    readonly events: [kind: string, ...data: unknown[]][] = [];
    page!: AgentPage;
    agent!: PageAgent;

    constructor(version: AgentVersion, isLoadBalanced = false) {
        this.version = version;
        this.isLoadBalanced = isLoadBalanced;
        this.browser.answer = (call) => this.#answer(call);
        this.browser.accept = () => !this.isRefusingSockets;
        this.browser.hear = (socket, message) => {
            if (message['type'] !== 'connect') {
                return;
            }
            this.#rooms.set(socket, String(message['visitorid']));
            const isRefused = message['authorization'] !== this.token;
            this.browser.clock.add(() => {
                if (isRefused) {
                    const data = { code: 'authorization', msg: 'not authorized', params: '' };
                    socket.receive({ type: 'error', data });
                    socket.end(1008);
                } else {
                    socket.receive({ type: 'connected', keepalive: this.keepalive, data: {} });
                }
            }, 0);
        };
    }
    readonly #rooms = new Map<object, string>();

    get clock(): AgentBrowser['clock'] {
        return this.browser.clock;
    }

    /** Visitor id → number of agents that are connected for it. */
    get rooms(): Record<string, number> {
        const rooms: Record<string, number> = {};
        for (const socket of this.browser.open) {
            const visitor = this.#rooms.get(socket);
            if (visitor !== undefined) {
                rooms[visitor] = (rooms[visitor] ?? 0) + 1;
            }
        }
        return rooms;
    }

    /** A page in which the script is loaded; localStorage is as the page before left it. */
    async load(options: Parameters<AgentBrowser['openPage']>[1] = {}): Promise<this> {
        const elements = { 'glance-cobrowse': { 'data-groupid': GROUP } };
        this.page = await this.browser.openPage(this.version, { elements, ...options });
        return this;
    }

    /** An agent whose handlers fill {@link events}. */
    newAgent(parameters: object = { visitorid: VISITOR }): PageAgent {
        this.agent = new this.page.GLANCE.Presence.Agent(parameters);
        for (const kind of KINDS) {
            this.agent[`on${kind}`] = (...data: unknown[]) =>
                this.events.push([kind, ...data.map(plain)]);
        }
        return this.agent;
    }

    /** What `authorize` ends in, in the recordings' words. */
    authorize(change: object = {}): Promise<string> {
        return this.#outcome((done) =>
            this.page.GLANCE.Authorization['authorize']?.({
                service: 'presence',
                groupid: 12345,
                credentials: { partnerid: 12345, partneruserid: 'a@x', loginkey: '$1$999$abc' },
                duration: 120,
                onsuccess: (...given: unknown[]) => done(`success ${JSON.stringify(given[0])}`),
                onfail: (reason: unknown) => done(`fail ${JSON.stringify(reason)}`),
                ...change
            })
        );
    }

    lookup(agent = this.agent): Promise<string> {
        return this.#outcome((done) => agent.lookupVisitor(callbacks(done)));
    }

    invoke(func: string, args: object = {}): Promise<string> {
        return this.#outcome((done) =>
            this.agent.invokeVisitor({ func, args, ...callbacks(done) })
        );
    }

    signal(data: unknown): Promise<string> {
        return this.#outcome((done) => this.agent.signalVisitor({ data, ...callbacks(done) }));
    }

    /** Opened, authorized, connected. */
    async connected(): Promise<this> {
        await this.load();
        await this.authorize();
        this.newAgent().connect();
        await this.clock.advance(1000);
        return this;
    }

    async #outcome(work: (done: (text: string) => void) => void): Promise<string> {
        let outcome: string | null = null;
        work((text) => (outcome = text));
        for (let waited = 0; outcome === null && waited < PATIENCE; waited += 10) {
            await this.clock.advance(waited === 0 ? 0 : 10);
        }
        return outcome ?? 'NO CALLBACK';
    }

    #answer({ path, authorization }: Call): Reply {
        const route = routeOf(path);
        const wrong = this.wrong[route];
        if (wrong !== undefined) {
            return wrong;
        }
        if (route === 'authorize') {
            return json(this.token);
        }
        const { presenceUrl, isLoadBalanced, isVisitorThere } = this;
        if (route === 'settings') {
            return json({ presenceUrl, isPresenceLoadBalanced: isLoadBalanced });
        }
        if (authorization !== `Bearer ${String(this.token)}`) {
            return { status: 401 };
        }
        return json(route === 'findvisitor' ? { ...DIRECT, visitorfound: isVisitorThere } : {});
    }
}

export function json(value: unknown): Reply {
    return { status: 200, body: JSON.stringify(value) };
}

function routeOf(path: string): Route {
    if (path.includes('/rest/Authorize')) {
        return 'authorize';
    }
    return path.includes('/GetVisitorSettings3')
        ? 'settings'
        : (/^\/(\w+)/.exec(path)?.[1] as Route);
}

function callbacks(done: (text: string) => void): object {
    return {
        onsuccess: (answer: unknown) => done(`onsuccess ${JSON.stringify(answer)}`),
        onfail: (reason: unknown) => done(`onfail ${JSON.stringify(reason)}`)
    };
}

/** Objects of the page's realm, made comparable. */
function plain(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value ?? null));
}
