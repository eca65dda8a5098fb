import { Decimal } from 'decimal.js';

import { apexTypeOf, findField, parentField } from '../data/schema.ts';
import { newId } from '../language/conversion.ts';
import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { ApexType } from '../language/types.ts';
import type { ApexEnumValue } from '../language/values.ts';
import {
    ApexBlob,
    ApexDecimal,
    ApexDouble,
    ApexList,
    ApexMap,
    ApexObject,
    ApexSet,
    ApexSObject,
    type Value
} from '../language/values.ts';
import { readDate, readDatetime, readTime } from './date-texts.ts';
import { fieldToRead, instanceFields } from './json-fields.ts';
import { JsonNumber, type Json } from './json-parse.ts';

/** Reads JSON into values of a type. */
export class JsonReader {
    private readonly runtime: Runtime;
    /** Whether a member that a class has no field for is an error. */
    private readonly isStrict: boolean;

    constructor(runtime: Runtime, isStrict: boolean) {
        this.runtime = runtime;
        this.isStrict = isStrict;
    }

    /** @throws Raised `JSONException` */
    read(json: Json, type: ApexType): Value {
        if (json === null) {
            return null;
        }
        switch (type.kind) {
            case 'object':
                return this.untyped(json);
            case 'primitive':
                return primitive(json, type.name);
            case 'list':
                return new ApexList(type, this.items(json, type));
            case 'set':
                return new ApexSet(type, this.items(json, type));
            case 'map':
                return this.map(json, type);
            case 'enum':
                return enumValue(json, type);
            case 'sobject':
                return this.record(members(json), type);
            case 'class':
                return this.instance(members(json), type);
            default:
                throw unsupported(type);
        }
    }

    /** Maps, lists, and what is neither. */
    untyped(json: Json): Value {
        const { types } = this.runtime;
        if (json instanceof Map) {
            const entries = [...(json as ReadonlyMap<string, Json>)].map(
                ([name, value]) => [name, this.untyped(value)] as const
            );
            return this.runtime.newMap(types.string, types.object, entries);
        }
        if (Array.isArray(json)) {
            return this.runtime.newList(
                types.object,
                (json as readonly Json[]).map((item) => this.untyped(item))
            );
        }
        return json instanceof JsonNumber ? untypedNumber(json) : (json as null | boolean | string);
    }

    private items(json: Json, { args: [of] }: ApexType): Value[] {
        if (!Array.isArray(json)) {
            throw malformed("Expected '[' at the beginning of List/Set");
        }
        return (json as readonly Json[]).map((item) => this.read(item, of!));
    }

    private map(json: Json, type: ApexType): ApexMap {
        const [keyType, valueType] = type.args;
        const entries = [...members(json)].map(
            ([name, value]) => [this.read(name, keyType!), this.read(value, valueType!)] as const
        );
        return new ApexMap(type, entries);
    }

    private instance(json: ReadonlyMap<string, Json>, type: ApexType): ApexObject {
        const { definition } = type;
        const isOfApex = [...definition.ancestry()].every((each) => !each.isSystem);
        if (definition.isAbstract || !isOfApex) {
            throw unsupported(type);
        }
        // No constructor runs, and no initializer.
        const instance = new ApexObject(definition, null);
        for (const field of instanceFields(definition)) {
            field.raw!.set(instance, null);
        }
        for (const [name, value] of json) {
            const field = fieldToRead(definition, name);
            if (field) {
                field.raw!.set(instance, this.read(value, field.type));
            } else if (this.isStrict) {
                throw new Raised('JSONException', `Unrecognized field "${name}" of ${type.name}`);
            }
        }
        return instance;
    }

    private record(json: ReadonlyMap<string, Json>, type: ApexType): ApexSObject {
        const { runtime } = this;
        const attributes = json.get('attributes');
        const named = attributes instanceof Map ? (attributes.get('type') as Json) : null;
        const actual = typeof named === 'string' ? runtime.types.record(named) : type;
        if (!actual?.schema) {
            throw new Raised('JSONException', `Apex Type unsupported in JSON: ${type.name}`);
        }
        const record = new ApexSObject(actual.schema, actual);
        for (const [name, value] of json) {
            if (name !== 'attributes') {
                record.values.set(name.toLowerCase(), this.member(actual, name, value));
            }
        }
        return record;
    }

