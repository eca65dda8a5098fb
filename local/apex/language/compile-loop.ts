import {
    PrimaryExpressionContext,
    SoqlPrimaryContext,
    type DoWhileStatementContext,
    type EnhancedForControlContext,
    type ExpressionContext,
    type ForControlContext,
    type ForStatementContext,
    type StatementContext,
    type WhileStatementContext
} from '@apexdevtools/apex-parser';

import { coerce } from './coerce.ts';
import { compileExpression, placeOf } from './compile-expression.ts';
import { condition } from './compile-operators.ts';
import {
    compileBlock,
    compileEffect,
    compileStatement,
    compileVariables,
    counted
} from './compile-statement.ts';
import { nullPointer } from './errors.ts';
import { batchesOf, iterationOf } from './iteration.ts';
import type { Compiled, Run, Scope } from './scope.ts';
import {
    BREAK,
    NEXT,
    RETURN,
    sequence,
    type Execute,
    type Outcome,
    type Statement
} from './statement.ts';
import { resolveType } from './type-names.ts';
import type { ApexType } from './types.ts';
import type { Value } from './values.ts';

/** What a loop repeats. An empty one has none. */
function compileBody(scope: Scope, context: StatementContext | undefined): Statement {
    scope.body.loops++;
    const body: Statement = context
        ? compileStatement(scope.inner(), context)
        : { run: () => NEXT, completes: true };
    scope.body.loops--;
    return body;
}

/** Whether a turn of a loop was its last, and how the loop ends then: null to go on. */
function ended(outcome: Outcome): Outcome | null {
    return outcome === BREAK ? NEXT : outcome === RETURN ? RETURN : null;
}

/** A condition whose line is counted each time. */
function tested(scope: Scope, context: ExpressionContext): Run {
    const test = condition(scope, context);
    const { runtime } = scope;
    const spot = scope.body.spot(context.start.line);
    return (frame) => {
        frame.line = spot.line;
        spot.hits++;
        runtime.step();
        return test(frame);
    };
}

export function compileWhile(scope: Scope, context: WhileStatementContext): Statement {
    const testContext = context.parExpression().expression();
    const test = tested(scope, testContext);
    const body = compileBody(scope, context.statement());
    const run: Execute = (frame) => {
        while (test(frame) === true) {
            const end = ended(body.run(frame));
            if (end !== null) {
                return end;
            }
        }
        return NEXT;
    };
    return { run, completes: true };
}

export function compileDoWhile(scope: Scope, context: DoWhileStatementContext): Statement {
    scope.body.loops++;
    const body = compileBlock(scope, context.block());
    scope.body.loops--;
    const testContext = context.parExpression().expression();
    const test = tested(scope, testContext);
    const run: Execute = (frame) => {
        do {
            const end = ended(body.run(frame));
            if (end !== null) {
                return end;
            }
        } while (test(frame) === true);
        return NEXT;
    };
    return { run, completes: true };
}

export function compileFor(scope: Scope, context: ForStatementContext): Statement {
    const control = context.forControl();
    const inner = scope.inner();
    return control.enhancedForControl()
        ? compileForEach(inner, control.enhancedForControl(), context.statement())
        : compileCounting(inner, control, context.statement());
}

function compileCounting(
    scope: Scope,
    control: ForControlContext,
    statement: StatementContext | undefined
): Statement {
    const { runtime } = scope;
    const init = compileInit(scope, control);
    const testContext = control.expression();
    const test = testContext ? tested(scope, testContext) : () => true;
    const updates = (control.forUpdate()?.expressionList().expression_list() ?? []).map((update) =>
        compileEffect(scope, update)
    );
    const body = compileBody(scope, statement);
    const run: Execute = (frame) => {
        for (init(frame); test(frame) === true;) {
            const end = ended(body.run(frame));
            if (end !== null) {
                return end;
            }
            runtime.step();
            for (const update of updates) {
                update(frame);
            }
        }
        return NEXT;
    };
    return { run, completes: true };
}

function compileInit(scope: Scope, control: ForControlContext): Execute {
    const init = control.forInit();
    if (!init) {
        return () => NEXT;
    }
    const declaration = init.localVariableDeclaration() as ReturnType<
        typeof init.localVariableDeclaration
    > | null;
    if (declaration) {
        return compileVariables(scope, declaration, declaration.modifier_list());
    }
    return sequence(
        init
            .expressionList()
            .expression_list()
            .map((expression) => ({
                run: counted(scope, expression, compileEffect(scope, expression)),
                completes: true
            }))
    );
}

/** `for (Account account : accounts)`: over a list, a set, what is `Iterable`, or the records of a query. */
function compileForEach(
    scope: Scope,
    control: EnhancedForControlContext,
    statement: StatementContext | undefined
): Statement {
    const { runtime } = scope;
    const type = resolveType(placeOf(scope), control.typeRef());
    const from = compileExpression(scope, control.expression());
    const source = iterationOf(runtime, from.type);
    if (!source) {
        throw scope.error(control, `Loop must iterate over a collection: ${from.type.name}`);
    }
    const { slot } = scope.declare(control.id().getText(), type, control);
    const isBatched = isQuery(control.expression()) && type.kind === 'list';
    const items = isBatched ? batches(scope, from, type, control) : source.items;
    const turn: Compiled = {
        type: isBatched ? type : source.of,
        run: (frame) => frame.locals[slot]!
    };
    const convert = coerce(scope, turn, type, control);
    const body = compileBody(scope, statement);
    const each: Execute = (frame) => {
        const collection = from.run(frame);
        if (collection === null) {
            throw nullPointer();
        }
        for (const item of items(collection)) {
            runtime.step();
            frame.locals[slot] = item;
            frame.locals[slot] = convert(frame);
            const end = ended(body.run(frame));
            if (end !== null) {
                return end;
            }
        }
        return NEXT;
    };
    return { run: counted(scope, control, each), completes: true };
}

function isQuery(context: ExpressionContext): boolean {
    return (
        context instanceof PrimaryExpressionContext &&
        context.primary() instanceof SoqlPrimaryContext
    );
}

/** `for (List<Account> accounts : [SELECT …])` gives 200 records at a time. */
function batches(
    scope: Scope,
    from: Compiled,
    type: ApexType,
    control: EnhancedForControlContext
): (collection: Value) => Iterable<Value> {
    coerce(scope, from, type, control);
    return (collection) => batchesOf(collection);
}
