import { LightningElement } from 'lwc';
import { listRecords, type StoredRecord } from '../../../page/list-records.ts';
import { recordUrl } from '../../../page/field-view.ts';
import { layouts } from '../../../page/layouts.ts';
import { navigate } from '../../../page/navigation.ts';
import { orgContext } from '../../../page/org-context.ts';
import { pageReferenceOf } from '../../../page/page-reference.ts';

/** The agent's home page. */
export default class HomePage extends LightningElement {
    greeting = `Good day, ${orgContext().user.name.split(' ')[0]}. Let’s get selling!`;
    websiteUrl = orgContext().websiteUrl;
    records: readonly StoredRecord[] = [];

    async connectedCallback() {
        const lists = await Promise.all(['Contact', 'Case', 'Lead'].map(listRecords));
        this.records = lists.flat();
    }

    get recent() {
        return this.records.map(({ apiName, id, fields }) => ({
            id,
            href: recordUrl(apiName, id),
            iconName: layouts[apiName]?.iconName,
            label: String(fields[layouts[apiName]?.titleField ?? 'Name']?.value ?? '')
        }));
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
