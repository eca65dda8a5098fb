import {
    DotExpressionContext,
    IdPrimaryContext,
    PrimaryExpressionContext,
    type ApexParserRuleContext,
    type ExpressionContext
} from '@apexdevtools/apex-parser';

import { fieldToken, typeToken } from '../data/tokens.ts';
import { onlyRecord } from '../data/perform.ts';
import { findField } from '../data/schema.ts';
import { compileInstanceCall, compileStaticCall, compileSuperCall } from './compile-call.ts';
import { compileLink, placeOf } from './compile-expression.ts';
import { compileField, compileRecordField } from './compile-field.ts';
import { findName } from './compile-name.ts';
import type { Compiled, Run, Scope } from './scope.ts';
import type { ApexType } from './types.ts';
import type { ApexList, Value } from './values.ts';

/** Stands for the rest of a chain that `?.` leaves out. Never leaves an expression. */
export const SKIPPED = Symbol('skipped') as unknown as Value;

/** `a.b`, `a?.b`, `a.b()` and `Type.b`. */
export function compileDot(scope: Scope, context: DotExpressionContext): Compiled {
    const left = context.expression();
    const name = context.anyId() as ReturnType<DotExpressionContext['anyId']> | null;
    if (left.getText().toLowerCase() === 'super') {
        return compileSuperCall(scope, context.dotMethodCall());
    }
    const target = valueBefore(scope, left);
    if (target?.isWriteOnly) {
        throw scope.error(left, `Variable is not visible: ${left.getText()}`);
    }
    if (target) {
        return name
            ? compileMember(scope, target, name.getText(), context)
            : compileInstanceCall(scope, guarded(target, context), context.dotMethodCall());
    }
    const type = typeBefore(scope, left);
    if (!type) {
        const described = describedObject(scope, left);
        if (described && name) {
            return compileMember(scope, described, name.getText(), context);
        }
        if (described) {
            return compileInstanceCall(scope, described, context.dotMethodCall());
        }
        throw scope.error(left, `Variable does not exist: ${left.getText()}`);
    }
    return name
        ? compileStaticMember(scope, type, name.getText(), context)
        : compileStaticCall(scope, type, context.dotMethodCall());
}

/** The names of a chain such as `Schema.SObjectType.User`; null when it is more than names. */
function namesOf(context: ExpressionContext): string[] | null {
    if (context instanceof PrimaryExpressionContext) {
        const primary = context.primary();
        return primary instanceof IdPrimaryContext ? [primary.id().getText()] : null;
    }
    if (context instanceof DotExpressionContext && context.DOT()) {
        const name = context.anyId() as ReturnType<DotExpressionContext['anyId']> | null;
        const before = name === null ? null : namesOf(context.expression());
        return before && [...before, name!.getText()];
    }
    return null;
}

/** What is before the point as a value; null where it is the name of a type or of a namespace. */
function valueBefore(scope: Scope, context: ExpressionContext): Compiled | null {
    const names = namesOf(context);
    if (names === null) {
        return compileLink(scope, context);
    }
    const [first] = names;
    const root = findName(scope, first!, context);
    if (names.length === 1) {
        return root;
    }
    return root || canBeValue(scope, names) ? compileLink(scope, context) : null;
}

/** Whether a chain of names goes beyond a type: `Type.field`, and not `Namespace.Type`. */
function canBeValue(scope: Scope, names: readonly string[]): boolean {
    const place = placeOf(scope);
    if (place.types.find(names, place.definition)) {
        return false;
    }
    if (describesObject(scope, names)) {
        return true;
    }
    for (let length = names.length - 1; length > 0; length--) {
        if (place.types.find(names.slice(0, length), place.definition)) {
            return true;
        }
    }
    return false;
}

function typeBefore(scope: Scope, context: ExpressionContext): ApexType | null {
    const names = namesOf(context);
    const place = placeOf(scope);
    return names && place.types.find(names, place.definition);
}

/** A value before `?.`: null leaves out the rest. */
function guarded(target: Compiled, context: DotExpressionContext): Compiled {
    if (!context.QUESTIONDOT() && !target.maySkip) {
        return target;
    }
    const isSafe = Boolean(context.QUESTIONDOT());
    return {
        type: target.type,
        maySkip: true,
        run: (frame) => {
            const value = target.run(frame);
            return value === null && isSafe ? SKIPPED : value;
        }
    };
}

