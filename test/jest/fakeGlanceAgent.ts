import type { FakeGlanceScript } from './fakeGlanceScript';

export interface Outcome {
    onsuccess(info?: unknown): void;
    onfail(reason: unknown): void;
}

export interface AgentOptions {
    readonly ws?: string;
    readonly groupid?: number;
    readonly site?: string;
    readonly visitorid: string;
    readonly presenceserver?: string;
}

export type Handler =
    | 'onconnected'
    | 'onclose'
    | 'onvisitorconn'
    | 'onvisitorsock'
    | 'onvisibility'
    | 'onpresence'
    | 'onterms'
    | 'onvisitorsessionstart'
    | 'onvisitorsessionend'
    | 'onvisitorerror'
    | 'onerror';

const SOON_MS = 5_000;
const LATER_MS = 60_000;

/**
 * An agent object of the fake script, with the manners of the mode: what wire.md calls old, new, new in a load-balanced
 * group, and 6.19. Nothing here is kinder than that. All answers come asynchronously, in microtasks.
 */
export class FakeAgent {
    readonly visitorId: string;
    readonly options: AgentOptions;
    /** Number of calls of `lookupVisitor`. */
    lookups = 0;
    /** Number of sockets that were opened. */
    opened = 0;
    #state: 'idle' | 'connecting' | 'open' | 'stuck' = 'idle';
    #dead = false;
    #settingsLoaded = false;
    #losses = 0;
    #visitorTold = false;
    #departure: ReturnType<typeof setTimeout> | undefined;
    #queue: (() => void)[] = [];
    readonly #glance: FakeGlanceScript;

    constructor(glance: FakeGlanceScript, options: AgentOptions) {
        this.#glance = glance;
        this.visitorId = options.visitorid;
        this.options = options;
    }

    /** Whether its socket is open. */
    get connected(): boolean {
        return this.#state === 'open';
    }

    connect(): void {
        if (!this.#dead && this.#state === 'idle') {
            this.#state = 'connecting';
            void this.open();
        }
    }

    /** Has no effect on a connection that is under way. */
    disconnect(): void {
        if (this.#state === 'open') {
            this.#state = 'idle';
            if (this.isLoadBalanced) {
                setTimeout(() => this.connect(), SOON_MS);
            }
        }
    }

    lookupVisitor(outcome: Outcome): void {
        this.lookups += 1;
        void this.rest(outcome, (watched) => this.#glance.onLookup(this.visitorId, watched));
    }

    invokeVisitor({ func, args, ...outcome }: Outcome & { func: string; args: object }): void {
        const invoked = { visitorId: this.visitorId, func, args };
        const deliver = (answers: Outcome): void => {
            this.#glance.invoked.push(invoked);
            this.#glance.onInvoke(invoked, answers);
        };
        if (!this.isLoadBalanced || !this.#settingsLoaded) {
            void this.rest(outcome, deliver);
        } else if (!this.#dead) {
            // Over the socket, and neither callback is ever called.
            this.#queue.push(() =>
                deliver({ onsuccess: () => undefined, onfail: () => undefined })
            );
            this.connect();
            this.flush();
        }
    }

    // ---- what the server does

    /** The socket closes without a word. */
    lose(): void {
        if (this.#state === 'open') {
            this.#state = 'idle';
            this.comeBack();
        }
    }

    /** The server sends `serverclose`. */
    serverClose(): void {
        this.disconnect();
        this.call('onclose');
    }

    /** A message from the server over the socket, if it is open. */
    hear(kind: string, data?: unknown): void {
        if (this.#state !== 'open') {
            return;
        }
        const { connected } = (data ?? {}) as { connected?: boolean };
        if (this.#glance.mode === 'old' || (kind !== 'visitorconn' && kind !== 'visitorsock')) {
            if (kind !== 'connected' || this.#glance.mode !== 'old') {
                this.call(`on${kind}` as Handler, data);
            }
        } else if (connected) {
            clearTimeout(this.#departure);
            this.#departure = undefined;
            if (!this.#visitorTold) {
                this.#visitorTold = true;
                this.call('onvisitorconn', data);
            }
        } else if (kind === 'visitorsock' && this.#visitorTold) {
            clearTimeout(this.#departure);
            this.#departure = setTimeout(() => {
                this.#visitorTold = false;
                this.call('onvisitorconn', data);
            }, SOON_MS);
        }
    }

