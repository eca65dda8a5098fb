import type { ApexParserRuleContext, LiteralContext } from '@apexdevtools/apex-parser';
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
    if (context.StringLiteral() || context.MultilineStringLiteral()) {
        return constant('String', stringIn(scope, context, text));
    }
    if (context.IntegerLiteral()) {
        return constant('Integer', integerIn(scope, context, text));
    }
    if (context.LongLiteral()) {
        return constant('Long', longIn(scope, context, text.slice(0, -1)));
    }
    if (context.NumberLiteral()) {
        return /d$/i.test(text)
            ? constant('Double', new ApexDouble(Number(text.slice(0, -1))))
            : constant('Decimal', decimalOf(text));
    }
    throw scope.error(context, `Not supported: ${text}`);
}

/** A text over several lines begins after the first line's end. */
function stringIn(scope: Scope, context: LiteralContext, text: string): string {
    const isLong = Boolean(context.MultilineStringLiteral());
    const value = unquote(isLong ? text.slice(2, -2).replace(/^'[^\S\n]*\n/, "'") : text);
    if (value === null) {
        throw scope.error(context, `Invalid string literal ${text}`);
    }
    return value;
}

/** @throws ApexLoadError for what is out of an Integer's range: 2147483648 is, also after a minus */
export function integerIn(scope: Scope, context: ApexParserRuleContext, digits: string): number {
    const value = Number(digits);
    if (value !== (value | 0)) {
        throw scope.error(context, `Illegal integer: ${digits}`);
    }
    return value;
}

/** @throws ApexLoadError for what is out of a Long's range */
export function longIn(scope: Scope, context: ApexParserRuleContext, digits: string): bigint {
    const value = BigInt(digits);
    if (value !== BigInt.asIntN(64, value)) {
        throw scope.error(context, `Illegal long: ${digits}`);
    }
    return value;
}

function decimalOf(text: string): ApexDecimal {
    const value = new Decimal(text);
    return new ApexDecimal(value, (text.split('.')[1] ?? '').length);
}
