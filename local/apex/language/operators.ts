import { Decimal } from 'decimal.js';

import { converter, numberRank, toDecimal, toDouble } from './conversion.ts';
import { nullPointer, Raised } from './errors.ts';
import { textOf } from './text.ts';
import type { TypeRegistry } from './type-registry.ts';
import type { ApexType } from './types.ts';
import {
    ApexDate,
    ApexDatetime,
    ApexDecimal,
    ApexDouble,
    ApexId,
    ApexTime,
    type Value
} from './values.ts';

/** An operation on two values, and the type of its result. */
export interface Operation {
    readonly type: ApexType;
    readonly run: (a: Value, b: Value) => Value;
}

type Arithmetic = '+' | '-' | '*' | '/';

function divideByZero(): Raised {
    return new Raised('MathException', 'Divide by 0');
}

const INTEGER: Record<Arithmetic, (a: number, b: number) => number> = {
    '+': (a, b) => (a + b) | 0,
    '-': (a, b) => (a - b) | 0,
    '*': (a, b) => Math.imul(a, b),
    '/': (a, b) => {
        if (b === 0) {
            throw divideByZero();
        }
        return (a / b) | 0;
    }
};

const LONG: Record<Arithmetic, (a: bigint, b: bigint) => bigint> = {
    '+': (a, b) => BigInt.asIntN(64, a + b),
    '-': (a, b) => BigInt.asIntN(64, a - b),
    '*': (a, b) => BigInt.asIntN(64, a * b),
    '/': (a, b) => {
        if (b === 0n) {
            throw divideByZero();
        }
        return BigInt.asIntN(64, a / b);
    }
};

const DOUBLE: Record<Arithmetic, (a: number, b: number) => number> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => {
        if (b === 0) {
            throw divideByZero();
        }
        return a / b;
    }
};

const DECIMAL: Record<Arithmetic, (a: ApexDecimal, b: ApexDecimal) => ApexDecimal> = {
    '+': (a, b) => new ApexDecimal(a.value.plus(b.value), Math.max(a.scale, b.scale)),
    '-': (a, b) => new ApexDecimal(a.value.minus(b.value), Math.max(a.scale, b.scale)),
    '*': (a, b) => new ApexDecimal(a.value.times(b.value), a.scale + b.scale),
    '/': divideDecimals
};

/** Quotients have 34 significant digits at most, as decimal128 has. */
const QUOTIENT_DIGITS = 34;

function divideDecimals(a: ApexDecimal, b: ApexDecimal): ApexDecimal {
    if (b.value.isZero()) {
        throw divideByZero();
    }
    const quotient = a.value
        .div(b.value)
        .toSignificantDigits(QUOTIENT_DIGITS, Decimal.ROUND_HALF_EVEN);
    return new ApexDecimal(quotient, Math.max(quotient.decimalPlaces(), a.scale - b.scale, 0));
}

const KINDS = ['Integer', 'Long', 'Double', 'Decimal'] as const;

/** The type that two numbers are computed in; null when one is no number. */
function promoted(a: ApexType, b: ApexType): (typeof KINDS)[number] | null {
    const ranks = [numberRank(a), numberRank(b)];
    if (ranks.includes(-1)) {
        return null;
    }
    // A Double makes a Double of everything, also of a Decimal.
    return ranks.includes(2) ? 'Double' : KINDS[Math.max(...ranks)]!;
}

function compute(kind: (typeof KINDS)[number], operator: Arithmetic): Operation['run'] {
    switch (kind) {
        case 'Integer':
            return INTEGER[operator] as unknown as Operation['run'];
        case 'Long':
            return LONG[operator] as unknown as Operation['run'];
        case 'Double':
            return (a, b) => new ApexDouble(DOUBLE[operator](toDouble(a), toDouble(b)));
        case 'Decimal':
            return (a, b) => DECIMAL[operator](toDecimal(a), toDecimal(b));
    }
}

/** `+`, `-`, `*` and `/` of numbers, and of dates with numbers; null when the types don't go together. */
export function arithmetic(
    types: TypeRegistry,
    operator: Arithmetic,
    a: ApexType,
    b: ApexType
): Operation | null {
    const kind = promoted(a, b);
    if (kind === null) {
        return dateArithmetic(operator, a, b);
    }
    const type = types.primitive(kind);
    const [left, right] = [converter(a, type), converter(b, type)];
    const run = compute(kind, operator);
    return {
        type,
        run: (x, y) => {
            if (x === null || y === null) {
                throw nullPointer();
            }
            return run(left ? left(x) : x, right ? right(y) : y);
        }
    };
}

