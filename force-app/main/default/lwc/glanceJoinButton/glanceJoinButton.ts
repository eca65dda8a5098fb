import { LightningElement, api } from 'lwc';
import { codeOf, errorRow } from 'c/glanceErrors';
import { FocusKeeper } from 'c/glanceFocus';
import { readOptions, textOf } from 'c/glanceJoinOptions';
import type { JoinOptions } from 'c/glanceJoinOptions';
import { initialState, shareJoinSession } from 'c/glanceJoinSession';
import type {
    Announcement,
    JoinState,
    PreSessionHook,
    RecordPlace,
    Session,
    SharedJoinSession
} from 'c/glanceJoinSession';
import { loginKeysFrom } from 'c/glanceLoginKey';
import type { LoginKeyRing } from 'c/glanceLoginKey';
import type { EnteredKey, KeyProblem } from 'c/glanceSessionKeyEntry';
import { lookUpSession, openViewer, viewerForm, viewerUrl } from 'c/glanceViewer';
import type { ViewerForm, ViewerRequest } from 'c/glanceViewer';
import { alertArrival } from './arrivalAlert';
import { autoJoinOnce } from './autoJoinOnce';
import { ClickGuard } from './clickGuard';
import { debug } from './debug';
import { flowHook } from './flowHook';
import { labels } from './labels';
import { presessionHook } from './presessionEvent';
import { problemLines } from './problemLines';
import { ShownObserver } from './shownObserver';
import { durationText, fill, viewOf } from './view';
import type { StatusView } from './view';
import { VisitorWatch } from './visitorWatch';

