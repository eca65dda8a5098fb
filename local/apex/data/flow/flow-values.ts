import { Decimal } from 'decimal.js';

import { toDecimal } from '../../language/conversion.ts';
import { equals } from '../../language/equality.ts';
import { Raised } from '../../language/errors.ts';
import { inOrder } from '../../language/operators.ts';
import { textOf } from '../../language/text.ts';
import {
    ApexDate,
    ApexDatetime,
    ApexDecimal,
    ApexList,
    ApexSObject,
    type Value
} from '../../language/values.ts';
import type { Element } from '../metadata/xml.ts';
import { isNumber } from '../soql/field-values.ts';

const MS_PER_DAY = 86_400_000;

/** A flow that fails while it runs. */
export function flowError(flow: string, reason: string): Raised {
    return new Raised(
        'Flow.FlowException',
        `An unhandled fault has occurred in ${flow}: ${reason}`
    );
}

/**
 * A value that stands in a flow's metadata; null for an empty one.
 * @param reference gives the value of a resource by its name
 */
export function valueIn(xml: Element | null, reference: (name: string) => Value): Value {
    if (!xml) {
        return null;
    }
    const name = xml.text('elementReference');
    if (name !== null) {
        return reference(name);
    }
    const text = xml.text('stringValue');
    if (text !== null) {
        return merged(text, reference);
    }
    const flag = xml.text('booleanValue');
    if (flag !== null) {
        return flag === 'true';
    }
    const number = xml.text('numberValue');
    if (number !== null) {
        return decimalOf(new Decimal(number));
    }
    const date = xml.text('dateValue');
    if (date !== null) {
        return new ApexDate(Date.parse(date.slice(0, 10)) / MS_PER_DAY);
    }
    const time = xml.text('dateTimeValue');
    return time === null ? null : new ApexDatetime(Date.parse(time));
}

/** What stands for a value in metadata, and can be read. */
export const VALUE_KINDS: readonly string[] = [
    'elementReference',
    'stringValue',
    'booleanValue',
    'numberValue',
    'dateValue',
    'dateTimeValue'
];

/** A text with `{!resource}` filled in. */
function merged(text: string, reference: (name: string) => Value): string {
    return text.replace(/\{!([\w.$]+)\}/g, (_whole, name: string) => {
        const value = reference(name);
        return value === null ? '' : textOf(value);
    });
}

export function decimalOf(value: Decimal): ApexDecimal {
    return new ApexDecimal(value, value.decimalPlaces());
}

type Test = (left: Value, right: Value) => boolean;

function texts(test: (left: string, right: string) => boolean): Test {
    return (left, right) =>
        typeof left === 'string' && typeof right === 'string' && test(left, right);
}

function isEmpty(value: Value): boolean {
    return value === null || (value instanceof ApexList && value.items.length === 0);
}

/**
 * The operators of decisions. Texts are compared by case.
 * @see https://help.salesforce.com/s/articleView?id=platform.flow_ref_operators_condition.htm
 */
export const TESTS: Readonly<Record<string, Test>> = {
    EqualTo: isEqual,
    NotEqualTo: (left, right) => !isEqual(left, right),
    GreaterThan: (left, right) => inOrder(left, right, (order) => order > 0),
    GreaterThanOrEqualTo: (left, right) => inOrder(left, right, (order) => order >= 0),
    LessThan: (left, right) => inOrder(left, right, (order) => order < 0),
    LessThanOrEqualTo: (left, right) => inOrder(left, right, (order) => order <= 0),
    StartsWith: texts((left, right) => left.startsWith(right)),
    EndsWith: texts((left, right) => left.endsWith(right)),
    Contains: (left, right) =>
        left instanceof ApexList
            ? left.items.some((item) => isEqual(item, right))
            : texts((a, b) => a.includes(b))(left, right),
    IsNull: (left, right) => (left === null) === (right === true),
    IsBlank: (left, right) =>
        (left === null || (typeof left === 'string' && left.trim() === '')) === (right === true),
    IsEmpty: (left, right) => isEmpty(left) === (right === true)
};

function isEqual(left: Value, right: Value): boolean {
    if (isNumber(left) && isNumber(right)) {
        return toDecimal(left).value.eq(toDecimal(right).value);
    }
    return equals(left, right, true);
}

type Change = (former: Value, value: Value) => Value;

/** The operators of assignments. */
export const CHANGES: Readonly<Record<string, Change>> = {
    Assign: (_former, value) => value,
    Add: (former, value) =>
        former instanceof ApexList
            ? new ApexList(former.type, [...former.items, ...itemsOf(value)])
            : sum(former, value),
    Subtract: (former, value) =>
        decimalOf(toDecimal(former ?? 0).value.minus(toDecimal(value ?? 0).value)),
    AssignCount: (_former, value) => decimalOf(new Decimal(itemsOf(value).length))
};

function sum(former: Value, value: Value): Value {
    if (typeof former === 'string' || typeof value === 'string') {
        return `${former === null ? '' : textOf(former)}${value === null ? '' : textOf(value)}`;
    }
    return decimalOf(toDecimal(former ?? 0).value.plus(toDecimal(value ?? 0).value));
}

function itemsOf(value: Value): readonly Value[] {
    if (value instanceof ApexList) {
        return value.items;
    }
    return value === null ? [] : [value];
}

/**
 * Whether conditions hold together: by `and`, `or`, or by a text such as `1 AND (2 OR 3)`.
 * @throws {Error} for a text that is none of them
 */
export function joined(logic: string | null, results: readonly boolean[]): boolean {
    const text = (logic ?? 'and').toLowerCase();
    if (text === 'and') {
        return results.every(Boolean);
    }
    if (text === 'or') {
        return results.some(Boolean);
    }
    const tokens = text.match(/\d+|and|or|not|[()]/g) ?? [];
    let at = 0;
    const either = (): boolean => {
        let result = both();
        while (tokens[at] === 'or') {
            at++;
            result = both() || result;
        }
        return result;
    };
    const both = (): boolean => {
        let result = one();
        while (tokens[at] === 'and') {
            at++;
            result = one() && result;
        }
        return result;
    };
    const one = (): boolean => {
        const token = tokens[at++];
        if (token === 'not') {
            return !one();
        }
        if (token === '(') {
            const result = either();
            at++;
            return result;
        }
        const result = results[Number(token) - 1];
        if (result === undefined) {
            throw new Error(`No logic of conditions: ${text}`);
        }
        return result;
    };
    return either();
}

/** A field of a record, or of one that it leads to; null where there is none on the way. */
export function fieldOf(record: Value, names: readonly string[]): Value {
    let at = record;
    for (const name of names) {
        if (!(at instanceof ApexSObject)) {
            return null;
        }
        at = at.values.get(name.toLowerCase()) ?? null;
    }
    return at;
}
