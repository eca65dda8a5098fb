import { Raised } from '../../language/errors.ts';
import type { Runtime } from '../../language/runtime.ts';
import type { SystemClass } from '../../language/system-class.ts';
import type { ApexMap, ApexSObject } from '../../language/values.ts';
import { type ApexId, ApexList, type ApexObject, type Value } from '../../language/values.ts';
import type { Mode, Operation } from '../database.ts';
import { performDml, performQuery } from '../perform.ts';
import { dynamicQuery } from '../soql/dynamic.ts';
import type { FieldToken } from '../tokens.ts';

type Level = ApexObject<Mode>;
type Native = (...args: never[]) => Value;

/**
 * `Database`, `AccessLevel` and `Savepoint`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm
 */
export function databaseClasses(runtime: Runtime): SystemClass[] {
    return [
        {
            name: 'Database',
            methods: {
                ...queryMethods(runtime),
                ...savingMethods(runtime, 'insert'),
                ...savingMethods(runtime, 'update'),
                ...savingMethods(runtime, 'upsert'),
                ...upsertByFieldMethods(runtime),
                ...removalMethods(runtime, 'delete'),
                ...removalMethods(runtime, 'undelete'),
                ...savepointMethods(runtime)
            }
        },
        accessLevel(runtime),
        { name: 'Savepoint' }
    ];
}

/** User or system mode, as a value. */
function accessLevel(runtime: Runtime): SystemClass {
    const levels = new Map<Mode, Level>();
    const level = (mode: Mode): Level => {
        const made = levels.get(mode) ?? runtime.newNative('AccessLevel', mode);
        levels.set(mode, made);
        return made;
    };
    return {
        name: 'AccessLevel',
        properties: {
            'static AccessLevel USER_MODE': { get: () => level('user') },
            'static AccessLevel SYSTEM_MODE': { get: () => level('system') }
        }
    };
}

function queryMethods(runtime: Runtime): Record<string, Native> {
    const inSight = (name: string): Value => {
        if (!runtime.binds) {
            throw new Raised('QueryException', `Variable does not exist: ${name}`);
        }
        return runtime.binds(name);
    };
    const of =
        (binds: ApexMap) =>
        (name: string): Value => {
            const key = binds.table
                .keys()
                .find((each) => String(each).toLowerCase() === name.toLowerCase());
            if (key === undefined) {
                throw new Raised('QueryException', `Key '${name}' does not exist in the bindMap`);
            }
            return binds.table.get(key) ?? null;
        };
    const run = (text: string, bind: (name: string) => Value, mode: Mode | null): Value => {
        const query = dynamicQuery(text);
        if (query.countsOnly) {
            throw new Raised('QueryException', 'COUNT() is for Database.countQuery');
        }
        return performQuery(runtime, query, bind, mode);
    };
    const count = (text: string, bind: (name: string) => Value, mode: Mode | null): Value => {
        const result = performQuery(runtime, dynamicQuery(text), bind, mode);
        if (typeof result !== 'number') {
            throw new Raised('QueryException', 'Only SELECT COUNT() can be counted');
        }
        return result;
    };
    return {
        'static List<SObject> query(String text)': (text: string) => run(text, inSight, null),
        'static List<SObject> query(String text, AccessLevel level)': (
            text: string,
            level: Level
        ) => run(text, inSight, level.native),
        'static List<SObject> queryWithBinds(String text, Map<String, Object> binds, AccessLevel level)':
            (text: string, binds: ApexMap, level: Level) => run(text, of(binds), level.native),
        'static Integer countQuery(String text)': (text: string) => count(text, inSight, null),
        'static Integer countQuery(String text, AccessLevel level)': (text: string, level: Level) =>
            count(text, inSight, level.native),
        'static Integer countQueryWithBinds(String text, Map<String, Object> binds, AccessLevel level)':
            (text: string, binds: ApexMap, level: Level) => count(text, of(binds), level.native)
    };
}

const RESULTS: Readonly<Record<Operation, string>> = {
    insert: 'Database.SaveResult',
    update: 'Database.SaveResult',
    upsert: 'Database.UpsertResult',
    delete: 'Database.DeleteResult',
    undelete: 'Database.UndeleteResult'
};

/** Runs a DML method: one result for a record, a list of them for a list. */
function save(
    runtime: Runtime,
    operation: Operation,
    value: Value,
    allOrNone: boolean,
    level: Level | null,
    externalIdField: string | null = null
): Value {
    const results = performDml(runtime, operation, value, {
        mode: level?.native ?? null,
        allOrNone,
        externalIdField
    }).map((result) => runtime.newNative(RESULTS[operation], result));
    return value instanceof ApexList
        ? runtime.newList(runtime.types.parse(RESULTS[operation]), results)
        : results[0]!;
}

