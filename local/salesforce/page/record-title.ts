import type { RecordRepresentation } from '../org/record-representation.ts';
import { layouts } from './layouts.ts';
import { callPlatform } from './platform-call.ts';
import type { PageReference } from './page-reference.ts';

/** The text on a tab: the record's name, or the plural of a list's object. */
export async function pageTitle({ attributes }: PageReference): Promise<string> {
    const { objectApiName = '', recordId } = attributes;
    const layout = layouts[objectApiName];
    if (recordId === undefined || layout === undefined) {
        return layout?.pluralLabel ?? 'Home';
    }
    const field = objectApiName === 'Case' ? 'CaseNumber' : layout.titleField;
    try {
        const record = await callPlatform<RecordRepresentation>(
            `/services/data/v66.0/ui-api/records/${recordId}?optionalFields=${objectApiName}.${field}`
        );
        return String(record.fields[field]?.value ?? recordId);
    } catch {
        return recordId;
    }
}
