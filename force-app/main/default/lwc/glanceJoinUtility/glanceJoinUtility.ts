import { LightningElement, api, wire } from 'lwc';
import {
    APPLICATION_SCOPE,
    MessageContext,
    subscribe,
    unsubscribe
} from 'lightning/messageService';
import type { MessageContextToken, Subscription } from 'lightning/messageService';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import { EnclosingUtilityId, open, updateUtility } from 'lightning/platformUtilityBarApi';
import { IsConsoleNavigation, focusTab, getTabInfo } from 'lightning/platformWorkspaceApi';
import { getFieldValue, getRecord } from 'lightning/uiRecordApi';
import type { RecordRepresentation, RecordResult } from 'lightning/uiRecordApi';
import TAB_FOCUSED from '@salesforce/messageChannel/lightning__tabFocused';
import { codeOf, errorRow } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import { FocusKeeper } from 'c/glanceFocus';
import { PROPERTY_LABELS, readOptions } from 'c/glanceJoinOptions';
import { joinSessions, rememberedSessions, watchJoinSessions } from 'c/glanceJoinSession';
import type { JoinSession, RecordPlace, RememberedPlace } from 'c/glanceJoinSession';
import {
    buttonProperties,
    readSettings,
    visitorFieldOf,
    visitorFieldsAt,
    visitorIdOf
} from 'c/glanceSettings';
import type { GlanceSettings, VisitorIdResult } from 'c/glanceSettings';
import { tabOf } from './consoleTabs';
import { KeptSessions } from './keptSessions';
import { labels } from './labels';
import { otherSession, rememberedSession } from './otherSessions';
import type { OtherSession } from './otherSessions';
import { RecordFocus, recordOf } from './recordFocus';
import type { FocusedRecord } from './recordFocus';
import { utilityLook } from './utilityLook';

const SECOND_MS = 1000;
/** Ids are given with and without their check characters. */
const SHORT_ID = 15;

/**
 * In the utility bar: the Join button for the customer of the record in focus, and all running sessions, whatever record
 * the agent has moved on to. Tells by label, icon and highlight what goes on while its panel is closed.
 */
export default class GlanceJoinUtility extends NavigationMixin(LightningElement) {
    @api settingsName?: string;
    @api openLocation?: string;
    @api preSessionFlow?: string;
    @api openOnAcceptance = false;
    @api arrivalAlert?: string;
    @api debugMode = false;

    labels = labels;
    propertyLabels = PROPERTY_LABELS;
    loaded: GlanceSettings | null = null;
    settingsProblem: ErrorCode | null = null;
    focused: FocusedRecord | null = null;
    record: RecordRepresentation | null = null;
    recordProblem: ErrorCode | null = null;
    others: readonly OtherSession[] = [];

    readonly #keyboard = new FocusKeeper();
    readonly #focus = new RecordFocus((record) => this.showRecord(record));
    readonly #kept = new KeptSessions();
    /** The customers' names, as far as their records were in focus. */
    readonly #names = new WeakMap<JoinSession, string>();
    /** Those that ran before the page was loaded anew, until their joins are there. */
    #remembered: readonly RememberedPlace[] = [];
    #isConsole = false;
    #utilityId: string | null = null;
    #subscription: Subscription | null = null;
    #messageContext: MessageContextToken | null = null;
    #stopWatching: (() => void) | null = null;
    #clock: ReturnType<typeof setInterval> | undefined;
    /** The look that the bar has been given, as text. */
    #shownLook = '';
    #lastTab = '';

    @wire(CurrentPageReference)
    readPage(reference: unknown): void {
        if (reference) {
            this.#focus.moveTo(recordOf(reference));
        }
    }

    @wire(EnclosingUtilityId)
    readUtilityId(utilityId: string | null | undefined): void {
        this.#utilityId = utilityId ?? null;
        this.showLook();
    }

    @wire(IsConsoleNavigation)
    readNavigation(isConsole: boolean | undefined): void {
        this.#isConsole = isConsole === true;
    }

    @wire(MessageContext)
    readMessageContext(context: MessageContextToken): void {
        this.#messageContext = context;
        this.listenToTabs();
    }

