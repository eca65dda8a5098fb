import { Raised } from '../../language/errors.ts';
import type { ApexSObject, Value } from '../../language/values.ts';
import { maySee } from '../access/sharing.ts';
import type { Access, FieldPath, Operand, Ordering, Query, QueryResult } from '../database.ts';
import type { ObjectSchema } from '../schema.ts';
import type { Row } from '../store/tables.ts';
import type { Stores } from '../stores.ts';
import { checkQuery, objectOf } from './check-query.ts';
import { oneValue, testOf, type Source } from './conditions.ts';
import { compareKeys, orderKey } from './field-values.ts';
import { resolvePath, valueAt } from './paths.ts';
import { refuseInaccessible } from './query-access.ts';
import { isAggregate } from './read-query.ts';
import { groupedRecords } from './run-groups.ts';
import { selectRecord } from './select.ts';

/** A query that runs: what it needs beside itself. */
export interface Running {
    readonly stores: Stores;
    readonly bind: (name: string) => Value;
    readonly access: Access;
}

/**
 * Runs a query.
 * @throws Raised `QueryException`, `SecurityException`
 */
export function runQuery(running: Running, query: Query): QueryResult {
    const { schema } = running.stores;
    const problem = checkQuery(schema, query);
    if (problem !== null) {
        throw new Raised('QueryException', problem);
    }
    const object = objectOf(schema, query, null)!;
    const own = query.mode === null ? running : withMode(running, query.mode);
    return runOn(own, query, object, [...own.stores.tables.all(object)]);
}

function withMode(running: Running, mode: Access['mode']): Running {
    return { ...running, access: { ...running.access, mode } };
}

/** Runs a query on some records of its object: all of them, or the children of a record. */
export function runOn(
    running: Running,
    query: Query,
    object: ObjectSchema,
    candidates: readonly Row[]
): QueryResult {
    const { stores, access } = running;
    if (access.mode === 'user') {
        refuseInaccessible(stores.schema, stores.permissions, object, query, access.actor);
    }
    const isSeen = (row: Row): boolean =>
        (access.mode === 'system' && !access.sharing) ||
        maySee(stores.permissions, object, row, access.actor);
    const test = testOf(rowSource(running, object), query.where);
    const found = candidates.filter(
        (row) => (query.allRows || row.get('isdeleted') !== true) && isSeen(row) && test(row)
    );
    if (isAggregate(query)) {
        return windowOf(running, query, groupedRecords(running, query, object, found));
    }
    if (query.countsOnly) {
        return { records: [], count: limited(running, query, found).length };
    }
    const ordered = inOrder(running, object, found, query.orderBy);
    const records = limited(running, query, ordered).map((row) =>
        selectRecord(running, object, query, row)
    );
    return { records, count: records.length };
}

function windowOf(running: Running, query: Query, records: readonly ApexSObject[]): QueryResult {
    const shown = limited(running, query, records);
    return { records: shown, count: shown.length };
}

function limited<T>(running: Running, query: Query, items: readonly T[]): readonly T[] {
    const start = query.offset ? countOf(running, query.offset) : 0;
    return items.slice(start, query.limit ? start + countOf(running, query.limit) : undefined);
}

function countOf(running: Running, operand: Operand): number {
    const value = oneValue(running, operand);
    if (typeof value !== 'number' || value < 0) {
        throw new Raised(
            'QueryException',
            'Invalid query locator: LIMIT and OFFSET are whole numbers from 0'
        );
    }
    return value;
}

/** Reads the fields of records for a condition. */
export function rowSource(running: Running, object: ObjectSchema): Source<Row> {
    const { stores } = running;
    return {
        read: (path) => {
            const resolved = resolvePath(stores.schema, object, path);
            return {
                field: resolved.field,
                value: (row) => valueAt(stores.schema, stores.tables, row, resolved)
            };
        },
        bind: running.bind,
        valuesOf: (query) => columnOf(running, query),
        now: () => stores.now()
    };
}

/** The values of the only field of a query. */
function columnOf(running: Running, query: Query): Value[] {
    const [item] = query.select;
    if (query.select.length !== 1 || item?.kind !== 'field') {
        throw new Raised('QueryException', 'A query within IN asks for exactly one field');
    }
    const { stores } = running;
    const object = objectOf(stores.schema, query, null)!;
    const path = resolvePath(stores.schema, object, item.path);
    const rows = rowsOf(running, query, object);
    return rows
        .map((row) => valueAt(stores.schema, stores.tables, row, path))
        .filter((value) => value !== null);
}

function rowsOf(running: Running, query: Query, object: ObjectSchema): Row[] {
    const { stores, access } = running;
    if (access.mode === 'user') {
        refuseInaccessible(stores.schema, stores.permissions, object, query, access.actor);
    }
    const test = testOf(rowSource(running, object), query.where);
    return [...stores.tables.all(object)].filter(
        (row) => row.get('isdeleted') !== true && test(row)
    );
}

/** Nulls come first when ascending and last when descending, unless the query says otherwise. */
export function inOrder(
    running: Running,
    object: ObjectSchema,
    rows: readonly Row[],
    orderings: readonly Ordering[]
): Row[] {
    const { schema, tables } = running.stores;
    return sorted(rows, orderings, (path) => {
        const resolved = resolvePath(schema, object, path);
        return (row) => orderKey(resolved.field, valueAt(schema, tables, row, resolved));
    });
}

type Reader<Item> = (item: Item) => ReturnType<typeof orderKey>;

export function sorted<Item>(
    items: readonly Item[],
    orderings: readonly Ordering[],
    readerOf: (path: FieldPath, func: Ordering['func']) => Reader<Item>
): Item[] {
    const readers = orderings.map((ordering) => ({
        read: readerOf(ordering.path, ordering.func),
        sign: ordering.descending ? -1 : 1,
        nulls: (ordering.nullsLast ?? ordering.descending) ? 1 : -1
    }));
    return [...items].sort((a, b) => {
        for (const { read, sign, nulls } of readers) {
            const [left, right] = [read(a), read(b)];
            if (left === right) {
                continue;
            }
            if (left === null || right === null) {
                return left === null ? nulls : -nulls;
            }
            return sign * compareKeys(left, right);
        }
        return 0;
    });
}
