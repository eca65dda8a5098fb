import type { LightningElement } from 'lwc';
import { codeOf } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import { loginKeysFrom } from 'c/glanceLoginKey';
import type { LoginKeyRing } from 'c/glanceLoginKey';
import { followVisitor, loadGlanceScript } from 'c/glancePresence';
import type { PresenceEvent, PresenceHandle } from 'c/glancePresence';
import { lookUpSession } from 'c/glanceViewer';
import type { SessionLookup, ViewerRequest } from 'c/glanceViewer';
import { invitationCalls, STOP_SESSION } from './calls';
import { Deadline } from './deadline';
import type { Announcement, Effect, JoinEvent, Preparation, RememberedSession } from './events';
import { next } from './next';
import { runPreSession } from './preSession';
import type { PreSessionHook } from './preSession';
import { SessionPublisher } from './publisher';
import { forget, recall, remember } from './rememberedSessions';
import { randomSessionKey } from './sessionKey';
import { SessionWatch } from './sessionWatch';
import { initialState } from './state';
import type { Invocation, JoinRequest, JoinState } from './state';
import type { JoinTarget, RecordPlace } from './target';

/** Time limits, in milliseconds. */
const PREPARE_LIMIT_MS = 30_000;
const INVITE_LIMIT_MS = 120_000;
/** From the visitor's consent to the start of the session. */
const START_LIMIT_MS = 30_000;
/** Who has not answered by then may not see the request, because another session runs. */
const UNANSWERED_MS = 8_000;
const END_LIMIT_MS = 15_000;
/** The terms follow a custom function after this long, whether or not Glance has said that the function ran. */
const PACE_MS = 500;
/** Failures of a custom function that the terms would meet, too. */
const STOPS_TERMS: ReadonlySet<ErrorCode> = new Set(['visitorNotPresent', 'agentNotAuthorized']);
/** A page that is hidden for this long follows nobody, unless something is going on. */
const HIDDEN_LIMIT_MS = 30_000;

/** What one click brings along that is not data. */
export interface JoinHandlers {
    /** Run in this order, each within a time limit. */
    readonly hooks: readonly PreSessionHook[];
    /** The record that the agent looks at, for the hooks. */
    readonly recordId: string | null;
    readonly objectApiName: string | null;
    /** Opens the viewer. The request holds a login key: handle it as a secret. */
    openViewer(request: ViewerRequest): void;
}

export type JoinListener = (state: JoinState, announcement: Announcement | null) => void;

