import { Decimal } from 'decimal.js';

import { newId } from '../language/conversion.ts';
import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { ApexType } from '../language/types.ts';
import {
    ApexDate,
    ApexDatetime,
    ApexDecimal,
    ApexDouble,
    ApexList,
    ApexMap,
    ApexSObject,
    type Value
} from '../language/values.ts';
import { apexTypeOf, findField } from '../data/schema.ts';
import type { Json } from './result.ts';

const MS_PER_DAY = 86_400_000;

/**
 * A parameter that a component gives, as a value of the type that the method declares. Texts that are numbers pass for numbers.
 * @throws Raised `JSONException` for a value that isn't of the type, or a type that components can't give
 */
export function valueFromComponent(runtime: Runtime, json: Json, type: ApexType): Value {
    if (json === null) {
        return null;
    }
    switch (type.kind) {
        case 'primitive':
            return primitive(json, type);
        case 'list': {
            const items = Array.isArray(json) ? json : refuse(json, type);
            return new ApexList(
                type,
                items.map((item) => valueFromComponent(runtime, item, type.args[0]!))
            );
        }
        case 'map': {
            const [key, value] = type.args as [ApexType, ApexType];
            const entries = Object.entries(objectIn(json, type)).map(
                ([name, item]) =>
                    [primitive(name, key), valueFromComponent(runtime, item, value)] as [
                        Value,
                        Value
                    ]
            );
            return new ApexMap(type, entries);
        }
        case 'sobject':
            return recordFrom(runtime, objectIn(json, type), type);
        case 'object':
            return Array.isArray(json) || typeof json === 'object' ? refuse(json, type) : json;
        default:
            return refuse(json, type);
    }
}

function refuse(json: Json, type: ApexType): never {
    throw new Raised('JSONException', `No ${type.name}: ${JSON.stringify(json)}`);
}

function objectIn(json: Json, type: ApexType): { [name: string]: Json } {
    return typeof json === 'object' && json !== null && !Array.isArray(json)
        ? json
        : refuse(json, type);
}

function primitive(json: Json, type: ApexType): Value {
    if (type.name === 'Boolean') {
        return typeof json === 'boolean' ? json : refuse(json, type);
    }
    if (typeof json !== 'string' && typeof json !== 'number') {
        return refuse(json, type);
    }
    switch (type.name) {
        case 'String':
            return String(json);
        case 'Id':
            return json === '' ? null : newId(String(json));
        case 'Date':
        case 'Datetime':
            return time(String(json), type);
        default:
            return number(String(json), type);
    }
}

function number(text: string, type: ApexType): Value {
    if (!/^-?\d+(\.\d+)?$/.test(text)) {
        return refuse(text, type);
    }
    const value = new Decimal(text);
    switch (type.name) {
        case 'Integer':
            return value.isInteger() && value.abs().lt(2 ** 31)
                ? value.toNumber()
                : refuse(text, type);
        case 'Long':
            return value.isInteger() ? BigInt(value.toFixed(0)) : refuse(text, type);
        case 'Double':
            return new ApexDouble(value.toNumber());
        case 'Decimal':
            return new ApexDecimal(value, value.decimalPlaces());
        default:
            return refuse(text, type);
    }
}

function time(text: string, type: ApexType): Value {
    const ms = Date.parse(text);
    if (Number.isNaN(ms)) {
        return refuse(text, type);
    }
    return type.name === 'Date' ? new ApexDate(Math.floor(ms / MS_PER_DAY)) : new ApexDatetime(ms);
}

function recordFrom(runtime: Runtime, fields: { [name: string]: Json }, type: ApexType): Value {
    const record = new ApexSObject(type.schema ?? refuse(fields, type), type);
    for (const [name, value] of Object.entries(fields)) {
        const field = findField(record.schema, name) ?? refuse(fields, type);
        const fieldType = runtime.types.primitive(apexTypeOf(field));
        record.values.set(name.toLowerCase(), valueFromComponent(runtime, value, fieldType));
    }
    return record;
}
