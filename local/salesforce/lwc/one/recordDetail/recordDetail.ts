import { LightningElement, api } from 'lwc';
import { updateRecord } from 'lightning/uiRecordApi';
import { fieldView } from '../../../page/field-view.ts';
import { layouts } from '../../../page/layouts.ts';
import type { RecordRepresentation } from '../../../org/record-representation.ts';

/** The Details tab. Fields that the stage needs to change can be edited in place. */
export default class RecordDetail extends LightningElement {
    @api record: RecordRepresentation | undefined;
    @api objectApiName = '';
    edited: string | undefined;

    get sections() {
        return (layouts[this.objectApiName]?.sections ?? []).map(({ label, fields }) => ({
            label,
            fields: fields.map((field) => ({
                ...fieldView(this.record, field),
                isEdited: field.name === this.edited,
                editTitle: `Edit ${field.label}`
            }))
        }));
    }

    handleEdit(event: Event) {
        this.edited = (event.currentTarget as HTMLElement).dataset['name'];
    }

    handleCancel() {
        this.edited = undefined;
    }

    async handleSave() {
        const input = this.template?.querySelector<HTMLInputElement>('lightning-input.editor');
        const name = this.edited;
        if (name === undefined || this.record === undefined) {
            return;
        }
        const value = input?.type === 'checkbox' ? input.checked : input?.value || null;
        await updateRecord({ fields: { Id: this.record.id, [name]: value } });
        this.edited = undefined;
    }
}
