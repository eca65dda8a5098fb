import { toNumber } from '../language/conversion.ts';
import { numeric } from '../language/equality.ts';
import { Raised } from '../language/errors.ts';
import type { SystemClass } from '../language/system-class.ts';
import { textOf } from '../language/text.ts';
import type { Value } from '../language/values.ts';

const LONGEST_INTEGER = 2n ** 31n;
const LONGEST_LONG = 2n ** 63n;

/**
 * A whole number in a text.
 * @param limit how many numbers there are above zero, and below
 * @throws Raised `TypeException`
 */
function wholeNumber(text: string, typeName: string, limit: bigint): bigint {
    const number = /^[-+]?\d+$/.test(text) ? BigInt(text.replace('+', '')) : null;
    if (number === null || number >= limit || number < -limit) {
        throw new Raised('TypeException', `Invalid ${typeName}: ${text}`);
    }
    return number;
}

function fromText(typeName: string, limit: bigint) {
    return (value: Value): Value => {
        if (value === null) {
            return null;
        }
        const number = numeric(value);
        const name = typeName === 'integer' ? 'Integer' : 'Long';
        return number
            ? toNumber(value, name)
            : toNumber(wholeNumber(textOf(value), typeName, limit), name);
    };
}

/** `1234567` as `1,234,567`. */
export function grouped(number: number | bigint): string {
    return number.toLocaleString('en-US');
}

/**
 * `Integer`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_integer.htm
 */
export function integerClass(): SystemClass {
    const valueOf = fromText('integer', LONGEST_INTEGER);
    return {
        name: 'Integer',
        methods: {
            'static Integer valueOf(String text)': valueOf,
            'static Integer valueOf(Object? value)': valueOf,
            'String format()': grouped,
            'Integer intValue()': (value: number) => value,
            'Long longValue()': (value: number) => BigInt(value)
        }
    };
}

/**
 * `Long`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_long.htm
 */
export function longClass(): SystemClass {
    return {
        name: 'Long',
        methods: {
            'static Long valueOf(String text)': fromText('long', LONGEST_LONG),
            'String format()': grouped,
            'Integer intValue()': (value: bigint) => toNumber(value, 'Integer'),
            'Long longValue()': (value: bigint) => value
        }
    };
}
