import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import type { RecordResult } from 'lightning/uiRecordApi';
import loading from '@salesforce/label/c.Glance_Connecting';
import title from '@salesforce/label/c.Glance_Region';
import type { ErrorCode } from 'c/glanceErrors';
import { visitorIdOf } from './visitorIdOf';

/** On a record page: reads the visitor id from the record and shows the Join button for that customer. */
export default class GlanceJoin extends LightningElement {
    /** Given by the page, like the record id. */
    @api objectApiName?: string;
    @api visitorIdField = 'Glance_Visitor_Id__c';
    @api groupId?: string;
    @api environment?: string;
    @api webServer?: string;
    @api presenceServer?: string;

    labels = { loading, title };
    loading = true;
    visitorId: string | null = null;
    visitorProblem: ErrorCode | null = null;
    shownRecordId: string | undefined;

    /** Given by the page. With another record, nothing of the former one stays. */
    @api
    get recordId(): string | undefined {
        return this.shownRecordId;
    }

    set recordId(recordId: string | undefined) {
        if (recordId !== this.shownRecordId) {
            this.shownRecordId = recordId;
            this.visitorId = null;
            this.loading = true;
        }
    }

    @wire(getRecord, { recordId: '$shownRecordId', optionalFields: '$fields' })
    readRecord(result: RecordResult): void {
        if (!result.data && !result.error) {
            return;
        }
        const { visitorId, problem } = visitorIdOf(result, this.fieldPath);
        this.visitorId = visitorId;
        this.visitorProblem = problem;
        this.loading = false;
    }

    get fieldPath(): string {
        return `${this.objectApiName}.${this.visitorIdField.trim()}`;
    }

    get fields(): string[] | undefined {
        return this.objectApiName ? [this.fieldPath] : undefined;
    }
}
