import type {
    FieldExpressionContext,
    FieldNameContext,
    LogicalExpressionContext,
    SoqlFunctionContext,
    SubQueryContext,
    ValueContext,
    WhereLogicalExpressionContext
} from '@apexdevtools/apex-parser';

import type {
    AggregateFunction,
    Comparison,
    Condition,
    FieldPath,
    Operand,
    Query
} from '../database.ts';
import { readValue, type Reading } from './read-values.ts';

const AGGREGATES: readonly string[] = ['avg', 'count', 'count_distinct', 'max', 'min', 'sum'];

export interface ConditionReading extends Reading {
    subQuery(context: SubQueryContext): Query;
}

export function pathOf(context: FieldNameContext): FieldPath {
    return context.soqlId_list().map((id) => id.getText());
}

/**
 * `COUNT(Id)` and the like.
 * @throws ApexLoadError for functions that are not aggregates
 */
export function readAggregate(
    reading: Reading,
    context: SoqlFunctionContext
): { func: AggregateFunction; path: FieldPath | null } {
    const text = context.getText();
    const name = text.slice(0, text.indexOf('(')).toLowerCase();
    const field = context.fieldName() as FieldNameContext | null;
    if (!AGGREGATES.includes(name)) {
        throw reading.error(context, `Not supported in a query: ${text}`);
    }
    return { func: name as AggregateFunction, path: field && pathOf(field) };
}

/** The condition after `WHERE`. */
export function readWhere(
    reading: ConditionReading,
    context: WhereLogicalExpressionContext
): Condition {
    const parts = context.whereConditionalExpression_list().map((part) => {
        const inner = part.whereLogicalExpression() as WhereLogicalExpressionContext | null;
        if (inner) {
            return readWhere(reading, inner);
        }
        const field = part.whereFieldExpression();
        const expression = field.fieldExpression() as FieldExpressionContext | null;
        if (!expression) {
            throw reading.error(part, `Not supported in a query: ${field.getText()}`);
        }
        return readComparison(reading, expression);
    });
    return join(context, parts);
}

/** The condition after `HAVING`. */
export function readHaving(
    reading: ConditionReading,
    context: LogicalExpressionContext
): Condition {
    const parts = context.conditionalExpression_list().map((part) => {
        const inner = part.logicalExpression() as LogicalExpressionContext | null;
        return inner ? readHaving(reading, inner) : readComparison(reading, part.fieldExpression());
    });
    return join(context, parts);
}

function join(
    context: LogicalExpressionContext | WhereLogicalExpressionContext,
    parts: readonly Condition[]
): Condition {
    const joined: Condition =
        parts.length === 1
            ? parts[0]!
            : { kind: context.SOQLOR_list().length > 0 ? 'or' : 'and', of: parts };
    return context.NOT() ? { kind: 'not', of: joined } : joined;
}

const OPERATORS: Readonly<Record<string, Comparison>> = {
    '=': '=',
    '!=': '!=',
    '<>': '!=',
    '<': '<',
    '<=': '<=',
    '>': '>',
    '>=': '>=',
    like: 'like',
    in: 'in',
    notin: 'not in',
    includes: 'includes',
    excludes: 'excludes'
};

function readComparison(reading: ConditionReading, context: FieldExpressionContext): Condition {
    const operatorText = context.comparisonOperator().getText().toLowerCase();
    const operator = OPERATORS[operatorText];
    if (!operator) {
        throw reading.error(context, `Unknown operator in a query: ${operatorText}`);
    }
    const called = context.soqlFunction() as SoqlFunctionContext | null;
    const { func, path } = called
        ? readAggregate(reading, called)
        : { func: null, path: pathOf(context.fieldName()) };
    return {
        kind: 'compare',
        path: path ?? [],
        func,
        operator,
        operand: readOperand(reading, context.value())
    };
}

function readOperand(reading: ConditionReading, context: ValueContext): Operand {
    const subQuery = context.subQuery() as SubQueryContext | null;
    if (subQuery) {
        return { kind: 'query', query: reading.subQuery(subQuery) };
    }
    const value = readValue(reading, context);
    if (!value) {
        throw reading.error(context, `Not supported in a query: ${context.getText()}`);
    }
    return value;
}
