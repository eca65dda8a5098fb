import type {
    SwitchStatementContext,
    WhenControlContext,
    WhenLiteralContext,
    WhenValueContext
} from '@apexdevtools/apex-parser';

import { compileExpression, placeOf } from './compile-expression.ts';
import { compileBlock, counted } from './compile-statement.ts';
import { distance, isInstance } from './conversion.ts';
import { equals } from './equality.ts';
import { unquote } from './literals.ts';
import type { Frame } from './runtime.ts';
import type { Scope } from './scope.ts';
import { NEXT, type Execute, type Statement } from './statement.ts';
import { resolveType } from './type-names.ts';
import type { ApexType } from './types.ts';
import type { ApexEnumValue } from './values.ts';
import { type Value } from './values.ts';

interface Branch {
    /** Null for `when else`. */
    readonly matches: ((value: Value, frame: Frame) => boolean) | null;
    readonly statement: Statement;
}

/**
 * `switch on`: texts are compared by case.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
 */
export function compileSwitch(scope: Scope, context: SwitchStatementContext): Statement {
    const { type, run: value } = compileExpression(scope, context.expression());
    if (!['Integer', 'Long', 'String'].includes(type.name) && !isSwitchable(type)) {
        throw scope.error(context, `Not allowed to switch on type ${type.name}`);
    }
    const controls = context.whenControl_list();
    const seen: Value[] = [];
    const branches = controls.map((control) => compileWhen(scope, control, type, seen));
    const otherwise = branches.findIndex((branch) => branch.matches === null);
    if (otherwise >= 0 && otherwise < branches.length - 1) {
        throw scope.error(controls[otherwise]!, 'when else must be last');
    }
    const run: Execute = (frame) => {
        const subject = value(frame);
        const found = branches.find(({ matches }) => matches === null || matches(subject, frame));
        return found ? found.statement.run(frame) : NEXT;
    };
    return {
        run: counted(scope, context, run),
        completes: otherwise < 0 || branches.some(({ statement }) => statement.completes)
    };
}

function isSwitchable(type: ApexType): boolean {
    return type.kind === 'enum' || type.kind === 'sobject';
}

function compileWhen(
    scope: Scope,
    control: WhenControlContext,
    type: ApexType,
    seen: Value[]
): Branch {
    const value = control.whenValue();
    if (value.ELSE()) {
        return { matches: null, statement: compileBlock(scope, control.block()) };
    }
    if (value.typeRef()) {
        return compileWhenType(scope, control, value);
    }
    const values = value.whenLiteral_list().map((literal) => constantOf(scope, literal, type));
    for (const each of values) {
        if (seen.some((other) => equals(other, each, true))) {
            throw scope.error(value, `Duplicate when value: ${value.getText()}`);
        }
        seen.push(each);
    }
    return {
        matches: (subject) => values.some((each) => equals(each, subject, true)),
        statement: compileBlock(scope, control.block())
    };
}

/** `when Account account`: by what kind of record it is. */
function compileWhenType(
    scope: Scope,
    control: WhenControlContext,
    value: WhenValueContext
): Branch {
    const { runtime } = scope;
    const inner = scope.inner();
    const type = resolveType(placeOf(scope), value.typeRef());
    const { slot } = inner.declare(value.id().getText(), type, value);
    return {
        matches: (subject, frame) => {
            frame.locals[slot] = subject;
            return isInstance(runtime, subject, type);
        },
        statement: compileBlock(inner, control.block())
    };
}

/** @throws ApexLoadError for a value that isn't of the type */
function constantOf(scope: Scope, context: WhenLiteralContext, type: ApexType): Value {
    const text = context.getText();
    if (context.whenLiteral()) {
        return constantOf(scope, context.whenLiteral(), type);
    }
    if (context.NULL()) {
        return null;
    }
    const { value, typeName } = literalOf(context, text);
    if (typeName === null) {
        return enumConstant(scope, context, type);
    }
    const from = scope.runtime.types.primitive(typeName);
    if (distance(scope.runtime, from, type) === null || type.kind === 'object') {
        throw scope.error(context, `Expected a value of type ${type.name}: ${text}`);
    }
    return type.name === 'Long' ? BigInt(value as number) : value;
}

function literalOf(
    context: WhenLiteralContext,
    text: string
): { value: Value; typeName: string | null } {
    if (context.IntegerLiteral()) {
        return { value: Number(text) | 0, typeName: 'Integer' };
    }
    if (context.LongLiteral()) {
        return { value: BigInt.asIntN(64, BigInt(text.slice(0, -1))), typeName: 'Long' };
    }
    return context.StringLiteral()
        ? { value: unquote(text), typeName: 'String' }
        : { value: null, typeName: null };
}

function enumConstant(scope: Scope, context: WhenLiteralContext, type: ApexType): Value {
    const name = context.getText().toLowerCase();
    const found =
        type.kind === 'enum'
            ? type.definition.enumValues.find(
                  (value) => (value as ApexEnumValue).name.toLowerCase() === name
              )
            : undefined;
    if (found === undefined) {
        throw scope.error(context, `Not a value of ${type.name}: ${context.getText()}`);
    }
    return found;
}
