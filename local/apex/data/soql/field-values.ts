import { newId, toDecimal } from '../../language/conversion.ts';
import { Raised } from '../../language/errors.ts';
import {
    ApexBlob,
    ApexDate,
    ApexDatetime,
    ApexDecimal,
    ApexDouble,
    ApexId,
    ApexSObject,
    ApexTime,
    type Value
} from '../../language/values.ts';
import type { FieldSchema } from '../schema.ts';
import { withoutMarks } from './like.ts';

const MS_PER_DAY = 86_400_000;

export type Key = string | number | boolean;

function wrongType(field: FieldSchema, wanted: string, isQuoted: boolean): Raised {
    return new Raised(
        'QueryException',
        `value of filter criterion for field '${field.name}' must be of type ${wanted}` +
            (isQuoted ? ' and should not be enclosed in quotes' : '')
    );
}

/**
 * What is compared when a query compares a field with a value; null for null.
 * @throws Raised `QueryException` when the value doesn't fit
 */
export function filterKey(field: FieldSchema, value: Value): Key | null {
    if (value === null || value === '') {
        return null;
    }
    const isQuoted = typeof value === 'string';
    switch (field.type) {
        case 'ID':
        case 'REFERENCE':
            return idKey(field, value);
        case 'BOOLEAN':
            if (typeof value !== 'boolean') {
                throw wrongType(field, 'boolean', isQuoted);
            }
            return value;
        case 'INTEGER':
        case 'LONG':
        case 'DOUBLE':
        case 'CURRENCY':
        case 'PERCENT':
            if (!isNumber(value)) {
                throw wrongType(field, field.type === 'INTEGER' ? 'integer' : 'double', isQuoted);
            }
            return toDecimal(value).value.toNumber();
        case 'DATE':
        case 'DATETIME': {
            const time = timeOf(value);
            if (time === null) {
                throw wrongType(field, field.type === 'DATE' ? 'date' : 'dateTime', isQuoted);
            }
            return time;
        }
        case 'TIME':
            if (!(value instanceof ApexTime)) {
                throw wrongType(field, 'time', isQuoted);
            }
            return value.ms;
        default:
            if (typeof value !== 'string' && !(value instanceof ApexId)) {
                throw new Raised(
                    'QueryException',
                    `value of filter criterion for field '${field.name}' must be of type string and should be enclosed in quotes`
                );
            }
            return textKey(field, value instanceof ApexId ? value.value : value);
    }
}

/** What is compared of a stored value. */
export function storedKey(field: FieldSchema, value: Value): Key | null {
    return value instanceof ApexBlob ? null : filterKey(field, value);
}

function idKey(field: FieldSchema, value: Value): string {
    if (value instanceof ApexSObject) {
        const id = value.values.get('id') ?? null;
        return id === null ? '' : idKey(field, id);
    }
    if (value instanceof ApexId) {
        return value.value.slice(0, 15);
    }
    if (typeof value === 'string' && /^([A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/.test(value)) {
        return newId(value).value.slice(0, 15);
    }
    throw new Raised('QueryException', `invalid ID field: ${String(value)}`);
}

/** Texts are compared without case, but for unique fields that are case-sensitive. */
function textKey(field: FieldSchema, value: string): string {
    const text = withoutMarks(value);
    return field.unique && field.caseSensitive ? text : text.toLowerCase();
}

export function isNumber(value: Value): boolean {
    return (
        typeof value === 'number' ||
        typeof value === 'bigint' ||
        value instanceof ApexDouble ||
        value instanceof ApexDecimal
    );
}

function timeOf(value: Value): number | null {
    if (value instanceof ApexDatetime) {
        return value.ms;
    }
    return value instanceof ApexDate ? value.days * MS_PER_DAY : null;
}

/** The order of two keys of the same field. */
export function compareKeys(a: Key, b: Key): number {
    return a < b ? -1 : a > b ? 1 : 0;
}

/** The place in an order: picklists have that of their values. */
export function orderKey(field: FieldSchema, value: Value): Key | null {
    if (value !== null && field.type === 'PICKLIST' && field.values.length > 0) {
        const place = field.values.findIndex((each) => each.value === value);
        return place < 0 ? field.values.length : place;
    }
    return storedKey(field, value);
}
