import type { CatchClauseContext, TryStatementContext } from '@apexdevtools/apex-parser';

import { compileBlock, exceptionType } from './compile-statement.ts';
import { ApexThrown } from './errors.ts';
import type { Frame, Runtime } from './runtime.ts';
import type { Scope } from './scope.ts';
import { NEXT, type Execute, type Outcome, type Statement } from './statement.ts';
import type { ApexType } from './types.ts';

interface Catch {
    readonly type: ApexType;
    readonly slot: number;
    readonly statement: Statement;
}

/**
 * `try`, `catch` and `finally`. What can't be caught, such as `LimitException`, passes by all of them.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_exception_methods.htm
 */
export function compileTry(scope: Scope, context: TryStatementContext): Statement {
    const { runtime } = scope;
    const block = compileBlock(scope, context.block());
    const catches = context.catchClause_list().map((clause) => compileCatch(scope, clause));
    const last = context.finallyBlock();
    const cleanup = last ? compileBlock(scope, last.block()) : null;
    const guarded = guard(runtime, block.run, catches);
    const parts = [block, ...catches.map(({ statement }) => statement)];
    return {
        run: cleanup ? withCleanup(runtime, guarded, cleanup.run) : guarded,
        completes: parts.some((part) => part.completes) && (cleanup?.completes ?? true)
    };
}

function compileCatch(scope: Scope, context: CatchClauseContext): Catch {
    const name = context.qualifiedName();
    const type = scope.runtime.types.find(
        name.id_list().map((id) => id.getText()),
        scope.definition
    );
    if (type?.kind !== 'class' || !type.definition.isSubclassOf(exceptionType(scope))) {
        throw scope.error(context, `Not an exception type: ${name.getText()}`);
    }
    const inner = scope.inner();
    const { slot } = inner.declare(context.id().getText(), type, context);
    return { type, slot, statement: compileBlock(inner, context.block()) };
}

/** Where calls are that an exception has left: they are over. */
function thrownAt(runtime: Runtime, depth: number, error: unknown): unknown {
    const thrown = error instanceof Error ? runtime.toThrown(error) : error;
    runtime.frames.length = depth;
    return thrown;
}

function guard(runtime: Runtime, run: Execute, catches: readonly Catch[]): Execute {
    if (catches.length === 0) {
        return run;
    }
    return (frame) => {
        const depth = runtime.frames.length;
        try {
            return run(frame);
        } catch (error) {
            const thrown = thrownAt(runtime, depth, error);
            return handle(frame, thrown, catches);
        }
    };
}

function handle(frame: Frame, thrown: unknown, catches: readonly Catch[]): Outcome {
    if (!(thrown instanceof ApexThrown) || thrown.isFatal) {
        throw thrown;
    }
    const { definition } = thrown.exception;
    const found = catches.find(({ type }) => definition.isSubclassOf(type));
    if (!found) {
        throw thrown;
    }
    frame.locals[found.slot] = thrown.exception;
    return found.statement.run(frame);
}

function withCleanup(runtime: Runtime, run: Execute, cleanup: Execute): Execute {
    return (frame) => {
        const depth = runtime.frames.length;
        let outcome: Outcome;
        try {
            outcome = run(frame);
        } catch (error) {
            const thrown = thrownAt(runtime, depth, error);
            if (!(thrown instanceof ApexThrown) || thrown.isFatal) {
                throw thrown;
            }
            const end = cleanup(frame);
            if (end !== NEXT) {
                return end;
            }
            throw thrown;
        }
        const { returned } = frame;
        const end = cleanup(frame);
        if (end !== NEXT) {
            return end;
        }
        frame.returned = returned;
        return outcome;
    };
}
