import {
    AssignExpressionContext,
    IdPrimaryContext,
    PrimaryExpressionContext,
    type CreatorContext,
    type ExpressionContext
} from '@apexdevtools/apex-parser';

import { checkAccess } from './access.ts';
import { coerce } from './coerce.ts';
import { choose } from './compile-call.ts';
import { compileExpression, placeOf } from './compile-expression.ts';
import { compileRecordField } from './compile-field.ts';
import { distance } from './conversion.ts';
import { nullPointer, Raised } from './errors.ts';
import { LIMITS, type Frame } from './runtime.ts';
import type { Compiled, Reference, Run, Scope } from './scope.ts';
import { resolveCreated } from './type-names.ts';
import type { ApexType } from './types.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, ApexSObject, type Value } from './values.ts';

/** `new …`. */
export function compileCreation(scope: Scope, context: CreatorContext): Compiled {
    const type = resolveCreated(placeOf(scope), context.createdName());
    const array = context.arrayCreatorRest() as ReturnType<
        CreatorContext['arrayCreatorRest']
    > | null;
    if (array) {
        return compileArray(scope, type, context);
    }
    if (context.mapCreatorRest()) {
        return compileMap(scope, type, context);
    }
    if (context.setCreatorRest()) {
        return compileElements(scope, type, context.setCreatorRest().expression_list(), context);
    }
    if (context.noRest()) {
        return compileEmpty(scope, type, context);
    }
    const list = context.classCreatorRest().arguments().expressionList() as ReturnType<
        ReturnType<ReturnType<CreatorContext['classCreatorRest']>['arguments']>['expressionList']
    > | null;
    const contexts = list?.expression_list() ?? [];
    if (type.kind === 'sobject') {
        return compileRecord(scope, type, contexts, context);
    }
    return type.kind === 'list' || type.kind === 'set' || type.kind === 'map'
        ? compileCollection(scope, type, contexts, context)
        : compileInstance(scope, type, contexts, context);
}

function compileEmpty(scope: Scope, type: ApexType, context: CreatorContext): Compiled {
    switch (type.kind) {
        case 'list':
            return { type, run: () => new ApexList(type) };
        case 'set':
            return { type, run: () => new ApexSet(type) };
        case 'map':
            return { type, run: () => new ApexMap(type) };
        default:
            throw scope.error(context, `Not a collection: ${type.name}`);
    }
}

/** `new Integer[3]`, `new Integer[]{ 1, 2 }`. */
function compileArray(scope: Scope, of: ApexType, context: CreatorContext): Compiled {
    const rest = context.arrayCreatorRest();
    const type = scope.runtime.types.list(of);
    const initializer = rest.arrayInitializer() as ReturnType<typeof rest.arrayInitializer> | null;
    if (initializer) {
        return compileElements(scope, type, initializer.expression_list(), context);
    }
    const size = compileExpression(scope, rest.expression());
    const run = coerce(scope, size, scope.runtime.types.integer, rest.expression());
    return { type, run: (frame) => listOfNulls(type, run(frame)) };
}

/** @throws Raised for a size that no list can have */
function listOfNulls(type: ApexType, size: Value): ApexList {
    if (size === null) {
        throw nullPointer();
    }
    const count = size as number;
    if (count < 0) {
        throw new Raised('ListException', `Invalid list size: ${String(count)}`);
    }
    checkSize({ length: count });
    return new ApexList(type, new Array<Value>(count).fill(null));
}

function compileElements(
    scope: Scope,
    type: ApexType,
    contexts: readonly ExpressionContext[],
    context: CreatorContext
): Compiled {
    const [of] = type.args;
    if ((type.kind !== 'list' && type.kind !== 'set') || !of) {
        throw scope.error(context, `Not a list or a set: ${type.name}`);
    }
    const runs = contexts.map((each) => coerce(scope, compileExpression(scope, each), of, each));
    return {
        type,
        run: (frame) => {
            const items = runs.map((run) => run(frame));
            return type.kind === 'list' ? new ApexList(type, items) : new ApexSet(type, items);
        }
    };
}

function compileMap(scope: Scope, type: ApexType, context: CreatorContext): Compiled {
    const [keyType, valueType] = type.args;
    if (type.kind !== 'map' || !keyType || !valueType) {
        throw scope.error(context, `Not a map: ${type.name}`);
    }
    const pairs = context
        .mapCreatorRest()
        .mapCreatorRestPair_list()
        .map((pair) => {
            const [key, value] = pair.expression_list();
            return [
                coerce(scope, compileExpression(scope, key!), keyType, key!),
                coerce(scope, compileExpression(scope, value!), valueType, value!)
            ] as const;
        });
    return {
        type,
        run: (frame) => {
            const entries = pairs.map(([key, value]) => [key(frame), value(frame)] as const);
            return new ApexMap(type, entries);
        }
    };
}

