import type { LightningElement } from 'lwc';
import { codeOf } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import { loginKeysFrom } from 'c/glanceLoginKey';
import type { LoginKeyRing, LoginKeySource } from 'c/glanceLoginKey';
import { followVisitor, loadGlanceScript } from 'c/glancePresence';
import type { PresenceEvent, PresenceHandle } from 'c/glancePresence';
import type { ViewerRequest } from 'c/glanceViewer';
import { invitationCalls, STOP_SESSION } from './calls';
import type { Announcement, Effect, JoinEvent, Preparation } from './events';
import { next } from './next';
import { runPreSession } from './preSession';
import type { PreSessionHook } from './preSession';
import { SessionPublisher } from './publisher';
import { initialState } from './state';
import type { Invocation, JoinRequest, JoinState } from './state';
import type { JoinTarget } from './target';

/** Time limits, in milliseconds. */
const PREPARE_LIMIT_MS = 30_000;
const INVITE_LIMIT_MS = 120_000;
const END_LIMIT_MS = 15_000;
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
    #limit: ReturnType<typeof setTimeout> | undefined;
    #endLimit: ReturnType<typeof setTimeout> | undefined;
    #hiddenLimit: ReturnType<typeof setTimeout> | undefined;
    #hidden = document.hidden;
    #letGoOfKey: (() => void) | null = null;

    /** @param component any component of the page: the presence script is loaded through it. */
    constructor(component: LightningElement, target: JoinTarget) {
        this.component = component;
        this.target = target;
        this.#loginKeys = loginKeysFrom(target.loginKeySource);
        document.addEventListener('visibilitychange', this.#onVisibility);
        this.dispatch({ type: 'follow', visitorId: target.visitorId });
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
            this.dispatch({ type: 'join', request });
        }
    }

    cancel(): void {
        this.dispatch({ type: 'cancel' });
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
        for (const effect of effects) {
            this.carryOut(effect);
        }
        this.reconcile();
        if (!this.isEnding()) {
            clearTimeout(this.#endLimit);
        }
        if (changed) {
            this.tell(null);
        }
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
        if (this.#state.status === 'inviting') {
            wanted.add(this.#state.attempt.visitorId);
        } else if (this.#state.status === 'inSession') {
            wanted.add(this.#state.session.visitorId);
        }
        for (const [visitorId, handle] of this.#handles) {
            if (!wanted.has(visitorId)) {
                this.#handles.delete(visitorId);
                handle.close();
            }
        }
        for (const visitorId of wanted) {
            this.handleOf(visitorId);
        }
        this.holdKey(wanted.size > 0);
        if (this.#followed !== null && wanted.size === 0 && status !== 'connecting') {
            this.dispatch({ type: 'suspended' });
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
            const { groupId, webServerOrigin, presenceServer } = this.target;
            handle = followVisitor(
                {
                    groupId,
                    webServer: new URL(webServerOrigin).host,
                    presenceServer,
                    visitorId,
                    loginKeys: this.#loginKeys,
                    loadScript: () => loadGlanceScript(this.component, groupId)
                },
                (event) => this.onPresence(visitorId, event)
            );
            this.#handles.set(visitorId, handle);
        }
        return handle;
    }

    private onPresence(visitorId: string, event: PresenceEvent): void {
        const listens = this.#listening?.visitorId === visitorId ? this.#listening.attempt : null;
        switch (event.type) {
            case 'terms':
                if (listens !== null) {
                    this.dispatch({ ...event, attempt: listens });
                }
                break;
            case 'sessionStarted':
                this.dispatch({ ...event, visitorId, attempt: listens, at: Date.now() });
                break;
            case 'sessionEnded':
                this.dispatch({ ...event, visitorId, at: Date.now() });
                break;
            case 'visitorError':
                break;
            default:
                this.dispatch({ ...event, visitorId });
        }
    }

    // ---- one attempt

    private prepare(attempt: number, visitorId: string): void {
        const handlers = this.#handlers;
        const stop = new AbortController();
        this.#stopHooks = stop;
        const decide = (outcome: Preparation): void =>
            this.dispatch({ type: 'prepared', attempt, outcome });
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
        void runPreSession(handlers.hooks, context, () =>
            this.startLimit(attempt, PREPARE_LIMIT_MS)
        ).then(decide);
    }

    private async invite({
        attempt,
        visitorId,
        request,
        again
    }: Extract<Effect, { type: 'invite' }>): Promise<void> {
        if (!again) {
            this.startLimit(attempt, INVITE_LIMIT_MS);
        }
        const handle = this.handleOf(visitorId);
        this.#listening = { attempt, visitorId };
        try {
            for (const { func, args } of invitationCalls(request, visitorId, again)) {
                // eslint-disable-next-line no-await-in-loop -- the terms come after the custom function
                await handle.invoke(func, args);
                if (this.#listening?.attempt !== attempt) {
                    return;
                }
            }
            this.dispatch({ type: 'inviteSent', attempt });
        } catch (thrown) {
            this.dispatch({
                type: 'inviteFailed',
                attempt,
                code: codeOf(thrown, 'customInvokeFailed')
            });
        }
    }

    private startLimit(attempt: number, milliseconds: number): void {
        clearTimeout(this.#limit);
        this.#limit = setTimeout(() => this.dispatch({ type: 'timedOut', attempt }), milliseconds);
    }

    private settle(): void {
        clearTimeout(this.#limit);
        this.#stopHooks?.abort();
        this.#stopHooks = null;
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
                open?.(viewerUrl({ webServerOrigin, sessionKey, loginKey }));
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
        const fail = (code: ErrorCode): void => {
            // After the end of the session, an answer would be taken for one about the next session.
            if (this.isEnding()) {
                this.dispatch({ type: 'endFailed', visitorId, code, at: Date.now() });
            }
        };
        try {
            await this.handleOf(visitorId).invoke(STOP_SESSION, {});
            if (this.isEnding()) {
                this.#endLimit = setTimeout(() => fail('endRefused'), END_LIMIT_MS);
            }
        } catch (thrown) {
            fail(codeOf(thrown));
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
