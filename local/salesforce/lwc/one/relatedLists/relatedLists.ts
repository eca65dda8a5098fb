import { LightningElement, api } from 'lwc';
import { fieldView, recordUrl } from '../../../page/field-view.ts';
import { layouts } from '../../../page/layouts.ts';
import { listRecords, type StoredRecord } from '../../../page/list-records.ts';
import { navigate } from '../../../page/navigation.ts';
import { pageReferenceOf } from '../../../page/page-reference.ts';

/** The Related tab: child records of the one on the page. */
export default class RelatedLists extends LightningElement {
    _recordId = '';
    @api objectApiName = '';
    records: readonly StoredRecord[] = [];

    @api
    get recordId() {
        return this._recordId;
    }
    set recordId(value: string) {
        this._recordId = value;
        void this.load();
    }

    async connectedCallback() {
        await this.load();
    }

    async load() {
        const related = layouts[this.objectApiName]?.related ?? [];
        const lists = await Promise.all(
            related.map(({ objectApiName }) => listRecords(objectApiName))
        );
        this.records = lists.flat();
    }

    get isEmpty() {
        return this.lists.length === 0;
    }

    get lists() {
        return (layouts[this.objectApiName]?.related ?? []).map(
            ({ objectApiName, lookup, columns }) => {
                const layout = layouts[objectApiName];
                const records = this.records.filter(
                    ({ apiName, fields }) =>
                        apiName === objectApiName && fields[lookup]?.value === this.recordId
                );
                return {
                    key: objectApiName,
                    title: `${layout?.pluralLabel} (${records.length})`,
                    iconName: layout?.iconName,
                    columns,
                    rows: records.map((record) => ({
                        key: record.id,
                        href: recordUrl(objectApiName, record.id),
                        cells: columns.map((column, i) => ({
                            ...fieldView(record, column),
                            isFirst: i === 0
                        }))
                    }))
                };
            }
        );
    }

    handleOpen(event: MouseEvent) {
        const link = event.currentTarget as HTMLAnchorElement;
        const reference = pageReferenceOf(link.getAttribute('href') ?? '');
        if (reference !== undefined) {
            event.preventDefault();
            navigate(reference);
        }
    }
}
