import type { Runtime } from '../../language/runtime.ts';
import type { SystemClass } from '../../language/system-class.ts';
import {
    ApexList,
    ApexMap,
    type ApexObject,
    ApexSObject,
    type Value
} from '../../language/values.ts';
import {
    getByName,
    getChildren,
    getField,
    getParent,
    getParentByName,
    putByName
} from '../record-access.ts';
import { findField } from '../schema.ts';
import { type FieldToken, typeToken } from '../tokens.ts';

type Token = ApexObject<FieldToken>;

/**
 * What every record can do.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject.htm
 */
export function sobjectClass(runtime: Runtime): SystemClass {
    const put = (record: ApexSObject, name: string, value: Value): Value =>
        putByName(runtime, record, name, value);
    return {
        name: 'SObject',
        methods: {
            'Object get(String field)': getByName,
            'Object get(Schema.SObjectField field)': (record: ApexSObject, token: Token) =>
                getField(record, token.native.field),
            'Object put(String field, Object? value)': put,
            'Object put(Schema.SObjectField field, Object? value)': (
                record: ApexSObject,
                token: Token,
                value: Value
            ) => put(record, token.native.field.name, value),
            'SObject getSObject(String name)': getParentByName,
            'SObject getSObject(Schema.SObjectField field)': (record: ApexSObject, token: Token) =>
                getParent(record, token.native.field.relationshipName ?? ''),
            'SObject putSObject(String name, SObject? value)': (
                record: ApexSObject,
                name: string,
                value: ApexSObject | null
            ) => {
                const former = getParentByName(record, name);
                record.values.set(name.toLowerCase(), value);
                return former;
            },
            'List<SObject> getSObjects(String name)': (record: ApexSObject, name: string) => {
                const children = getChildren(runtime, record, name);
                return children.items.length === 0 ? null : children;
            },
            'Schema.SObjectType getSObjectType()': (record: ApexSObject) =>
                typeToken(runtime, record.schema),
            'Boolean isSet(String field)': (record: ApexSObject, name: string) =>
                record.values.has(name.toLowerCase()),
            'Boolean isSet(Schema.SObjectField field)': (record: ApexSObject, token: Token) =>
                record.values.has(token.native.field.name.toLowerCase()),
            'Map<String, Object> getPopulatedFieldsAsMap()': (record: ApexSObject) =>
                populated(runtime, record)
        },
        // A copy of a contact is a contact, without a cast.
        methodsOf: () => ({
            'T clone()': (record: ApexSObject) => copy(record, false, false),
            'T clone(Boolean preserveId)': (record: ApexSObject, preserveId: boolean) =>
                copy(record, preserveId, false),
            'T clone(Boolean preserveId, Boolean isDeep)': copy
        })
    };
}

function populated(runtime: Runtime, record: ApexSObject): ApexMap {
    const entries = [...record.values]
        .filter(([, value]) => value !== null)
        .map(([key, value]) => [nameOf(runtime, record, key), value] as [Value, Value]);
    const { types } = runtime;
    return new ApexMap(types.map(types.string, types.object), entries, true);
}

function nameOf(runtime: Runtime, record: ApexSObject, key: string): string {
    const field = findField(record.schema, key);
    if (field) {
        return field.name;
    }
    const parent = [...record.schema.fields.values()].find(
        (each) => each.relationshipName?.toLowerCase() === key
    );
    return parent?.relationshipName ?? key;
}

/** A copy; of records that it leads to, only a deep one has copies too. */
function copy(record: ApexSObject, preserveId: boolean, isDeep: boolean): ApexSObject {
    const result = new ApexSObject(record.schema, record.type);
    result.queried = record.queried;
    for (const [key, value] of record.values) {
        if (key === 'id' && !preserveId) {
            continue;
        }
        result.values.set(key, isDeep ? deepCopy(value) : value);
    }
    return result;
}

function deepCopy(value: Value): Value {
    if (value instanceof ApexSObject) {
        return copy(value, true, true);
    }
    return value instanceof ApexList ? new ApexList(value.type, value.items.map(deepCopy)) : value;
}
