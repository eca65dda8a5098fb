import type { Condition, FieldPath, Query } from '../database.ts';
import { childRelationship, type FieldSchema, type ObjectSchema, type Schema } from '../schema.ts';
import { PathError, resolvePath } from './paths.ts';
import { isAggregate } from './read-query.ts';

const LONGEST_FILTERED = 255;

/**
 * What is wrong with a query's objects and fields; null when nothing is.
 * @param parent the object whose children are asked for, in a query within one
 */
export function checkQuery(
    schema: Schema,
    query: Query,
    parent: ObjectSchema | null = null
): string | null {
    try {
        check(schema, query, parent);
        return null;
    } catch (error) {
        if (error instanceof PathError) {
            return error.message;
        }
        throw error;
    }
}

/** The object that a query asks for. */
export function objectOf(
    schema: Schema,
    query: Query,
    parent: ObjectSchema | null
): ObjectSchema | null {
    return parent
        ? (childRelationship(schema, parent, query.from)?.object ?? null)
        : (schema.get(query.from.toLowerCase()) ?? null);
}

function check(schema: Schema, query: Query, parent: ObjectSchema | null): void {
    const object = objectOf(schema, query, parent);
    if (!object) {
        throw new PathError(
            parent
                ? `Didn't understand relationship '${query.from}' in FROM part of query call.`
                : `sObject type '${query.from}' is not supported.`
        );
    }
    const field = (path: FieldPath): FieldSchema => resolvePath(schema, object, path).field;
    for (const item of query.select) {
        if (item.kind === 'children') {
            check(schema, item.query, object);
        } else if (item.path) {
            field(item.path);
        }
    }
    query.groupBy.forEach(field);
    query.orderBy.forEach((ordering) => field(ordering.path));
    checkCondition(schema, query.where, field);
    checkCondition(schema, query.having, field);
    checkDuplicates(query);
    checkGroups(query);
}

function checkCondition(
    schema: Schema,
    condition: Condition | null,
    find: (path: FieldPath) => FieldSchema
): void {
    if (condition === null) {
        return;
    }
    switch (condition.kind) {
        case 'not':
            checkCondition(schema, condition.of, find);
            return;
        case 'compare':
            if (condition.path.length > 0) {
                checkFilter(find(condition.path), condition.operator);
            }
            if (condition.operand.kind === 'query') {
                check(schema, condition.operand.query, null);
            }
            return;
        default:
            condition.of.forEach((part) => {
                checkCondition(schema, part, find);
            });
    }
}

function checkFilter(field: FieldSchema, operator: string): void {
    if (field.type === 'TEXTAREA' && field.length > LONGEST_FILTERED) {
        throw new PathError(`field '${field.name}' can not be filtered in a query call`);
    }
    const isMulti = operator === 'includes' || operator === 'excludes';
    if (isMulti !== (field.type === 'MULTIPICKLIST') && isMulti) {
        throw new PathError(`${operator} operator only valid on multipicklist field`);
    }
    if (
        operator === 'like' &&
        ['BOOLEAN', 'DOUBLE', 'INTEGER', 'ID', 'REFERENCE', 'DATE', 'DATETIME'].includes(field.type)
    ) {
        throw new PathError(`invalid operator on ${field.type.toLowerCase()} field`);
    }
}

function checkDuplicates(query: Query): void {
    const seen = new Set<string>();
    for (const item of query.select) {
        if (item.kind === 'field') {
            const name = item.path.join('.').toLowerCase();
            if (seen.has(name)) {
                throw new PathError(`duplicate field selected: ${item.path.join('.')}`);
            }
            seen.add(name);
        }
    }
}

/** Beside aggregates only what is grouped by can be asked for. */
function checkGroups(query: Query): void {
    if (!isAggregate(query)) {
        return;
    }
    const groups = query.groupBy.map((path) => path.join('.').toLowerCase());
    for (const item of query.select) {
        if (item.kind === 'children') {
            throw new PathError('Nested query is not supported with GROUP BY or an aggregate');
        }
        if (item.kind === 'field' && !groups.includes(item.path.join('.').toLowerCase())) {
            throw new PathError(`Field must be grouped or aggregated: ${item.path.join('.')}`);
        }
    }
}
