import { Raised } from '../language/errors.ts';
import type { Field } from '../language/types.ts';
import { dateText } from '../language/text.ts';
import {
    ApexBlob,
    ApexDate,
    ApexDatetime,
    ApexDecimal,
    ApexDouble,
    ApexEnumValue,
    ApexId,
    ApexList,
    ApexMap,
    ApexObject,
    ApexSet,
    ApexSObject,
    ApexTime,
    type Value
} from '../language/values.ts';
import { findField, parentField } from '../data/schema.ts';

/** What a component gets. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/**
 * A result of Apex as a component gets it: of an instance of a class what is marked `@AuraEnabled`, and nothing that is null.
 * @throws Raised `SerializationException` for what no component can get
 * @see https://developer.salesforce.com/docs/platform/lwc/guide/apex-result-caching.html
 */
export function resultForComponent(value: Value): Json {
    if (value === null || typeof value === 'boolean' || typeof value === 'number') {
        return value;
    }
    if (typeof value === 'string') {
        return value;
    }
    if (typeof value === 'bigint') {
        return Number(value);
    }
    return simple(value) ?? compound(value);
}

function simple(value: Exclude<Value, null>): Json {
    if (value instanceof ApexId) {
        return value.value;
    }
    if (value instanceof ApexDecimal) {
        return value.value.toNumber();
    }
    if (value instanceof ApexDouble) {
        return value.value;
    }
    if (value instanceof ApexDate) {
        return dateText(value);
    }
    if (value instanceof ApexDatetime) {
        return new Date(value.ms).toISOString();
    }
    if (value instanceof ApexTime) {
        return value.ms;
    }
    if (value instanceof ApexBlob) {
        return value.bytes.toString('base64');
    }
    return value instanceof ApexEnumValue ? value.name : null;
}

function compound(value: Exclude<Value, null>): Json {
    if (value instanceof ApexList) {
        return value.items.map(resultForComponent);
    }
    if (value instanceof ApexSet) {
        return value.table.keys().map(resultForComponent);
    }
    if (value instanceof ApexMap) {
        return present(value.table.entries().map(([key, item]) => [String(simpleKey(key)), item]));
    }
    if (value instanceof ApexSObject) {
        return present([...value.values].map(([key, item]) => [nameIn(value, key), item] as const));
    }
    if (value instanceof ApexObject && !value.definition.isSystem) {
        return present(enabledFields(value).map((field) => [field.name, field.get!(value)]));
    }
    throw new Raised('SerializationException', `Not serializable: ${nameOf(value)}`);
}

function present(entries: readonly (readonly [string, Value])[]): Json {
    return Object.fromEntries(
        entries
            .filter(([, value]) => value !== null)
            .map(([name, value]) => [name, resultForComponent(value)])
    );
}

function simpleKey(key: Value): Value {
    return key instanceof ApexId ? key.value : key instanceof ApexEnumValue ? key.name : key;
}

function nameIn(record: ApexSObject, key: string): string {
    return (
        findField(record.schema, key)?.name ??
        parentField(record.schema, key)?.relationshipName ??
        key
    );
}

function enabledFields(instance: ApexObject): Field[] {
    return [...instance.definition.ancestry()]
        .reverse()
        .flatMap((definition) => [...definition.fields.values()])
        .filter(
            (field) => !field.isStatic && field.get !== null && field.annotations.has('auraenabled')
        );
}

function nameOf(value: Exclude<Value, null>): string {
    return value instanceof ApexObject ? value.definition.name : typeof value;
}
