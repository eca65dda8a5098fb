import {
    Arth1ExpressionContext,
    Arth2ExpressionContext,
    BitAndExpressionContext,
    BitExpressionContext,
    BitNotExpressionContext,
    BitOrExpressionContext,
    CmpExpressionContext,
    CoalExpressionContext,
    CondExpressionContext,
    EqualityExpressionContext,
    LogAndExpressionContext,
    LogOrExpressionContext,
    NegExpressionContext,
    type ExpressionContext
} from '@apexdevtools/apex-parser';

import { compileExpression } from './compile-expression.ts';
import { coerce } from './coerce.ts';
import { distance, mayCast } from './conversion.ts';
import { equals } from './equality.ts';
import { nullPointer, Raised } from './errors.ts';
import { arithmetic, bitwise, inOrder, isOrdered, type Operation } from './operators.ts';
import { LIMITS } from './runtime.ts';
import type { Compiled, Run, Scope } from './scope.ts';
import { textOf } from './text.ts';
import type { ApexType } from './types.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, ApexSObject, type Value } from './values.ts';

type Binary = ExpressionContext & { expression_list(): ExpressionContext[] };

/** The operator between the two operands: what stands there that is no operand. */
function operatorOf(context: Binary): string {
    const [left, right] = context.expression_list();
    return context
        .children!.filter((child) => child !== left && child !== right)
        .map((child) => child.getText())
        .join('');
}

function operands(scope: Scope, context: Binary): [Compiled, Compiled] {
    const [left, right] = context.expression_list();
    return [compileExpression(scope, left!), compileExpression(scope, right!)];
}

/** An expression with an operator between operands; null when it is another kind of expression. */
export function compileOperator(scope: Scope, context: ExpressionContext): Compiled | null {
    if (context instanceof Arth1ExpressionContext || context instanceof Arth2ExpressionContext) {
        const [a, b] = operands(scope, context);
        return computed(scope, context, operatorOf(context), a, b);
    }
    if (
        context instanceof BitExpressionContext ||
        context instanceof BitAndExpressionContext ||
        context instanceof BitOrExpressionContext ||
        context instanceof BitNotExpressionContext
    ) {
        const [a, b] = operands(scope, context);
        return computed(scope, context, operatorOf(context), a, b);
    }
    if (context instanceof CmpExpressionContext) {
        return compileOrder(scope, context);
    }
    if (context instanceof EqualityExpressionContext) {
        return compileEquality(scope, context);
    }
    if (context instanceof LogAndExpressionContext || context instanceof LogOrExpressionContext) {
        return compileLogical(scope, context);
    }
    if (context instanceof NegExpressionContext) {
        return compileNegation(scope, context);
    }
    if (context instanceof CondExpressionContext) {
        return compileChoice(scope, context);
    }
    return context instanceof CoalExpressionContext ? compileCoalescing(scope, context) : null;
}

/**
 * An operation on two values.
 * @throws ApexLoadError when the types don't go together
 */
export function computed(
    scope: Scope,
    context: ExpressionContext,
    operator: string,
    a: Compiled,
    b: Compiled
): Compiled {
    const operation = operationFor(scope, operator, a.type, b.type);
    if (!operation) {
        throw scope.error(
            context,
            `Operator ${operator} can't be applied to ${a.type.name} and ${b.type.name}`
        );
    }
    const { run } = operation;
    return { type: operation.type, run: (frame) => run(a.run(frame), b.run(frame)) };
}

/** The operation that an operator means for two types; null when there is none. */
export function operationFor(
    scope: Scope,
    operator: string,
    a: ApexType,
    b: ApexType
): Operation | null {
    const { types } = scope.runtime;
    if (operator === '+' && (a === types.string || b === types.string)) {
        return a.kind === 'void' || b.kind === 'void'
            ? null
            : { type: types.string, run: (x: Value, y: Value) => joined(textOf(x), textOf(y)) };
    }
    if (operator === '+' || operator === '-' || operator === '*' || operator === '/') {
        return arithmetic(types, operator, a, b);
    }
    return bitwise(types, operator as '&', a, b);
}

/** @throws Raised `LimitException` for a text that is larger than the heap */
function joined(a: string, b: string): string {
    const text = a + b;
    if (text.length > LIMITS.heapBytes) {
        throw new Raised('LimitException', `Apex heap size too large: ${String(text.length)}`);
    }
    return text;
}

const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
    '<': (order) => order < 0,
    '<=': (order) => order <= 0,
    '>': (order) => order > 0,
    '>=': (order) => order >= 0
};

