import { getFieldValue } from 'lightning/uiRecordApi';
import type { RecordRepresentation } from 'lightning/uiRecordApi';
import type { ErrorCode } from 'c/glanceErrors';
import { personFieldOf } from './personField';

/** The visitor id of a record, or why there is none. */
export interface VisitorIdResult {
    readonly visitorId: string | null;
    readonly problem: ErrorCode | null;
}

/**
 * Reads the visitor id from a record. A field that the user may not read is left out of `optionalFields` in silence, which
 * is told apart from an empty one here: along a path, an empty parent is no lack of access. Where an account's field tells
 * nothing, that of a person account's contact does.
 * @param path the field with its object, e.g. `Case.Contact.Glance_Visitor_Id__c`.
 */
export function visitorIdOf(record: RecordRepresentation, path: string): VisitorIdResult {
    const own = valueAt(record, path);
    const personField = personFieldOf(path);
    if (!personField || own.visitorId !== null || own.problem === 'visitorIdInvalid') {
        return own;
    }
    const ofPerson = valueAt(record, personField);
    return ofPerson.problem === 'visitorFieldUnreadable' ? own : ofPerson;
}

function valueAt(record: RecordRepresentation, path: string): VisitorIdResult {
    const value = getFieldValue(record, path);
    if (typeof value === 'number') {
        return ofNumber(value);
    }
    if (typeof value === 'string' && value.trim() !== '') {
        return { visitorId: value.trim(), problem: null };
    }
    const readable = value !== undefined || hasEmptyParent(record, path);
    return { visitorId: null, problem: readable ? 'visitorIdMissing' : 'visitorFieldUnreadable' };
}

/** A customer number may be kept in a field of numbers. One that lost digits on its way here is another customer's. */
function ofNumber(value: number): VisitorIdResult {
    return Number.isSafeInteger(value)
        ? { visitorId: String(value), problem: null }
        : { visitorId: null, problem: 'visitorIdInvalid' };
}

/** Whether a record on the way to the field is not there, such as the contact of a case without one. */
function hasEmptyParent(record: RecordRepresentation, path: string): boolean {
    const parents = path.split('.').slice(1, -1);
    let at: RecordRepresentation | null = record;
    for (const parent of parents) {
        const field: { readonly value: unknown } | undefined = at.fields[parent];
        if (field === undefined) {
            return false;
        }
        at = field.value as RecordRepresentation | null;
        if (at === null) {
            return true;
        }
    }
    return false;
}
