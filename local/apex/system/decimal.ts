import { Decimal } from 'decimal.js';

import { toDecimal, toNumber } from '../language/conversion.ts';
import { numeric } from '../language/equality.ts';
import { Raised } from '../language/errors.ts';
import type { SystemClass } from '../language/system-class.ts';
import { textOf } from '../language/text.ts';
import { ApexDecimal, ApexDouble, type ApexEnumValue, type Value } from '../language/values.ts';
import { rounded } from './rounding.ts';

type Self = ApexDecimal;
type Mode = ApexEnumValue;

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;

/** @throws Raised `TypeException` */
function decimalFrom(value: Value): ApexDecimal {
    if (numeric(value)) {
        return toDecimal(value);
    }
    const text = textOf(value);
    if (!NUMBER.test(text)) {
        throw new Raised('TypeException', `Invalid decimal: ${text}`);
    }
    const shown = /\.(\d*)/.exec(text)?.[1]!.length ?? 0;
    const number = new Decimal(text);
    return new ApexDecimal(number, Math.max(shown, number.decimalPlaces()));
}

/** @throws Raised `TypeException` */
function doubleFrom(value: Value): ApexDouble {
    const number = numeric(value);
    const text = textOf(value);
    if (!number && !NUMBER.test(text)) {
        throw new Raised('TypeException', `Invalid double: ${text}`);
    }
    return new ApexDouble(number ? number.toNumber() : Number(text));
}

function divide({ value }: Self, { value: by }: Self, scale: number, mode: Mode | null): Self {
    if (by.isZero()) {
        throw new Raised('MathException', 'Divide by 0');
    }
    return rounded(value.div(by), scale, mode);
}

/** As whole numbers, without what is behind the point. */
const WHOLE: NonNullable<SystemClass['methods']> = {
    'Integer intValue()': (value: Value) => toNumber(value, 'Integer'),
    'Long longValue()': (value: Value) => toNumber(value, 'Long'),
    'Double doubleValue()': (value: Value) => toNumber(value, 'Double')
};

/**
 * `Decimal`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
 */
export function decimalClass(): SystemClass {
    return {
        name: 'Decimal',
        methods: {
            'static Decimal valueOf(String text)': decimalFrom,
            'static Decimal valueOf(Double number)': decimalFrom,
            'static Decimal valueOf(Long number)': decimalFrom,
            ...WHOLE,
            'Decimal abs()': ({ value, scale }: Self) => new ApexDecimal(value.abs(), scale),
            'Decimal divide(Decimal by, Integer scale)': (self: Self, by: Self, scale: number) =>
                divide(self, by, scale, null),
            'Decimal divide(Decimal by, Integer scale, RoundingMode mode)': divide,
            'Decimal pow(Integer exponent)': ({ value, scale }: Self, exponent: number) =>
                power(value, scale, exponent),
            'Integer precision()': ({ value, scale }: Self) =>
                value.times(new Decimal(10).pow(scale)).abs().toFixed(0).length,
            'Long round()': ({ value }: Self) => toNumber(rounded(value, 0, null), 'Long'),
            'Long round(RoundingMode mode)': ({ value }: Self, mode: Mode) =>
                toNumber(rounded(value, 0, mode), 'Long'),
            'Integer scale()': ({ scale }: Self) => scale,
            'Decimal setScale(Integer scale)': ({ value }: Self, scale: number) =>
                rounded(value, scale, null),
            'Decimal setScale(Integer scale, RoundingMode mode)': (
                { value }: Self,
                scale: number,
                mode: Mode
            ) => rounded(value, scale, mode),
            'Decimal stripTrailingZeros()': ({ value }: Self) =>
                new ApexDecimal(value, value.decimalPlaces()),
            'String toPlainString()': textOf
        }
    };
}

/** @throws Raised `MathException` for an exponent that isn't from 0 to 32767 */
function power(value: Decimal, scale: number, exponent: number): ApexDecimal {
    if (exponent < 0 || exponent > 32_767) {
        throw new Raised('MathException', 'Invalid operation');
    }
    return new ApexDecimal(value.pow(exponent), scale * exponent);
}

/**
 * `Double`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_double.htm
 */
export function doubleClass(): SystemClass {
    return {
        name: 'Double',
        methods: {
            'static Double valueOf(String text)': doubleFrom,
            'static Double valueOf(Object value)': doubleFrom,
            ...WHOLE,
            'Long round()': ({ value }: ApexDouble) => BigInt(Math.round(value))
        }
    };
}
