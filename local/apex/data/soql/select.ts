import { ApexId, ApexList, type ApexSObject } from '../../language/values.ts';
import type { FieldPath, Query } from '../database.ts';
import { childRelationship, findField, parentField, type ObjectSchema } from '../schema.ts';
import { idOf, type Row } from '../store/tables.ts';
import { followLookup, storedValue } from './paths.ts';
import { runOn, type Running } from './run-query.ts';

/** A record with what a query asks for, and its Id. */
export function selectRecord(
    running: Running,
    object: ObjectSchema,
    query: Query,
    row: Row
): ApexSObject {
    const record = running.stores.newRecord(object);
    record.queried = true;
    for (const item of query.select) {
        if (item.kind === 'field') {
            addPath(running, record, row, item.path);
        } else if (item.kind === 'children') {
            addChildren(running, record, row, item.query);
        }
    }
    record.values.set('id', new ApexId(idOf(row)));
    return record;
}

function addPath(running: Running, record: ApexSObject, row: Row, path: FieldPath): void {
    const [name, ...rest] = path;
    if (rest.length === 0) {
        const field = findField(record.schema, name!)!;
        record.values.set(field.name.toLowerCase(), storedValue(row, field));
        return;
    }
    const lookup = parentField(record.schema, name!)!;
    const key = name!.toLowerCase();
    const { schema, tables } = running.stores;
    // The Id of the lookup comes with the record that it leads to.
    record.values.set(lookup.name.toLowerCase(), storedValue(row, lookup));
    const parent = followLookup(schema, tables, row, lookup);
    if (!parent) {
        record.values.set(key, null);
        return;
    }
    let parentRecord = record.values.get(key) as ApexSObject | null | undefined;
    if (!parentRecord) {
        parentRecord = running.stores.newRecord(parent.object);
        parentRecord.queried = true;
        parentRecord.values.set('id', new ApexId(idOf(parent.row)));
        record.values.set(key, parentRecord);
    }
    addPath(running, parentRecord, parent.row, rest);
}

function addChildren(running: Running, record: ApexSObject, row: Row, query: Query): void {
    const { stores } = running;
    const { object, field } = childRelationship(stores.schema, record.schema, query.from)!;
    const key = field.name.toLowerCase();
    const children = [...stores.tables.all(object)].filter((child) => {
        const parent = child.get(key);
        return parent instanceof ApexId && parent.value === idOf(row);
    });
    const { records } = runOn(running, query, object, children);
    record.values.set(
        query.from.toLowerCase(),
        new ApexList(stores.listType(object), [...records])
    );
}
