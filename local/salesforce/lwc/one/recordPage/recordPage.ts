import { LightningElement, api, wire } from 'lwc';
import { getRecord, type Provisioned } from 'lightning/uiRecordApi';
import { fieldNames, layouts } from '../../../page/layouts.ts';

/** A record's page: highlights on top, details and related lists, activities and the admin's components beside them. */
export default class RecordPage extends LightningElement {
    @api recordId = '';
    @api objectApiName = '';

    @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' })
    record: Provisioned = { data: undefined, error: undefined };

    get layout() {
        return layouts[this.objectApiName];
    }

    get fields() {
        if (this.layout === undefined) {
            return [];
        }
        const { highlights, sections, titleField } = this.layout;
        const all = [...highlights, ...sections.flatMap((section) => section.fields)];
        return [
            `${this.objectApiName}.${titleField}`,
            ...new Set(fieldNames(this.objectApiName, all))
        ];
    }

    get missing() {
        return this.layout === undefined || this.record.error !== undefined;
    }
}
