import type {
    AccessLevelContext,
    ExpressionContext,
    RunAsStatementContext,
    StatementContext
} from '@apexdevtools/apex-parser';

import type { Mode, Operation } from '../data/database.ts';
import { performDml } from '../data/perform.ts';
import { userToRunAs } from '../data/run-as.ts';
import { findField } from '../data/schema.ts';
import { compileExpression } from './compile-expression.ts';
import { compileBlock, counted } from './compile-statement.ts';
import { nullPointer, Raised } from './errors.ts';
import type { Scope } from './scope.ts';
import { NEXT, type Statement } from './statement.ts';
import type { ApexType } from './types.ts';
import { ApexSObject } from './values.ts';

interface Dml {
    readonly operation: Operation;
    readonly expression: ExpressionContext;
    readonly level: AccessLevelContext | null;
    readonly field: string | null;
}

function dmlOf(context: StatementContext): Dml | null {
    const statements = {
        insert: context.insertStatement(),
        update: context.updateStatement(),
        delete: context.deleteStatement(),
        undelete: context.undeleteStatement(),
        upsert: context.upsertStatement()
    };
    for (const [operation, statement] of Object.entries(statements)) {
        if (statement) {
            return {
                operation: operation as Operation,
                expression: statement.expression(),
                level: statement.accessLevel() ?? null,
                field: statements.upsert?.qualifiedName()?.id_list().at(-1)!.getText() ?? null
            };
        }
    }
    return null;
}

/** `insert`, `update`, `upsert`, `delete` and `undelete`, also `as user` and `as system`; null for another statement. */
export function compileDml(scope: Scope, context: StatementContext): Statement | null {
    const dml = dmlOf(context);
    if (!dml) {
        return null;
    }
    const { runtime } = scope;
    const { type, run } = compileExpression(scope, dml.expression);
    const of = type.kind === 'list' ? type.args[0]! : type;
    if (of.kind !== 'sobject') {
        throw scope.error(
            dml.expression,
            `DML requires SObject or SObject list type: ${type.name}`
        );
    }
    const mode: Mode | null = dml.level ? (dml.level.USER() ? 'user' : 'system') : null;
    const externalIdField = dml.field === null ? null : fieldName(scope, context, of, dml.field);
    return {
        run: counted(scope, context, (frame) => {
            const value = run(frame);
            if (value === null) {
                throw nullPointer();
            }
            performDml(runtime, dml.operation, value, { mode, allOrNone: true, externalIdField });
            return NEXT;
        }),
        completes: true
    };
}

function fieldName(scope: Scope, context: StatementContext, of: ApexType, name: string): string {
    const field = of.schema && findField(of.schema, name);
    if (!field) {
        throw scope.error(context, `Invalid field ${name} for ${of.name}`);
    }
    return field.name;
}

/**
 * `System.runAs(user) { … }`, in tests only.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_runas.htm
 */
export function compileRunAs(scope: Scope, context: RunAsStatementContext): Statement {
    const { runtime } = scope;
    const [argument, ...others] = context.expressionList()?.expression_list() ?? [];
    const user = argument && others.length === 0 ? compileExpression(scope, argument) : null;
    if (user?.type !== runtime.types.record('User')) {
        throw scope.error(context, 'Only runAs(User) is supported');
    }
    const block = compileBlock(scope, context.block());
    return {
        run: counted(scope, context, (frame) => {
            const record = user.run(frame);
            if (!(record instanceof ApexSObject)) {
                throw nullPointer();
            }
            if (!runtime.transaction.isTest) {
                throw new Raised('TypeException', 'runAs is for tests only');
            }
            const actor = userToRunAs(runtime, record);
            return runtime.as(actor, () => block.run(frame));
        }),
        // What is returned within is no return of the method: the type check of an org asks for another.
        completes: true
    };
}
