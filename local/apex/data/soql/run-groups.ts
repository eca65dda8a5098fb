import type { ApexSObject, Value } from '../../language/values.ts';
import type { AggregateFunction, FieldPath, Query, SelectItem } from '../database.ts';
import type { FieldSchema, ObjectSchema } from '../schema.ts';
import { newField, standardObject } from '../standard/fields.ts';
import type { Row } from '../store/tables.ts';
import { testOf, type Source } from './conditions.ts';
import { orderKey } from './field-values.ts';
import { aggregate, aggregateField, groupsOf, type Group } from './groups.ts';
import { resolvePath, valueAt } from './paths.ts';
import { rowSource, sorted, type Running } from './run-query.ts';

/** The AggregateResults of a query. */
export function groupedRecords(
    running: Running,
    query: Query,
    object: ObjectSchema,
    rows: readonly Row[]
): ApexSObject[] {
    const { schema, tables } = running.stores;
    const read = (
        path: FieldPath,
        func: AggregateFunction | null
    ): ReturnType<Source<Group<Row>>['read']> => {
        const resolved = path.length > 0 ? resolvePath(schema, object, path) : null;
        const values = (group: Group<Row>): Value[] =>
            group.items.map((row) => (resolved ? valueAt(schema, tables, row, resolved) : null));
        return func === null
            ? { field: resolved!.field, value: (group) => values(group)[0] ?? null }
            : {
                  field: aggregateField(func, resolved?.field ?? null, path),
                  value: (group) => aggregate(func, resolved?.field ?? null, values(group))
              };
    };
    const keys = query.groupBy.map((path) => resolvePath(schema, object, path));
    const groups = groupsOf(
        rows,
        keys.map((path) => (row: Row) => valueAt(schema, tables, row, path)),
        keys.map((path) => path.field)
    );
    const { bind, valuesOf, now } = rowSource(running, object);
    const kept = groups.filter(testOf({ read, bind, valuesOf, now }, query.having));
    const ordered = sorted(kept, query.orderBy, (path, func) => {
        const { field, value } = read(path, func);
        return (group) => orderKey(field, value(group));
    });
    const columns = columnsOf(query.select);
    const resultSchema = standardObject(
        'AggregateResult',
        '',
        columns.map(({ name, item }) =>
            resultField(
                name,
                read(item.path ?? [], item.kind === 'aggregate' ? item.func : null).field
            )
        )
    );
    return ordered.map((group) => {
        const record = running.stores.newRecord(resultSchema);
        for (const { name, item } of columns) {
            const func = item.kind === 'aggregate' ? item.func : null;
            record.values.set(name.toLowerCase(), read(item.path ?? [], func).value(group));
        }
        record.queried = true;
        return record;
    });
}

function resultField(name: string, field: FieldSchema): FieldSchema {
    return newField(name, field.type === 'PICKLIST' ? 'STRING' : field.type, { label: name });
}

type Column = Exclude<SelectItem, { kind: 'children' }>;

/** Aggregates without an alias are called `expr0`, `expr1` and so on; fields by the last name of their path. */
function columnsOf(select: readonly SelectItem[]): { name: string; item: Column }[] {
    let unnamed = 0;
    return select
        .filter((item): item is Column => item.kind !== 'children')
        .map((item) => ({
            item,
            name:
                item.alias ??
                (item.kind === 'aggregate' ? `expr${String(unnamed++)}` : item.path.at(-1)!)
        }));
}