    private member({ schema, name: object }: ApexType, name: string, json: Json): Value {
        const { types } = this.runtime;
        const field = findField(schema!, name);
        if (field) {
            const typeName = apexTypeOf(field);
            return typeName === 'Object'
                ? this.untyped(json)
                : this.read(json, types.primitive(typeName));
        }
        const parent = parentField(schema!, name);
        if (parent) {
            const [only, ...others] = parent.referenceTo;
            const type = others.length === 0 ? types.record(only ?? '') : types.sobject;
            return this.read(json, type ?? types.sobject);
        }
        throw new Raised('JSONException', `No such column '${name}' on sobject of type ${object}`);
    }
}

function malformed(message: string): Raised {
    return new Raised('JSONException', `Malformed JSON: ${message}`);
}

function unsupported(type: ApexType): Raised {
    return new Raised('JSONException', `Apex Type unsupported in JSON: ${type.name}`);
}

function members(json: Json): ReadonlyMap<string, Json> {
    if (!(json instanceof Map)) {
        throw malformed("Expected '{' at the beginning of object");
    }
    return json as ReadonlyMap<string, Json>;
}

function enumValue(json: Json, type: ApexType): Value {
    const found = type.definition.enumValues.find(
        (value) =>
            typeof json === 'string' &&
            (value as ApexEnumValue).name.toLowerCase() === json.toLowerCase()
    );
    return found ?? illegal(json);
}

function illegal(json: Json): never {
    const text = json instanceof JsonNumber ? json.text : String(json);
    throw new Raised(
        'JSONException',
        typeof json === 'object' && !(json instanceof JsonNumber)
            ? 'Illegal value for primitive'
            : `Illegal value for primitive: ${text}`
    );
}

const MAX_INTEGER = 2n ** 31n;
const MAX_LONG = 2n ** 63n;

function isWithin(value: bigint, limit: bigint): boolean {
    return value >= -limit && value < limit;
}

/** Whole numbers become Integers, or Longs where those are too small; others Decimals. */
function untypedNumber(json: JsonNumber): Value {
    if (json.isInteger) {
        const value = BigInt(json.text);
        if (isWithin(value, MAX_INTEGER)) {
            return Number(value);
        }
        if (isWithin(value, MAX_LONG)) {
            return value;
        }
    }
    return decimal(json.text);
}

function decimal(text: string): ApexDecimal {
    const value = new Decimal(text);
    const [, digits = ''] = /\.(\d+)$/.exec(text) ?? [];
    return new ApexDecimal(value, Math.max(digits.length, value.decimalPlaces()));
}

function primitive(json: Json, typeName: string): Value {
    if (json instanceof Map || Array.isArray(json)) {
        return illegal(json);
    }
    switch (typeName) {
        case 'Boolean':
            return typeof json === 'boolean' ? json : booleanIn(json);
        case 'Integer':
        case 'Long':
            return wholeNumber(json, typeName);
        case 'Decimal':
            return decimal(numberText(json));
        case 'Double':
            return new ApexDouble(Number(numberText(json)));
        default:
            return fromText(json instanceof JsonNumber ? json.text : String(json), typeName);
    }
}

function booleanIn(json: Json): boolean {
    return json === 'true' || json === 'false' ? json === 'true' : illegal(json);
}

function numberText(json: Json): string {
    const text = json instanceof JsonNumber ? json.text : json;
    return typeof text === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)
        ? text
        : illegal(json);
}

function wholeNumber(json: Json, typeName: 'Integer' | 'Long'): Value {
    const value = new Decimal(numberText(json));
    const limit = typeName === 'Integer' ? MAX_INTEGER : MAX_LONG;
    if (!value.isInteger() || !isWithin(BigInt(value.toFixed(0)), limit)) {
        return illegal(json);
    }
    return typeName === 'Integer' ? value.toNumber() : BigInt(value.toFixed(0));
}

function fromText(text: string, typeName: string): Value {
    switch (typeName) {
        case 'String':
            return text;
        case 'Id':
            return newId(text);
        case 'Blob':
            return new ApexBlob(Buffer.from(text, 'base64'));
        case 'Date':
            return readDate(text) ?? illegal(text);
        case 'Datetime':
            return readDatetime(text) ?? illegal(text);
        default:
            return readTime(text) ?? illegal(text);
    }
}
