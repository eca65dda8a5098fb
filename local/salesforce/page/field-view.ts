import { urlOf } from './page-reference.ts';
import type { LayoutField } from './layouts.ts';
import type { RecordRepresentation } from '../org/record-representation.ts';

/** A field of a record, ready to be shown. */
export interface FieldView {
    readonly key: string;
    readonly label: string;
    readonly text: string;
    readonly href: string | undefined;
    readonly isText: boolean;
    readonly isLink: boolean;
    readonly isLongText: boolean;
    readonly isCheckbox: boolean;
    readonly checked: boolean;
    readonly editable: boolean;
    readonly name: string;
}

/** What to show of a record for a field of a layout. */
export function fieldView(
    record: RecordRepresentation | undefined,
    { name, label, type, editable }: LayoutField
): FieldView {
    const value = record?.fields[name]?.value ?? null;
    const view = { key: `${name} ${label}`, name, label, editable, ...linkOf(value, type) };
    const isLink = view.href !== undefined;
    return {
        ...view,
        isLink,
        isLongText: type === 'longText',
        isCheckbox: type === 'checkbox',
        checked: value === true,
        isText: !isLink && type !== 'longText' && type !== 'checkbox'
    };
}

function linkOf(value: unknown, type: LayoutField['type']) {
    if (value === null) {
        return { text: '', href: undefined };
    }
    if (typeof value === 'object') {
        const parent = value as RecordRepresentation;
        const text = String(parent.fields['Name']?.value ?? parent.fields['Subject']?.value ?? '');
        return { text, href: recordUrl(parent.apiName, parent.id) };
    }
    const text = String(value);
    switch (type) {
        case 'phone':
            return { text, href: `tel:${text.replaceAll(' ', '')}` };
        case 'email':
            return { text, href: `mailto:${text}` };
        case 'url':
            return { text, href: text };
        default:
            return { text, href: undefined };
    }
}

/** The address of a record's page. */
export function recordUrl(objectApiName: string, recordId: string): string {
    return urlOf({
        type: 'standard__recordPage',
        attributes: { objectApiName, recordId, actionName: 'view' },
        state: {}
    });
}
