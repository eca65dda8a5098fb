import { Raised } from '../../language/errors.ts';
import type { Permissions } from '../access/permissions.ts';
import type { Actor, Condition, FieldPath, Query } from '../database.ts';
import type { ObjectSchema, Schema } from '../schema.ts';
import { noSuchColumn, resolvePath } from './paths.ts';

/**
 * Refuses a query in user mode that asks for what the user may not see; every clause counts.
 * @throws Raised `SecurityException` for an object, `QueryException` for a field
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 */
export function refuseInaccessible(
    schema: Schema,
    permissions: Permissions,
    object: ObjectSchema,
    query: Query,
    actor: Actor
): void {
    const refuseObject = (asked: ObjectSchema): void => {
        if (!permissions.rightsOn(asked, actor).read) {
            throw new Raised('SecurityException', `Access to entity '${asked.name}' denied`);
        }
    };
    refuseObject(object);
    for (const path of pathsIn(query)) {
        const resolved = resolvePath(schema, object, path);
        for (const step of [...resolved.lookups, resolved]) {
            refuseObject(step.object);
            if (!permissions.rightsOnField(step.object, step.field, actor).read) {
                throw new Raised(
                    'QueryException',
                    noSuchColumn(step.field.name, step.object).message
                );
            }
        }
    }
}

/** All fields that a query names, but those of queries within it. */
function pathsIn(query: Query): FieldPath[] {
    const selected = query.select.flatMap((item) =>
        item.kind === 'children' || item.path === null ? [] : [item.path]
    );
    return [
        ...selected,
        ...conditionPaths(query.where),
        ...conditionPaths(query.having),
        ...query.groupBy,
        ...query.orderBy.map((ordering) => ordering.path)
    ];
}

function conditionPaths(condition: Condition | null): FieldPath[] {
    if (condition === null) {
        return [];
    }
    switch (condition.kind) {
        case 'not':
            return conditionPaths(condition.of);
        case 'compare':
            return condition.path.length > 0 ? [condition.path] : [];
        default:
            return condition.of.flatMap(conditionPaths);
    }
}
