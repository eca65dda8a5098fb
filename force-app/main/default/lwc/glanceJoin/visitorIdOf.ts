import { getFieldValue } from 'lightning/uiRecordApi';
import type { RecordResult } from 'lightning/uiRecordApi';
import type { ErrorCode } from 'c/glanceErrors';

/** The visitor id of a record, or why there is none. */
export interface VisitorIdResult {
    readonly visitorId: string | null;
    readonly problem: ErrorCode | null;
}

/**
 * Reads the visitor id from what `getRecord` answered. A field that the user may not read is left out of the answer in
 * silence (`optionalFields`), which is told apart from an empty one here.
 * @param field path of the field with its object, e.g. `Case.Contact.Glance_Visitor_Id__c`.
 */
export function visitorIdOf({ data, error }: RecordResult, field: string): VisitorIdResult {
    if (error || !data) {
        return { visitorId: null, problem: 'recordUnavailable' };
    }
    const value = getFieldValue(data, field);
    if (value === undefined) {
        return { visitorId: null, problem: 'visitorFieldUnreadable' };
    }
    return typeof value === 'string' && value.trim() !== ''
        ? { visitorId: value.trim(), problem: null }
        : { visitorId: null, problem: 'visitorIdMissing' };
}
