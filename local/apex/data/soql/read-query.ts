import type {
    ApexParserRuleContext,
    BoundExpressionContext,
    ExpressionContext,
    FieldNameContext,
    FieldOrderContext,
    GroupByClauseContext,
    LimitClauseContext,
    OffsetClauseContext,
    QueryContext,
    SelectEntryContext,
    SoqlFunctionContext,
    SubFieldEntryContext,
    SubQueryContext,
    WithClauseContext
} from '@apexdevtools/apex-parser';

import { ApexLoadError } from '../../language/errors.ts';
import type { Condition, FieldPath, Operand, Ordering, Query, SelectItem } from '../database.ts';
import {
    pathOf,
    readAggregate,
    readHaving,
    readWhere,
    type ConditionReading
} from './read-conditions.ts';
import { readBind } from './read-values.ts';

export interface ReadQuery {
    readonly query: Query;
    /** The expressions that stand after colons, by their text without blanks: the names of the binds. */
    readonly binds: ReadonlyMap<string, ExpressionContext>;
}

/**
 * A query as it was parsed.
 * @param file for messages
 * @throws ApexLoadError for what isn't supported
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm
 */
export function readQuery(context: QueryContext, file: string): ReadQuery {
    const binds = new Map<string, ExpressionContext>();
    const reading: ConditionReading = {
        binds,
        error: (at, reason) => new ApexLoadError(file, at.start.line, at.start.column + 1, reason),
        subQuery: (inner) => readSubQuery(reading, inner)
    };
    return { query: readWhole(reading, context), binds };
}

function readWhole(reading: ConditionReading, context: QueryContext): Query {
    const { from, alias } = readFrom(reading, context);
    const refused = [context.usingScope(), context.updateList()].find(Boolean);
    if (refused) {
        throw reading.error(refused, `Not supported in a query: ${refused.getText()}`);
    }
    const entries = context.selectList().selectEntry_list();
    const countsOnly = entries.length === 1 && entries[0]!.getText().toLowerCase() === 'count()';
    const group = context.groupByClause() as GroupByClauseContext | null;
    return withoutAlias(alias, {
        ...readCommon(reading, context),
        select: countsOnly ? [] : entries.map((entry) => readItem(reading, entry)),
        countsOnly,
        from,
        groupBy: group ? readGroups(reading, group) : [],
        having: group?.HAVING() ? readHaving(reading, group.logicalExpression()) : null,
        offset: readOffset(reading, context),
        mode: readMode(reading, context.withClause() as WithClauseContext | null),
        allRows: Boolean(context.allRowsClause())
    });
}

function readSubQuery(reading: ConditionReading, context: SubQueryContext): Query {
    const { from, alias } = readFrom(reading, context);
    return withoutAlias(alias, {
        ...readCommon(reading, context),
        select: context
            .subFieldList()
            .subFieldEntry_list()
            .map((entry) => readItem(reading, entry)),
        countsOnly: false,
        from,
        groupBy: [],
        having: null,
        offset: null,
        mode: null,
        allRows: false
    });
}

/** What whole queries and those within them have in common. */
function readCommon(
    reading: ConditionReading,
    context: QueryContext | SubQueryContext
): Pick<Query, 'where' | 'orderBy' | 'limit'> {
    const limit = context.limitClause() as LimitClauseContext | null;
    const where = context.whereClause();
    const order = context.orderByClause();
    return {
        where: where ? readWhere(reading, where.whereLogicalExpression()) : null,
        orderBy: order
            ? order
                  .fieldOrderList()
                  .fieldOrder_list()
                  .map((each) => readOrdering(reading, each))
            : [],
        limit: limit ? readCount(reading, limit) : null
    };
}

function readFrom(
    reading: ConditionReading,
    context: QueryContext | SubQueryContext
): { from: string; alias: string | null } {
    const names = context.fromNameList();
    if (names.fieldName_list().length > 1) {
        throw reading.error(names, 'Queries of more than one object are not supported');
    }
    return {
        from: names.fieldName(0).getText(),
        alias: names.soqlId_list()[0]?.getText() ?? null
    };
}

