/** Queries and DML as Apex does them: with limits, in the mode of the code, and with the errors that Apex sees. */
import { Raised, type RowFailure } from '../language/errors.ts';
import type { Runtime, Transaction } from '../language/runtime.ts';
import { ApexId, ApexList, ApexSObject, type Value } from '../language/values.ts';
import type { Access, Mode, Operation, Query, RowResult } from './database.ts';
import { INACCESSIBLE } from './dml/dml-access.ts';
import { isAggregate } from './soql/read-query.ts';

/** Who acts now, in a mode; null for that of the code, which is system mode. */
function accessOf(runtime: Runtime, mode: Mode | null): Access {
    return {
        actor: runtime.transaction.actor,
        mode: mode ?? 'system',
        sharing: runtime.sharing()
    };
}

/**
 * Runs a query: a list of records, or a number for `SELECT COUNT()`.
 * @param bind gives the value of a bind by its name
 * @param mode that of the call; what the query itself says goes first
 * @throws Raised `QueryException`, `SecurityException`, `LimitException`
 */
export function performQuery(
    runtime: Runtime,
    query: Query,
    bind: (name: string) => Value,
    mode: Mode | null = null
): ApexList | number {
    runtime.count('queries');
    const { records, count } = runtime.database.query(query, bind, accessOf(runtime, mode));
    runtime.count('queryRows', count);
    if (query.countsOnly) {
        return count;
    }
    const type = runtime.types.record(isAggregate(query) ? 'AggregateResult' : query.from)!;
    return new ApexList(runtime.types.list(type), [...records]);
}

/**
 * The only record of a query that is assigned to a record.
 * @throws Raised `QueryException`
 */
export function onlyRecord(list: ApexList): Value {
    if (list.items.length !== 1) {
        throw new Raised(
            'QueryException',
            list.items.length === 0
                ? 'List has no rows for assignment to SObject'
                : 'List has more than 1 row for assignment to SObject'
        );
    }
    return list.items[0]!;
}

/** Transactions of cacheable methods, which may not write. */
export const readOnly = new WeakSet<Transaction>();

export interface DmlOptions {
    readonly mode: Mode | null;
    /** Whether one failure undoes all, and is thrown. */
    readonly allOrNone: boolean;
    /** Of an upsert; null for the Id. */
    readonly externalIdField: string | null;
}

/**
 * Writes a record, or a list of them.
 * @returns a result for each record
 * @throws Raised `DmlException` when one fails and all or none shall be written; `LimitException`, `SecurityException`
 */
export function performDml(
    runtime: Runtime,
    operation: Operation,
    value: Value,
    { mode, allOrNone, externalIdField }: DmlOptions
): RowResult[] {
    const records = recordsOf(value);
    if (readOnly.has(runtime.transaction)) {
        throw new Raised('LimitException', 'Too many DML statements: 1');
    }
    runtime.count('dmlStatements');
    runtime.count('dmlRows', records.length);
    if (records.length === 0) {
        return [];
    }
    refuseTwice(operation, records);
    refuseMixed(runtime, operation, records);
    const { database } = runtime;
    const savepoint = database.savepoint();
    const hadId = records.map((record) => record.values.get('id') ?? null);
    const results = database.dml(operation, records, accessOf(runtime, mode), externalIdField);
    runtime.transaction.hasUncommittedWork = true;
    if (allOrNone && results.some(({ error }) => error !== null)) {
        database.rollback(savepoint);
        records.forEach((record, i) => {
            setId(record, hadId[i]!);
        });
        throw dmlException(operation, results);
    }
    return results;
}

function setId(record: ApexSObject, id: Value): void {
    if (id === null) {
        record.values.delete('id');
    } else {
        record.values.set('id', id);
    }
}

function recordsOf(value: Value): ApexSObject[] {
    const items = value instanceof ApexList ? value.items : [value];
    return items.map((item) => {
        if (!(item instanceof ApexSObject)) {
            throw new Raised('NullPointerException', 'Attempt to de-reference a null object');
        }
        return item;
    });
}

/** A list that names a record twice is refused before anything is written. */
function refuseTwice(operation: Operation, records: readonly ApexSObject[]): void {
    if (new Set(records).size < records.length && operation !== 'delete') {
        throw new Raised(
            'ListException',
            `Before ${operation === 'update' ? 'Update' : 'Insert or Upsert'} list must not have two identically equal elements`
        );
    }
    const seen = new Set<string>();
    for (const record of records) {
        const id = record.values.get('id');
        if (id instanceof ApexId) {
            if (seen.has(id.value)) {
                throw new Raised('ListException', `Duplicate id in list: ${id.value}`);
            }
            seen.add(id.value);
        }
    }
}

/**
 * Users, permission sets and the like can't be changed together with records in one transaction.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_non_mix_sobjects.htm
 */
function refuseMixed(
    runtime: Runtime,
    operation: Operation,
    records: readonly ApexSObject[]
): void {
    const kinds = runtime.transaction.changedKinds;
    for (const record of records) {
        const kind = kindOf(operation, record);
        if (kind === null) {
            continue;
        }
        if (kinds.has(kind === 'setup' ? 'record' : 'setup')) {
            throw dmlException(operation, [
                {
                    record,
                    created: false,
                    error: {
                        status: 'MIXED_DML_OPERATION',
                        message:
                            'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ' +
                            `${record.schema.name}, original object: ${kind === 'setup' ? 'a record' : 'a setup object'}`,
                        fields: []
                    }
                }
            ]);
        }
        kinds.add(kind);
    }
}

/** User fields that make a change of a user one of Setup. */
const USER_SETUP_FIELDS = ['userroleid', 'isactive', 'username', 'profileid'];

/** Null for what goes together with both kinds. */
function kindOf(operation: Operation, record: ApexSObject): 'setup' | 'record' | null {
    if (record.schema.kind !== 'setup') {
        return 'record';
    }
    if (record.schema.name !== 'User') {
        return 'setup';
    }
    const isSetup =
        operation === 'insert'
            ? (record.values.get('userroleid') ?? null) !== null
            : USER_SETUP_FIELDS.some((field) => record.values.has(field));
    return isSetup ? 'setup' : null;
}

const NAMES: Readonly<Record<Operation, string>> = {
    insert: 'Insert',
    update: 'Update',
    upsert: 'Upsert',
    delete: 'Delete',
    undelete: 'Undelete'
};

/**
 * The exception for failures of some records.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_exception_methods.htm
 */
function dmlException(operation: Operation, results: readonly RowResult[]): Raised {
    const rows = results.flatMap(({ record, error }, index): RowFailure[] => {
        const id = record.values.get('id');
        return error ? [{ index, id: id instanceof ApexId ? id.value : null, ...error }] : [];
    });
    const [first] = rows;
    if (first!.message.startsWith(INACCESSIBLE)) {
        return new Raised('DmlException', first!.message, rows);
    }
    const withId = first!.id === null ? '' : ` with id ${first!.id}`;
    return new Raised(
        'DmlException',
        `${NAMES[operation]} failed. First exception on row ${String(first!.index)}${withId}; first error: ` +
            `${first!.status}, ${first!.message}: [${first!.fields.join(', ')}]`,
        rows
    );
}
