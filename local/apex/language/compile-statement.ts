import {
    type BlockContext,
    type DotMethodCallContext,
    type ExpressionContext,
    type FieldDeclarationContext,
    type ModifierContext,
    type IfStatementContext,
    type LocalVariableDeclarationContext,
    type ReturnStatementContext,
    type StatementContext,
    type ThrowStatementContext,
    AssignExpressionContext,
    DotExpressionContext,
    MethodCallExpressionContext,
    NewExpressionContext,
    PostOpExpressionContext,
    PreOpExpressionContext,
    type ApexParserRuleContext
} from '@apexdevtools/apex-parser';

import { coerce } from './coerce.ts';
import { compileDml, compileRunAs } from './compile-dml.ts';
import { compileExpression, placeOf } from './compile-expression.ts';
import { condition } from './compile-operators.ts';
import { compileDoWhile, compileFor, compileWhile } from './compile-loop.ts';
import { compileSwitch } from './compile-switch.ts';
import { compileTry } from './compile-try.ts';
import { ApexThrown, nullPointer, type ExceptionState } from './errors.ts';
import type { Scope } from './scope.ts';
import {
    BREAK,
    CONTINUE,
    NEXT,
    RETURN,
    sequence,
    type Execute,
    type Outcome,
    type Statement
} from './statement.ts';
import { resolveType } from './type-names.ts';
import type { ApexObject } from './values.ts';

/**
 * Statements in braces, with variables of their own.
 * @throws ApexLoadError also for statements that are never reached
 */
export function compileBlock(scope: Scope, context: BlockContext): Statement {
    return compileStatements(scope.inner(), context.statement_list());
}

/** Statements that follow each other. */
export function compileStatements(scope: Scope, contexts: readonly StatementContext[]): Statement {
    const statements: Statement[] = [];
    for (const context of contexts) {
        if (statements.at(-1)?.completes === false) {
            throw scope.error(context, 'Unreachable statement');
        }
        statements.push(compileStatement(scope, context));
    }
    return {
        run: sequence(statements),
        completes: statements.at(-1)?.completes ?? true
    };
}

/** What stands after `if`, `else` or a loop: its variables are its own, with or without braces. */
export function compileBranch(scope: Scope, context: StatementContext): Statement {
    return compileStatement(scope.inner(), context);
}

export function compileStatement(scope: Scope, context: StatementContext): Statement {
    return (
        compileSimple(scope, context) ??
        compileCompound(scope, context) ??
        compileDml(scope, context) ??
        refuse(scope, context)
    );
}

function refuse(scope: Scope, context: StatementContext): never {
    throw scope.error(context, `Not supported: ${context.getText()}`);
}

function compileCompound(scope: Scope, context: StatementContext): Statement | null {
    if (context.block()) {
        return compileBlock(scope, context.block());
    }
    if (context.ifStatement()) {
        return compileIf(scope, context.ifStatement());
    }
    if (context.forStatement()) {
        return compileFor(scope, context.forStatement());
    }
    if (context.whileStatement()) {
        return compileWhile(scope, context.whileStatement());
    }
    if (context.doWhileStatement()) {
        return compileDoWhile(scope, context.doWhileStatement());
    }
    if (context.switchStatement()) {
        return compileSwitch(scope, context.switchStatement());
    }
    if (context.tryStatement()) {
        return compileTry(scope, context.tryStatement());
    }
    return context.runAsStatement() ? compileRunAs(scope, context.runAsStatement()) : null;
}

function compileSimple(scope: Scope, context: StatementContext): Statement | null {
    if (context.localVariableDeclarationStatement()) {
        const declaration = context.localVariableDeclarationStatement().localVariableDeclaration();
        const run = compileVariables(scope, declaration, declaration.modifier_list());
        return { run, completes: true };
    }
    if (context.expressionStatement()) {
        const run = compileEffect(scope, context.expressionStatement().expression());
        return { run: counted(scope, context, run), completes: true };
    }
    if (context.returnStatement()) {
        return compileReturn(scope, context.returnStatement());
    }
    if (context.throwStatement()) {
        return compileThrow(scope, context.throwStatement());
    }
    if (context.breakStatement()) {
        return compileJump(scope, context, BREAK);
    }
    return context.continueStatement() ? compileJump(scope, context, CONTINUE) : null;
}