/** The four ways to call a method that saves, for a record and for a list. */
function savingMethods(runtime: Runtime, operation: Operation): Record<string, Native> {
    const methods: Record<string, Native> = {};
    for (const [type, result] of shapes(RESULTS[operation], 'SObject')) {
        const start = `static ${result} ${operation}(${type} what`;
        methods[`${start})`] = (what: Value) => save(runtime, operation, what, true, null);
        methods[`${start}, Boolean allOrNone)`] = (what: Value, allOrNone: boolean) =>
            save(runtime, operation, what, allOrNone, null);
        methods[`${start}, AccessLevel level)`] = (what: Value, level: Level) =>
            save(runtime, operation, what, true, level);
        methods[`${start}, Boolean allOrNone, AccessLevel level)`] = (
            what: Value,
            allOrNone: boolean,
            level: Level
        ) => save(runtime, operation, what, allOrNone, level);
    }
    return methods;
}

function shapes(result: string, item: string): [string, string][] {
    return [
        [item, result],
        [`List<${item}>`, `List<${result}>`]
    ];
}

function upsertByFieldMethods(runtime: Runtime): Record<string, Native> {
    const methods: Record<string, Native> = {};
    for (const [type, result] of shapes(RESULTS.upsert, 'SObject')) {
        const start = `static ${result} upsert(${type} what, Schema.SObjectField field`;
        const run = (
            what: Value,
            { native }: ApexObject<FieldToken>,
            allOrNone: boolean,
            level: Level | null
        ): Value => save(runtime, 'upsert', what, allOrNone, level, native.field.name);
        methods[`${start})`] = (what: Value, field: ApexObject<FieldToken>) =>
            run(what, field, true, null);
        methods[`${start}, Boolean allOrNone)`] = (
            what: Value,
            field: ApexObject<FieldToken>,
            allOrNone: boolean
        ) => run(what, field, allOrNone, null);
        methods[`${start}, AccessLevel level)`] = (
            what: Value,
            field: ApexObject<FieldToken>,
            level: Level
        ) => run(what, field, true, level);
        methods[`${start}, Boolean allOrNone, AccessLevel level)`] = (
            what: Value,
            field: ApexObject<FieldToken>,
            allOrNone: boolean,
            level: Level
        ) => run(what, field, allOrNone, level);
    }
    return methods;
}

/** Deleting and its undoing also take Ids. */
function removalMethods(
    runtime: Runtime,
    operation: 'delete' | 'undelete'
): Record<string, Native> {
    const methods = savingMethods(runtime, operation);
    for (const [type, result] of shapes(RESULTS[operation], 'Id')) {
        const start = `static ${result} ${operation}(${type} what`;
        methods[`${start})`] = (what: Value) =>
            save(runtime, operation, recordsOf(runtime, what), true, null);
        methods[`${start}, Boolean allOrNone)`] = (what: Value, allOrNone: boolean) =>
            save(runtime, operation, recordsOf(runtime, what), allOrNone, null);
        methods[`${start}, Boolean allOrNone, AccessLevel level)`] = (
            what: Value,
            allOrNone: boolean,
            level: Level
        ) => save(runtime, operation, recordsOf(runtime, what), allOrNone, level);
    }
    return methods;
}

/** Records that have these Ids, and nothing else. */
function recordsOf(runtime: Runtime, ids: Value): Value {
    const one = (id: Value): ApexSObject => {
        const { value } = id as ApexId;
        const object = [...runtime.database.schema.values()].find(
            ({ keyPrefix }) => keyPrefix !== '' && value.startsWith(keyPrefix)
        );
        if (!object) {
            throw new Raised('TypeException', `Unknown Id: ${value}`);
        }
        const record = runtime.newRecord(object.name);
        record.values.set('id', id);
        return record;
    };
    return ids instanceof ApexList
        ? new ApexList(runtime.types.list(runtime.types.sobject), ids.items.map(one))
        : one(ids);
}

function savepointMethods(runtime: Runtime): Record<string, Native> {
    return {
        'static Savepoint setSavepoint()': () => {
            runtime.count('dmlStatements');
            return runtime.newNative('Savepoint', runtime.database.savepoint());
        },
        'static void rollback(Savepoint savepoint)': (savepoint: ApexObject) => {
            runtime.count('dmlStatements');
            runtime.database.rollback(savepoint.native);
            return null;
        }
    };
}
