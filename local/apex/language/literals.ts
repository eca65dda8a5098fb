import type { LiteralContext } from '@apexdevtools/apex-parser';
import { Decimal } from 'decimal.js';

import type { Compiled, Scope } from './scope.ts';
import { ApexDecimal, ApexDouble, type Value } from './values.ts';

const ESCAPES: Readonly<Record<string, string>> = {
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    "'": "'",
    '"': '"',
    '\\': '\\'
};

/**
 * The text that a literal in quotes stands for.
 * @returns null where an escape is none of Apex's
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm
 */
export function unquote(literal: string): string | null {
    const inner = literal.slice(1, -1);
    let isSound = true;
    const text = inner.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, escape: string) => {
        if (escape.length === 5) {
            return String.fromCharCode(parseInt(escape.slice(1), 16));
        }
        isSound &&= escape in ESCAPES;
        return ESCAPES[escape] ?? escape;
    });
    return isSound ? text : null;
}

/** A literal: a number, a text, `true`, `false` or `null`. */
export function compileLiteral(scope: Scope, context: LiteralContext): Compiled {
    const { types } = scope.runtime;
    const text = context.getText();
    const constant = (typeName: string, value: Value): Compiled => ({
        type: types.primitive(typeName),
        run: () => value
    });
    if (context.NULL()) {
        return { type: types.nullType, run: () => null };
    }
    if (context.BooleanLiteral()) {
        return constant('Boolean', text.toLowerCase() === 'true');
    }
    if (context.StringLiteral()) {
        const value = unquote(text);
        if (value === null) {
            throw scope.error(context, `Invalid string literal ${text}`);
        }
        return constant('String', value);
    }
    if (context.IntegerLiteral()) {
        const value = Number(text);
        // 2147483648 is a number for the minus before it only.
        if (value > 2_147_483_648) {
            throw scope.error(context, `Illegal integer ${text}`);
        }
        return constant('Integer', value | 0);
    }
    if (context.LongLiteral()) {
        return constant('Long', BigInt.asIntN(64, BigInt(text.slice(0, -1))));
    }
    if (context.NumberLiteral()) {
        return /d$/i.test(text)
            ? constant('Double', new ApexDouble(Number(text.slice(0, -1))))
            : constant('Decimal', decimalOf(text));
    }
    throw scope.error(context, `Not supported: ${text}`);
}

function decimalOf(text: string): ApexDecimal {
    const value = new Decimal(text);
    return new ApexDecimal(value, (text.split('.')[1] ?? '').length);
}