/** `new List<X>(other)`, `new Set<X>(other)`, `new Map<K, V>(other)`, `new List<X>(3)`. */
function compileCollection(
    scope: Scope,
    type: ApexType,
    contexts: readonly ExpressionContext[],
    context: CreatorContext
): Compiled {
    const [only, ...others] = contexts;
    if (!only) {
        return compileEmpty(scope, type, context);
    }
    const given = compileExpression(scope, only);
    const { runtime } = scope;
    if (others.length > 0) {
        throw scope.error(context, `${type.name} has no such constructor`);
    }
    if (type.kind === 'map') {
        return compileMapOf(scope, type, given, context);
    }
    if (given.type === runtime.types.integer && type.kind === 'list') {
        return { type, run: (frame) => listOfNulls(type, given.run(frame)) };
    }
    const of = given.type.args[0];
    if (
        (given.type.kind !== 'list' && given.type.kind !== 'set') ||
        !of ||
        distance(runtime, of, type.args[0]!) === null
    ) {
        throw scope.error(context, `${type.name} can't be made of ${given.type.name}`);
    }
    return {
        type,
        run: (frame) => {
            const items = itemsOf(given.run(frame));
            return type.kind === 'list' ? new ApexList(type, items) : new ApexSet(type, items);
        }
    };
}

function itemsOf(value: Value): Value[] {
    if (value instanceof ApexList) {
        return [...value.items];
    }
    if (value instanceof ApexSet) {
        return value.table.keys();
    }
    throw nullPointer();
}

/** Of another map, or of records by their Ids. */
function compileMapOf(
    scope: Scope,
    type: ApexType,
    given: Compiled,
    context: CreatorContext
): Compiled {
    if (given.type.kind === 'map') {
        return {
            type,
            run: (frame) => {
                const map = given.run(frame);
                if (!(map instanceof ApexMap)) {
                    throw nullPointer();
                }
                return new ApexMap(type, map.table.entries());
            }
        };
    }
    if (given.type.kind !== 'list' || given.type.args[0]?.kind !== 'sobject') {
        throw scope.error(context, `${type.name} can't be made of ${given.type.name}`);
    }
    return {
        type,
        run: (frame) =>
            new ApexMap(
                type,
                itemsOf(given.run(frame)).map((item) => {
                    const id = (item as ApexSObject | null)?.values.get('id') ?? null;
                    if (id === null) {
                        throw new Raised('ListException', 'Row with null Id at index: 0');
                    }
                    return [id, item] as const;
                })
            )
    };
}

/** `new Contact(LastName = 'A')`. */
function compileRecord(
    scope: Scope,
    type: ApexType,
    contexts: readonly ExpressionContext[],
    context: CreatorContext
): Compiled {
    const schema = type.schema;
    if (!schema) {
        throw scope.error(context, `Type can't be constructed: ${type.name}`);
    }
    let current: ApexSObject | null = null;
    const fields = contexts.map((each) => compileRecordArgument(scope, type, each, () => current));
    return {
        type,
        run: (frame) => {
            const record = new ApexSObject(schema, type);
            const values = fields.map(({ value }) => value(frame));
            fields.forEach(({ open }, i) => {
                current = record;
                open(frame).set(values[i]!);
            });
            return record;
        }
    };
}

function compileRecordArgument(
    scope: Scope,
    type: ApexType,
    context: ExpressionContext,
    record: Run
): { open: (frame: Frame) => Reference; value: Run } {
    if (!(context instanceof AssignExpressionContext) || !context.ASSIGN()) {
        throw scope.error(context, `Not a field with its value: ${context.getText()}`);
    }
    const [left, right] = context.expression_list();
    const primary = left instanceof PrimaryExpressionContext ? left.primary() : null;
    const name = primary instanceof IdPrimaryContext ? primary.id().getText() : '';
    const field = compileRecordField(scope, type, name, record);
    if (!field) {
        throw scope.error(context, `Field does not exist: ${type.name}.${left!.getText()}`);
    }
    if (!field.open) {
        throw scope.error(context, `Field is not writeable: ${type.name}.${name}`);
    }
    return {
        open: field.open,
        value: coerce(scope, compileExpression(scope, right!), field.type, context)
    };
}

function compileInstance(
    scope: Scope,
    type: ApexType,
    contexts: readonly ExpressionContext[],
    context: CreatorContext
): Compiled {
    const { runtime } = scope;
    if (type.kind !== 'class' || type.definition.isAbstract) {
        throw scope.error(context, `Type can't be constructed: ${type.name}`);
    }
    const { definition } = type;
    const { callee, args } = choose(scope, type.name, definition.constructors, contexts, context);
    checkAccess(scope, callee, 'The constructor', context);
    return {
        type,
        run: (frame) => {
            if (!definition.isSystem) {
                runtime.staticsOf(definition);
            }
            const given = args.map((arg) => arg(frame));
            const instance = new ApexObject<unknown>(definition, undefined);
            callee.invoke(instance, given);
            return instance;
        }
    };
}

/** Lists grow up to a limit, as memory does. */
export function checkSize(items: { readonly length: number }): void {
    if (items.length > LIMITS.listEntries) {
        throw new Raised('LimitException', 'Apex heap size too large');
    }
}
