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
    ApexTypeValue,
    type Value
} from './values.ts';
import { Decimal } from 'decimal.js';

/** A number of any kind as a decimal number; null for what is no number. */
export function numeric(value: Value): Decimal | null {
    if (typeof value === 'number') {
        return new Decimal(value);
    }
    if (typeof value === 'bigint') {
        return new Decimal(value.toString());
    }
    if (value instanceof ApexDouble) {
        return new Decimal(value.value);
    }
    return value instanceof ApexDecimal ? value.value : null;
}

/**
 * Whether two values are equal.
 * @param byCase false for the operator `==`, which compares strings without case; true for `equals`, collections and `switch`
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
 */
export function equals(a: Value, b: Value, byCase: boolean): boolean {
    if (a === b) {
        return true;
    }
    if (a === null || b === null) {
        return false;
    }
    if (isText(a) && isText(b)) {
        return equalTexts(a, b, byCase);
    }
    if (a instanceof ApexObject || b instanceof ApexObject) {
        return equalObjects(a, b);
    }
    const left = numeric(a);
    if (left !== null) {
        const right = numeric(b);
        return right !== null && left.eq(right);
    }
    return equalBuiltIns(a, b);
}

function isText(value: Value): value is string | ApexId {
    return typeof value === 'string' || value instanceof ApexId;
}

function equalTexts(a: string | ApexId, b: string | ApexId, byCase: boolean): boolean {
    if (a instanceof ApexId || b instanceof ApexId) {
        const left = a instanceof ApexId ? a.value : a;
        const right = b instanceof ApexId ? b.value : b;
        return left.slice(0, 15) === right.slice(0, 15) && left.length >= 15 && right.length >= 15;
    }
    return byCase ? a === b : a.toLowerCase() === b.toLowerCase();
}

function equalObjects(a: Value, b: Value): boolean {
    const own = a instanceof ApexObject ? a.definition.findEquals() : null;
    if (own) {
        return own.invoke(a, [b]) === true;
    }
    return false;
}

function equalBuiltIns(a: Value, b: Value): boolean {
    if (a instanceof ApexDate && b instanceof ApexDate) {
        return a.days === b.days;
    }
    if (a instanceof ApexDatetime || a instanceof ApexDate) {
        return instant(a) === instant(b);
    }
    if (a instanceof ApexTime && b instanceof ApexTime) {
        return a.ms === b.ms;
    }
    if (a instanceof ApexBlob && b instanceof ApexBlob) {
        return a.bytes.equals(b.bytes);
    }
    if (a instanceof ApexEnumValue && b instanceof ApexEnumValue) {
        return a.type === b.type && a.name === b.name;
    }
    if (a instanceof ApexTypeValue && b instanceof ApexTypeValue) {
        return a.of === b.of;
    }
    return equalCollections(a, b);
}

function instant(value: Value): number | null {
    if (value instanceof ApexDatetime) {
        return value.ms;
    }
    return value instanceof ApexDate ? value.days * 86_400_000 : null;
}

function equalCollections(a: Value, b: Value): boolean {
    if (a instanceof ApexList && b instanceof ApexList) {
        return (
            a.items.length === b.items.length &&
            a.items.every((item, i) => equals(item, b.items[i]!, true))
        );
    }
    if (a instanceof ApexSet && b instanceof ApexSet) {
        return a.table.size === b.table.size && a.table.keys().every((key) => b.table.has(key));
    }
    if (a instanceof ApexMap && b instanceof ApexMap) {
        return (
            a.table.size === b.table.size &&
            a.table
                .entries()
                .every(([key, value]) => b.table.has(key) && equals(value, b.table.get(key)!, true))
        );
    }
    if (a instanceof ApexSObject && b instanceof ApexSObject) {
        return equalRecords(a, b);
    }
    return false;
}

function equalRecords(a: ApexSObject, b: ApexSObject): boolean {
    const names = new Set([...a.values.keys(), ...b.values.keys()]);
    return (
        a.schema === b.schema &&
        [...names].every((name) =>
            equals(a.values.get(name) ?? null, b.values.get(name) ?? null, true)
        )
    );
}

/** A JavaScript value that is the same for equal values. Objects without `hashCode` of their own are only equal to themselves. */
export function hashOf(value: Value): unknown {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') {
        return value;
    }
    if (value instanceof ApexId) {
        return value.value;
    }
    const number = numeric(value);
    if (number !== null) {
        return number.toNumber();
    }
    if (value instanceof ApexObject) {
        return value.definition.findHashCode()?.invoke(value, []) ?? value;
    }
    return hashOfBuiltIn(value);
}

function hashOfBuiltIn(value: Value): unknown {
    if (value instanceof ApexDate || value instanceof ApexDatetime) {
        return `t${String(instant(value))}`;
    }
    if (value instanceof ApexEnumValue) {
        return `e${value.name}`;
    }
    if (value instanceof ApexTypeValue) {
        return value.of;
    }
    // Content decides; the kind alone is a hash that is right, if not quick.
    return value?.constructor;
}
