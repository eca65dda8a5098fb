import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import type { RecordRepresentation, RecordResult } from 'lightning/uiRecordApi';
import loading from '@salesforce/label/c.Glance_Connecting';
import title from '@salesforce/label/c.Glance_Region';
import tryAgain from '@salesforce/label/c.Glance_Try_Again';
import { codeOf, errorRow } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import { FocusKeeper } from 'c/glanceFocus';
import { PROPERTY_LABELS } from 'c/glanceJoinOptions';
import {
    buttonProperties,
    readSettings,
    visitorFieldOf,
    visitorFieldsAt,
    visitorIdOf
} from 'c/glanceSettings';
import type { GlanceSettings, VisitorIdResult } from 'c/glanceSettings';
import { customInvokeOf } from './customInvoke';
import type { CustomInvoke } from './customInvoke';
import { mergedFields } from './mergeFields';

/**
 * The Join button on a page: takes the settings from the org and the visitor id from the page's record. On a page without
 * a record, an agent joins with a session key.
 * @fires sessionstart, sessionend, joinerror as the button does; none bubbles or is composed.
 */
export default class GlanceJoin extends LightningElement {
    /** Given by the page, like the record id. */
    @api objectApiName?: string;
    /** Whom to follow where there is no record, if the host knows. */
    @api visitorId?: string;
    @api settingsName?: string;
    @api visitorIdField?: string;
    @api preSessionFlow?: string;
    @api customFunction?: string;
    @api customArguments?: string;
    @api customInvokeWhen?: string;
    @api openLocation?: string;
    @api autoJoin = false;
    @api arrivalAlert?: string;
    @api debugMode = false;

    labels = { loading, title, tryAgain };
    propertyLabels = PROPERTY_LABELS;
    loaded: GlanceSettings | null = null;
    settingsProblem: ErrorCode | null = null;
    record: RecordRepresentation | null = null;
    recordProblem: ErrorCode | null = null;
    shownRecordId: string | undefined;
    readonly #focus = new FocusKeeper();

    /** Given by the page. With another record, nothing of the former one stays. */
    @api
    get recordId(): string | undefined {
        return this.shownRecordId;
    }

    set recordId(recordId: string | undefined) {
        if (recordId !== this.shownRecordId) {
            this.shownRecordId = recordId;
            this.record = null;
            this.recordProblem = null;
        }
    }

    @wire(getRecord, { recordId: '$shownRecordId', optionalFields: '$fields' })
    readRecord({ data, error }: RecordResult): void {
        if (data) {
            this.record = data;
            this.recordProblem = null;
        } else if (error && !this.record) {
            // A record that is read again and fails keeps what is known of it, and whatever is going on.
            this.recordProblem = 'recordUnavailable';
        }
    }

    override connectedCallback(): void {
        void this.loadSettings();
    }

    override renderedCallback(): void {
        const content = this.template?.querySelector<HTMLElement>('.content');
        if (content) {
            this.#focus.watch(content);
            if (this.#focus.lost()) {
                content.focus();
            }
        }
    }

    /** Asks for the settings, also once more after a failure. */
    async loadSettings(): Promise<void> {
        this.settingsProblem = null;
        try {
            this.loaded = await readSettings(this.settingsName);
        } catch (thrown) {
            this.settingsProblem = codeOf(thrown, 'settingsUnavailable');
        }
    }

    /** What the button tells is told on. */
    forward({ type, detail }: CustomEvent<object>): void {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }

    /** The path of the visitor id field, from the page's properties or the org's mapping; `null` when there is none. */
    get fieldPath(): string | null {
        return this.visitorIdField?.trim() || visitorFieldOf(this.loaded, this.objectApiName);
    }

    get fields(): string[] | undefined {
        if (!this.loaded || !this.objectApiName) {
            return undefined;
        }
        const object = this.objectApiName;
        const merged = mergedFields(this.customArguments ?? '');
        const paths = [
            ...(this.fieldPath ? visitorFieldsAt(`${object}.${this.fieldPath}`) : []),
            ...merged.map((name) => `${object}.${name}`)
        ];
        return paths.length > 0 ? paths : undefined;
    }

    get loading(): boolean {
        if (!this.loaded) {
            return this.settingsProblem === null;
        }
        return this.fields !== undefined && !this.record && !this.recordProblem;
    }

    get canRetry(): boolean {
        return this.settingsProblem !== null && errorRow(this.settingsProblem).retryable;
    }

    get visitor(): VisitorIdResult {
        if (!this.shownRecordId && this.visitorId) {
            return { visitorId: this.visitorId, problem: null };
        }
        if (!this.record) {
            return { visitorId: null, problem: this.recordProblem ?? 'visitorFieldMissing' };
        }
        return this.fieldPath
            ? visitorIdOf(this.record, `${this.objectApiName}.${this.fieldPath}`)
            : { visitorId: null, problem: 'visitorFieldMissing' };
    }

    /** Without a record or a visitor nobody can be followed, and nothing is wrong with that. */
    get presence(): boolean {
        return Boolean(this.shownRecordId || this.visitorId);
    }

    /** What the settings decide; without settings, why nobody can join. */
    get properties(): object {
        return this.loaded
            ? buttonProperties(this.loaded, this.openLocation)
            : { setupProblem: this.settingsProblem };
    }

    get customInvoke(): CustomInvoke {
        return customInvokeOf(this.customFunction, this.customArguments, this.record);
    }
}
