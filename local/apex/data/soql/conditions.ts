import { Raised } from '../../language/errors.ts';
import { ApexList, ApexSet, type Value } from '../../language/values.ts';
import type { Comparison, Condition, FieldPath, Operand, Query } from '../database.ts';
import type { FieldSchema } from '../schema.ts';
import { spanOf, type Span } from './date-formulas.ts';
import { compareKeys, filterKey, storedKey, type Key } from './field-values.ts';
import { likePattern } from './like.ts';

type Compare = Extract<Condition, { kind: 'compare' }>;

/** Where the values of a condition come from: records, or groups of them. */
export interface Source<Item> {
    /** How a path, or an aggregate of it, is read. */
    read(
        path: FieldPath,
        func: Compare['func']
    ): { readonly field: FieldSchema; readonly value: (item: Item) => Value };
    bind(name: string): Value;
    /** The values of the only field that a query within a condition asks for. */
    valuesOf(query: Query): Value[];
    now(): number;
}

/** Makes a test of records, or of groups, out of a condition. */
export function testOf<Item>(
    source: Source<Item>,
    condition: Condition | null
): (item: Item) => boolean {
    if (condition === null) {
        return () => true;
    }
    switch (condition.kind) {
        case 'not': {
            const test = testOf(source, condition.of);
            return (item) => !test(item);
        }
        case 'compare':
            return comparison(source, condition);
        default: {
            const tests = condition.of.map((part) => testOf(source, part));
            return condition.kind === 'and'
                ? (item) => tests.every((test) => test(item))
                : (item) => tests.some((test) => test(item));
        }
    }
}

function comparison<Item>(source: Source<Item>, condition: Compare): (item: Item) => boolean {
    const { operator, operand } = condition;
    const { field, value } = source.read(condition.path, condition.func);
    const key = (item: Item): Key | null => storedKey(field, value(item));
    switch (operator) {
        case 'in':
        case 'not in': {
            const keys = new Set(manyValues(source, operand).map((each) => filterKey(field, each)));
            return (item) => keys.has(key(item)) === (operator === 'in');
        }
        case 'includes':
        case 'excludes': {
            const wanted = manyValues(source, operand).map((each) => String(each).split(';'));
            return (item) => {
                const chosen = String(value(item) ?? '').split(';');
                const isIncluded = wanted.some((all) => all.every((one) => chosen.includes(one)));
                return isIncluded === (operator === 'includes');
            };
        }
        case 'like': {
            const pattern = patternOf(oneValue(source, operand));
            return (item) => {
                const text = value(item);
                return typeof text === 'string' && pattern.test(text);
            };
        }
        default:
            return operand.kind === 'dateFormula'
                ? withinSpan(key, operator, spanOf(operand.name, operand.n, source.now()))
                : ordered(key, operator, filterKey(field, oneValue(source, operand)));
    }
}

/** A record without a value equals null only, and is neither less nor greater than anything. */
function ordered<Item>(
    key: (item: Item) => Key | null,
    operator: Comparison,
    wanted: Key | null
): (item: Item) => boolean {
    if (operator === '=' || operator === '!=') {
        return (item) => (key(item) === wanted) === (operator === '=');
    }
    return (item) => {
        const actual = key(item);
        return actual !== null && wanted !== null && holds(operator, compareKeys(actual, wanted));
    };
}

function holds(operator: Comparison, order: number): boolean {
    switch (operator) {
        case '<':
            return order < 0;
        case '<=':
            return order <= 0;
        case '>':
            return order > 0;
        default:
            return order >= 0;
    }
}

function withinSpan<Item>(
    key: (item: Item) => Key | null,
    operator: Comparison,
    span: Span
): (item: Item) => boolean {
    return (item) => {
        const time = key(item);
        if (typeof time !== 'number') {
            return operator === '!=';
        }
        const isWithin = time >= span.start && time < span.end;
        switch (operator) {
            case '=':
                return isWithin;
            case '!=':
                return !isWithin;
            case '<':
                return time < span.start;
            case '<=':
                return time < span.end;
            case '>':
                return time >= span.end;
            default:
                return time >= span.start;
        }
    };
}

function patternOf(value: Value): RegExp {
    if (typeof value !== 'string') {
        throw new Raised('QueryException', 'invalid value for LIKE operator: a text is needed');
    }
    return likePattern(value);
}

/** @throws Raised `QueryException` for a list where one value is needed */
export function oneValue(source: Pick<Source<never>, 'bind'>, operand: Operand): Value {
    if (operand.kind === 'value') {
        return operand.value;
    }
    if (operand.kind === 'bind') {
        const value = source.bind(operand.name);
        if (value instanceof ApexList || value instanceof ApexSet) {
            throw new Raised(
                'QueryException',
                `Invalid bind expression: :${operand.name} is a collection`
            );
        }
        return value;
    }
    throw new Raised('QueryException', 'Only one value can be compared with');
}

function manyValues<Item>(source: Source<Item>, operand: Operand): Value[] {
    switch (operand.kind) {
        case 'list':
            return operand.items.flatMap((item) => manyValues(source, item));
        case 'query':
            return source.valuesOf(operand.query);
        case 'bind': {
            const value = source.bind(operand.name);
            if (value instanceof ApexList) {
                return value.items;
            }
            return value instanceof ApexSet ? value.table.keys() : [value];
        }
        default:
            return [oneValue(source, operand)];
    }
}
