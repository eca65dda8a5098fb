import { ApexId, type Value } from '../../language/values.ts';
import type { FieldPath } from '../database.ts';
import {
    findField,
    parentField,
    type FieldSchema,
    type ObjectSchema,
    type Schema
} from '../schema.ts';
import type { Row, Tables } from '../store/tables.ts';

/** A path over lookups, resolved. */
export interface ResolvedPath {
    /** The lookups on the way, and the objects that they are fields of. */
    readonly lookups: readonly { readonly object: ObjectSchema; readonly field: FieldSchema }[];
    readonly object: ObjectSchema;
    readonly field: FieldSchema;
}

/** A path that leads nowhere, in the platform's words. */
export class PathError extends Error {}

/**
 * The fields on a path.
 * @throws PathError
 */
export function resolvePath(schema: Schema, from: ObjectSchema, path: FieldPath): ResolvedPath {
    const lookups: { object: ObjectSchema; field: FieldSchema }[] = [];
    let object = from;
    for (const name of path.slice(0, -1)) {
        const field = parentField(object, name);
        if (!field) {
            throw new PathError(
                `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be ` +
                    `sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe ` +
                    `call for the appropriate names.`
            );
        }
        lookups.push({ object, field });
        object = parentOf(schema, field);
    }
    const field = findField(object, path.at(-1)!);
    if (!field) {
        throw noSuchColumn(path.at(-1)!, object);
    }
    return { lookups, object, field };
}

/** Of a lookup to several objects, what all records have can be asked: their names. */
function parentOf(schema: Schema, field: FieldSchema): ObjectSchema {
    return schema.get(field.referenceTo[0]!.toLowerCase())!;
}

export function noSuchColumn(name: string, object: ObjectSchema): PathError {
    return new PathError(
        `No such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the ` +
            `'__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`
    );
}

/** The record that a lookup leads to; null when there is none. */
export function followLookup(
    schema: Schema,
    tables: Tables,
    row: Row,
    field: FieldSchema
): { object: ObjectSchema; row: Row } | null {
    const id = row.get(field.name.toLowerCase());
    if (!(id instanceof ApexId)) {
        return null;
    }
    for (const name of field.referenceTo) {
        const object = schema.get(name.toLowerCase());
        const found = object && tables.get(object, id.value);
        if (found) {
            return { object, row: found };
        }
    }
    return null;
}

/** The value at the end of a path; null where a lookup on the way is empty. */
export function valueAt(schema: Schema, tables: Tables, row: Row, path: ResolvedPath): Value {
    let at: Row | null = row;
    for (const { field } of path.lookups) {
        at = followLookup(schema, tables, at, field)?.row ?? null;
        if (at === null) {
            return null;
        }
    }
    return storedValue(at, path.field);
}

/** What a record holds in a field: an empty checkbox is not ticked. */
export function storedValue(row: Row, field: FieldSchema): Value {
    return row.get(field.name.toLowerCase()) ?? (field.type === 'BOOLEAN' ? false : null);
}
