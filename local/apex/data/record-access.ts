import { cast, distance, converter, runtimeType } from '../language/conversion.ts';
import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { ApexSObject } from '../language/values.ts';
import { ApexList, type Value } from '../language/values.ts';
import {
    apexTypeOf,
    childRelationship,
    findField,
    parentField,
    type FieldSchema,
    type ObjectSchema
} from './schema.ts';

function invalidField(name: string, object: ObjectSchema): Raised {
    return new Raised('SObjectException', `Invalid field ${name} for ${object.name}`);
}

/**
 * A field of a record.
 * @throws Raised `SObjectException` when the record comes from a query that didn't ask for the field
 */
export function getField(record: ApexSObject, field: FieldSchema): Value {
    const value = record.values.get(field.name.toLowerCase());
    if (value === undefined) {
        if (record.queried && field.name !== 'Id') {
            throw new Raised(
                'SObjectException',
                `SObject row was retrieved via SOQL without querying the requested field: ${record.schema.name}.${field.name}`
            );
        }
        return null;
    }
    return value;
}

/**
 * The parent record that a lookup leads to.
 * @param name of the relationship, such as `Contact`
 * @throws Raised `SObjectException` when the record comes from a query that didn't ask for it
 */
export function getParent(record: ApexSObject, name: string): ApexSObject | null {
    const value = record.values.get(name.toLowerCase());
    if (value === undefined) {
        if (record.queried) {
            throw new Raised(
                'SObjectException',
                `SObject row was retrieved via SOQL without querying the requested field: ${record.schema.name}.${name}`
            );
        }
        return null;
    }
    return value as ApexSObject | null;
}

/** The child records of a relationship; an empty list when there are none, or none were asked for. */
export function getChildren(runtime: Runtime, record: ApexSObject, name: string): ApexList {
    const value = record.values.get(name.toLowerCase());
    if (value instanceof ApexList) {
        return value;
    }
    const found = childRelationship(runtime.database.schema, record.schema, name);
    if (!found) {
        throw invalidField(name, record.schema);
    }
    return new ApexList(runtime.types.list(runtime.types.record(found.object.name)!));
}

/** `record.get('Name')`. @throws Raised `SObjectException` */
export function getByName(record: ApexSObject, name: string): Value {
    const field = findField(record.schema, name);
    if (!field) {
        throw invalidField(name, record.schema);
    }
    return getField(record, field);
}

/** `record.getSObject('Contact')`. @throws Raised `SObjectException` */
export function getParentByName(record: ApexSObject, name: string): ApexSObject | null {
    if (!parentField(record.schema, name)) {
        throw new Raised(
            'SObjectException',
            `Invalid relationship ${name} for ${record.schema.name}`
        );
    }
    return getParent(record, name);
}

/**
 * `record.put('Name', value)`.
 * @returns the former value
 * @throws Raised `SObjectException` for a field that there is not or that can't be written, or a value of another type
 */
export function putByName(
    runtime: Runtime,
    record: ApexSObject,
    name: string,
    value: Value
): Value {
    const field = findField(record.schema, name);
    if (!field) {
        throw invalidField(name, record.schema);
    }
    // Code may give a record an Id, as it may in a constructor.
    if (field.isCalculated || (!field.isCreateable && !field.isUpdateable && field.name !== 'Id')) {
        throw new Raised('SObjectException', `Field ${field.name} is not editable`);
    }
    const key = field.name.toLowerCase();
    const former = record.values.get(key) ?? null;
    record.values.set(key, assignable(runtime, field, value));
    return former;
}

function assignable(runtime: Runtime, field: FieldSchema, value: Value): Value {
    if (value === null) {
        return null;
    }
    const to = runtime.types.primitive(apexTypeOf(field));
    const from = runtimeType(runtime, value);
    if (to === undefined || from === to) {
        return value;
    }
    if (distance(runtime, from, to) === null) {
        throw new Raised('SObjectException', `Illegal assignment from ${from.name} to ${to.name}`);
    }
    const convert = converter(from, to);
    return convert ? convert(value) : cast(runtime, value, to);
}
