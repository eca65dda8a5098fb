import { getFieldValue } from 'lightning/uiRecordApi';
import type { RecordRepresentation } from 'lightning/uiRecordApi';
import { readArguments } from 'c/glanceJoinSession';

/** `{!Field__c}`, also over parents: `{!Contact.Email}`. */
const MERGE_FIELD = /\{!\s*([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)\s*\}/g;
const ONLY_A_MERGE_FIELD = /^\{!\s*([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)\s*\}$/;

/** The fields that a text merges, each once. */
export function mergedFields(text: string): string[] {
    return [...new Set([...text.matchAll(MERGE_FIELD)].map((match) => match[1] as string))];
}

/**
 * The arguments of a custom function, with values of the record merged into their texts. A text that is nothing but one
 * merge field keeps the value's type. The JSON is read before anything is merged, so no value can change its form.
 * @param json the JSON text of an object.
 * @throws {SyntaxError} when the text is not JSON of an object.
 */
export function mergeArguments(
    json: string,
    record: RecordRepresentation | null,
    objectApiName: string
): Readonly<Record<string, unknown>> {
    const valueOf = (field: string): unknown =>
        record ? (getFieldValue(record, `${objectApiName}.${field}`) ?? null) : null;
    return mergeInto(readArguments(json), valueOf) as Readonly<Record<string, unknown>>;
}

function mergeInto(value: unknown, valueOf: (field: string) => unknown): unknown {
    if (typeof value === 'string') {
        const only = ONLY_A_MERGE_FIELD.exec(value)?.[1];
        return only === undefined
            ? value.replace(MERGE_FIELD, (_text, field: string) => String(valueOf(field) ?? ''))
            : valueOf(only);
    }
    if (Array.isArray(value)) {
        return value.map((item) => mergeInto(item, valueOf));
    }
    if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(
            Object.entries(value).map(([name, item]) => [name, mergeInto(item, valueOf)])
        );
    }
    return value;
}
