import { FakeAgent } from './fakeGlanceAgent';
import type { AgentOptions, Outcome } from './fakeGlanceAgent';
import { FakeAuthorization } from './fakeGlanceToken';
import type { Authorizing } from './fakeGlanceToken';

export { FakeAgent };
export type { Authorizing };

/** How the script behaves: 6.3, 6.25, 6.25 in a load-balanced group, 6.19. */
export type FakeMode = 'old' | 'new' | 'newLoadBalanced' | 'new619';
export const fakeModes: readonly FakeMode[] = ['old', 'new', 'newLoadBalanced', 'new619'];

const VERSIONS = {
    old: '6.3.1.0',
    new: '6.25.0.1303007859',
    newLoadBalanced: '6.25.0.1303007859',
    new619: '6.19.0.0'
};

/** A function of the visitor's page that was invoked. */
export interface Invoked {
    readonly visitorId: string;
    readonly func: string;
    readonly args: object;
}

/**
 * A fake of Glance's presence agent script and of the servers behind it, as known from running the real one: small, and
 * not kinder. Every call is on record, and everything that a server or a visitor does is at the test's command. By
 * default Glance lets everything through and nobody is on the website.
 */
export class FakeGlanceScript {
    mode!: FakeMode;
    authorization!: FakeAuthorization;
    /** Every agent object ever made, in order. */
    agents: FakeAgent[] = [];
    /** What reached the presence server. */
    invoked: Invoked[] = [];
    /** Presence records by visitor id: who is on the website. */
    visitors = new Map<string, object>();
    /** Presence is off for the group: the script ends in silence. */
    presenceOff = false;
    /** The settings can't be reached: the same silence. */
    settingsDown = false;
    /** The presence server refuses all calls with this reason: `error`, `connection`, `serviceunavailable` … */
    trouble: string | null = null;
    /** No socket can be opened. */
    socketsRefused = false;
    /** Whether a server tells on connecting that the visitor is there. Not known: so it doesn't. */
    tellsStanding = false;
    /** What opening a socket waits for. */
    slowness: Promise<void> = Promise.resolve();
    onLookup!: (visitorId: string, outcome: Outcome) => void;
    /** In load-balanced groups nobody hears the outcome. */
    onInvoke!: (invoked: Invoked, outcome: Outcome) => void;
    /** The globals. The same object throughout, as in a page. */
    readonly script: {
        VERSION: string;
        readonly Authorization: {
            authorize(request: Authorizing): void;
            setToken?: (token: string) => void;
            clearToken?: () => void;
            authorized?: () => boolean;
        };
        readonly Presence: { readonly Agent: new (options: AgentOptions) => FakeAgent };
    };

    constructor() {
        // eslint-disable-next-line @typescript-eslint/no-this-alias -- `this` is the agent inside the class below
        const glance = this;
        this.script = {
            VERSION: '',
            Authorization: {
                authorize: (request) => this.authorization.authorize(request),
                setToken: (token) => this.authorization.setToken(token),
                clearToken: () => this.authorization.clearToken(),
                authorized: () => this.authorization.authorized()
            },
            Presence: {
                Agent: class extends FakeAgent {
                    constructor(options: AgentOptions) {
                        super(glance, options);
                        glance.agents.push(this);
                    }
                }
            }
        };
        this.reset();
    }

    /** Puts the globals where a page has them. */
    install(): this {
        (window as { GLANCE?: unknown }).GLANCE = this.script;
        return this;
    }

    /** Forgets everything and lets everything through again. */
    reset(mode: FakeMode = 'new'): void {
        this.mode = mode;
        this.script.VERSION = VERSIONS[mode];
        this.authorization = new FakeAuthorization();
        localStorage.clear();
        this.agents = [];
        this.invoked = [];
        this.visitors = new Map();
        this.presenceOff = false;
        this.settingsDown = false;
        this.trouble = null;
        this.socketsRefused = false;
        this.tellsStanding = false;
        this.slowness = Promise.resolve();
        this.onLookup = (visitorId, { onsuccess }) => onsuccess(this.visitors.get(visitorId) ?? {});
        this.onInvoke = ({ visitorId }, { onsuccess, onfail }) =>
            this.visitors.has(visitorId) ? onsuccess({}) : onfail('visitornotpresent');
    }

    /** Calls of `authorize` that asked Glance, in order. */
    get authorized(): readonly Authorizing[] {
        return this.authorization.sent;
    }

    /** How Glance answers `authorize`. */
    set onAuthorize(answer: (request: Authorizing) => void) {
        this.authorization.answer = answer;
    }

    /** The connected agent object of a visitor. */
    agent(visitorId: string): FakeAgent {
        const agent = this.connected.findLast((one) => one.visitorId === visitorId);
        if (!agent) {
            throw new Error(`Nobody is connected for the visitor ${visitorId}.`);
        }
        return agent;
    }

    /** Agent objects whose socket is open. */
    get connected(): FakeAgent[] {
        return this.agents.filter((agent) => agent.connected);
    }

    /** Names of the functions that were invoked. */
    get calls(): string[] {
        return this.invoked.map(({ func }) => func);
    }

    /** From now on look-ups find this visitor. No event tells. */
    come(visitorId: string, presence: object = {}): void {
        this.visitors.set(visitorId, { visitorid: visitorId, ...presence });
    }

    /** Look-ups find this visitor, with what the page posted if it is given. */
    know(visitorId: string, presence: unknown): void {
        this.come(visitorId, (presence as object | null) ?? this.visitors.get(visitorId));
    }

    // ---- what a visitor does

    /** Opens a page: everybody who is connected is told. */
    enter(visitorId: string, presence: object = {}): void {
        this.come(visitorId, presence);
        this.send(visitorId, 'visitorconn', { connected: true });
        this.send(visitorId, 'visitorsock', { connected: true });
        this.send(visitorId, 'presence', presence);
    }

    /** Leaves the website, or looks at another tab. */
    leave(visitorId: string): void {
        this.send(visitorId, 'visibility', { visibility: 'hidden' });
        this.drop(visitorId);
    }

    /** Looks at the website's tab again. */
    comeBack(visitorId: string, presence: object = {}): void {
        this.come(visitorId, presence);
        this.send(visitorId, 'visitorconn', { connected: true });
        this.send(visitorId, 'visitorsock', { connected: true });
        this.send(visitorId, 'visibility', { visibility: 'visible' });
        this.send(visitorId, 'presence', presence);
    }

    /** The visitor's connection is lost, without a word of the page. */
    drop(visitorId: string): void {
        this.visitors.delete(visitorId);
        this.send(visitorId, 'visitorsock', { connected: false });
        this.send(visitorId, 'visitorconn', { connected: false });
    }

    private send(visitorId: string, kind: string, data: object): void {
        this.connected
            .filter((agent) => agent.visitorId === visitorId)
            .forEach((agent) => agent.hear(kind, data));
    }
}
