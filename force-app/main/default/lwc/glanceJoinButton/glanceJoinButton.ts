import { LightningElement, api } from 'lwc';
import { GlanceError, codeOf, errorRow } from 'c/glanceErrors';
import { initialState, shareJoinSession } from 'c/glanceJoinSession';
import type {
    Announcement,
    JoinState,
    PreSessionHook,
    SharedJoinSession
} from 'c/glanceJoinSession';
import { loginKeysFrom } from 'c/glanceLoginKey';
import type { LoginKeyRing } from 'c/glanceLoginKey';
import { openViewer, viewerUrl } from 'c/glanceViewer';
import { autoJoinOnce } from './autoJoinOnce';
import { debug } from './debug';
import { flowHook } from './flowHook';
import { labels } from './labels';
import { textOf } from './normalize';
import { readOptions } from './options';
import type { JoinOptions } from './options';
import { presessionHook } from './presessionEvent';
import { problemLines } from './problemLines';
import { sessionKeyProblem, withoutSpaces } from './sessionKeyEntry';
import { ShownObserver } from './shownObserver';
import { durationText, fill, viewOf } from './view';
import type { StatusView } from './view';

const SECOND_MS = 1000;

/** Opens the viewer in the host's own way. The address holds a login key: handle it as a secret. */
export type OpenViewer = (url: string) => void;

/**
 * The Join button of Glance Cobrowse. Properties in, events out; see README.md beside this file for both.
 * @fires presencechange, sessionstart, sessionend, joinerror, presession (cancelable); none bubbles or is composed.
 */
export default class GlanceJoinButton extends LightningElement {
    @api groupId?: string | number;
    @api settingsName?: string;
    @api authUrl?: string;
    @api authHeaders?: object;
    @api authBody?: object;
    @api loginKey?: string;
    @api puid?: string;
    @api openLocation?: string;
    @api openViewerWhen?: string;
    @api presence: boolean | string = false;
    @api environment?: string;
    @api webServer?: string;
    @api presenceServer?: string;
    @api visitorId?: string;
    /** Why nobody can join, if the host knows: a code of the error table. */
    @api setupProblem?: string;
    /** Why the host could not tell the visitor id: a code of the error table. */
    @api visitorProblem?: string;
    @api customInvoke?: object;
    @api customInvokeWhen?: string;
    @api skipTerms = false;
    @api autoJoin = false;
    @api debugMode = false;
    @api preSession?: PreSessionHook;
    /** Name of an autolaunched flow, run after the other pre-session hooks. */
    @api preSessionFlow?: string;
    @api openViewer?: OpenViewer;
    @api recordId?: string;
    @api objectApiName?: string;
    /** Follows the customer also while the button is not shown, as in the closed panel of a utility. */
    @api followHidden = false;

    labels = labels;
    state: JoinState = initialState;
    keyEntryOpen = false;
    sessionKey = '';
    /** The session key that the viewer was last opened with by hand. */
    openedKey: string | null = null;
    /** What is wrong with the session key as typed: shown at the field. */
    keyProblem: string | null = null;
    /** Why the viewer could not be opened by session key. */
    keyFailure: string | null = null;
    now = 0;

    #shared: SharedJoinSession | null = null;
    #sharedId = '';
    /** Whose session the agent may join: a session key is typed for one customer. */
    #subject = '';
    /** The subject for which a login key is awaited. */
    #opening: string | null = null;
    #unsubscribe: (() => void) | null = null;
    #loginKeys: LoginKeyRing | null = null;
    #letGoOfKeys: (() => void) | null = null;
    #clock: ReturnType<typeof setInterval> | undefined;
    #moveFocus: 'actions' | 'key' | null = null;
    readonly #shown = new ShownObserver((shown) => this.onShown(shown));
    #hidden = false;

    override connectedCallback(): void {
        this.sync();
    }

    override renderedCallback(): void {
        this.sync();
        this.focusNext();
        const root = this.template?.querySelector('section');
        if (root) {
            this.#shown.observe(root);
        }
    }

