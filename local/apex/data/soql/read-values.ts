import type {
    ApexParserRuleContext,
    ExpressionContext,
    ValueContext
} from '@apexdevtools/apex-parser';
import { Decimal } from 'decimal.js';

import { ApexDate, ApexDatetime, ApexDecimal, type Value } from '../../language/values.ts';
import type { Operand } from '../database.ts';

const MS_PER_DAY = 86_400_000;
const MAX_INTEGER = 2_147_483_647;

/** What reading a query needs beside its text. */
export interface Reading {
    /** Makes an error about a place in the query. */
    error(context: ApexParserRuleContext, reason: string): Error;
    /** Expressions after a colon, by their text. */
    readonly binds: Map<string, ExpressionContext>;
}

/** A literal, a bind, a list of them, or a date formula; null for what else stands there. */
export function readValue(reading: Reading, context: ValueContext): Operand | null {
    const bound = context.boundExpression();
    if (bound) {
        return readBind(reading, bound.expression());
    }
    const list = context.valueList();
    if (list) {
        return {
            kind: 'list',
            items: list.value_list().map((item) => {
                const read = readValue(reading, item);
                if (!read) {
                    throw reading.error(item, `Unexpected: ${item.getText()}`);
                }
                return read;
            })
        };
    }
    const formula = context.dateFormula();
    if (formula) {
        const [name, n] = formula.getText().split(':');
        return { kind: 'dateFormula', name: name!.toUpperCase(), n: Number(n ?? 0) };
    }
    const value = literal(context);
    return value === undefined ? null : { kind: 'value', value };
}

export function readBind(reading: Reading, expression: ExpressionContext): Operand {
    const name = expression.getText();
    reading.binds.set(name, expression);
    return { kind: 'bind', name };
}

function literal(context: ValueContext): Value | undefined {
    const text = context.getText();
    if (context.NULL()) {
        return null;
    }
    if (context.BooleanLiteral()) {
        return text.toLowerCase() === 'true';
    }
    if (context.StringLiteral()) {
        return unescape(text.slice(1, -1));
    }
    if (context.signedNumber()) {
        return numberOf(text);
    }
    if (context.DateTimeLiteral()) {
        return new ApexDatetime(Date.parse(text));
    }
    return context.DateLiteral() ? new ApexDate(Date.parse(text) / MS_PER_DAY) : undefined;
}

/** A whole number that fits is an Integer, any other number a Decimal. */
export function numberOf(text: string): Value {
    const number = new Decimal(text.replace(/^\+/, ''));
    return number.isInteger() && number.abs().lte(MAX_INTEGER) && !text.includes('.')
        ? number.toNumber()
        : new ApexDecimal(number, number.decimalPlaces());
}

const ESCAPES: Readonly<Record<string, string>> = {
    n: '\n',
    r: '\r',
    t: '\t',
    b: '\b',
    f: '\f'
};

/**
 * A text as it is meant. `\_` and `\%` stay as they are: LIKE needs to tell them from wildcards.
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm
 */
function unescape(text: string): string {
    return text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (whole, escaped: string) => {
        if (escaped.length === 5) {
            return String.fromCharCode(parseInt(escaped.slice(1), 16));
        }
        return escaped === '_' || escaped === '%'
            ? whole
            : (ESCAPES[escaped.toLowerCase()] ?? escaped);
    });
}