    @wire(getRecord, { recordId: '$focusedId', optionalFields: '$fields' })
    readRecord({ data, error }: RecordResult): void {
        if (data) {
            this.record = data;
            this.recordProblem = null;
        } else if (error && !this.record) {
            // A record that is read again and fails keeps what is known of it, and whatever is going on.
            this.recordProblem = 'recordUnavailable';
        }
        this.refresh();
    }

    /** A page may leave out the object of its record: the record knows it. */
    @wire(getRecord, { recordId: '$idWithoutObject', layoutTypes: ['Compact'], modes: ['View'] })
    readObject({ data, error }: RecordResult): void {
        const { recordId } = this.focused ?? {};
        if (data && recordId?.slice(0, SHORT_ID) === data.id.slice(0, SHORT_ID)) {
            this.focused = { recordId, objectApiName: data.apiName };
        } else if (error && this.idWithoutObject) {
            this.recordProblem = 'recordUnavailable';
        }
    }

    override connectedCallback(): void {
        this.listenToTabs();
        this.#stopWatching = watchJoinSessions(() => this.refresh());
        // What runs already was accepted before: it opens no panel.
        this.#kept.keepOngoing(joinSessions(), null);
        this.refresh();
        void this.loadSettings();
    }

    override renderedCallback(): void {
        const panel = this.template?.querySelector<HTMLElement>('.panel');
        if (panel) {
            this.#keyboard.watch(panel);
            if (this.#keyboard.lost()) {
                panel.focus();
            }
        }
    }