    override disconnectedCallback(): void {
        this.#shown.stop();
        this.#hidden = false;
        this.leave();
        this.#subject = '';
    }

    // ---- what is shown

    get options(): JoinOptions {
        return readOptions(this);
    }

    get view(): StatusView {
        return viewOf(this.state, this.options.base !== null);
    }

    get rootClass(): string {
        return `root tone-${this.view.tone}`;
    }

    get noticeClass(): string {
        return this.view.notice?.isProblem ? 'notice notice_problem' : 'notice';
    }

    get noticeCode(): string {
        return fill(labels.errorCode, this.view.notice?.code ?? '');
    }

    get optionProblems(): readonly { key: string; text: string }[] {
        return problemLines(this.options.problems, this.view.notice?.code ?? null);
    }

    get duration(): string | null {
        return this.state.status === 'inSession'
            ? durationText(this.now - this.state.session.startedAt)
            : null;
    }

    get canJoin(): boolean {
        return this.state.status === 'present';
    }

    get canEnterKey(): boolean {
        const { status } = this.state;
        const idle =
            status === 'unconfigured' ||
            status === 'connecting' ||
            status === 'absent' ||
            status === 'failed';
        return idle && this.options.base !== null && !this.keyEntryOpen;
    }

    get canRetry(): boolean {
        return this.state.status === 'failed' && errorRow(this.state.problem).retryable;
    }

    get canCancel(): boolean {
        return this.state.status === 'preparing' || this.state.status === 'inviting';
    }

    get canEnd(): boolean {
        return this.state.status === 'inSession';
    }

    get ending(): boolean {
        return this.state.status === 'inSession' && this.state.session.ending;
    }

    get endLabel(): string {
        return this.ending ? labels.ending : labels.endSession;
    }

    get canInvoke(): boolean {
        const { invocation, invokeWhen } = this.options;
        return Boolean(invocation) && (invokeWhen === 'menu' || this.state.status === 'inSession');
    }

    get invokeLabel(): string {
        return fill(labels.invoke, this.options.invocation?.func.replace(/^.*\./, '') ?? '');
    }

    get hasMenu(): boolean {
        return this.canJoin || (this.state.status === 'inSession' && this.canInvoke);
    }

    /** Why there is no connection stays to be seen as long as it is so. */
    get canDismiss(): boolean {
        return this.state.notice !== null && this.state.status !== 'failed';
    }

    /** The session that the link leads to: the running one, or the last one joined by key. */
    get linkedKey(): string | null {
        return this.state.status === 'inSession' ? this.state.session.visitorId : this.openedKey;
    }

    get viewerAddress(): string | null {
        // The login key may be renewed while a session runs: `now` brings the new one into the link.
        void this.now;
        return this.linkedKey === null ? null : this.viewerUrl(this.linkedKey);
    }

    get canFetchViewer(): boolean {
        return this.linkedKey !== null && this.viewerAddress === null;
    }

    get openLabel(): string {
        const theirs = this.state.status === 'inSession' && this.state.session.attempt === null;
        return theirs ? labels.joinSession : labels.openSession;
    }

    get spoken(): string {
        const { headline, notice } = this.view;
        return [headline, notice?.text, notice?.action, this.keyNotice].filter(Boolean).join(' ');
    }

    get keyNotice(): string | null {
        return this.keyFailure ?? (this.openedKey ? labels.viewerOpened : null);
    }

    // ---- what the agent does

    handleJoin(): void {
        this.#moveFocus = 'actions';
        this.join();
    }

    handleCancel(): void {
        this.#moveFocus = 'actions';
        this.#shared?.session.cancel();
    }

    handleRetry(): void {
        this.#moveFocus = 'actions';
        this.#shared?.session.retry();
    }

    handleEnd(): void {
        this.#shared?.session.end();
    }

    handleDismiss(): void {
        this.#moveFocus = 'actions';
        this.#shared?.session.dismiss();
    }

