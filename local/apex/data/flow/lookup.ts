import type { Runtime } from '../../language/runtime.ts';
import type { ApexSObject } from '../../language/values.ts';
import { ApexDecimal, ApexList, type Value } from '../../language/values.ts';
import type { Comparison, Condition, Query } from '../database.ts';
import type { Element } from '../metadata/xml.ts';
import { performQuery } from '../perform.ts';
import { flowError, valueIn } from './flow-values.ts';

const OPERATORS: Readonly<Record<string, Comparison>> = {
    EqualTo: '=',
    NotEqualTo: '!=',
    GreaterThan: '>',
    GreaterThanOrEqualTo: '>=',
    LessThan: '<',
    LessThanOrEqualTo: '<=',
    In: 'in',
    NotIn: 'not in'
};

/** The first record that an element "Get Records" finds, null when there is none; or all of them in a list. */
export function lookUp(
    runtime: Runtime,
    flow: string,
    element: Element,
    reference: (name: string) => Value
): ApexSObject | ApexList | null {
    const isFirst = element.isTrue('getFirstRecordOnly') || element.one('outputReference') !== null;
    const found = performQuery(runtime, queryOf(runtime, flow, element, reference), () => null);
    const list = found as ApexList;
    return isFirst || element.all('outputAssignments').length > 0
        ? ((list.items[0] ?? null) as ApexSObject | null)
        : list;
}

function queryOf(
    runtime: Runtime,
    flow: string,
    element: Element,
    reference: (name: string) => Value
): Query {
    const objectName = element.text('object') ?? '';
    const object = runtime.database.schema.get(objectName.toLowerCase());
    if (!object) {
        throw flowError(flow, `there is no object ${objectName}`);
    }
    const queried = element.all('queriedFields').map((field) => field.content);
    const assigned = element.all('outputAssignments').map((each) => each.text('field') ?? '');
    const fields = [...new Set([...queried, ...assigned])];
    const names =
        fields.length > 0 ? fields : [...object.fields.values()].map((field) => field.name);
    const sortField = element.text('sortField');
    const limit = valueIn(element.one('limit'), reference);
    return {
        select: names.map((name) => ({ kind: 'field', path: [name], alias: null })),
        countsOnly: false,
        from: object.name,
        where: conditionOf(flow, element, reference),
        groupBy: [],
        having: null,
        orderBy:
            sortField === null
                ? []
                : [
                      {
                          path: [sortField],
                          func: null,
                          descending: element.text('sortOrder') === 'Desc',
                          nullsLast: null
                      }
                  ],
        limit:
            limit instanceof ApexDecimal ? { kind: 'value', value: limit.value.toNumber() } : null,
        offset: null,
        mode: null,
        allRows: false
    };
}

function conditionOf(
    flow: string,
    element: Element,
    reference: (name: string) => Value
): Condition | null {
    const conditions = element.all('filters').map((filter) => comparison(filter, reference));
    const logic = (element.text('filterLogic') ?? 'and').toLowerCase();
    if (conditions.length === 0) {
        return null;
    }
    if (logic !== 'and' && logic !== 'or') {
        throw flowError(flow, `the filter logic ${logic} is not supported`);
    }
    return { kind: logic, of: conditions };
}

function comparison(filter: Element, reference: (name: string) => Value): Condition {
    const operator = filter.text('operator') ?? '';
    const value = valueIn(filter.one('value'), reference);
    const path = (filter.text('field') ?? '').split('.');
    const compare = (comparisonOperator: Comparison, to: Value): Condition => ({
        kind: 'compare',
        path,
        func: null,
        operator: comparisonOperator,
        operand: { kind: 'value', value: to }
    });
    const pattern = String(value ?? '').replace(/[%_]/g, '\\$&');
    switch (operator) {
        case 'IsNull':
            return compare(value === true ? '=' : '!=', null);
        case 'StartsWith':
            return compare('like', `${pattern}%`);
        case 'EndsWith':
            return compare('like', `%${pattern}`);
        case 'Contains':
            return compare('like', `%${pattern}%`);
        case 'In':
        case 'NotIn':
            return {
                ...(compare(OPERATORS[operator]!, null) as Extract<Condition, { kind: 'compare' }>),
                operand: {
                    kind: 'list',
                    items: (value instanceof ApexList ? value.items : [value]).map((item) => ({
                        kind: 'value',
                        value: item
                    }))
                }
            };
        default:
            return compare(OPERATORS[operator]!, value);
    }
}
