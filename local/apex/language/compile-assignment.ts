import type {
    AssignExpressionContext,
    ExpressionContext,
    PostOpExpressionContext,
    PreOpExpressionContext
} from '@apexdevtools/apex-parser';

import { coerce } from './coerce.ts';
import { compileExpression, compileLink } from './compile-expression.ts';
import { computed, operationFor } from './compile-operators.ts';
import { converter, numberRank, toNumber } from './conversion.ts';
import type { Compiled, Scope } from './scope.ts';
import type { Value } from './values.ts';

/**
 * Something that a value can be assigned to.
 * @param isRead true where its value is needed, too
 */
function assignable(
    scope: Scope,
    context: ExpressionContext,
    isRead: boolean
): Required<Pick<Compiled, 'open'>> & Compiled {
    const compiled = compileLink(scope, context);
    if (!compiled.open || (isRead && compiled.isWriteOnly === true)) {
        throw scope.error(context, `Can't be assigned to: ${context.getText()}`);
    }
    return compiled as Required<Pick<Compiled, 'open'>> & Compiled;
}

/** `a = b`, `a += b` and the like. */
export function compileAssignment(scope: Scope, context: AssignExpressionContext): Compiled {
    const [left, right] = context.expression_list();
    const target = assignable(scope, left!, context.ASSIGN() === null);
    const value = compileExpression(scope, right!);
    const { open, type } = target;
    if (context.ASSIGN()) {
        const run = coerce(scope, value, type, context);
        return {
            type,
            run: (frame) => {
                const reference = open(frame);
                const result = run(frame);
                reference.set(result);
                return result;
            }
        };
    }
    const operator = context.children![1]!.getText().slice(0, -1);
    const operation = operationFor(scope, operator, type, value.type);
    if (!operation) {
        throw scope.error(
            context,
            `Operator ${operator}= can't be applied to ${type.name} and ${value.type.name}`
        );
    }
    // `integer += 0.5` is refused as `integer = integer + 0.5` is.
    const convert =
        coerce(scope, { type: operation.type, run: () => null }, type, context) &&
        converter(operation.type, type);
    return {
        type,
        run: (frame) => {
            const reference = open(frame);
            const computedValue = operation.run(reference.get(), value.run(frame));
            const result = convert ? convert(computedValue) : computedValue;
            reference.set(result);
            return result;
        }
    };
}

function step(scope: Scope, context: ExpressionContext, by: number, isPrefix: boolean): Compiled {
    const { open, type } = assignable(scope, context, true);
    const one = toNumber(1, type.name);
    if (numberRank(type) < 0) {
        throw scope.error(context, `Not a number: ${context.getText()}`);
    }
    const operation = operationFor(scope, by > 0 ? '+' : '-', type, type)!;
    return {
        type,
        run: (frame) => {
            const reference = open(frame);
            const before = reference.get();
            const after: Value = operation.run(before, one);
            reference.set(after);
            return isPrefix ? after : before;
        }
    };
}

/** `++a`, `--a`, `-a` and `+a`. */
export function compilePrefix(scope: Scope, context: PreOpExpressionContext): Compiled {
    const operand = context.expression();
    if (context.INC() || context.DEC()) {
        return step(scope, operand, context.INC() ? 1 : -1, true);
    }
    const value = compileExpression(scope, operand);
    if (numberRank(value.type) < 0) {
        throw scope.error(context, `Not a number: ${operand.getText()}`);
    }
    if (context.ADD()) {
        return value;
    }
    const zero = { type: value.type, run: () => toNumber(0, value.type.name) };
    return computed(scope, context, '-', zero, value);
}

/** `a++` and `a--`. */
export function compilePostfix(scope: Scope, context: PostOpExpressionContext): Compiled {
    return step(scope, context.expression(), context.INC() ? 1 : -1, false);
}