const SECOND_MS = 1000;
/** A session whose customer has not been heard of for this long can be marked as ended. In milliseconds. */
const AWAY_MS = 30_000;

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
    /** The web server once more: one that isn't Glance's own is taken only so. */
    @api confirmedWebServer?: string;
    @api presenceServer?: string;
    @api visitorId?: string;
    /** Why nobody can join, if the host knows: a code of the error table. */
    @api setupProblem?: string;
    /** Why the host could not tell the visitor id: a code of the error table. */
    @api visitorProblem?: string;
    @api customInvoke?: object;
    /** Why the host could not make up the custom function's call. */
    @api customInvokeProblem?: object;
    @api customInvokeWhen?: string;
    @api skipTerms = false;
    @api sessionKeyFrom?: string;
    @api autoJoin = false;
    @api arrivalAlert?: string;
    @api debugMode = false;
    @api preSession?: PreSessionHook;
    /** Name of an autolaunched flow, run after the other pre-session hooks. */
    @api preSessionFlow?: string;
    /** Where the record's visitor id is, for the flow; by the org's mapping when it is empty. */
    @api visitorIdField?: string;
    @api openViewer?: OpenViewer;
    @api recordId?: string;
    @api objectApiName?: string;
    /** Follows the customer also while the button is not shown, as in the closed panel of a utility. */
    @api followHidden = false;
    /** What an admin calls the properties, by their names in markup. */
    @api propertyLabels?: Readonly<Record<string, unknown>>;

    labels = labels;
    state: JoinState = initialState;
    keyEntryOpen = false;
    /** The session key that the viewer was last opened with by hand. */
    openedKey: string | null = null;
    /** What is wrong with the session key that was entered: shown at the field. */
    keyProblem: KeyProblem | null = null;
    /** Why the viewer could not be opened by session key. */
    keyFailure: string | null = null;
    /** Whose session key is being checked. */
    opening: string | null = null;
    /** Whether the browser may have blocked the viewer: it was opened without a click. */
    openedUnasked = false;
    now = Date.now();

    #shared: SharedJoinSession | null = null;
    #sharedId = '';
    /** Whose session the agent may join: a session key is typed for one customer. */
    #subject = '';
    #unsubscribe: (() => void) | null = null;
    #loginKeys: LoginKeyRing | null = null;
    #letGoOfKeys: (() => void) | null = null;
    #clock: ReturnType<typeof setInterval> | undefined;
    /** Since when the customer of the running session has not been heard of. */
    #awaySince: number | null = null;
    #moveFocus: 'actions' | 'key' | 'headline' | null = null;
    readonly #focus = new FocusKeeper();
    readonly #clicks = new ClickGuard();
    readonly #visitor = new VisitorWatch({
        session: (detail) => this.tellHost({ type: 'sessionstart', ...detail }),
        presence: (detail) => this.dispatchEvent(new CustomEvent('presencechange', { detail })),
        arrival: (visitorId) => alertArrival(this, this.options.arrivalAlert, visitorId)
    });
    readonly #shown = new ShownObserver((shown) => this.onShown(shown));
    #hidden = false;

    override connectedCallback(): void {
        this.sync();
    }

    override renderedCallback(): void {
        this.sync();
        this.runClock(this.isConnected && (this.session !== null || this.linkedKey !== null));
        const root = this.template?.querySelector('section');
        if (root) {
            this.#shown.observe(root);
            this.#clicks.watch(root);
            this.#focus.watch(root);
        }
        this.focusNext();
    }

    override disconnectedCallback(): void {
        this.#shown.stop();
        this.#hidden = false;
        this.leave();
        this.#subject = '';
        this.#visitor.forget();
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
        const shown = this.view.notice?.code ?? this.unconfiguredProblem;
        return problemLines(this.options.problems, shown, this.propertyLabels ?? {});
    }

    get duration(): string | null {
        return this.session && durationText(this.now - this.session.startedAt);
    }

    get canJoin(): boolean {
        return this.state.status === 'present';
    }

    /** Nobody is asked while something else should happen first, or instead, and can't. */
    get cannotAsk(): boolean {
        return this.options.askingProblem !== null;
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
        return this.session !== null;
    }

    get ending(): boolean {
        return this.session?.ending === true;
    }

    get endLabel(): string {
        return this.ending ? labels.ending : labels.endSession;
    }

    /** There is always a way out of a session: its end may have been missed. */
    get canMarkEnded(): boolean {
        const away = this.#awaySince !== null && this.now - this.#awaySince >= AWAY_MS;
        return this.session !== null && (this.session.endRefused || away);
    }

    get canInvoke(): boolean {
        const { invocation, invokeWhen } = this.options;
        return Boolean(invocation) && (invokeWhen === 'menu' || this.session !== null);
    }

    get invokeLabel(): string {
        return fill(labels.invoke, this.options.invocation?.func.replace(/^.*\./, '') ?? '');
    }

    get hasKeyItem(): boolean {
        return this.canJoin || (this.isTheirs && !this.hasKeyEntry);
    }

    get hasMenu(): boolean {
        return this.hasKeyItem || (this.session !== null && this.canInvoke);
    }

    /** Why there is no connection stays to be seen as long as it is so. */
    get canDismiss(): boolean {
        return this.state.notice !== null && this.state.status !== 'failed';
    }

    get session(): Session | null {
        return this.state.status === 'inSession' ? this.state.session : null;
    }

    /** Whether the customer started the session: only they see its key. */
    get isTheirs(): boolean {
        return this.session !== null && this.session.sessionKey === null;
    }

    get hasKeyEntry(): boolean {
        return this.keyEntryOpen || (this.isTheirs && this.openedKey === null);
    }

    get keyHint(): string | null {
        return this.isTheirs && this.hasKeyEntry ? labels.askForKey : null;
    }

    get isCheckingKey(): boolean {
        return this.opening !== null && this.opening === this.#subject;
    }

    /** The session that the form leads to: the running one, or the last one joined by key. */
    get linkedKey(): string | null {
        return this.session?.sessionKey ?? this.openedKey;
    }

    /** The second way into the session. A login key that has run out is in none: `now` brings the renewed one in. */
    get viewer(): ViewerForm | null {
        void this.now;
        const request = this.linkedKey === null ? null : this.viewerRequest(this.linkedKey);
        return request && viewerForm(request);
    }

    get canFetchViewer(): boolean {
        return this.linkedKey !== null && this.viewer === null;
    }

    get popupHint(): string | null {
        return this.openedUnasked && this.session !== null && !this.isTheirs
            ? labels.popupHint
            : null;
    }

    get spoken(): string {
        const { headline, remark, notice } = this.view;
        const told = [headline, remark, notice?.text, notice?.action, this.keyHint];
        return [...told, this.keyNotice, this.popupHint].filter(Boolean).join(' ');
    }

    get keyNotice(): string | null {
        return this.keyFailure ?? (this.openedKey ? labels.viewerOpened : null);
    }

    /** Named in the notice already, also where that shows no code. */
    private get unconfiguredProblem(): JoinOptions['problems'][number]['code'] | null {
        return this.state.status === 'unconfigured' ? this.state.problem : null;
    }

    // ---- what the agent does

    handleJoin(): void {
        if (this.#clicks.isNewJoin()) {
            // Not to Cancel: Enter pressed twice would withdraw at once.
            this.#moveFocus = 'headline';
            this.join();
        }
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

    handleMarkEnded(): void {
        this.#moveFocus = 'actions';
        this.#shared?.session.markEnded();
    }

    handleDismiss(): void {
        this.#moveFocus = 'actions';
        this.#shared?.session.dismiss();
    }

    handleEnterKey(): void {
        this.keyEntryOpen = true;
        this.#moveFocus = 'key';
        // Fetched ahead, so that the viewer can open soon after the click; a failure shows at the click.
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

    handleKeyEntered(event: CustomEvent<EnteredKey>): void {
        const { sessionKey, anyway } = event.detail;
        void this.openByKey(sessionKey, !anyway);
    }

    handleKeyClosed(): void {
        this.closeKeyEntry();
    }

    /** The browser posts the form itself, unless its login key has run out since it was shown. */
    handleOpenSession(event: Event): void {
        if (this.viewer === null) {
            event.preventDefault();
            this.handleFetchViewer();
        }
    }

    handleFetchViewer(): void {
        if (this.linkedKey !== null) {
            void this.openByKey(this.linkedKey, false);
        }
    }

    // ---- joining

    private join(): void {
        const { invocation, invokeWhen, showTerms, viewerWhen, sessionKeyFrom } = this.options;
        if (this.cannotAsk) {
            return;
        }
        const own = this.preSession;
        const flow = {
            flowName: textOf(this.preSessionFlow),
            settingsName: textOf(this.settingsName),
            visitorIdField: textOf(this.visitorIdField)
        };
        this.openedUnasked = false;
        this.#shared?.session.join(
            { invocation, invokeWhen, showTerms, viewerWhen, sessionKeyFrom },
            {
                hooks: [
                    ...(own ? [own] : []),
                    presessionHook(this),
                    ...(flow.flowName ? [flowHook(flow)] : [])
                ],
                recordId: this.recordId ?? null,
                objectApiName: this.objectApiName ?? null,
                openViewer: (request) => this.open(request)
            }
        );
    }

    private open(request: ViewerRequest): void {
        if (this.openViewer) {
            this.openViewer(viewerUrl(request));
            return;
        }
        // Browsers that can't tell block what was opened long after a click.
        this.openedUnasked = navigator.userActivation?.isActive !== true;
        const forms = this.template?.querySelector('.forms') ?? null;
        openViewer(request, this.options.openLocation, forms);
    }

    /** @param check whether Glance is asked first if there is such a session. */
    private async openByKey(sessionKey: string, check: boolean): Promise<void> {
        const subject = this.#subject;
        const { base } = this.options;
        const keys = this.#loginKeys;
        if (this.opening === subject || !base || !keys) {
            return;
        }
        this.opening = subject;
        this.keyFailure = null;
        try {
            const loginKey = keys.ready() ?? (await keys.get());
            const { webServerOrigin, settingsName } = base;
            const query = { webServerOrigin, loginKey, sessionKey, settingsName };
            const found = check ? await lookUpSession(query) : 'unknown';
            if (subject !== this.#subject) {
                return;
            }
            if (found === 'none') {
                this.keyProblem = { text: wordsOf('sessionNotFound'), canOpenAnyway: true };
            } else {
                this.open({ webServerOrigin, sessionKey, loginKey });
                this.openedKey = sessionKey;
                this.closeKeyEntry();
            }
        } catch (thrown) {
            if (subject === this.#subject) {
                this.keyFailure = wordsOf(codeOf(thrown, 'viewerFailed'));
            }
        } finally {
            if (this.opening === subject) {
                this.opening = null;
            }
        }
    }

    private viewerRequest(sessionKey: string): ViewerRequest | null {
        const loginKey = this.#loginKeys?.ready();
        const { base } = this.options;
        return loginKey && base
            ? { webServerOrigin: base.webServerOrigin, sessionKey, loginKey }
            : null;
    }

    // ---- following

    /** Brings the followed visitor in line with the properties. */
    private sync(): void {
        const { base, target, problems } = this.options;
        const place: RecordPlace | null = this.recordId
            ? { recordId: this.recordId, objectApiName: this.objectApiName ?? null }
            : null;
        const id = JSON.stringify([base, target, problems, place]);
        if (id === this.#sharedId || this.#hidden) {
            return;
        }
        // Shared before the former share ends: a session with the same customer goes on.
        const shared = target && shareJoinSession(this, target, place);
        this.leave();
        this.#sharedId = id;
        this.keyFailure = null;
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
                withdrawn: null,
                notice: null
            };
            this.#visitor.see(this.state);
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
            // Who comes, and which session starts, is told by what this button follows: see VisitorWatch.
            if (announcement.type === 'sessionend' || announcement.type === 'joinerror') {
                this.tellHost(announcement);
            }
            return;
        }
        this.state = state;
        this.log(state.status, state);
        this.noteAway(state);
        if (this.#hidden) {
            this.leaveUnlessInSession();
            return;
        }
        this.#visitor.see(state);
        if (state.status === 'present' && this.options.autoJoin && !this.cannotAsk) {
            autoJoinOnce(`${this.recordId ?? ''} ${state.visitorId}`, () => this.join());
        }
    }

    private tellHost(announcement: Announcement): void {
        const { type, ...detail } = announcement;
        this.log(type, announcement);
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }

    private noteAway(state: JoinState): void {
        const away =
            state.status === 'inSession' &&
            (!state.connected ||
                (state.visitor === null && state.session.visitorId === state.visitorId));
        this.#awaySince = away ? (this.#awaySince ?? Date.now()) : null;
    }

    private runClock(running: boolean): void {
        if (!running) {
            clearInterval(this.#clock);
            this.#clock = undefined;
        } else if (this.#clock === undefined) {
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
            this.openedUnasked = false;
            this.keyEntryOpen = false;
            this.keyProblem = null;
            this.keyFailure = null;
        }
    }

    private closeKeyEntry(): void {
        this.keyEntryOpen = false;
        this.keyProblem = null;
        this.#moveFocus = 'actions';
    }

    /** After a click has replaced the controls, the focus goes to where the agent goes on; it never falls to the page. */
    private focusNext(): void {
        const place = this.#moveFocus ?? (this.#focus.lost() ? 'headline' : null);
        this.#moveFocus = null;
        if (place === 'key') {
            this.template
                ?.querySelector<HTMLElement & { focusField(): void }>('.key-entry')
                ?.focusField();
        } else if (place !== null) {
            const actions = this.template?.querySelectorAll<HTMLElement & { disabled?: boolean }>(
                '.actions button, .actions lightning-button'
            );
            const next =
                place === 'actions' && [...(actions ?? [])].find(({ disabled }) => !disabled);
            (next || this.template?.querySelector<HTMLElement>('.headline'))?.focus();
        }
    }
}

function wordsOf(code: Parameters<typeof errorRow>[0]): string {
    const { happened, action } = errorRow(code);
    return `${happened} ${action}`;
}
