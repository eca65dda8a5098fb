import { Raised } from '../../language/errors.ts';
import { ApexId, ApexSObject, type Value } from '../../language/values.ts';
import { mayChange, maySee } from '../access/sharing.ts';
import type { Access, Operation, RowResult } from '../database.ts';
import { findField, parentField, type FieldSchema, type ObjectSchema } from '../schema.ts';
import { storedKey } from '../soql/field-values.ts';
import { idOf, type Row } from '../store/tables.ts';
import type { Stores } from '../stores.ts';
import { checkRow } from './check-row.ts';
import { defaultOf, storableValue } from './check-value.ts';
import { deleteRow, isDeleted } from './delete.ts';
import { afterWrite, checkNew, fillInDerived, fillInNew } from './derived.ts';
import { refuseFields, refuseOperation } from './dml-access.ts';
import { Problem } from './problem.ts';

/**
 * Writes records, each for itself.
 * @param externalIdField of an upsert; null for the Id
 * @throws Raised `TypeException` or `SecurityException` when the object can't be written at all
 */
export function runDml(
    stores: Stores,
    operation: Operation,
    records: readonly ApexSObject[],
    access: Access,
    externalIdField: string | null
): RowResult[] {
    for (const object of new Set(records.map((record) => stores.object(record.schema.name)))) {
        refuseOperation(stores.permissions, object, operation, access);
    }
    return records.map((record) => {
        const savepoint = stores.tables.savepoint();
        try {
            const created = write(stores, operation, record, access, externalIdField);
            return { record, error: null, created };
        } catch (error) {
            if (!(error instanceof Problem)) {
                throw error;
            }
            stores.tables.rollback(savepoint);
            const { status, message, fields } = error;
            return { record, error: { status, message, fields }, created: false };
        }
    });
}

/** @returns whether the record is a new one */
function write(
    stores: Stores,
    operation: Operation,
    record: ApexSObject,
    access: Access,
    externalIdField: string | null
): boolean {
    const object = stores.object(record.schema.name);
    switch (operation) {
        case 'insert':
            insertRow(stores, object, record, access);
            return true;
        case 'update':
            updateRow(stores, object, record, access);
            return false;
        case 'upsert':
            return upsertRow(stores, object, record, access, externalIdField);
        case 'delete':
            deleteRow(stores, object, changeable(stores, object, record, access, 'delete'));
            return false;
        case 'undelete':
            undeleteRow(stores, object, record);
            return false;
    }
}

function insertRow(
    stores: Stores,
    object: ObjectSchema,
    record: ApexSObject,
    access: Access
): void {
    if ((record.values.get('id') ?? null) !== null) {
        throw new Problem(
            'INVALID_FIELD_FOR_INSERT_UPDATE',
            'cannot specify Id in an insert call',
            ['Id']
        );
    }
    const given = givenValues(stores, object, record, access, 'insert');
    const values = new Map<string, Value>();
    for (const field of object.fields.values()) {
        const key = field.name.toLowerCase();
        const value = given.get(key) ?? null;
        const isUnset = value === null && (!given.has(key) || field.type === 'BOOLEAN');
        setValue(values, key, isUnset ? defaultOf(field) : value);
    }
    fillInNew(stores, object, values, access.actor);
    fillInDerived(stores, object, values, access.actor);
    checkRow(stores, object, values, null);
    checkNew(stores, object, values);
    const id = stores.tables.newId(object);
    values.set('id', id);
    stores.tables.put(object, values);
    afterWrite(stores, object, values);
    record.values.set('id', id);
}

function updateRow(
    stores: Stores,
    object: ObjectSchema,
    record: ApexSObject,
    access: Access
): void {
    const former = changeable(stores, object, record, access, 'update');
    const values = new Map(former);
    for (const [key, value] of givenValues(stores, object, record, access, 'update')) {
        setValue(values, key, value);
    }
    fillInDerived(stores, object, values, access.actor);
    checkRow(stores, object, values, idOf(former));
    stores.tables.put(object, values);
    if (former.get('profileid') !== values.get('profileid')) {
        afterWrite(stores, object, values);
    }
}

function setValue(values: Map<string, Value>, key: string, value: Value): void {
    if (value === null) {
        values.delete(key);
    } else {
        values.set(key, value);
    }
}

/** What a record gives that the operation can write, as it is stored. */
function givenValues(
    stores: Stores,
    object: ObjectSchema,
    record: ApexSObject,
    access: Access,
    operation: 'insert' | 'update'
): Map<string, Value> {
    const given = new Map<string, Value>();
    const fields: FieldSchema[] = [];
    for (const [key, value] of record.values) {
        const field = findField(object, key) ?? referenceByExternalId(object, key, record);
        if (!field || field.name === 'Id') {
            continue;
        }
        fields.push(field);
        const isWritten = operation === 'insert' ? field.isCreateable : field.isUpdateable;
        if (isWritten) {
            const stored = findField(object, key)
                ? value
                : idByExternalId(stores, value as ApexSObject);
            const name = field.name.toLowerCase();
            given.set(name, stored === null ? null : storableValue(field, stored));
        }
    }
    refuseFields(stores.permissions, object, fields, operation, access);
    return given;
}

