import { LightningElement, api } from 'lwc';
import { isConsoleNavigation, workspace } from '../../../page/console.ts';
import { fieldView, recordUrl } from '../../../page/field-view.ts';
import { layouts } from '../../../page/layouts.ts';
import { listRecords, type StoredRecord } from '../../../page/list-records.ts';
import { navigate } from '../../../page/navigation.ts';
import { pageReferenceOf } from '../../../page/page-reference.ts';

/** An object's list view. */
export default class ObjectHome extends LightningElement {
    @api objectApiName = '';
    records: readonly StoredRecord[] = [];

    async connectedCallback() {
        this.records = await listRecords(this.objectApiName);
    }

    get layout() {
        return layouts[this.objectApiName];
    }

    get count() {
        return `${this.records.length} items • Updated a few seconds ago`;
    }

    get listName() {
        return `All ${this.layout?.pluralLabel ?? ''}`;
    }

    get columns() {
        return this.layout?.listColumns ?? [];
    }

    get rows() {
        return this.records.map((record) => ({
            key: record.id,
            href: recordUrl(record.apiName, record.id),
            cells: this.columns.map((column, i) => ({
                ...fieldView(record, column),
                isFirst: i === 0
            }))
        }));
    }

    /** With Ctrl or Command: in the background, in a console; elsewhere that is left to the browser. */
    handleOpen(event: MouseEvent) {
        const link = event.currentTarget as HTMLAnchorElement;
        const reference = pageReferenceOf(link.getAttribute('href') ?? '');
        const inBackground = event.ctrlKey || event.metaKey;
        if (reference === undefined || (inBackground && !isConsoleNavigation.value)) {
            return;
        }
        event.preventDefault();
        if (inBackground) {
            workspace.openTab({ pageReference: reference });
        } else {
            navigate(reference);
        }
    }
}
