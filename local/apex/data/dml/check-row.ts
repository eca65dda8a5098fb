import { ApexId } from '../../language/values.ts';
import { storedKey } from '../soql/field-values.ts';
import type { FieldSchema, ObjectSchema } from '../schema.ts';
import { idOf, type Row } from '../store/tables.ts';
import type { Stores } from '../stores.ts';
import { idText } from './check-value.ts';
import { Problem } from './problem.ts';

/**
 * Checks a record as a whole before it is stored.
 * @param id its own; null for a new one
 * @throws Problem
 */
export function checkRow(stores: Stores, object: ObjectSchema, row: Row, id: string | null): void {
    checkRequired(object, row);
    for (const field of object.fields.values()) {
        if (field.type === 'REFERENCE') {
            checkReference(stores, field, row);
        }
        if (field.unique) {
            checkUnique(stores, object, field, row, id);
        }
    }
}

function checkRequired(object: ObjectSchema, row: Row): void {
    const missing = [...object.fields.values()]
        .filter((field) => field.required && (row.get(field.name.toLowerCase()) ?? null) === null)
        .map((field) => field.name);
    if (missing.length > 0) {
        throw new Problem(
            'REQUIRED_FIELD_MISSING',
            `Required fields are missing: [${missing.join(', ')}]`,
            missing
        );
    }
}

function checkReference(stores: Stores, field: FieldSchema, row: Row): void {
    const id = row.get(field.name.toLowerCase());
    if (!(id instanceof ApexId)) {
        return;
    }
    const targets = field.referenceTo.map((name) => stores.object(name));
    const fitting = targets.filter((target) => id.value.startsWith(target.keyPrefix));
    if (fitting.length === 0) {
        throw new Problem(
            'FIELD_INTEGRITY_EXCEPTION',
            `${field.label}: id value of incorrect type: ${id.value}`,
            [field.name]
        );
    }
    const found = fitting.map((target) => stores.tables.get(target, id.value)).find(Boolean);
    if (!found || found.get('isdeleted') === true) {
        throw new Problem(
            found ? 'ENTITY_IS_DELETED' : 'INVALID_CROSS_REFERENCE_KEY',
            found ? 'entity is deleted' : 'invalid cross reference id',
            [field.name]
        );
    }
}

function checkUnique(
    stores: Stores,
    object: ObjectSchema,
    field: FieldSchema,
    row: Row,
    id: string | null
): void {
    const key = field.name.toLowerCase();
    const value = row.get(key) ?? null;
    if (value === null) {
        return;
    }
    const wanted = storedKey(field, value);
    for (const other of stores.tables.all(object)) {
        const isSame = storedKey(field, other.get(key) ?? null) === wanted;
        if (isSame && idOf(other) !== id && other.get('isdeleted') !== true) {
            throw duplicate(object, field, idOf(other));
        }
    }
}

function duplicate(object: ObjectSchema, field: FieldSchema, other: string): Problem {
    if (object.name === 'User' && field.name === 'Username') {
        return new Problem(
            'DUPLICATE_USERNAME',
            "Duplicate Username.<br>The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations. To resolve, use a different username (it doesn't need to match the user's email address). ",
            [field.name]
        );
    }
    return new Problem(
        'DUPLICATE_VALUE',
        `duplicate value found: ${field.name} duplicates value on record with id: ${other}`,
        [field.name]
    );
}

/** Refuses a second record of the same values in some fields. */
export function refuseSecond(
    stores: Stores,
    object: ObjectSchema,
    row: Row,
    fields: readonly string[],
    message: string
): void {
    const same = [...stores.tables.all(object)].some((other) =>
        fields.every((field) => idText(other.get(field) ?? null) === idText(row.get(field) ?? null))
    );
    if (same) {
        throw new Problem('DUPLICATE_VALUE', message);
    }
}