function compileOrder(scope: Scope, context: CmpExpressionContext): Compiled {
    const [a, b] = operands(scope, context);
    const operator = operatorOf(context);
    const isRight = ORDERS[operator]!;
    if (!isOrdered(a.type, b.type)) {
        throw scope.error(
            context,
            `Comparison arguments must be compatible types: ${a.type.name}, ${b.type.name}`
        );
    }
    return {
        type: scope.runtime.types.boolean,
        run: (frame) => inOrder(a.run(frame), b.run(frame), isRight)
    };
}

function compileEquality(scope: Scope, context: EqualityExpressionContext): Compiled {
    const [a, b] = operands(scope, context);
    const operator = operatorOf(context);
    const { runtime } = scope;
    if (a.type.kind === 'void' || !mayCast(runtime, a.type, b.type)) {
        throw scope.error(
            context,
            `Comparison arguments must be compatible types: ${a.type.name}, ${b.type.name}`
        );
    }
    const isNegative = operator.startsWith('!') || operator === '<>';
    const isExact = operator.length === 3;
    const test: (x: Value, y: Value) => boolean = isExact ? isSame : (x, y) => equals(x, y, false);
    return {
        type: runtime.types.boolean,
        run: (frame) => test(a.run(frame), b.run(frame)) !== isNegative
    };
}

/** `===`: the same object. What isn't kept by reference is the same when it is equal. */
function isSame(a: Value, b: Value): boolean {
    return a === b || (isPlain(a) && isPlain(b) && equals(a, b, true));
}

function isPlain(value: Value): boolean {
    return !(
        value instanceof ApexObject ||
        value instanceof ApexList ||
        value instanceof ApexSet ||
        value instanceof ApexMap ||
        value instanceof ApexSObject
    );
}

/** A Boolean that is asked for: null is none. */
export function condition(scope: Scope, context: ExpressionContext): Run {
    const compiled = compileExpression(scope, context);
    const run = coerce(scope, compiled, scope.runtime.types.boolean, context);
    return (frame) => {
        const value = run(frame);
        if (value === null) {
            throw nullPointer();
        }
        return value;
    };
}

function compileLogical(
    scope: Scope,
    context: LogAndExpressionContext | LogOrExpressionContext
): Compiled {
    const [left, right] = context.expression_list();
    const a = condition(scope, left!);
    const b = condition(scope, right!);
    const isAnd = context instanceof LogAndExpressionContext;
    return {
        type: scope.runtime.types.boolean,
        run: (frame) => (isAnd ? a(frame) && b(frame) : a(frame) || b(frame))
    };
}

function compileNegation(scope: Scope, context: NegExpressionContext): Compiled {
    if (context.BANG()) {
        const run = condition(scope, context.expression());
        return { type: scope.runtime.types.boolean, run: (frame) => run(frame) !== true };
    }
    const operand = compileExpression(scope, context.expression());
    const { integer } = scope.runtime.types;
    const ones = operand.type === integer ? -1 : -1n;
    return computed(scope, context, '^', operand, { type: operand.type, run: () => ones });
}

/**
 * The type that holds the values of two: that of one of them.
 * @throws ApexLoadError when neither does
 */
function commonType(scope: Scope, context: ExpressionContext, a: ApexType, b: ApexType): ApexType {
    const { runtime } = scope;
    if (a.kind === 'null') {
        return b;
    }
    const isIdOrText = a.name === 'Id' && b === runtime.types.string;
    if (!isIdOrText && distance(runtime, b, a) !== null) {
        return a;
    }
    if (distance(runtime, a, b) === null) {
        throw scope.error(context, `Incompatible types: ${a.name}, ${b.name}`);
    }
    return b;
}

function compileChoice(scope: Scope, context: CondExpressionContext): Compiled {
    const [test, first, second] = context.expression_list();
    const when = condition(scope, test!);
    const a = compileExpression(scope, first!);
    const b = compileExpression(scope, second!);
    const type = commonType(scope, context, a.type, b.type);
    const [yes, no] = [coerce(scope, a, type, first!), coerce(scope, b, type, second!)];
    return { type, run: (frame) => (when(frame) === true ? yes(frame) : no(frame)) };
}

function compileCoalescing(scope: Scope, context: CoalExpressionContext): Compiled {
    const [first, second] = context.expression_list();
    const a = compileExpression(scope, first!);
    const b = compileExpression(scope, second!);
    const type = commonType(scope, context, a.type, b.type);
    const [value, fallback] = [coerce(scope, a, type, first!), coerce(scope, b, type, second!)];
    return { type, run: (frame) => value(frame) ?? fallback(frame) };
}
