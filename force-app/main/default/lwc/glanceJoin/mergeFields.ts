import type { RecordRepresentation } from 'lightning/uiRecordApi';
import type { ErrorCode } from 'c/glanceErrors';
import { readArguments } from 'c/glanceJoinSession';

/** Whatever is written as a merge field: `{{Field}}`, or `{!Field}`, which App Builder refuses in a property but code can give. */
const MERGE_FIELD = /\{\{\s*([^{}]*?)\s*\}\}|\{!\s*([^{}]*?)\s*\}/g;
const ONLY_A_MERGE_FIELD = new RegExp(`^(?:${MERGE_FIELD.source})$`);
/** `Field__c`, also over parents: `Contact.Email`. */
const FIELD = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)*$/;
/** A number with no more digits than these is what it was in the org. Source: IEEE 754, double precision. */
const EXACT_DIGITS = 15;

/** A merge field that can't be filled in. `message`: the field, as an admin writes it. */
export class MergeFieldError extends Error {
    readonly code: ErrorCode;

    constructor(field: string, code: ErrorCode) {
        super(`{{${field}}}`);
        this.code = code;
    }
}

/** The fields that a text merges, each once. */
export function mergedFields(text: string): string[] {
    const fields = [...text.matchAll(MERGE_FIELD)].map(nameIn);
    return [...new Set(fields.filter((field) => FIELD.test(field)))];
}

/**
 * The arguments of a custom function, with values of the record merged into their texts. A text that is nothing but one
 * merge field keeps the value's type. The JSON is read before anything is merged, so no value can change its form.
 * @param json the JSON text of an object.
 * @throws {SyntaxError} when the text is not JSON of an object.
 * @throws {MergeFieldError} `mergeFieldUnknown` for a field that the record doesn't have, or the agent can't read;
 * `customInvokeInvalid` for a number that has lost digits.
 */
export function mergeArguments(
    json: string,
    record: RecordRepresentation | null
): Readonly<Record<string, unknown>> {
    return mergeInto(readArguments(json), (field) => valueOf(record, field)) as Readonly<
        Record<string, unknown>
    >;
}

/** The name in a match of a merge field, whichever way it is written. */
function nameIn([, braces, exclamation]: readonly (string | undefined)[]): string {
    return braces ?? exclamation ?? '';
}

function mergeInto(value: unknown, valueOfField: (field: string) => unknown): unknown {
    if (typeof value === 'string') {
        const only = ONLY_A_MERGE_FIELD.exec(value);
        return only
            ? valueOfField(nameIn(only))
            : value.replace(MERGE_FIELD, (...match: string[]) =>
                  String(valueOfField(nameIn(match)) ?? '')
              );
    }
    if (Array.isArray(value)) {
        return value.map((item) => mergeInto(item, valueOfField));
    }
    if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(
            Object.entries(value).map(([name, item]) => [name, mergeInto(item, valueOfField)])
        );
    }
    return value;
}

/** A field's value; `null` when it, or a parent on the way to it, is empty. */
function valueOf(record: RecordRepresentation | null, field: string): unknown {
    let at: unknown = record;
    for (const name of field.split('.')) {
        const fields = (at as RecordRepresentation | null)?.fields;
        if (!fields || !Object.hasOwn(fields, name)) {
            throw new MergeFieldError(field, 'mergeFieldUnknown');
        }
        at = fields[name]?.value ?? null;
        if (at === null) {
            return null;
        }
    }
    if (typeof at === 'object') {
        throw new MergeFieldError(field, 'mergeFieldUnknown');
    }
    if (typeof at === 'number' && !isExact(at)) {
        throw new MergeFieldError(field, 'customInvokeInvalid');
    }
    return at;
}

function isExact(value: number): boolean {
    return Number.isInteger(value)
        ? Number.isSafeInteger(value)
        : Number(value.toPrecision(EXACT_DIGITS)) === value;
}
