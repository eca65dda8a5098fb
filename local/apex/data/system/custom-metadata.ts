import { Raised } from '../../language/errors.ts';
import type { Runtime } from '../../language/runtime.ts';
import type { SystemClass } from '../../language/system-class.ts';
import type { ApexId } from '../../language/values.ts';
import { ApexMap, type Value } from '../../language/values.ts';
import type { Row } from '../store/tables.ts';
import { idOf, textIn } from '../store/tables.ts';

/**
 * What custom metadata types can do: their records are read without a query.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm
 */
export function customMetadataClass(runtime: Runtime): SystemClass {
    return {
        name: '*customMetadata',
        methodsOf: (type) => ({
            'static Map<String, T> getAll()': () => {
                const { database, types } = runtime;
                const entries = database
                    .rows(type.name)
                    .map(
                        (row) =>
                            [textIn(row, 'developername'), database.record(type.name, row)] as [
                                Value,
                                Value
                            ]
                    );
                return new ApexMap(types.map(types.string, type), entries);
            },
            'static T getInstance(String name)': (name: string) => find(runtime, type.name, name)
        })
    };
}

/** By developer name, or by Id. */
function find(runtime: Runtime, objectName: string, name: string): Value {
    const row = runtime.database
        .rows(objectName)
        .find((each) => textIn(each, 'developername') === name || idOf(each) === name);
    return row ? runtime.database.record(objectName, row) : null;
}

/**
 * What custom settings can do. In a hierarchy what a user's own record leaves empty comes from the profile's, then the org's.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_settings.htm
 */
export function customSettingClass(runtime: Runtime): SystemClass {
    const { database } = runtime;
    return {
        name: '*customSetting',
        methodsOf: (type) => {
            const one = (row: Row | null): Value =>
                row ? database.record(type.name, row) : runtime.newRecord(type.name);
            const ownedBy = (id: string | null): Row | null =>
                database.rows(type.name).find((row) => textIn(row, 'setupownerid') === id) ?? null;
            const merged = (ids: readonly (string | null)[]): Value => {
                const rows = ids.map(ownedBy).filter((row) => row !== null);
                return rows.length === 0 ? one(null) : one(mergedRow(rows));
            };
            const ofUser = (userId: string): Value =>
                merged([userId, profileOf(runtime, userId), organizationId(runtime)]);
            return type.schema?.settingType === 'list'
                ? listMethods(runtime, type.name)
                : {
                      'static T getOrgDefaults()': () => one(ownedBy(organizationId(runtime))),
                      'static T getInstance()': () =>
                          ofUser(runtime.transaction.actor.userId.value),
                      'static T getInstance(Id owner)': ({ value }: ApexId) =>
                          value.startsWith('005')
                              ? ofUser(value)
                              : merged([value, organizationId(runtime)]),
                      'static T getValues(Id owner)': ({ value }: ApexId) => {
                          const row = ownedBy(value);
                          return row && database.record(type.name, row);
                      }
                  };
        }
    };
}

function listMethods(
    runtime: Runtime,
    objectName: string
): Record<string, (...args: string[]) => Value> {
    const { database, types } = runtime;
    const find = (name: string): Value => {
        const row = database.rows(objectName).find((each) => textIn(each, 'name') === name);
        return row ? database.record(objectName, row) : null;
    };
    return {
        'static Map<String, T> getAll()': () =>
            new ApexMap(
                types.map(types.string, types.record(objectName)!),
                database
                    .rows(objectName)
                    .map((row) => [textIn(row, 'name'), database.record(objectName, row)])
            ),
        'static T getInstance(String name)': find,
        'static T getValues(String name)': find
    };
}

/** The first value that is there of each field; what tells the record from others is the first record's. */
function mergedRow(rows: readonly Row[]): Row {
    const merged = new Map<string, Value>();
    for (const row of [...rows].reverse()) {
        for (const [key, value] of row) {
            merged.set(key, value);
        }
    }
    return merged;
}

function profileOf(runtime: Runtime, userId: string): string | null {
    const user = runtime.database.row('User', userId);
    return user && textIn(user, 'profileid');
}

/** @throws Raised when the org has no record of itself */
function organizationId(runtime: Runtime): string {
    const [organization] = runtime.database.rows('Organization');
    if (!organization) {
        throw new Raised('UnexpectedException', 'No organization');
    }
    return idOf(organization);
}
