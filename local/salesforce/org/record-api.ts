import type { Org } from './org.ts';
import type { FieldRepresentation, RecordRepresentation } from './record-representation.ts';
import { longId, relationships, type SObject } from './sobject.ts';

/** A refusal of the User Interface API, with the HTTP status and body that it answers. */
export class UiApiError extends Error {
    readonly status: number;
    readonly errorCode: string;

    constructor(status: number, errorCode: string, message: string) {
        super(message);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** As Lightning hands it to a component in `error.body`. */
    get body() {
        return { statusCode: this.status, errorCode: this.errorCode, message: this.message };
    }
}

/**
 * A record with the fields asked for, as `GET /ui-api/records/{recordId}` returns it.
 * @param fields qualified names such as `Case.Contact.Name`: when one can't be read, the whole request fails
 * @param optionalFields the same, but what can't be read is left out
 * @throws {UiApiError} 404 `NOT_FOUND` for an unknown id, 400 `INVALID_FIELD` for an unreadable required field
 */
export function getRecord(
    org: Org,
    recordId: string,
    fields: readonly string[],
    optionalFields: readonly string[]
): RecordRepresentation {
    const record = org.records.get(longId(recordId));
    if (record === undefined) {
        throw new UiApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    const selected: Record<string, FieldRepresentation> = {};
    for (const field of fields) {
        if (!select(org, record, pathIn(record, field), selected)) {
            throw new UiApiError(
                400,
                'INVALID_FIELD',
                `No such column '${field.split('.').slice(1).join('.')}' on entity '${record.apiName}'.`
            );
        }
    }
    for (const field of optionalFields) {
        select(org, record, pathIn(record, field), selected);
    }
    return representation(record, selected);
}

/**
 * Writes fields of a record.
 * @throws {UiApiError} 404 for an unknown id, 400 for an unknown field
 */
export function updateRecord(
    org: Org,
    recordId: string,
    fields: Readonly<Record<string, string | number | boolean | null>>
): RecordRepresentation {
    const record = org.records.get(longId(recordId));
    if (record === undefined) {
        throw new UiApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    for (const name of Object.keys(fields)) {
        if (!(name in record.fields)) {
            throw new UiApiError(
                400,
                'INVALID_FIELD',
                `No such column '${name}' on entity '${record.apiName}'.`
            );
        }
    }
    Object.assign(record.fields, fields);
    return getRecord(
        org,
        recordId,
        [],
        Object.keys(fields).map((name) => `${record.apiName}.${name}`)
    );
}

/** All records of an object with all their fields, and the names of the records that they look up. */
export function listRecords(org: Org, objectApiName: string): RecordRepresentation[] {
    const lookups = Object.keys(relationships[objectApiName] ?? {});
    return [...org.records.values()]
        .filter(({ apiName }) => apiName === objectApiName)
        .map((record) =>
            getRecord(
                org,
                record.id,
                [],
                [
                    ...Object.keys(record.fields).map((name) => `${objectApiName}.${name}`),
                    ...lookups.map((name) => `${objectApiName}.${name}.Name`)
                ]
            )
        );
}

/** The path behind the object's name; empty when the name is another object's. */
function pathIn(record: SObject, field: string): string[] {
    const [objectApiName, ...path] = field.split('.');
    return objectApiName === record.apiName ? path : [];
}

/** Adds a field to a selection. @returns false when it doesn't exist or may not be read */
function select(
    org: Org,
    record: SObject,
    path: readonly string[],
    selected: Record<string, FieldRepresentation>
): boolean {
    const [name, ...rest] = path;
    if (name === undefined) {
        return false;
    }
    if (rest.length > 0) {
        return selectSpanning(org, record, name, rest, selected);
    }
    const value = record.fields[name];
    if (value === undefined || org.unreadableFields.includes(`${record.apiName}.${name}`)) {
        return false;
    }
    selected[name] = { displayValue: null, value };
    return true;
}

function selectSpanning(
    org: Org,
    record: SObject,
    relationship: string,
    rest: readonly string[],
    selected: Record<string, FieldRepresentation>
): boolean {
    const lookup = relationships[record.apiName]?.[relationship];
    if (lookup === undefined || org.unreadableFields.includes(`${record.apiName}.${lookup}`)) {
        return false;
    }
    const parent = org.records.get(String(record.fields[lookup] ?? ''));
    if (parent === undefined) {
        selected[relationship] = { displayValue: null, value: null };
        return true;
    }
    const already = selected[relationship]?.value;
    const fields =
        typeof already === 'object' && already !== null
            ? { ...(already as RecordRepresentation).fields }
            : {};
    if (!select(org, parent, rest, fields)) {
        return false;
    }
    selected[relationship] = {
        displayValue: String(parent.fields['Name'] ?? ''),
        value: representation(parent, fields)
    };
    return true;
}

function representation(
    record: SObject,
    fields: Record<string, FieldRepresentation>
): RecordRepresentation {
    return {
        apiName: record.apiName,
        childRelationships: {},
        fields,
        id: record.id,
        lastModifiedById: null,
        lastModifiedDate: null,
        recordTypeId: null,
        recordTypeInfo: null,
        systemModstamp: null
    };
}
