import type { Org } from '../org/org.ts';
import { getRecord } from '../org/record-api.ts';
import type { RecordRepresentation } from '../org/record-representation.ts';
import { AuraHandledException } from './aura-handled-exception.ts';

/**
 * The customer behind a record, as `GlanceRecordVisitor.cls` reads it.
 * @param fieldPath empty for the field that the mapping names
 * @throws {AuraHandledException} `recordUnreadable`, `visitorFieldMissing`, `visitorFieldUnreadable`, `visitorIdMissing` or
 * `visitorIdInvalid`
 */
export function visitorOf(
    org: Org,
    recordId: string,
    fieldPath: string
): { readonly objectApiName: string; readonly visitorId: string } {
    const objectApiName = read(org, recordId, []).apiName;
    const path =
        fieldPath ||
        org.visitorFields.find((field) => field.objectApiName === objectApiName)?.fieldPath;
    if (path === undefined) {
        throw new AuraHandledException('visitorFieldMissing');
    }
    const value = valueAt(read(org, recordId, [`${objectApiName}.${path}`]), path);
    if (value === undefined) {
        throw new AuraHandledException('visitorFieldUnreadable');
    }
    const text = String(value ?? '').trim();
    if (text === '') {
        throw new AuraHandledException('visitorIdMissing');
    }
    if (typeof value !== 'string' && !Number.isSafeInteger(value)) {
        throw new AuraHandledException('visitorIdInvalid');
    }
    return { objectApiName, visitorId: text };
}

function read(org: Org, recordId: string, optionalFields: readonly string[]): RecordRepresentation {
    try {
        return getRecord(org, recordId, [], optionalFields);
    } catch {
        throw new AuraHandledException('recordUnreadable');
    }
}

/** `undefined` for a field that can't be read, `null` where a lookup on the way is empty. */
function valueAt(record: RecordRepresentation, path: string): unknown {
    let at: unknown = record;
    for (const name of path.split('.')) {
        if (at === null || at === undefined) {
            return at;
        }
        at = (at as RecordRepresentation).fields[name]?.value;
    }
    return at;
}