/** Carries out the effects of `next` for one visitor, and turns what comes back into events. */
export class JoinSession {
    readonly target: JoinTarget;
    readonly component: LightningElement;
    readonly #loginKeys: LoginKeyRing;
    readonly #publisher = new SessionPublisher();
    readonly #listeners = new Set<JoinListener>();
    readonly #queue: JoinEvent[] = [];
    #dispatching = false;
    #state = initialState;
    #handlers: JoinHandlers | null = null;
    #followed: string | null = null;
    readonly #handles = new Map<string, PresenceHandle>();
    /** The attempt whose session start opens the viewer: set just before the request, gone with the attempt. */
    #listening: { readonly attempt: number; readonly visitorId: string } | null = null;
    #stopHooks: AbortController | null = null;
    /** How many hooks of the attempt have begun: each has a time limit of its own. */
    #hooksBegun = 0;
    #pace: ReturnType<typeof setTimeout> | undefined;
    #hiddenLimit: ReturnType<typeof setTimeout> | undefined;
    #hidden = document.hidden;
    #letGoOfKey: (() => void) | null = null;
    #place: RecordPlace | null = null;
    #remembered: RememberedSession | null = null;
    readonly #watch = new SessionWatch(
        (sessionKey) => this.lookUp(sessionKey),
        (sessionKey, found) =>
            this.dispatch({ type: 'lookedUp', sessionKey, found, at: Date.now() })
    );
    readonly #timedOut = (): void => {
        const { attempts } = this.#state;
        this.dispatch({ type: 'timedOut', attempt: attempts, at: Date.now() });
    };
    readonly #prepareLimit = new Deadline(PREPARE_LIMIT_MS, this.#timedOut);
    readonly #inviteLimit = new Deadline(INVITE_LIMIT_MS, this.#timedOut);
    readonly #startLimit = new Deadline(START_LIMIT_MS, this.#timedOut);
    readonly #unanswered = new Deadline(UNANSWERED_MS, () =>
        this.dispatch({ type: 'unanswered', attempt: this.#state.attempts })
    );
    readonly #endLimit = new Deadline(END_LIMIT_MS, (visitorId) =>
        this.endFailed(visitorId, 'endRefused')
    );

    /** @param component any component of the page: the presence script is loaded through it. */
    constructor(component: LightningElement, target: JoinTarget) {
        this.component = component;
        this.target = target;
        this.#loginKeys = loginKeysFrom(target.loginKeySource);
        document.addEventListener('visibilitychange', this.#onVisibility);
        const recalled = recall(target);
        this.#place = recalled?.place ?? null;
        this.#remembered = recalled?.session ?? null;
        this.dispatch({
            type: 'follow',
            visitorId: target.visitorId,
            session: this.#remembered
        });
    }

    /** The record on which the customer was last met; `null` when nobody said. */
    get place(): RecordPlace | null {
        return this.#place;
    }

    set place(place: RecordPlace | null) {
        this.#place = place;
        if (this.#remembered) {
            remember(this.target, this.#remembered, place);
        }
    }

    get state(): JoinState {
        return this.#state;
    }

    /** Tells each new state, and each announcement with the state that it came with. */
    subscribe(listener: JoinListener): () => void {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }

    /** Asks the visitor to share. Does nothing while the visitor is not there, or another attempt runs. */
    join(request: JoinRequest, handlers: JoinHandlers): void {
        if (this.#state.status === 'present') {
            this.#handlers = handlers;
            this.dispatch({
                type: 'join',
                request,
                sessionKey: randomSessionKey()
            });
        }
    }

    cancel(): void {
        this.dispatch({ type: 'cancel', at: Date.now() });
    }

    retry(): void {
        this.dispatch({ type: 'retry' });
    }

    /** Asks the visitor's page to stop the session. */
    end(): void {
        this.dispatch({ type: 'end' });
    }

    /** Takes the session for ended, whatever the visitor's page does. */
    markEnded(): void {
        this.dispatch({ type: 'markEnded', at: Date.now() });
    }

    /** Runs a custom function of the visitor's page, without inviting. */
    invoke(invocation: Invocation): void {
        this.dispatch({ type: 'invoke', invocation });
    }

    dismiss(): void {
        this.dispatch({ type: 'dismiss' });
    }

    /** Ends everything: no timer, listener or socket is left. */
    dispose(): void {
        this.dispatch({ type: 'unfollow', problem: null });
        document.removeEventListener('visibilitychange', this.#onVisibility);
        clearTimeout(this.#hiddenLimit);
        this.#listeners.clear();
        this.#publisher.close();
    }

    private dispatch(event: JoinEvent): void {
        this.#queue.push(event);
        if (this.#dispatching) {
            return;
        }
        this.#dispatching = true;
        try {
            for (let current = this.#queue.shift(); current; current = this.#queue.shift()) {
                this.step(current);
            }
        } finally {
            this.#dispatching = false;
        }
    }

    private step(event: JoinEvent): void {
        const { state, effects } = next(this.#state, event);
        const changed = state !== this.#state;
        this.#state = state;
        this.keepTime();
        this.#watch.keep(state);
        for (const effect of effects) {
            this.carryOut(effect);
        }
        this.reconcile();
        if (changed) {
            this.tell(null);
        }
    }

    /** Time limits follow from the state alone. */
    private keepTime(): void {
        const state = this.#state;
        const inviting = state.status === 'inviting' ? state : null;
        const accepted = inviting?.step === 'accepted';
        const unanswered = inviting?.step === 'displayed' && !inviting.unanswered;
        const attempt = String(state.attempts);
        this.#prepareLimit.keep(
            state.status === 'preparing' && this.#hooksBegun > 0
                ? `${attempt} ${this.#hooksBegun}`
                : null
        );
        this.#inviteLimit.keep(inviting && !accepted ? attempt : null);
        this.#startLimit.keep(accepted ? attempt : null);
        this.#unanswered.keep(unanswered ? attempt : null);
        this.#endLimit.keep(
            state.status === 'inSession' && state.session.ending ? state.session.visitorId : null
        );
    }

    private tell(announcement: Announcement | null): void {
        for (const listener of [...this.#listeners]) {
            listener(this.#state, announcement);
        }
    }

    private carryOut(effect: Effect): void {
        switch (effect.type) {
            case 'connect':
                this.#followed = effect.visitorId;
                break;
            case 'disconnect':
                this.#followed = null;
                break;
            case 'reconnect':
                this.#handles.get(this.target.visitorId)?.reconnect();
                break;
            case 'prepare':
                this.prepare(effect.attempt, effect.visitorId);
                break;
            case 'invite':
                void this.invite(effect);
                break;
            case 'settle':
                this.settle();
                break;
            case 'openViewer':
                void this.openViewer(effect.attempt, effect.sessionKey);
                break;
            case 'endSession':
                void this.endSession(effect.visitorId);
                break;
            case 'lookUp':
                this.#watch.now();
                break;
            case 'remember':
                this.#remembered = effect.session;
                remember(this.target, effect.session, this.#place);
                break;
            case 'forget':
                this.#remembered = null;
                forget(this.target);
                break;
            case 'invoke':
                void this.runInvocation(effect.visitorId, effect.invocation);
                break;
            case 'announce':
                this.#publisher.publish(this.target.visitorId, effect.announcement);
                this.tell(effect.announcement);
                break;
        }
    }

    // ---- connections

    readonly #onVisibility = (): void => {
        clearTimeout(this.#hiddenLimit);
        if (document.hidden) {
            this.#hiddenLimit = setTimeout(() => this.setHidden(true), HIDDEN_LIMIT_MS);
        } else {
            this.setHidden(false);
        }
    };

    private setHidden(hidden: boolean): void {
        this.#hidden = hidden;
        this.reconcile();
    }

    /** Opens and closes connections so that just those are open that the state needs. */
    private reconcile(): void {
        const wanted = new Set<string>();
        const { status } = this.#state;
        const busy = status === 'preparing' || status === 'inviting' || status === 'inSession';
        if (this.#followed !== null && (!this.#hidden || busy)) {
            wanted.add(this.#followed);
        }
        const attended = this.attended();
        if (attended !== null) {
            wanted.add(attended);
        }
        for (const [visitorId, handle] of this.#handles) {
            if (!wanted.has(visitorId)) {
                this.#handles.delete(visitorId);
                handle.close();
            }
        }
        for (const visitorId of wanted) {
            this.handleOf(visitorId).attend(visitorId === attended);
        }
        this.holdKey(wanted.size > 0);
        if (this.#followed !== null && wanted.size === 0 && status !== 'connecting') {
            this.dispatch({ type: 'suspended' });
        }
    }

    /** The visitor whose answer, or session, the agent waits for. */
    private attended(): string | null {
        const state = this.#state;
        switch (state.status) {
            case 'inviting':
                return state.attempt.visitorId;
            case 'inSession':
                return state.session.visitorId;
            default:
                return null;
        }
    }

    private holdKey(needed: boolean): void {
        if (needed && !this.#letGoOfKey) {
            this.#letGoOfKey = this.#loginKeys.hold();
            // A failure shows when the connection is authorized, or the viewer opens.
            this.#loginKeys.get().catch(() => undefined);
        } else if (!needed) {
            this.#letGoOfKey?.();
            this.#letGoOfKey = null;
        }
    }

    private handleOf(visitorId: string): PresenceHandle {
        let handle = this.#handles.get(visitorId);
        if (!handle) {
            const { groupId, webServerOrigin, site, presenceServer, debug = false } = this.target;
            const webServer = new URL(webServerOrigin).host;
            handle = followVisitor(
                {
                    groupId,
                    webServer,
                    site,
                    presenceServer,
                    visitorId,
                    loginKeys: this.#loginKeys,
                    loadScript: () =>
                        loadGlanceScript(this.component, { groupId, webServer, site, debug })
                },
                (event) => this.onPresence(visitorId, event)
            );
            this.#handles.set(visitorId, handle);
        }
        return handle;
    }

    private onPresence(visitorId: string, event: PresenceEvent): void {
        const told = { ...event, visitorId, at: Date.now() };
        if (told.type === 'terms' || told.type === 'sessionStarted') {
            const listening = this.#listening?.visitorId === visitorId ? this.#listening : null;
            this.dispatch({ ...told, attempt: listening?.attempt ?? null });
        } else {
            this.dispatch(told);
        }
    }

    // ---- one attempt

    private prepare(attempt: number, visitorId: string): void {
        const handlers = this.#handlers;
        const stop = new AbortController();
        this.#stopHooks = stop;
        const decide = (outcome: Preparation): void =>
            this.dispatch({ type: 'prepared', attempt, outcome, at: Date.now() });
        const { invocation } =
            this.#state.status === 'preparing' ? this.#state.attempt.request : { invocation: null };
        const context = {
            recordId: handlers?.recordId ?? null,
            objectApiName: handlers?.objectApiName ?? null,
            visitorId,
            customInvokeArguments: invocation?.args ?? null,
            signal: stop.signal
        };
        // Without hooks nothing is awaited: the invitation stays inside the click.
        if (!handlers || handlers.hooks.length === 0) {
            decide({ proceed: true, visitorId: null, invokeArgs: null });
            return;
        }
        void runPreSession(handlers.hooks, context, () => {
            this.#hooksBegun += 1;
            this.keepTime();
        }).then(decide);
    }

    private async invite({
        attempt,
        visitorId,
        sessionKey,
        request,
        again
    }: Extract<Effect, { type: 'invite' }>): Promise<void> {
        const handle = this.handleOf(visitorId);
        this.#listening = { attempt, visitorId };
        const calls = invitationCalls(request, sessionKey, again);
        const last = calls.pop();
        try {
            for (const { func, args } of calls) {
                // eslint-disable-next-line no-await-in-loop -- the terms come after the custom function
                await this.paced(handle.invoke(func, args));
                if (this.#listening?.attempt !== attempt) {
                    return;
                }
            }
            if (last) {
                await handle.invoke(last.func, last.args);
            }
            this.dispatch({ type: 'inviteSent', attempt });
        } catch (thrown) {
            this.dispatch({
                type: 'inviteFailed',
                attempt,
                code: codeOf(thrown, 'customInvokeFailed'),
                at: Date.now()
            });
        }
    }

    /**
     * Waits a moment for a custom function. Where Glance never says what became of it, and where it failed, the terms
     * follow all the same.
     * @throws {GlanceError} when the terms would fail for the same reason.
     */
    private async paced(invoked: Promise<void>): Promise<void> {
        const failed = invoked.catch((thrown: unknown) => {
            if (STOPS_TERMS.has(codeOf(thrown))) {
                throw thrown;
            }
        });
        const paced = new Promise<void>((resolve) => {
            this.#pace = setTimeout(resolve, PACE_MS);
        });
        try {
            await Promise.race([failed, paced]);
        } finally {
            clearTimeout(this.#pace);
            // Nobody waits any more for a function that fails later.
            failed.catch(() => undefined);
        }
    }

    private settle(): void {
        clearTimeout(this.#pace);
        this.#stopHooks?.abort();
        this.#stopHooks = null;
        this.#hooksBegun = 0;
        this.#listening = null;
    }

    // ---- a session

    private async openViewer(attempt: number, sessionKey: string): Promise<void> {
        const open = this.#handlers?.openViewer;
        const { webServerOrigin } = this.target;
        try {
            // Nothing is awaited when the key is at hand: the viewer may have to open inside the click.
            const loginKey = this.#loginKeys.ready() ?? (await this.#loginKeys.get());
            if (this.stillWants(attempt)) {
                open?.({ webServerOrigin, sessionKey, loginKey });
            }
        } catch (thrown) {
            this.dispatch({ type: 'viewerFailed', attempt, code: codeOf(thrown, 'viewerFailed') });
        }
    }

    /** Whether the attempt, or the session that it led to, is still going. */
    private stillWants(attempt: number): boolean {
        const state = this.#state;
        return (
            (state.status === 'inSession' && state.session.attempt === attempt) ||
            (state.status === 'inviting' && state.attempt.id === attempt)
        );
    }

    private async endSession(visitorId: string): Promise<void> {
        try {
            await this.handleOf(visitorId).invoke(STOP_SESSION, {});
        } catch (thrown) {
            this.endFailed(visitorId, codeOf(thrown));
        }
    }

    private endFailed(visitorId: string, code: ErrorCode): void {
        // After the end of the session, an answer would be taken for one about the next session.
        if (this.isEnding()) {
            this.dispatch({ type: 'endFailed', visitorId, code, at: Date.now() });
        }
    }

    private async lookUp(sessionKey: string): Promise<SessionLookup> {
        const { webServerOrigin, settingsName } = this.target;
        try {
            const loginKey = this.#loginKeys.ready() ?? (await this.#loginKeys.get());
            return await lookUpSession({ webServerOrigin, loginKey, sessionKey, settingsName });
        } catch {
            // Without a login key nobody can ask.
            return 'unknown';
        }
    }

    private isEnding(): boolean {
        return this.#state.status === 'inSession' && this.#state.session.ending;
    }

    private async runInvocation(visitorId: string, { func, args }: Invocation): Promise<void> {
        try {
            await this.handleOf(visitorId).invoke(func, args);
            this.dispatch({ type: 'invoked', visitorId, code: null });
        } catch (thrown) {
            this.dispatch({
                type: 'invoked',
                visitorId,
                code: codeOf(thrown, 'customInvokeFailed')
            });
        }
    }
}
