import { Decimal } from 'decimal.js';

import { newId, toDecimal } from '../../language/conversion.ts';
import { textOf } from '../../language/text.ts';
import { ApexDecimal, ApexId, type Value } from '../../language/values.ts';
import type { FieldSchema } from '../schema.ts';
import { Problem } from './problem.ts';

const EMAIL = /^[^\s@,;<>()]+@[^\s@.,;<>()]+(\.[^\s@.,;<>()]+)+$/;

/**
 * A value as it is stored: texts without blanks around them, numbers with as many digits as the field has.
 * @throws Problem for what the field can't hold
 * @see https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm#statuscode
 */
export function storableValue(field: FieldSchema, value: Value): Value {
    switch (field.type) {
        case 'ID':
        case 'REFERENCE':
            return typeof value === 'string' ? newId(value) : value;
        case 'DOUBLE':
        case 'CURRENCY':
        case 'PERCENT':
            return storableNumber(field, toDecimal(value).value);
        default:
            return typeof value === 'string' ? storableText(field, value) : value;
    }
}

function storableNumber(field: FieldSchema, value: Decimal): Value {
    const rounded = value.toDecimalPlaces(field.scale, Decimal.ROUND_HALF_UP);
    const limit = new Decimal(10).pow(field.precision - field.scale);
    if (field.precision > 0 && rounded.abs().gte(limit)) {
        throw new Problem(
            'NUMBER_OUTSIDE_VALID_RANGE',
            `${field.label}: value outside of valid range on numeric field: ${value.toFixed()}`,
            [field.name]
        );
    }
    return new ApexDecimal(rounded, field.scale);
}

function storableText(field: FieldSchema, given: string): Value {
    const value = given.trim();
    if (field.length > 0 && value.length > field.length) {
        throw new Problem(
            'STRING_TOO_LONG',
            `${field.label}: data value too large: ${value} (max length=${String(field.length)})`,
            [field.name]
        );
    }
    if (value === '') {
        return null;
    }
    if (field.type === 'EMAIL' && !EMAIL.test(value)) {
        throw new Problem(
            'INVALID_EMAIL_ADDRESS',
            `${field.label}: invalid email address: ${value}`,
            [field.name]
        );
    }
    if (field.isRestricted) {
        refuseOtherValues(field, value);
    }
    return value;
}

function refuseOtherValues(field: FieldSchema, value: string): void {
    const chosen = field.type === 'MULTIPICKLIST' ? value.split(';') : [value];
    const other = chosen.find((each) => !field.values.some((known) => known.value === each));
    if (other !== undefined) {
        throw new Problem(
            'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
            `${field.label}: bad value for restricted picklist field: ${other}`,
            [field.name]
        );
    }
}

/** A default that metadata gives: `true`, `5` or `"text"`. */
export function defaultOf(field: FieldSchema): Value {
    const chosen = field.values.find((value) => value.isDefault);
    if (chosen) {
        return chosen.value;
    }
    const literal = field.defaultValue?.trim();
    if (literal === undefined) {
        return null;
    }
    if (field.type === 'BOOLEAN') {
        return literal.toLowerCase() === 'true';
    }
    const quoted = /^(["'])(.*)\1$/.exec(literal);
    if (quoted) {
        return quoted[2]!;
    }
    if (!/^-?\d+(\.\d+)?$/.test(literal)) {
        throw new Error(
            `The default of ${field.name} is a formula, which is not supported: ${literal}`
        );
    }
    const number = new Decimal(literal);
    return field.type === 'INTEGER' ? number.toNumber() : new ApexDecimal(number, field.scale);
}

/** For messages. */
export function idText(value: Value): string {
    return value instanceof ApexId ? value.value : textOf(value);
}
