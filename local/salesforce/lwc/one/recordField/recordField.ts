import { LightningElement, api } from 'lwc';
import type { FieldView } from '../../../page/field-view.ts';
import { navigate } from '../../../page/navigation.ts';
import { pageReferenceOf } from '../../../page/page-reference.ts';

/** The value of a field, as its type is shown. */
export default class RecordField extends LightningElement {
    @api view: FieldView | undefined;

    handleClick(event: MouseEvent) {
        const reference = pageReferenceOf(this.view?.href ?? '');
        if (reference !== undefined) {
            event.preventDefault();
            navigate(reference);
        }
    }
}
