import { Decimal } from 'decimal.js';

import { Raised } from '../language/errors.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexDecimal, type ApexEnumValue } from '../language/values.ts';

/** `System.RoundingMode` → how the decimal library rounds; null where it must not. */
const MODES: Readonly<Record<string, Decimal.Rounding | null>> = {
    UP: Decimal.ROUND_UP,
    DOWN: Decimal.ROUND_DOWN,
    CEILING: Decimal.ROUND_CEIL,
    FLOOR: Decimal.ROUND_FLOOR,
    HALF_UP: Decimal.ROUND_HALF_UP,
    HALF_DOWN: Decimal.ROUND_HALF_DOWN,
    HALF_EVEN: Decimal.ROUND_HALF_EVEN,
    UNNECESSARY: null
};

/**
 * `RoundingMode`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
 */
export function roundingMode(): SystemClass {
    return { name: 'RoundingMode', kind: 'enum', values: Object.keys(MODES) };
}

/**
 * A number with so many digits behind the point; half way between two it goes to the even one, unless a mode says otherwise.
 * @throws Raised `MathException` where nothing may be rounded
 */
export function rounded(number: Decimal, scale: number, mode: ApexEnumValue | null): ApexDecimal {
    const how = mode ? MODES[mode.name]! : Decimal.ROUND_HALF_EVEN;
    if (how === null) {
        if (number.decimalPlaces() > scale) {
            throw new Raised('MathException', 'Rounding necessary');
        }
        return new ApexDecimal(number, scale);
    }
    return new ApexDecimal(roundAt(number, scale, how), scale);
}

/** A scale below 0 rounds tens, hundreds and so on. */
function roundAt(number: Decimal, scale: number, how: Decimal.Rounding): Decimal {
    if (scale >= 0) {
        return number.toDecimalPlaces(scale, how);
    }
    const unit = new Decimal(10).pow(-scale);
    return number.div(unit).toDecimalPlaces(0, how).times(unit);
}
