import { LightningElement, api, wire } from 'lwc';
import { FlowAttributeChangeEvent } from 'lightning/flowSupport';
import { getRecord } from 'lightning/uiRecordApi';
import type { RecordResult } from 'lightning/uiRecordApi';
import loading from '@salesforce/label/c.Glance_Connecting';
import stillRunning from '@salesforce/label/c.Glance_Wait_For_End';

/** With or without its check characters; something else is never answered for. Source: Salesforce's "Record ID". */
const RECORD_ID = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;
const SHORT_ID = 15;

interface SessionEnd {
    readonly outcome: string;
    readonly durationSeconds: number;
}

/** What a screen flow asks of a component before it leaves the screen. */
interface Validity {
    readonly isValid: boolean;
    readonly errorMessage?: string;
}

/**
 * The Join button as a step of a screen flow. A flow sets what it has no value for to `null`, and sets the outputs itself
 * once it is told; an output of a component that is hidden is `null`. Source: Salesforce's "Runtime Considerations for Flow
 * Screen Components".
 */
export default class GlanceJoinStep extends LightningElement {
    @api visitorIdField?: string;
    @api preSessionFlow?: string;
    @api customFunction?: string;
    @api customArguments?: string;
    @api customInvokeWhen?: string;
    @api settingsName?: string;
    @api openLocation?: string;
    @api waitForEnd = false;
    /** `notStarted`, `running`, or the `outcome` of `sessionend`. A screen that is shown again is given its last one. */
    @api outcome?: string;
    @api durationSeconds?: number;
    @api problemCode?: string;

    labels = { loading };
    shownRecordId: string | undefined;
    shownVisitorId: string | undefined;
    objectApiName: string | undefined;
    refused = false;
    /** Whether a session runs with the customer who is shown. */
    #running = false;

    @api
    get recordId(): string | undefined {
        return this.shownRecordId;
    }

    set recordId(recordId: string | null | undefined) {
        if ((recordId || undefined) !== this.shownRecordId) {
            this.shownRecordId = recordId || undefined;
            this.objectApiName = undefined;
            this.refused = false;
            this.#running = false;
        }
    }

    /** Whom to join where there is no record. */
    @api
    get visitorId(): string | undefined {
        return this.shownVisitorId;
    }

    set visitorId(visitorId: string | null | undefined) {
        if ((visitorId || undefined) !== this.shownVisitorId) {
            this.shownVisitorId = visitorId || undefined;
            this.#running = false;
        }
    }

    /** A flow knows the record's id; the record knows its object. */
    @wire(getRecord, { recordId: '$idWithoutObject', layoutTypes: ['Compact'], modes: ['View'] })
    readObject({ data, error }: RecordResult): void {
        if (data?.id.slice(0, SHORT_ID) === this.idWithoutObject?.slice(0, SHORT_ID)) {
            this.objectApiName = data?.apiName;
        } else if (error && this.idWithoutObject) {
            this.refused = true;
        }
    }

    override connectedCallback(): void {
        if (!this.outcome) {
            this.tell('outcome', 'notStarted');
        }
    }

    /** The flow asks before it goes on; a message keeps the agent on the screen. */
    @api
    validate(): Validity {
        return this.#running && String(this.waitForEnd) === 'true'
            ? { isValid: false, errorMessage: stillRunning }
            : { isValid: true };
    }

    get unreadable(): boolean {
        const isId = !this.shownRecordId || RECORD_ID.test(this.shownRecordId);
        return this.refused || !isId;
    }

    get idWithoutObject(): string | undefined {
        return this.objectApiName ? undefined : this.shownRecordId;
    }

    handleStart(): void {
        this.#running = true;
        this.tell('outcome', 'running');
        this.tell('problemCode', null);
    }

    handleEnd({ detail }: CustomEvent<SessionEnd>): void {
        this.#running = false;
        this.tell('outcome', detail.outcome);
        this.tell('durationSeconds', detail.durationSeconds);
    }

    handleError({ detail }: CustomEvent<{ code: string }>): void {
        this.tell('problemCode', detail.code);
    }

    private tell(output: 'outcome' | 'durationSeconds' | 'problemCode', value: unknown): void {
        this.dispatchEvent(new FlowAttributeChangeEvent(output, value));
    }
}
