import { GlanceError, codeOf } from 'c/glanceErrors';
import { AgentObject } from './agentObject';
import type { AgentListener } from './agentObject';
import { ensureAuthorized, forgetAuthorization, useAuthorization } from './authorization';
import { Backoff } from './backoff';
import { isDoubtful } from './doubt';
import type { GlanceScript } from './glanceScript';
import { LookupTimer } from './lookupTimer';
import type { PresenceEvent, PresenceTarget } from './presenceEvent';
import { forgetPresenceServer } from './presenceSettings';
import { callError, isConnectFailure } from './reason';
import { retriesAfter } from './retrying';
import { CONFIRM_MS, VisitorStanding } from './visitorStanding';

/** Whether presence has been enabled since is asked this rarely, in milliseconds. */
const ENABLED_MS = 10 * 60_000;
/** Who comes between the first look-up and the opening of the socket is told by no event: found this much later, in milliseconds. */
const OPENED_MS = 3_000;
/** The wait for a look-up that something gave rise to, in milliseconds. */
const SOON_MS = 1_000;
/** A token that is refused again within this time, in milliseconds, is not renewed again. */
const RENEWED_MS = 60_000;
/** Wait before the connection comes back that the server closed, in milliseconds, besides the back-off. */
const CLOSED_MS = 4_000;

/** What Glance refuses with HTTP 401 or 403: the token, which may have run out or been voided. */
const isTokenRefused = (thrown: unknown): boolean => codeOf(thrown) === 'agentNotAuthorized';