    /** The script tells an event, whatever the state of its socket. What it tells of the visitor, look-ups tell from now on, too. */
    fire(handler: Handler, payload?: unknown): void {
        const { connected } = (payload ?? {}) as { connected?: boolean };
        if (handler === 'onpresence' || (handler === 'onvisitorconn' && connected)) {
            this.#glance.know(this.visitorId, handler === 'onpresence' ? payload : null);
        } else if (handler === 'onvisitorconn') {
            this.#glance.visitors.delete(this.visitorId);
        }
        this.call(handler, payload);
    }

    /** The handlers that are set. */
    get listening(): string[] {
        return Object.entries(this)
            .filter(([name, value]) => /^on[a-z]+$/.test(name) && typeof value === 'function')
            .map(([name]) => name);
    }

    // ---- inside

    private get isLoadBalanced(): boolean {
        return this.#glance.mode === 'newLoadBalanced';
    }

    private call(handler: Handler, payload?: unknown): void {
        const handle = (this as { [name in Handler]?: ((payload: unknown) => void) | null })[
            handler
        ];
        if (this.#glance.mode === 'new619' && handler === 'onvisitorconn') {
            // 6.19 doesn't look whether there is one.
            (handle as (payload: unknown) => void).call(this, payload);
        } else {
            handle?.call(this, payload);
        }
    }

    private async open(): Promise<void> {
        await latency();
        if (this.#glance.presenceOff || this.#glance.settingsDown) {
            this.#state = 'idle';
            return;
        }
        this.#settingsLoaded = true;
        const refusal = this.isLoadBalanced ? null : this.refusal();
        if (refusal) {
            this.#state = 'idle';
            this.call('onerror', { error: 'connfail', detail: refusal });
            return;
        }
        await this.#glance.slowness;
        if (this.#glance.socketsRefused) {
            // Old versions wait for a script that never loads.
            this.#state = this.#glance.mode === 'old' ? 'stuck' : 'idle';
            if (this.#state === 'idle') {
                this.comeBack();
            }
            return;
        }
        this.#state = 'open';
        this.opened += 1;
        if (this.isLoadBalanced && this.#glance.authorization.agentOf(this.group) === null) {
            this.hear('error', { code: 'authorization', msg: 'not authorized', params: '' });
            this.lose();
            return;
        }
        if (this.#glance.mode === 'new' || this.isLoadBalanced) {
            this.#losses = 0;
        }
        this.hear('connected', {});
        if (this.#glance.tellsStanding && this.#glance.visitors.has(this.visitorId)) {
            this.hear('visitorconn', { connected: true });
            this.hear('visitorsock', { connected: true });
        }
        this.flush();
    }

    private get group(): number {
        return this.options.groupid ?? Number.NaN;
    }

    private comeBack(): void {
        this.#losses += 1;
        setTimeout(() => this.connect(), this.#losses <= 3 ? SOON_MS : LATER_MS);
    }

    private flush(): void {
        if (this.#state === 'open') {
            this.#queue.splice(0).forEach((send) => send());
        }
    }

    /** Why the presence server refuses a call; what the script does about it. */
    private refusal(): string | null {
        const { authorization, trouble } = this.#glance;
        const reason =
            trouble ?? (authorization.agentOf(this.group) === null ? 'authorization' : null);
        this.mind(reason);
        return reason;
    }

    private mind(reason: unknown): void {
        if (reason === 'authorization') {
            this.#glance.authorization.clearToken();
        }
        this.#dead ||= reason === 'serviceunavailable';
    }

    private async rest(
        { onsuccess, onfail }: Outcome,
        call: (outcome: Outcome) => void
    ): Promise<void> {
        if (this.#dead) {
            return;
        }
        await latency();
        if (this.#glance.presenceOff || this.#glance.settingsDown) {
            return;
        }
        this.#settingsLoaded = true;
        const refusal = this.refusal();
        if (refusal) {
            onfail(refusal);
            return;
        }
        call({
            onsuccess,
            onfail: (reason) => {
                this.mind(reason);
                onfail(reason);
            }
        });
    }
}

async function latency(): Promise<void> {
    await Promise.resolve();
}