    handleEnterKey(): void {
        this.keyEntryOpen = true;
        this.#moveFocus = 'key';
        // Fetched ahead, so that the viewer can open inside the click; a failure shows at the click.
        this.#loginKeys?.get().catch(() => undefined);
    }

    handleMenu(event: CustomEvent<{ value: string }>): void {
        const { invocation } = this.options;
        if (event.detail.value === 'enterKey') {
            this.handleEnterKey();
        } else if (invocation) {
            this.#shared?.session.invoke(invocation);
        }
    }

    handleKeyChange(event: CustomEvent<{ value: string }>): void {
        this.sessionKey = withoutSpaces(event.detail.value);
        this.keyProblem = sessionKeyProblem(this.sessionKey);
        this.showKeyProblem();
    }

    handleKeyDown(event: KeyboardEvent): void {
        if (event.key === 'Escape') {
            this.closeKeyEntry();
        }
    }

    handleKeySubmit(event: Event): void {
        event.preventDefault();
        this.keyProblem =
            sessionKeyProblem(this.sessionKey) ??
            (this.sessionKey ? null : errorRow('sessionKeyInvalid').action);
        this.showKeyProblem();
        if (this.keyProblem === null) {
            void this.openByKey(this.sessionKey);
        }
    }

    handleFetchViewer(): void {
        if (this.linkedKey !== null) {
            void this.openByKey(this.linkedKey);
        }
    }

    // ---- joining