/** One event connection for one visitor: connects, comes back by itself, and closes for good with `close()`. */
export class PresenceConnection {
    readonly #target: PresenceTarget;
    readonly #tell: (event: PresenceEvent) => void;
    readonly #standing: VisitorStanding;
    readonly #lookups = new LookupTimer(() => {
        void this.check(true);
    });
    readonly #backoff = new Backoff();
    readonly #closures = new Backoff();
    /** Aborted by `close()`: nobody waits for an answer any more. */
    readonly #closed = new AbortController();
    #agent: AgentObject | null = null;
    /** The last attempt to connect. Never rejects. */
    #connecting: Promise<void>;
    #giveBackAuthorization: (() => void) | null = null;
    /** Grows with each (re)connection: an answer to an older one is dropped. */
    #epoch = 0;
    #renewedAt = Number.NEGATIVE_INFINITY;
    /** Whether the object before this one never told anything. */
    #secondSilent = false;
    #retry: ReturnType<typeof setTimeout> | undefined;

    constructor(target: PresenceTarget, tell: (event: PresenceEvent) => void) {
        this.#target = target;
        this.#tell = tell;
        this.#standing = new VisitorStanding(tell, () => this.#lookups.askIfAttended());
        window.addEventListener('online', this.#onOnline);
        this.#connecting = this.connect();
    }

    /** Connects anew, at once. */
    reconnect(): void {
        this.#backoff.reset();
        forgetPresenceServer(this.#target);
        this.replace();
    }

    /** Looks up more often while somebody waits for the visitor or shares. */
    attend(closely: boolean): void {
        this.#lookups.attend(closely);
    }

    /**
     * Runs a function of the visitor's page. Resolves when Glance has taken the request, or has not refused it in 3
     * seconds: neither means that the visitor's page got it.
     * @throws {GlanceError} `visitorNotPresent`, `agentNotAuthorized`, `presenceUnreachable`, codes of the authorization.
     */
    async invoke(func: string, args: object): Promise<void> {
        try {
            await this.invokeOnce(func, args);
        } catch (thrown) {
            if (!isTokenRefused(thrown)) {
                throw thrown;
            }
            forgetAuthorization();
            await this.invokeOnce(func, args);
        }
    }

    /** Closes the connection for good: no listener or socket is left. */
    close(): void {
        this.#epoch += 1;
        this.drop();
        this.#standing.reset();
        this.#closed.abort();
        window.removeEventListener('online', this.#onOnline);
        this.#giveBackAuthorization?.();
        this.#giveBackAuthorization = null;
    }

    readonly #onOnline = (): void => this.reconnect();

    private async invokeOnce(func: string, args: object): Promise<void> {
        const agent = await this.authorizedAgent();
        try {
            await agent.invoke(func, args);
        } catch (thrown) {
            if (codeOf(thrown) === 'visitorNotPresent' && agent === this.#agent) {
                this.#standing.doubt();
                // They may be back already: between two pages a visitor is gone for a moment.
                this.#lookups.within(SOON_MS);
            }
            throw thrown;
        } finally {
            if (agent.isDead && agent === this.#agent) {
                this.fail(new GlanceError('presenceUnreachable'), this.#epoch);
            }
        }
    }

    private async authorizedAgent(): Promise<AgentObject> {
        if (!this.#agent) {
            await this.#connecting;
        }
        const agent = this.#agent;
        if (!agent) {
            throw new GlanceError('presenceUnreachable');
        }
        await this.authorize(await this.#target.loadScript());
        // Another may have taken its place meanwhile; a retired one keeps a request for ever.
        return agent === this.#agent ? agent : this.authorizedAgent();
    }

    private authorize(script: GlanceScript): Promise<void> {
        return ensureAuthorized({ ...this.#target, script });
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
            this.#giveBackAuthorization ??= useAuthorization({ ...this.#target, script });
            await this.authorize(script);
            if (epoch !== this.#epoch) {
                return;
            }
            this.#agent = new AgentObject(
                script,
                this.#target,
                this.listener(epoch),
                this.#closed.signal
            );
            this.#agent.connect();
            await this.lookUp(this.#agent, epoch);
            if (epoch === this.#epoch) {
                this.#backoff.reset();
                this.#lookups.within(OPENED_MS);
            }
        } catch (thrown) {
            this.fail(thrown, epoch);
        }
    }

    /** Puts a new agent object in the place of one that may hear nothing any more. What is known of the visitor stays. */
    private replace(): void {
        this.#secondSilent = this.#agent?.heardAt === null;
        this.#connecting = this.connect();
    }

    private listener(epoch: number): AgentListener {
        const current =
            <T extends unknown[]>(handle: (...event: T) => void) =>
            (...event: T): void => {
                if (epoch === this.#epoch) {
                    handle(...event);
                }
            };
        const standing = this.#standing;
        return {
            connected: current((again: boolean) => {
                if (again) {
                    // The connection was lost and is back: what happened in between got lost.
                    void this.check(false);
                }
            }),
            closed: current(() => this.retryAfter(CLOSED_MS + this.#closures.next())),
            visitorConnection: current((connected: boolean, delayed: boolean) =>
                standing.onVisitorConnection(connected, delayed)
            ),
            visibility: current((visibility: unknown) => {
                standing.onVisibility(visibility);
                // Where the script told of no arrival, it may tell of no departure either.
                this.#lookups.within(CONFIRM_MS);
            }),
            presence: current((posted: unknown) => standing.onPresence(posted)),
            event: current(this.#tell),
            error: current((reason: unknown) => this.onError(reason, epoch))
        };
    }

    private onError(reason: unknown, epoch: number): void {
        const error = callError(reason);
        if (isTokenRefused(error)) {
            this.fail(error, epoch);
        } else if (isConnectFailure(reason)) {
            this.fail(
                new GlanceError(this.#standing.isTold ? 'connectionLost' : 'presenceUnreachable'),
                epoch
            );
        } else {
            // The server has said something that nobody knows; whether all is well shows in a look-up.
            this.#lookups.within(SOON_MS);
        }
    }

    /**
     * Compares what the events told with a look-up, and makes the agent object come back if it waits for its next try.
     * @param routine false right after the connection came back.
     */
    private async check(routine: boolean): Promise<void> {
        const epoch = this.#epoch;
        const agent = this.#agent;
        if (!agent) {
            return;
        }
        try {
            await this.authorize(await this.#target.loadScript());
            if (epoch !== this.#epoch) {
                return;
            }
            const began = Date.now();
            const wasPresent = this.#standing.isPresent;
            await this.lookUp(agent, epoch);
            if (epoch !== this.#epoch || !routine) {
                return;
            }
            const heard = agent.heardAt !== null && agent.heardAt >= began;
            const missed = !wasPresent && this.#standing.isPresent && !heard;
            if (missed || this.isDoubtful(agent)) {
                this.replace();
            } else {
                agent.connect();
                this.#closures.reset();
            }
        } catch (thrown) {
            this.fail(thrown, epoch);
        }
    }

    private isDoubtful({ madeAt, heardAt, askedAt, tellsConnected }: AgentObject): boolean {
        return isDoubtful({
            now: Date.now(),
            madeAt,
            heardAt,
            askedAt,
            tellsConnected,
            present: this.#standing.isPresent,
            secondSilent: this.#secondSilent
        });
    }

    /** Looks up, lets the standing know, and sees to the next time. */
    private async lookUp(agent: AgentObject, epoch: number): Promise<void> {
        const askedAt = Date.now();
        let visitor = null;
        try {
            visitor = await agent.lookUp();
        } catch (thrown) {
            if (codeOf(thrown) !== 'visitorNotPresent') {
                throw thrown;
            }
        }
        if (epoch === this.#epoch) {
            this.#lookups.schedule(this.#standing.lookedUp(visitor, askedAt) ?? undefined);
        }
    }

    private fail(thrown: unknown, epoch: number): void {
        if (epoch !== this.#epoch) {
            return;
        }
        if (isTokenRefused(thrown)) {
            forgetAuthorization();
            const now = Date.now();
            const renew = now - this.#renewedAt > RENEWED_MS;
            this.#renewedAt = now;
            if (renew) {
                this.replace();
                return;
            }
        }
        this.#epoch += 1;
        this.drop();
        this.#standing.reset();
        const code = codeOf(thrown, 'presenceFailed');
        const retries = retriesAfter(code);
        if (retries !== 'never') {
            this.retryAfter(retries === 'soon' ? this.#backoff.next() : ENABLED_MS);
        }
        this.#tell({ type: 'disconnected', code, retrying: retries === 'soon' });
    }

    private retryAfter(delay: number): void {
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => {
            forgetPresenceServer(this.#target);
            this.replace();
        }, delay);
    }

    /** Lets go of the agent object and all timers. */
    private drop(): void {
        clearTimeout(this.#retry);
        this.#lookups.stop();
        this.#agent?.retire();
        this.#agent = null;
    }
}
