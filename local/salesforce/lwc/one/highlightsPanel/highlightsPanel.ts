import { LightningElement, api } from 'lwc';
import { fieldView } from '../../../page/field-view.ts';
import { layouts } from '../../../page/layouts.ts';
import type { RecordRepresentation } from '../../../org/record-representation.ts';

/** The header of a record's page, with the fields of its compact layout. */
export default class HighlightsPanel extends LightningElement {
    @api record: RecordRepresentation | undefined;
    @api objectApiName = '';

    get layout() {
        return layouts[this.objectApiName];
    }

    get recordName() {
        return String(this.record?.fields[this.layout?.titleField ?? '']?.value ?? '');
    }

    get fields() {
        return (this.layout?.highlights ?? []).map((field) => fieldView(this.record, field));
    }
}