function readItem(
    reading: ConditionReading,
    context: SelectEntryContext | SubFieldEntryContext
): SelectItem {
    const alias = (context.soqlId() as ApexParserRuleContext | null)?.getText() ?? null;
    const field = context.fieldName() as FieldNameContext | null;
    if (field) {
        return { kind: 'field', path: pathOf(field), alias };
    }
    const called = context.soqlFunction() as SoqlFunctionContext | null;
    if (called) {
        return { kind: 'aggregate', ...readAggregate(reading, called), alias };
    }
    const inner = context.subQuery() as SubQueryContext | null;
    if (!inner) {
        throw reading.error(context, `Not supported in a query: ${context.getText()}`);
    }
    return { kind: 'children', query: readSubQuery(reading, inner) };
}

function readGroups(reading: ConditionReading, context: GroupByClauseContext): FieldPath[] {
    if (context.ROLLUP() || context.CUBE()) {
        throw reading.error(context, 'GROUP BY ROLLUP and CUBE are not supported');
    }
    return context
        .fieldGroupByList()
        .fieldGroupBy_list()
        .map((each) => {
            const field = each.fieldName() as FieldNameContext | null;
            if (!field) {
                throw reading.error(each, `Not supported in a query: ${each.getText()}`);
            }
            return pathOf(field);
        });
}

function readOrdering(reading: ConditionReading, context: FieldOrderContext): Ordering {
    const called = context.soqlFunction() as SoqlFunctionContext | null;
    const { func, path } = called
        ? readAggregate(reading, called)
        : { func: null, path: pathOf(context.fieldName()) };
    return {
        func,
        path: path ?? [],
        descending: Boolean(context.DESC()),
        nullsLast: context.NULLS() ? Boolean(context.LAST()) : null
    };
}

function readOffset(reading: ConditionReading, context: QueryContext): Operand | null {
    const offset = context.offsetClause() as OffsetClauseContext | null;
    return offset ? readCount(reading, offset) : null;
}

function readCount(
    reading: ConditionReading,
    context: LimitClauseContext | OffsetClauseContext
): Operand {
    const bound = context.boundExpression() as BoundExpressionContext | null;
    return bound
        ? readBind(reading, bound.expression())
        : { kind: 'value', value: Number(context.IntegerLiteral().getText()) };
}

function readMode(reading: ConditionReading, context: WithClauseContext | null): Query['mode'] {
    if (!context) {
        return null;
    }
    if (context.SYSTEM_MODE()) {
        return 'system';
    }
    if (context.USER_MODE() || context.SECURITY_ENFORCED()) {
        return 'user';
    }
    throw reading.error(context, `Not supported in a query: ${context.getText()}`);
}

/** `SELECT a.Name FROM Account a`, and `Account.Name` in a query of accounts, are the field `Name`. */
function withoutAlias(alias: string | null, query: Query): Query {
    const names = [alias, query.from]
        .filter((name) => name !== null)
        .map((name) => name.toLowerCase());
    const strip = (path: FieldPath): FieldPath =>
        path.length > 1 && names.includes(path[0]!.toLowerCase()) ? path.slice(1) : path;
    const stripIn = (condition: Condition): Condition => {
        switch (condition.kind) {
            case 'not':
                return { ...condition, of: stripIn(condition.of) };
            case 'compare':
                return { ...condition, path: strip(condition.path) };
            default:
                return { ...condition, of: condition.of.map(stripIn) };
        }
    };
    return {
        ...query,
        select: query.select.map((item) =>
            item.kind === 'children' || item.path === null
                ? item
                : { ...item, path: strip(item.path) }
        ),
        where: query.where && stripIn(query.where),
        having: query.having && stripIn(query.having),
        groupBy: query.groupBy.map(strip),
        orderBy: query.orderBy.map((ordering) => ({ ...ordering, path: strip(ordering.path) }))
    };
}

/** Whether a query's records are AggregateResults. */
export function isAggregate(query: Query): boolean {
    return query.groupBy.length > 0 || query.select.some((item) => item.kind === 'aggregate');
}