/** The lookup that a parent record in memory stands for, when the parent is named by an external id. */
function referenceByExternalId(
    object: ObjectSchema,
    key: string,
    record: ApexSObject
): FieldSchema | null {
    const parent = record.values.get(key);
    const isNamed =
        parent instanceof ApexSObject && !parent.queried && externalIdOf(parent) !== null;
    return isNamed ? parentField(object, key) : null;
}

function externalIdOf(record: ApexSObject): { field: FieldSchema; value: Value } | null {
    for (const [key, value] of record.values) {
        const field = findField(record.schema, key);
        if (field?.externalId && value !== null) {
            return { field, value };
        }
    }
    return null;
}

function idByExternalId(stores: Stores, parent: ApexSObject): ApexId {
    const { field, value } = externalIdOf(parent)!;
    const object = stores.object(parent.schema.name);
    const [found] = rowsWith(stores, object, field, value);
    if (!found) {
        throw new Problem(
            'INVALID_FIELD',
            `Foreign key external ID: ${String(value)} not found for field ${field.name} in entity ${object.name}`,
            [field.name]
        );
    }
    return new ApexId(idOf(found));
}

function rowsWith(stores: Stores, object: ObjectSchema, field: FieldSchema, value: Value): Row[] {
    const wanted = storedKey(field, value);
    return [...stores.tables.all(object)].filter(
        (row) =>
            !isDeleted(row) &&
            storedKey(field, row.get(field.name.toLowerCase()) ?? null) === wanted
    );
}

function upsertRow(
    stores: Stores,
    object: ObjectSchema,
    record: ApexSObject,
    access: Access,
    externalIdField: string | null
): boolean {
    const field = findField(object, externalIdField ?? 'Id');
    if (!field || (field.name !== 'Id' && !field.externalId)) {
        throw new Raised('TypeException', `Invalid field for upsert: ${externalIdField ?? ''}`);
    }
    const value = record.values.get(field.name.toLowerCase()) ?? null;
    if (field.name !== 'Id') {
        if (value === null) {
            throw new Problem('MISSING_ARGUMENT', `${field.name} not specified`, [field.name]);
        }
        const found = rowsWith(stores, object, field, value);
        if (found.length > 1) {
            const ids = found.map(idOf).join(', ');
            throw new Problem(
                'DUPLICATE_EXTERNAL_ID',
                `${field.label}: more than one record found for external id field: [${ids}]`,
                [field.name]
            );
        }
        if (found[0]) {
            record.values.set('id', new ApexId(idOf(found[0])));
        }
    }
    if ((record.values.get('id') ?? null) === null) {
        insertRow(stores, object, record, access);
        return true;
    }
    updateRow(stores, object, record, access);
    return false;
}

function undeleteRow(stores: Stores, object: ObjectSchema, record: ApexSObject): void {
    const row = storedRow(stores, object, record, 'undelete');
    if (!isDeleted(row)) {
        throw new Problem('UNDELETE_FAILED', 'Entity is not in the recycle bin');
    }
    stores.tables.put(object, new Map([...row, ['isdeleted', false]]));
}

function storedRow(
    stores: Stores,
    object: ObjectSchema,
    record: ApexSObject,
    operation: string
): Row {
    const id = record.values.get('id') ?? null;
    if (!(id instanceof ApexId)) {
        throw new Problem('MISSING_ARGUMENT', `Id not specified in an ${operation} call`, ['Id']);
    }
    const row = stores.tables.get(object, id.value);
    if (!row) {
        throw new Problem('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    }
    return row;
}

/** The stored record, when the user may change it. */
function changeable(
    stores: Stores,
    object: ObjectSchema,
    record: ApexSObject,
    access: Access,
    operation: string
): Row {
    const row = storedRow(stores, object, record, operation);
    if (isDeleted(row)) {
        throw new Problem('ENTITY_IS_DELETED', 'entity is deleted');
    }
    const { permissions } = stores;
    const isAsked = access.mode === 'user' || access.sharing;
    if (
        isAsked &&
        !(
            maySee(permissions, object, row, access.actor) &&
            mayChange(permissions, object, row, access.actor)
        )
    ) {
        throw new Problem(
            'INSUFFICIENT_ACCESS_OR_READONLY',
            'insufficient access rights on object id'
        );
    }
    return row;
}