function dateArithmetic(operator: Arithmetic, a: ApexType, b: ApexType): Operation | null {
    const sign = operator === '+' ? 1 : -1;
    if ((operator !== '+' && operator !== '-') || numberRank(b) < 0) {
        return null;
    }
    const add = (x: Value, y: Value): Value => {
        if (x === null || y === null) {
            throw nullPointer();
        }
        const amount = sign * toDouble(y);
        if (x instanceof ApexDate) {
            return new ApexDate(x.days + amount);
        }
        if (x instanceof ApexTime) {
            return new ApexTime((((x.ms + amount) % 86_400_000) + 86_400_000) % 86_400_000);
        }
        return new ApexDatetime((x as ApexDatetime).ms + Math.round(amount * 86_400_000));
    };
    return ['Date', 'Datetime', 'Time'].includes(a.name) ? { type: a, run: add } : null;
}

type Bitwise = '&' | '|' | '^' | '<<' | '>>' | '>>>';

/** Bits of Integers and Longs, and `&`, `|`, `^` of Booleans. */
export function bitwise(
    types: TypeRegistry,
    operator: Bitwise,
    a: ApexType,
    b: ApexType
): Operation | null {
    if (a === types.boolean && b === types.boolean && operator.length === 1) {
        return { type: a, run: (x, y) => bitsOfBooleans(operator, x, y) };
    }
    const kind = promoted(a, b);
    if (kind !== 'Integer' && kind !== 'Long') {
        return null;
    }
    const isShift = operator.length > 1;
    const type = isShift ? a : types.primitive(kind);
    const isLong = type.name === 'Long';
    return {
        type,
        run: (x, y) => {
            if (x === null || y === null) {
                throw nullPointer();
            }
            return isLong
                ? bitsOfLongs(operator, BigInt(x as number), BigInt(y as number))
                : bitsOfIntegers(operator, Number(x), Number(y));
        }
    };
}

function bitsOfBooleans(operator: Bitwise, a: Value, b: Value): boolean {
    if (a === null || b === null) {
        throw nullPointer();
    }
    return operator === '&'
        ? a === true && b === true
        : operator === '|'
          ? a === true || b === true
          : a !== b;
}

function bitsOfIntegers(operator: Bitwise, a: number, b: number): number {
    switch (operator) {
        case '&':
            return a & b;
        case '|':
            return a | b;
        case '^':
            return a ^ b;
        case '<<':
            return a << b;
        case '>>':
            return a >> b;
        case '>>>':
            return (a >>> b) | 0;
    }
}

function bitsOfLongs(operator: Bitwise, a: bigint, b: bigint): bigint {
    const by = b & 63n;
    switch (operator) {
        case '&':
            return a & b;
        case '|':
            return a | b;
        case '^':
            return a ^ b;
        case '<<':
            return BigInt.asIntN(64, a << by);
        case '>>':
            return a >> by;
        case '>>>':
            return BigInt.asIntN(64, BigInt.asUintN(64, a) >> by);
    }
}

const collator = new Intl.Collator('en');

/**
 * `a < b` and the like. A number, date or time that is null makes it false; a text that is null is less than any other. Texts are
 * compared by the user's locale, which is English here.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
 */
export function inOrder(a: Value, b: Value, isRight: (order: number) => boolean): boolean {
    if (a === null || b === null) {
        const isText = [a, b].some((value) => typeof value === 'string' || value instanceof ApexId);
        return isText && isRight(a === null ? -1 : 1);
    }
    return isRight(compareValues(a, b));
}

function compareValues(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
    if (typeof a === 'number' && typeof b === 'number') {
        return a - b;
    }
    if (typeof a === 'string' || a instanceof ApexId) {
        return collator.compare(textOf(a), textOf(b));
    }
    return position(a).cmp(position(b));
}

function position(value: Value): Decimal {
    if (value instanceof ApexDate) {
        return new Decimal(value.days).times(86_400_000);
    }
    if (value instanceof ApexDatetime || value instanceof ApexTime) {
        return new Decimal(value.ms);
    }
    return toDecimal(value).value;
}

/** Whether `<` and the like know two types. */
export function isOrdered(a: ApexType, b: ApexType): boolean {
    const group = (type: ApexType): string => {
        if (numberRank(type) >= 0) {
            return 'number';
        }
        if (type.name === 'Id') {
            return 'String';
        }
        return type.name === 'Date' ? 'Datetime' : type.name;
    };
    return group(a) === group(b) && ['number', 'String', 'Datetime', 'Time'].includes(group(a));
}