    private join(): void {
        const { invocation, invokeWhen, showTerms, viewerWhen, openLocation } = this.options;
        const own = this.preSession;
        const flow = textOf(this.preSessionFlow);
        this.#shared?.session.join(
            { invocation, invokeWhen, showTerms, viewerWhen },
            {
                hooks: [
                    ...(own ? [own] : []),
                    presessionHook(this),
                    ...(flow ? [flowHook(flow)] : [])
                ],
                recordId: this.recordId ?? null,
                objectApiName: this.objectApiName ?? null,
                openViewer: (url) => this.open(url, openLocation)
            }
        );
    }

    private open(url: string, location: JoinOptions['openLocation']): void {
        if (this.openViewer) {
            this.openViewer(url);
        } else {
            openViewer(url, location);
        }
    }

    private async openByKey(sessionKey: string): Promise<void> {
        const { openLocation } = this.options;
        const subject = this.#subject;
        if (this.#opening === subject) {
            return;
        }
        this.#opening = subject;
        this.keyFailure = null;
        try {
            const url = this.viewerUrl(sessionKey) ?? (await this.fetchViewerUrl(sessionKey));
            if (subject === this.#subject) {
                this.open(url, openLocation);
                this.openedKey = sessionKey;
                this.closeKeyEntry();
            }
        } catch (thrown) {
            if (subject === this.#subject) {
                const { happened, action } = errorRow(codeOf(thrown, 'viewerFailed'));
                this.keyFailure = `${happened} ${action}`;
            }
        } finally {
            if (this.#opening === subject) {
                this.#opening = null;
            }
        }
    }

    private viewerUrl(sessionKey: string): string | null {
        const loginKey = this.#loginKeys?.ready();
        const { base } = this.options;
        return loginKey && base
            ? viewerUrl({ webServerOrigin: base.webServerOrigin, sessionKey, loginKey })
            : null;
    }

    private async fetchViewerUrl(sessionKey: string): Promise<string> {
        await this.#loginKeys?.get();
        const url = this.viewerUrl(sessionKey);
        if (url === null) {
            throw new GlanceError('viewerFailed');
        }
        return url;
    }

    // ---- following

    /** Brings the followed visitor in line with the properties. */
    private sync(): void {
        const { base, target, problems } = this.options;
        const place =
            this.recordId && this.objectApiName
                ? { recordId: this.recordId, objectApiName: this.objectApiName }
                : null;
        const id = JSON.stringify([base, target, problems, place]);
        if (id === this.#sharedId || this.#hidden) {
            return;
        }
        // Shared before the former share ends: a session with the same customer goes on.
        const shared = target && shareJoinSession(this, target, place);
        this.leave();
        this.#sharedId = id;
        this.forgetFormer(base ? `${base.groupId} ${target?.visitorId}` : '');
        if (base) {
            this.#loginKeys = loginKeysFrom(base.loginKeySource);
            this.#letGoOfKeys = this.#loginKeys.hold();
        }
        if (shared) {
            const { session } = shared;
            this.#shared = shared;
            this.#unsubscribe = session.subscribe((state, announcement) =>
                this.onState(state, announcement)
            );
            this.onState(session.state, null);
        } else {
            const problem = problems[0]?.code ?? null;
            this.onState({ ...initialState, status: 'unconfigured', problem }, null);
        }
        this.log('properties', {
            groupId: base?.groupId,
            visitorId: target?.visitorId,
            problems
        });
    }

    /** Nothing is followed, and nobody asked, for a button that nobody sees. A running session stays. */
    private onShown(shown: boolean): void {
        this.#hidden = !shown && String(this.followHidden) !== 'true';
        if (this.#hidden) {
            this.leaveUnlessInSession();
        } else {
            this.sync();
        }
    }

    private leaveUnlessInSession(): void {
        const { state } = this;
        if (state.status === 'inSession') {
            return;
        }
        this.leave();
        if (state.status !== 'unconfigured') {
            // What was known of the customer may be out of date by the time the button is seen again.
            const { visitorId, attempts } = state;
            this.state = {
                status: 'connecting',
                visitorId,
                attempts,
                connected: false,
                visitor: null,
                notice: null
            };
        }
    }

    private leave(): void {
        this.#sharedId = '';
        this.#unsubscribe?.();
        this.#unsubscribe = null;
        this.#shared?.release();
        this.#shared = null;
        this.#letGoOfKeys?.();
        this.#letGoOfKeys = null;
        this.#loginKeys = null;
        this.runClock(false);
    }

    private onState(state: JoinState, announcement: Announcement | null): void {
        if (announcement) {
            this.log(announcement.type, announcement);
            const { type, ...detail } = announcement;
            this.dispatchEvent(new CustomEvent(type, { detail }));
            return;
        }
        this.state = state;
        this.log(state.status, state);
        this.runClock(state.status === 'inSession');
        if (this.#hidden) {
            this.leaveUnlessInSession();
        } else if (state.status === 'present' && this.options.autoJoin) {
            autoJoinOnce(`${this.recordId ?? ''} ${state.visitorId}`, () => this.join());
        }
    }

    private runClock(running: boolean): void {
        clearInterval(this.#clock);
        if (running) {
            this.now = Date.now();
            this.#clock = setInterval(() => {
                this.now = Date.now();
            }, SECOND_MS);
        }
    }

    private log(what: string, data: unknown): void {
        if (String(this.debugMode) === 'true') {
            debug(what, data);
        }
    }

    // ---- focus and the key field

    /** With another customer, nothing stays of what was typed for the former one. */
    private forgetFormer(subject: string): void {
        if (subject !== this.#subject) {
            this.#subject = subject;
            this.openedKey = null;
            this.keyEntryOpen = false;
            this.keyProblem = null;
            this.keyFailure = null;
            this.sessionKey = '';
        }
    }

    private closeKeyEntry(): void {
        this.keyEntryOpen = false;
        this.keyProblem = null;
        this.sessionKey = '';
        this.#moveFocus = 'actions';
    }

    private showKeyProblem(): void {
        const field = this.template?.querySelector<HTMLInputElement>('.key');
        field?.setCustomValidity(this.keyProblem ?? '');
        field?.reportValidity();
    }

    /** After a click has replaced the controls, the focus goes to where the agent goes on. */
    private focusNext(): void {
        if (this.#moveFocus === null) {
            return;
        }
        const place =
            this.#moveFocus === 'key'
                ? '.key'
                : '.actions button, .actions a, .actions lightning-button';
        const target = this.template?.querySelector<HTMLElement>(place);
        if (target) {
            this.#moveFocus = null;
            target.focus();
        }
    }
}
