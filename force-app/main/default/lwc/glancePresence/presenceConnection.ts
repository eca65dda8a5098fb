import { GlanceError, codeOf, errorRow } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import { answer } from './answer';
import { ensureAuthorized, forgetAuthorization, useAuthorization } from './authorization';
import type { Authorizing } from './authorization';
import { Backoff } from './backoff';
import type { GlanceScript, ScriptAgent } from './glanceScript';
import { callError, codeIn } from './reason';
import { readLookup, readPresence } from './visitorPresence';
import type { VisitorPresence } from './visitorPresence';

/** What a connection tells. */
export type PresenceEvent =
    /** Connected; the visitor is there, or `null`. */
    | { readonly type: 'connected'; readonly visitor: VisitorPresence | null }
    /** Not connected. `retrying`: the connection comes back by itself as soon as it can. */
    | { readonly type: 'disconnected'; readonly code: ErrorCode; readonly retrying: boolean }
    | { readonly type: 'visitorPresent'; readonly visitor: VisitorPresence }
    /** The visitor's page came back after it had gone for a moment: what it displayed is gone. */
    | { readonly type: 'visitorReloaded' }
    | { readonly type: 'visitorAbsent' }
    | { readonly type: 'terms'; readonly status: 'displayed' | 'accepted' | 'declined' }
    | { readonly type: 'sessionStarted' }
    | { readonly type: 'sessionEnded' }
    | { readonly type: 'visitorError'; readonly code: string };

/** Where and as whom to connect, and how to get the script. */
export interface PresenceTarget {
    readonly groupId: number;
    /** Host of the web server, e.g. `www.glance.net`. */
    readonly webServer: string;
    /** Host of the presence server, e.g. `presence.glance.net`; `null` for the script's own default. */
    readonly presenceServer: string | null;
    readonly visitorId: string;
    readonly loginKeys: Authorizing['loginKeys'];
    loadScript(): Promise<GlanceScript>;
}

/** A visitor can be signalled for this long after the page disconnected, in milliseconds (documented): until then they count as present. */
const GRACE_MS = 5_000;
/** How often a standing connection is checked against a lookup, in milliseconds: events can get lost without an error. */
const CHECK_MS = 60_000;

/** Failures that a new try of the same kind does not mend, although one after a change may: the agent tries again by hand. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
    'authorizationRefused',
    'puidRefused',
    'originRefused',
    'agentNotAuthorized',
    'loginKeyRefused',
    'loginKeyInvalid'
]);

/** One event connection for one visitor: connects, comes back by itself, and closes for good with `close()`. */
export class PresenceConnection {
    readonly #target: PresenceTarget;
    readonly #tell: (event: PresenceEvent) => void;
    readonly #backoff = new Backoff();
    #agent: ScriptAgent | null = null;
    /** The last attempt to connect. Never rejects. */
    #connecting: Promise<void>;
    #giveBackAuthorization: (() => void) | null = null;
    /** Grows with each (re)connection: an answer to an older one is dropped. */
    #epoch = 0;
    /** Aborted by `close()`: nobody waits for an answer any more. */
    readonly #closed = new AbortController();
    /** Whether a refused token has been renewed once since the last success. */
    #renewedToken = false;
    #visitor: VisitorPresence | null = null;
    #retry: ReturnType<typeof setTimeout> | undefined;
    #check: ReturnType<typeof setTimeout> | undefined;
    #grace: ReturnType<typeof setTimeout> | undefined;