/** What follows a value that may be left out is left out with it. */
export function following(target: Compiled, make: (before: Run) => Compiled): Compiled {
    if (!target.maySkip) {
        return make(target.run);
    }
    let current: Value = null;
    const rest = make(() => current);
    return {
        type: rest.type,
        maySkip: true,
        run: (frame) => {
            const value = target.run(frame);
            if (value === SKIPPED) {
                return SKIPPED;
            }
            current = value;
            return rest.run(frame);
        }
    };
}

function compileMember(
    scope: Scope,
    before: Compiled,
    name: string,
    context: DotExpressionContext
): Compiled {
    const target = guarded(onlyRecordOf(before), context);
    return following(target, (run) =>
        memberOf(scope, target.type, name, run, context, before.isThis === true)
    );
}

/** `[SELECT …].Name`: a field of a query is that of its only record. */
function onlyRecordOf(before: Compiled): Compiled {
    const { type, isQuery, run } = before;
    return isQuery && type.kind === 'list' && type.args[0]!.kind === 'sobject'
        ? { type: type.args[0]!, run: (frame) => onlyRecord(run(frame) as ApexList) }
        : before;
}

function memberOf(
    scope: Scope,
    type: ApexType,
    name: string,
    run: Run,
    context: ApexParserRuleContext,
    isThis: boolean
): Compiled {
    const ofRecord = compileRecordField(scope, type, name, run);
    if (ofRecord) {
        return ofRecord;
    }
    const field = hasMembers(type) ? type.definition.findField(name) : null;
    if (!field || field.isStatic) {
        throw scope.error(context, `Variable does not exist: ${name} of ${type.name}`);
    }
    return compileField(scope, field, isThis ? null : run, context);
}

export function hasMembers(type: ApexType): boolean {
    return type.kind !== 'null' && type.kind !== 'void';
}

/** `Type.field`, `Object__c.SObjectType`, `Object__c.Field__c`. */
function compileStaticMember(
    scope: Scope,
    type: ApexType,
    name: string,
    context: DotExpressionContext
): Compiled {
    if (type.schema) {
        return compileToken(scope, type, name, context);
    }
    const described = describedObject(scope, context);
    if (described) {
        return described;
    }
    const field = type.definition.findField(name);
    if (!field?.isStatic) {
        throw scope.error(context, `Variable does not exist: ${type.name}.${name}`);
    }
    return compileField(scope, field, null, context);
}

function compileToken(
    scope: Scope,
    type: ApexType,
    name: string,
    context: ApexParserRuleContext
): Compiled {
    const { runtime } = scope;
    const schema = type.schema!;
    if (name.toLowerCase() === 'sobjecttype') {
        const typeOfToken = runtime.types.parse('Schema.SObjectType');
        return { type: typeOfToken, run: () => typeToken(runtime, schema) };
    }
    const field = findField(schema, name);
    if (!field) {
        throw scope.error(context, `Field does not exist: ${schema.name}.${name}`);
    }
    const typeOfToken = runtime.types.parse('Schema.SObjectField');
    return { type: typeOfToken, run: () => fieldToken(runtime, schema, field) };
}

/** `Schema.SObjectType.User`, `SObjectType.User`: the description of an object. */
function describesObject(scope: Scope, names: readonly string[]): boolean {
    const lower = names.map((name) => name.toLowerCase());
    const rest = lower[0] === 'schema' ? lower.slice(1) : lower;
    return (
        rest.length === 2 &&
        rest[0] === 'sobjecttype' &&
        scope.runtime.types.record(rest[1]!) !== null
    );
}

function describedObject(scope: Scope, context: ExpressionContext): Compiled | null {
    const names = namesOf(context);
    if (!names || !describesObject(scope, names)) {
        return null;
    }
    const { runtime } = scope;
    const schema = runtime.types.record(names.at(-1)!)!.schema!;
    const describe = runtime.types
        .parse('Schema.SObjectType')
        .definition.implementation('getdescribe()');
    if (!describe) {
        throw scope.error(context, 'Not supported: descriptions of objects');
    }
    return {
        type: describe.returns,
        run: () => describe.invoke(typeToken(runtime, schema), [])
    };
}
