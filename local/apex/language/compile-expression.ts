import {
    ArrayExpressionContext,
    AssignExpressionContext,
    CastExpressionContext,
    DotExpressionContext,
    IdPrimaryContext,
    InstanceOfExpressionContext,
    LiteralPrimaryContext,
    MethodCallExpressionContext,
    NewExpressionContext,
    PostOpExpressionContext,
    PreOpExpressionContext,
    PrimaryExpressionContext,
    SoqlPrimaryContext,
    SubExpressionContext,
    ThisPrimaryContext,
    TypeRefPrimaryContext,
    type ExpressionContext
} from '@apexdevtools/apex-parser';

import { compileAssignment, compilePostfix, compilePrefix } from './compile-assignment.ts';
import { compileCall } from './compile-call.ts';
import { compileCreation } from './compile-creation.ts';
import { compileDot, following, SKIPPED } from './compile-dot.ts';
import { compileName } from './compile-name.ts';
import { compileOperator } from './compile-operators.ts';
import { compileQuery } from './compile-query.ts';
import { cast, converter, distance, isInstance, mayCast, numberRank } from './conversion.ts';
import { nullPointer, Raised } from './errors.ts';
import { compileLiteral } from './literals.ts';
import type { Compiled, Run, Scope } from './scope.ts';
import { resolveType, type Place } from './type-names.ts';
import type { ApexType } from './types.ts';
import { ApexList, ApexTypeValue, type Value } from './values.ts';

/** Where types are named. */
export function placeOf(scope: Scope): Place {
    return {
        types: scope.runtime.types,
        definition: scope.definition,
        file: scope.body.file
    };
}

/**
 * An expression. What `?.` leaves out is null.
 * @throws ApexLoadError for what is wrong or isn't supported
 */
export function compileExpression(scope: Scope, context: ExpressionContext): Compiled {
    const compiled = compileLink(scope, context);
    if (compiled.isWriteOnly) {
        throw scope.error(context, `Variable is not visible: ${context.getText()}`);
    }
    if (!compiled.maySkip) {
        return compiled;
    }
    const { run } = compiled;
    return {
        type: compiled.type,
        run: (frame) => {
            const value = run(frame);
            return value === SKIPPED ? null : value;
        }
    };
}

/** An expression as a link of a chain of points: what `?.` leaves out is `SKIPPED`, so that the rest of the chain is, too. */
export function compileLink(scope: Scope, context: ExpressionContext): Compiled {
    if (context instanceof DotExpressionContext) {
        return compileDot(scope, context);
    }
    if (context instanceof PrimaryExpressionContext) {
        return compilePrimary(scope, context);
    }
    if (context instanceof SubExpressionContext) {
        return compileExpression(scope, context.expression());
    }
    if (context instanceof MethodCallExpressionContext) {
        return compileCall(scope, context.methodCall());
    }
    if (context instanceof NewExpressionContext) {
        return compileCreation(scope, context.creator());
    }
    if (context instanceof ArrayExpressionContext) {
        return compileIndex(scope, context);
    }
    if (context instanceof AssignExpressionContext) {
        return compileAssignment(scope, context);
    }
    if (context instanceof PreOpExpressionContext) {
        return compilePrefix(scope, context);
    }
    if (context instanceof PostOpExpressionContext) {
        return compilePostfix(scope, context);
    }
    if (context instanceof CastExpressionContext) {
        return compileCast(scope, context);
    }
    if (context instanceof InstanceOfExpressionContext) {
        return compileInstanceOf(scope, context);
    }
    const compiled = compileOperator(scope, context);
    if (!compiled) {
        throw scope.error(context, `Not supported: ${context.getText()}`);
    }
    return compiled;
}

function compilePrimary(scope: Scope, context: PrimaryExpressionContext): Compiled {
    const primary = context.primary();
    if (primary instanceof LiteralPrimaryContext) {
        return compileLiteral(scope, primary.literal());
    }
    if (primary instanceof IdPrimaryContext) {
        return compileName(scope, primary.id().getText(), context);
    }
    if (primary instanceof ThisPrimaryContext) {
        if (scope.body.isStatic) {
            throw scope.error(context, "'this' can't be used in a static context");
        }
        return { type: scope.definition.type, isThis: true, run: (frame) => frame.self };
    }
    if (primary instanceof SoqlPrimaryContext) {
        return compileQuery(scope, primary.soqlLiteral().query());
    }
    if (primary instanceof TypeRefPrimaryContext) {
        const value = new ApexTypeValue(resolveType(placeOf(scope), primary.typeRef()));
        return { type: scope.runtime.types.parse('Type'), run: () => value };
    }
    throw scope.error(context, `Not supported: ${context.getText()}`);
}

function compileIndex(scope: Scope, context: ArrayExpressionContext): Compiled {
    const [listContext, indexContext] = context.expression_list();
    const list = compileLink(scope, listContext!);
    const index = compileExpression(scope, indexContext!);
    if (list.type.kind !== 'list' || index.type !== scope.runtime.types.integer) {
        throw scope.error(context, `Not a list with an index: ${context.getText()}`);
    }
    const of = list.type.args[0]!;
    return following(list, (run) => indexed(of, run, index.run));
}

/** An item of a list, to read and to write. */
function indexed(type: ApexType, list: Run, index: Run): Compiled {
    const at = (items: Value, i: Value): [Value[], number] => {
        if (!(items instanceof ApexList) || i === null) {
            throw nullPointer();
        }
        if ((i as number) < 0 || (i as number) >= items.items.length) {
            throw new Raised('ListException', `List index out of bounds: ${String(i)}`);
        }
        return [items.items, i as number];
    };
    return {
        type,
        run: (frame) => {
            const [items, i] = at(list(frame), index(frame));
            return items[i]!;
        },
        open: (frame) => {
            const [items, i] = at(list(frame), index(frame));
            return {
                get: () => items[i]!,
                set: (value) => {
                    items[i] = value;
                }
            };
        }
    };
}

function compileCast(scope: Scope, context: CastExpressionContext): Compiled {
    const { runtime } = scope;
    const type = resolveType(placeOf(scope), context.typeRef());
    const { type: from, run, isQuery } = compileExpression(scope, context.expression());
    if ((isQuery === true && type.kind === 'sobject') || !mayCast(runtime, from, type)) {
        throw scope.error(
            context,
            `Incompatible types since an instance of ${from.name} is never an instance of ${type.name}`
        );
    }
    // Numbers that are known to be such are converted; in an Object they are what they are.
    const convert = numberRank(from) >= 0 && numberRank(type) >= 0 ? converter(from, type) : null;
    return {
        type,
        run: convert ? (frame) => convert(run(frame)) : (frame) => cast(runtime, run(frame), type)
    };
}

function compileInstanceOf(scope: Scope, context: InstanceOfExpressionContext): Compiled {
    const { runtime } = scope;
    const type = resolveType(placeOf(scope), context.typeRef());
    const { type: from, run } = compileExpression(scope, context.expression());
    if (!mayCast(runtime, from, type)) {
        throw scope.error(
            context,
            `Operation instanceof is always false since an instance of ${from.name} is never an instance of ${type.name}`
        );
    }
    const isSubtype = from.kind === 'class' || from.kind === 'interface' || from === type;
    if (isSubtype && distance(runtime, from, type) !== null) {
        throw scope.error(
            context,
            `Operation instanceof is always true since an instance of ${from.name} is always an instance of ${type.name}`
        );
    }
    return { type: runtime.types.boolean, run: (frame) => isInstance(runtime, run(frame), type) };
}