    constructor(target: PresenceTarget, tell: (event: PresenceEvent) => void) {
        this.#target = target;
        this.#tell = tell;
        window.addEventListener('online', this.#onOnline);
        this.#connecting = this.connect();
    }

    /** Connects anew, at once. */
    reconnect(): void {
        this.#backoff.reset();
        this.#connecting = this.connect();
    }

    /**
     * Runs a function of the visitor's page. Resolves when Glance has taken the request, which does not mean that the
     * visitor's page got it.
     * @throws {GlanceError} `visitorNotPresent`, `agentNotAuthorized`, `presenceUnreachable`, codes of the authorization.
     */
    async invoke(func: string, args: object): Promise<void> {
        try {
            await this.invokeOnce(func, args);
        } catch (thrown) {
            if (codeOf(thrown) !== 'agentNotAuthorized') {
                throw thrown;
            }
            // The token may have run out or been voided: one more try, with a new one.
            forgetAuthorization();
            await this.invokeOnce(func, args);
        }
    }

    /** Closes the connection for good: no timer, listener or socket is left. */
    close(): void {
        this.#epoch += 1;
        this.drop();
        this.#closed.abort();
        window.removeEventListener('online', this.#onOnline);
        this.#giveBackAuthorization?.();
        this.#giveBackAuthorization = null;
    }

    readonly #onOnline = (): void => this.reconnect();

    private async invokeOnce(func: string, args: object): Promise<void> {
        if (!this.#agent) {
            await this.#connecting;
        }
        const agent = this.#agent;
        if (!agent) {
            throw new GlanceError('presenceUnreachable');
        }
        await ensureAuthorized({ ...this.#target, script: await this.#target.loadScript() });
        await answer(
            (outcome) => agent.invokeVisitor({ func, args, ...outcome }),
            () => undefined,
            callError,
            this.#closed.signal
        );
    }

    /** Connects, or connects anew; on failure tells it and tries again later. */
    private async connect(): Promise<void> {
        const epoch = ++this.#epoch;
        this.drop();
        try {
            const script = await this.#target.loadScript();
            if (epoch !== this.#epoch) {
                return;
            }
            const authorizing = { ...this.#target, script };
            this.#giveBackAuthorization ??= useAuthorization(authorizing);
            await ensureAuthorized(authorizing);
            if (epoch !== this.#epoch) {
                return;
            }
            const agent = this.newAgent(script, epoch);
            agent.connect();
            const visitor = await this.lookup(agent);
            if (epoch !== this.#epoch) {
                return;
            }
            this.#backoff.reset();
            this.#renewedToken = false;
            // An event may have told of the visitor before the lookup answered.
            this.#visitor = visitor ?? this.#visitor;
            this.#tell({ type: 'connected', visitor: this.#visitor });
            this.scheduleCheck(agent);
        } catch (thrown) {
            this.fail(thrown, epoch);
        }
    }

    private newAgent(script: GlanceScript, epoch: number): ScriptAgent {
        const agent = new script.Presence.Agent({
            ...(this.#target.presenceServer && { presenceserver: this.#target.presenceServer }),
            visitorid: this.#target.visitorId
        });
        this.#agent = agent;
        this.#visitor = null;
        const current =
            <T>(handle: (event: T) => void) =>
            (event: T): void => {
                if (epoch === this.#epoch) {
                    handle(event);
                }
            };
        agent.onvisitorconn = current((event) =>
            event?.connected ? this.arrived() : this.leaving()
        );
        agent.onpresence = current((posted) => this.present(readPresence(posted)));
        agent.onterms = current((event) => {
            const status = event?.status;
            if (status === 'displayed' || status === 'accepted' || status === 'declined') {
                this.#tell({ type: 'terms', status });
            }
        });
        agent.onvisitorsessionstart = current<void>(() => this.#tell({ type: 'sessionStarted' }));
        agent.onvisitorsessionend = current<void>(() => this.#tell({ type: 'sessionEnded' }));
        agent.onvisitorerror = current((error) =>
            this.#tell({ type: 'visitorError', code: codeIn(error) })
        );
        agent.onerror = current((error) => {
            const refused = codeIn(error) === 'authorization';
            if (refused) {
                forgetAuthorization();
            }
            this.fail(new GlanceError('connectionLost'), epoch);
        });
        return agent;
    }

    private lookup(agent: ScriptAgent): Promise<VisitorPresence | null> {
        return answer(
            (outcome) => agent.lookupVisitor(outcome),
            readLookup,
            callError,
            this.#closed.signal
        ).catch((thrown: unknown) => {
            const code = codeOf(thrown);
            if (code === 'visitorNotPresent') {
                return null;
            }
            if (code === 'agentNotAuthorized') {
                forgetAuthorization();
            }
            throw thrown;
        });
    }

    private arrived(): void {
        const back = this.#grace !== undefined;
        this.endGrace();
        if (back) {
            this.#tell({ type: 'visitorReloaded' });
        }
        this.present(this.#visitor ?? readPresence(null));
    }

    private present(visitor: VisitorPresence): void {
        this.#visitor = visitor;
        this.#tell({ type: 'visitorPresent', visitor });
    }

    private leaving(): void {
        this.endGrace();
        this.#grace = setTimeout(() => {
            this.#grace = undefined;
            this.absent();
        }, GRACE_MS);
    }

    private absent(): void {
        this.#visitor = null;
        this.#tell({ type: 'visitorAbsent' });
    }

    private endGrace(): void {
        clearTimeout(this.#grace);
        this.#grace = undefined;
    }

    private scheduleCheck(agent: ScriptAgent): void {
        clearTimeout(this.#check);
        this.#check = setTimeout(() => {
            void this.checkNow(agent, this.#epoch);
        }, CHECK_MS);
    }

    /** Compares what the events told with a lookup. Where they differ, events were lost: connects anew. */
    private async checkNow(agent: ScriptAgent, epoch: number): Promise<void> {
        try {
            await ensureAuthorized({ ...this.#target, script: await this.#target.loadScript() });
            const visitor = await this.lookup(agent);
            if (epoch !== this.#epoch) {
                return;
            }
            if ((visitor === null) === (this.#visitor === null) || this.#grace !== undefined) {
                this.scheduleCheck(agent);
            } else {
                this.#connecting = this.connect();
            }
        } catch (thrown) {
            this.fail(thrown, epoch);
        }
    }

    private fail(thrown: unknown, epoch: number): void {
        if (epoch !== this.#epoch) {
            return;
        }
        this.#epoch += 1;
        this.drop();
        const code = codeOf(thrown, 'presenceFailed');
        if (code === 'agentNotAuthorized' && !this.#renewedToken) {
            this.#renewedToken = true;
            this.#connecting = this.connect();
            return;
        }
        const retrying = errorRow(code).retryable && !REFUSALS.has(code);
        if (retrying) {
            this.#retry = setTimeout(() => {
                this.#connecting = this.connect();
            }, this.#backoff.next());
        }
        this.#tell({ type: 'disconnected', code, retrying });
    }

    /** Lets go of the agent and all timers. */
    private drop(): void {
        clearTimeout(this.#retry);
        clearTimeout(this.#check);
        this.endGrace();
        const agent = this.#agent;
        this.#agent = null;
        if (agent) {
            for (const handler of HANDLERS) {
                agent[handler] = null;
            }
            agent.disconnect?.();
        }
    }
}

const HANDLERS = [
    'onvisitorconn',
    'onpresence',
    'onterms',
    'onvisitorsessionstart',
    'onvisitorsessionend',
    'onvisitorerror',
    'onerror'
] as const satisfies readonly (keyof ScriptAgent)[];
