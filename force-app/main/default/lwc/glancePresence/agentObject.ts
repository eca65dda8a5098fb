import { answer } from './answer';
import { delaysDeparture } from './generation';
import type { AgentHandlers, GlanceScript, Outcome, ScriptAgent } from './glanceScript';
import type { PresenceEvent, PresenceTarget } from './presenceEvent';
import { reasonOfSilence } from './presenceSettings';
import { callError, codeIn, isDeadly } from './reason';
import { retire } from './retiring';
import { send } from './sending';
import { readLookup } from './visitorPresence';
import type { VisitorPresence } from './visitorPresence';

/** What an agent object tells the connection. */
export interface AgentListener {
    /** Connected, for the first time or again. Old versions never tell. */
    connected(again: boolean): void;
    /** The server closed the connection; only some versions come back by themselves. */
    closed(): void;
    /** @param delayed whether the script has waited itself before it told of a departure. */
    visitorConnection(connected: boolean, delayed: boolean): void;
    visibility(visibility: unknown): void;
    presence(posted: unknown): void;
    event(event: PresenceEvent): void;
    error(reason: unknown): void;
}

/** What the page's own functions do, no event tells. */
const CUSTOM = 'GLANCE_COBROWSE.';
const STATUSES = ['displayed', 'accepted', 'declined'] as const;
const ENDS = ['visitor', 'agent', 'error'] as const;

/** One object of Glance's script, with its whole life: made, connected, asked, and retired. */
export class AgentObject {
    readonly madeAt = Date.now();
    /** When it last told anything. */
    heardAt: number | null = null;
    /** When it last asked the visitor's page for something that is answered by an event. */
    askedAt: number | null = null;
    /** Whether it told that it is connected. */
    tellsConnected = false;
    /** After a 503 all its calls do nothing, without a word. */
    isDead = false;
    readonly #agent: ScriptAgent;
    readonly #target: PresenceTarget;
    readonly #stop: AbortSignal;

    /** @param stop ends the waiting for answers. */
    constructor(
        script: GlanceScript,
        target: PresenceTarget,
        listener: AgentListener,
        stop: AbortSignal
    ) {
        this.#target = target;
        this.#stop = stop;
        this.#agent = new script.Presence.Agent({
            ws: target.webServer,
            groupid: target.groupId,
            site: target.site,
            visitorid: target.visitorId,
            ...(target.presenceServer && { presenceserver: target.presenceServer })
        });
        Object.assign(this.#agent, this.handlers(listener, delaysDeparture(script.VERSION)));
    }

    /** Does nothing while connected or connecting; otherwise a try comes at once that the script has put off. */
    connect(): void {
        this.#agent.connect();
    }

    /** @throws {GlanceError} as `callError`, and as `reasonOfSilence` when no answer comes. */
    lookUp(): Promise<VisitorPresence | null> {
        return answer({
            call: (outcome) => this.#agent.lookupVisitor(this.watched(outcome)),
            read: readLookup,
            toError: callError,
            silence: 'presenceUnreachable',
            explain: () => reasonOfSilence(this.#target, this.#stop),
            stop: this.#stop
        });
    }

    /** Runs a function of the visitor's page, as `send` does. */
    invoke(func: string, args: object): Promise<void> {
        if (!func.startsWith(CUSTOM)) {
            this.askedAt = Date.now();
        }
        return send({
            call: (outcome) => this.#agent.invokeVisitor({ func, args, ...this.watched(outcome) }),
            lookUp: () => this.lookUp(),
            stop: this.#stop
        });
    }

    /** Ends it for good. It tells nothing from now on. */
    retire(): void {
        retire(this.#agent, !this.tellsConnected);
    }

    private watched({ onsuccess, onfail }: Outcome): Outcome {
        return {
            onsuccess,
            onfail: (reason) => {
                this.isDead ||= isDeadly(reason);
                onfail(reason);
            }
        };
    }

    private handlers(listener: AgentListener, delayed: boolean): AgentHandlers {
        const heard = (): void => {
            this.heardAt = Date.now();
        };
        return {
            onconnected: () => {
                heard();
                const again = this.tellsConnected;
                this.tellsConnected = true;
                listener.connected(again);
            },
            onclose: () => listener.closed(),
            onvisitorconn: (event) => {
                heard();
                listener.visitorConnection(Boolean(event?.connected), delayed);
            },
            onvisibility: (event) => {
                heard();
                listener.visibility(event?.visibility);
            },
            onpresence: (posted) => {
                heard();
                listener.presence(posted);
            },
            onterms: (event) => {
                heard();
                const status = STATUSES.find((one) => one === event?.status);
                if (status) {
                    listener.event({ type: 'terms', status });
                }
            },
            onvisitorsessionstart: () => {
                heard();
                listener.event({ type: 'sessionStarted' });
            },
            onvisitorsessionend: (event) => {
                heard();
                const reason = ENDS.find((one) => one === event?.reason) ?? null;
                listener.event({ type: 'sessionEnded', reason });
            },
            onvisitorerror: (error) => {
                heard();
                listener.event({ type: 'visitorError', code: codeIn(error) });
            },
            onerror: (reason) => {
                this.isDead ||= isDeadly(reason);
                listener.error(reason);
            }
        };
    }
}