/** Counts that a line ran, and that the transaction did something. */
export function counted(scope: Scope, context: ApexParserRuleContext, run: Execute): Execute {
    const { runtime } = scope;
    const { line } = context.start;
    const spot = scope.body.spot(line);
    return (frame) => {
        frame.line = line;
        spot.hits++;
        runtime.step();
        return run(frame);
    };
}

/** `Integer i = 0, j`: what isn't given is null, each time anew. */
export function compileVariables(
    scope: Scope,
    context: LocalVariableDeclarationContext | FieldDeclarationContext,
    modifiers: readonly ModifierContext[]
): Execute {
    const type = resolveType(placeOf(scope), context.typeRef());
    const isFinal = modifiers.some((modifier) => modifier.FINAL());
    const statements = context
        .variableDeclarators()
        .variableDeclarator_list()
        .map((declarator): Statement => {
            const value = declarator.expression() as ExpressionContext | null;
            const run = value && coerce(scope, compileExpression(scope, value), type, value);
            const { slot } = scope.declare(declarator.id().getText(), type, declarator, isFinal);
            const set: Execute = (frame) => {
                frame.locals[slot] = run ? run(frame) : null;
                return NEXT;
            };
            // A declaration alone is no line to be covered.
            return {
                run: run ? counted(scope, declarator, set) : set,
                completes: true
            };
        });
    return sequence(statements);
}

const STATEMENTS = [
    AssignExpressionContext,
    MethodCallExpressionContext,
    NewExpressionContext,
    PostOpExpressionContext,
    PreOpExpressionContext
];

/** An expression that stands for what it does. */
export function compileEffect(scope: Scope, context: ExpressionContext): Execute {
    const isCall =
        context instanceof DotExpressionContext &&
        (context.dotMethodCall() as DotMethodCallContext | null) !== null;
    if (!isCall && !STATEMENTS.some((kind) => context instanceof kind)) {
        throw scope.error(context, `Expression cannot be a statement: ${context.getText()}`);
    }
    const { run } = compileExpression(scope, context);
    return (frame) => {
        run(frame);
        return NEXT;
    };
}

function compileIf(scope: Scope, context: IfStatementContext): Statement {
    const test = condition(scope, context.parExpression().expression());
    const [first, second] = context.statement_list();
    const then = compileBranch(scope, first!);
    const otherwise = second ? compileBranch(scope, second) : null;
    const run: Execute = (frame) =>
        test(frame) === true ? then.run(frame) : otherwise ? otherwise.run(frame) : NEXT;
    return {
        run: counted(scope, context, run),
        completes: then.completes || (otherwise?.completes ?? true)
    };
}

function compileReturn(scope: Scope, context: ReturnStatementContext): Statement {
    const { returns } = scope.body;
    const value = context.expression();
    if (!value) {
        if (returns.kind !== 'void') {
            throw scope.error(context, `Missing return value of type ${returns.name}`);
        }
        return ending(counted(scope, context, () => RETURN));
    }
    if (returns.kind === 'void') {
        throw scope.error(context, 'Void method must not return a value');
    }
    const run = coerce(scope, compileExpression(scope, value), returns, value);
    return ending(
        counted(scope, context, (frame) => {
            frame.returned = run(frame);
            return RETURN;
        })
    );
}

function ending(run: Execute): Statement {
    return { run, completes: false };
}

function compileThrow(scope: Scope, context: ThrowStatementContext): Statement {
    const { type, run } = compileExpression(scope, context.expression());
    if (type.kind !== 'class' || !type.definition.isSubclassOf(exceptionType(scope))) {
        throw scope.error(context, `Throw expression must be of type exception: ${type.name}`);
    }
    return ending(
        counted(scope, context, (frame) => {
            const exception = run(frame);
            if (exception === null) {
                throw nullPointer();
            }
            throw new ApexThrown(exception as ApexObject<ExceptionState>, false);
        })
    );
}

/** The type that all exceptions extend. */
export function exceptionType(scope: Scope): ReturnType<typeof resolveType> {
    return scope.runtime.types.parse('Exception');
}

function compileJump(
    scope: Scope,
    context: StatementContext,
    outcome: Extract<Outcome, typeof BREAK | typeof CONTINUE>
): Statement {
    if (scope.body.loops === 0) {
        throw scope.error(context, `${context.getText().replace(';', '')} outside a loop`);
    }
    return {
        run: counted(scope, context, () => outcome),
        completes: false
    };
}