    override disconnectedCallback(): void {
        this.#focus.stop();
        this.#lastTab = '';
        this.#kept.releaseAll();
        this.#stopWatching?.();
        this.runClock(false);
        if (this.#subscription) {
            unsubscribe(this.#subscription);
            this.#subscription = null;
        }
    }

    /** Asks for the settings, also once more after a failure. */
    async loadSettings(): Promise<void> {
        this.settingsProblem = null;
        try {
            this.loaded = await readSettings(this.settingsName);
            const { base } = readOptions(this.properties);
            this.#remembered = base ? rememberedSessions(base) : [];
            this.refresh();
        } catch (thrown) {
            this.settingsProblem = codeOf(thrown, 'settingsUnavailable');
        }
    }

    handleGoToRecord(event: Event): void {
        event.preventDefault();
        const { visitorId } = (event.currentTarget as HTMLElement).dataset;
        const place = this.others.find((other) => other.visitorId === visitorId)?.place;
        if (place) {
            void this.goTo(place);
        }
    }

    // ---- what is shown

    get focusedId(): string | undefined {
        return this.focused?.recordId;
    }

    get focusedObject(): string | undefined {
        return this.focused?.objectApiName ?? undefined;
    }

    get idWithoutObject(): string | undefined {
        return this.focused?.objectApiName === null ? this.focused.recordId : undefined;
    }

    get fieldPath(): string | null {
        return visitorFieldOf(this.loaded, this.focusedObject);
    }

    /** The path of the customer's name: on the same record as the visitor id. */
    get namePath(): string | null {
        return (
            this.fieldPath && `${this.focusedObject}.${this.fieldPath.replace(/[^.]+$/, 'Name')}`
        );
    }

    get fields(): string[] | undefined {
        return this.fieldPath && this.namePath
            ? [...visitorFieldsAt(`${this.focusedObject}.${this.fieldPath}`), this.namePath]
            : undefined;
    }

    get loading(): boolean {
        if (!this.loaded) {
            return this.settingsProblem === null;
        }
        const awaited = this.fields !== undefined || this.idWithoutObject !== undefined;
        return awaited && !this.record && !this.recordProblem;
    }

    get canRetry(): boolean {
        return this.settingsProblem !== null && errorRow(this.settingsProblem).retryable;
    }

    get properties(): object {
        return this.loaded
            ? buttonProperties(this.loaded, this.openLocation)
            : { setupProblem: this.settingsProblem };
    }

    /** Without a record, or with one of an object that has no visitor id, an agent joins by session key. */
    get presence(): boolean {
        return this.fieldPath !== null || this.recordProblem !== null;
    }

    get visitor(): VisitorIdResult {
        if (!this.record || !this.fieldPath) {
            return { visitorId: null, problem: this.recordProblem };
        }
        return visitorIdOf(this.record, `${this.focusedObject}.${this.fieldPath}`);
    }

    get customerName(): string | null {
        const name =
            this.record && this.namePath ? getFieldValue(this.record, this.namePath) : null;
        return typeof name === 'string' ? name : null;
    }

    /** Their buttons need the settings, but not the record in focus: they stay while it is looked for. */
    get hasOthers(): boolean {
        return this.loaded !== null && this.others.length > 0;
    }

    // ---- following

    /** Shows a record: in a console in the tab where it is open already. */
    private async goTo(place: RecordPlace): Promise<void> {
        if (this.#isConsole) {
            try {
                const tabId = await tabOf(place.recordId);
                if (tabId !== null) {
                    await focusTab(tabId);
                    return;
                }
            } catch {
                // Without its tabs, the console decides where to show the record.
            }
        }
        const { recordId, objectApiName } = place;
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: {
                recordId,
                ...(objectApiName ? { objectApiName } : {}),
                actionName: 'view'
            }
        });
    }

    private showRecord(record: FocusedRecord | null): void {
        this.focused = record;
        this.record = null;
        this.recordProblem = null;
        this.refresh();
    }

    /** In a console the page reference may lag behind the tabs: a focused tab is asked which record it shows. */
    private listenToTabs(): void {
        if (this.#messageContext && !this.#subscription && this.isConnected) {
            this.#subscription = subscribe(
                this.#messageContext,
                TAB_FOCUSED,
                ({ currentTabId }: { currentTabId?: string }) => {
                    void this.readTab(currentTabId ?? '');
                },
                { scope: APPLICATION_SCOPE }
            );
        }
    }

    private async readTab(tabId: string): Promise<void> {
        this.#lastTab = tabId;
        try {
            const { pageReference } = await getTabInfo(tabId);
            if (tabId === this.#lastTab) {
                this.#focus.moveTo(recordOf(pageReference));
            }
        } catch {
            // The tab is gone already; the next focus tells.
        }
    }

    /** Brings everything in line with the joins of the page. */
    private refresh(): void {
        const { visitorId } = this.visitor;
        this.noteName(visitorId);
        const seen = this.#focus.settled ? visitorId : null;
        const accepted = this.#kept.keepOngoing(joinSessions(), seen);
        this.#remembered = this.#remembered.filter(({ visitorId: id }) => !isJoined(id));
        this.others = [
            ...this.#kept
                .othersThan(visitorId)
                .map((session) => otherSession(session, this.#names.get(session))),
            ...this.#remembered
                .filter(({ visitorId: id }) => id !== visitorId)
                .map(rememberedSession)
        ];
        this.runClock(this.#kept.running > 0);
        this.showLook();
        if (accepted && String(this.openOnAcceptance) === 'true' && this.#utilityId) {
            open(this.#utilityId, { autoFocus: false }).catch(() => undefined);
        }
    }

    private noteName(visitorId: string | null): void {
        const name = this.customerName;
        const focused = joinSessions().find(({ target }) => target.visitorId === visitorId);
        if (focused && name !== null) {
            this.#names.set(focused, name);
        }
    }

    private showLook(): void {
        if (!this.#utilityId) {
            return;
        }
        const states = joinSessions().map(({ state }) => state);
        const { visitorId } = this.visitor;
        const own = states.find(
            (state) => state.status !== 'unconfigured' && state.visitorId === visitorId
        );
        const hasNews = this.#kept.hasNewsBeside(visitorId);
        const look = utilityLook(states, own ?? null, hasNews, Date.now());
        const text = JSON.stringify(look);
        if (text !== this.#shownLook) {
            this.#shownLook = text;
            updateUtility(this.#utilityId, look).catch(() => {
                this.#shownLook = '';
            });
        }
    }

    private runClock(running: boolean): void {
        if (!running) {
            clearInterval(this.#clock);
            this.#clock = undefined;
        } else {
            this.#clock ??= setInterval(() => this.showLook(), SECOND_MS);
        }
    }
}

/** Whether a join of the page follows this customer. */
function isJoined(visitorId: string): boolean {
    return joinSessions().some(({ target }) => target.visitorId === visitorId);
}
