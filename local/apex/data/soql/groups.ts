import { Decimal } from 'decimal.js';

import { toDecimal } from '../../language/conversion.ts';
import { ApexDecimal, type Value } from '../../language/values.ts';
import type { AggregateFunction, FieldPath } from '../database.ts';
import { newField } from '../standard/fields.ts';
import type { FieldSchema } from '../schema.ts';
import { compareKeys, storedKey } from './field-values.ts';

/** Records that have the same values in the fields that are grouped by. */
export interface Group<Item> {
    readonly items: readonly Item[];
}

/** Groups records; without fields to group by all records are one group, also when there are none. */
export function groupsOf<Item>(
    items: readonly Item[],
    keys: readonly ((item: Item) => Value)[],
    fields: readonly FieldSchema[]
): Group<Item>[] {
    if (keys.length === 0) {
        return [{ items }];
    }
    const groups = new Map<string, Item[]>();
    for (const item of items) {
        const key = JSON.stringify(keys.map((read, i) => storedKey(fields[i]!, read(item))));
        const group = groups.get(key);
        if (group) {
            group.push(item);
        } else {
            groups.set(key, [item]);
        }
    }
    return [...groups.values()].map((group) => ({ items: group }));
}

/** What an aggregate makes of the values of a field, nulls left out. Counts are Integers, sums and averages Decimals. */
export function aggregate(
    func: AggregateFunction,
    field: FieldSchema | null,
    values: readonly Value[]
): Value {
    const present = values.filter((value) => value !== null);
    switch (func) {
        case 'count':
            return field === null ? values.length : present.length;
        case 'count_distinct':
            return new Set(present.map((value) => storedKey(field!, value))).size;
        case 'min':
        case 'max':
            return extreme(func, field!, present);
        default:
            return total(func, present);
    }
}

function extreme(func: 'min' | 'max', field: FieldSchema, values: readonly Value[]): Value {
    const sign = func === 'min' ? 1 : -1;
    return values.reduce<Value>((best, value) => {
        const isBetter =
            best === null ||
            sign * compareKeys(storedKey(field, value)!, storedKey(field, best)!) < 0;
        return isBetter ? value : best;
    }, null);
}

function total(func: AggregateFunction, values: readonly Value[]): Value {
    if (values.length === 0) {
        return null;
    }
    const sum = values.reduce<Decimal>(
        (so, value) => so.plus(toDecimal(value).value),
        new Decimal(0)
    );
    const result = func === 'avg' ? sum.div(values.length) : sum;
    return new ApexDecimal(result, result.decimalPlaces());
}

/** The field that an aggregate's result is like, to compare with and to order by. */
export function aggregateField(
    func: AggregateFunction,
    field: FieldSchema | null,
    path: FieldPath | null
): FieldSchema {
    const isOfField = field !== null && (func === 'min' || func === 'max');
    return isOfField
        ? field
        : newField(
              `${func}(${path?.join('.') ?? ''})`,
              func.startsWith('count') ? 'INTEGER' : 'DOUBLE'
          );
}
