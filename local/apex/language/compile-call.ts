import type {
    ApexParserRuleContext,
    DotMethodCallContext,
    ExpressionContext,
    ExpressionListContext,
    MethodCallContext
} from '@apexdevtools/apex-parser';

import { checkAccess } from './access.ts';
import { coerce, fits } from './coerce.ts';
import { following, hasMembers } from './compile-dot.ts';
import { compileExpression } from './compile-expression.ts';
import { runtimeType } from './conversion.ts';
import { nullPointer, Raised } from './errors.ts';
import { chooseOverload } from './overloads.ts';
import type { Runtime } from './runtime.ts';
import type { Compiled, Run, Scope } from './scope.ts';
import {
    type ApexType,
    type ClassDefinition,
    type Constructor,
    type Method,
    type Parameter
} from './types.ts';
import { ApexObject, type Value } from './values.ts';

type ArgumentsOwner = ApexParserRuleContext & { expressionList(): ExpressionListContext };

function argumentsOf(context: ArgumentsOwner): ExpressionContext[] {
    const list = context.expressionList() as ExpressionListContext | null;
    return list?.expression_list() ?? [];
}

/** The arguments of a call, made fit for the parameters of the overload that is meant. */
interface Chosen<T> {
    readonly callee: T;
    readonly args: readonly Run[];
}

/**
 * The overload that a call means.
 * @throws ApexLoadError when there is none, or more than one
 */
export function choose<T extends { readonly parameters: readonly Parameter[] }>(
    scope: Scope,
    name: string,
    candidates: readonly T[],
    contexts: readonly ExpressionContext[],
    context: ApexParserRuleContext
): Chosen<T> {
    const args = contexts.map((each) => compileExpression(scope, each));
    const types = args.map((arg) => arg.type);
    let callee = chooseOverload(scope.runtime, candidates, types);
    if (callee === null) {
        // A query may stand for its only record.
        const fitting = candidates.filter(
            ({ parameters }) =>
                parameters.length === args.length &&
                args.every((arg, i) => fits(scope, arg, parameters[i]!.type))
        );
        callee = fitting.length === 1 ? fitting[0]! : null;
    }
    if (callee === null || callee === 'ambiguous') {
        const signature = `${name}(${types.map((type) => type.name).join(', ')})`;
        throw scope.error(
            context,
            callee === null
                ? `Method does not exist or incorrect signature: ${signature}`
                : `Method is ambiguous: ${signature}`
        );
    }
    const { parameters } = callee;
    return {
        callee,
        args: args.map((arg, i) => coerce(scope, arg, parameters[i]!.type, contexts[i]!))
    };
}

/** `method(…)`, `this(…)` and `super(…)`. */
export function compileCall(scope: Scope, context: MethodCallContext): Compiled {
    const contexts = argumentsOf(context);
    if (context.THIS() || context.SUPER()) {
        return compileConstructorCall(scope, context, contexts);
    }
    const name = context.id().getText();
    const { definition, body } = scope;
    const candidates = methodsInSight(definition, name);
    const { callee, args } = choose(scope, name, candidates, contexts, context);
    checkAccess(scope, callee, name, context);
    if (!callee.isStatic && body.isStatic) {
        throw scope.error(
            context,
            `Method ${name} needs an instance: the method that calls it is static`
        );
    }
    return callee.isStatic
        ? { type: callee.returns, run: staticRun(scope, callee, args) }
        : {
              type: callee.returns,
              run: virtualRun(scope.runtime, callee, (frame) => frame.self, args)
          };
}

/** The methods of a class by name; of the classes around it, the static ones. */
function methodsInSight(definition: ClassDefinition, name: string): Method[] {
    const own = definition.findMethods(name);
    if (own.length > 0 || definition.outer === null) {
        return own;
    }
    return methodsInSight(definition.outer, name).filter((method) => method.isStatic);
}

function compileConstructorCall(
    scope: Scope,
    context: MethodCallContext,
    contexts: readonly ExpressionContext[]
): Compiled {
    const { definition, runtime, body } = scope;
    if (!body.mayCallConstructor) {
        throw scope.error(context, 'Call to constructor must be the first statement of one');
    }
    const owner = context.THIS() ? definition : definition.superclass?.definition;
    const candidates: readonly Constructor[] = owner?.constructors ?? [];
    const { callee, args } = choose(scope, context.start.text, candidates, contexts, context);
    return {
        type: runtime.types.nothing,
        run: (frame) => {
            callee.invoke(
                frame.self as ApexObject,
                args.map((arg) => arg(frame))
            );
            return null;
        }
    };
}

/** `super.method(…)`: that of the superclass, whatever overrides it. */
export function compileSuperCall(scope: Scope, context: DotMethodCallContext): Compiled {
    const name = context.anyId().getText();
    const superclass = scope.definition.superclass?.definition;
    const candidates = superclass?.findMethods(name) ?? [];
    const { callee, args } = choose(scope, name, candidates, argumentsOf(context), context);
    const implementation = superclass!.implementation(callee.key);
    if (!implementation) {
        throw scope.error(context, `Method ${name} of ${superclass!.name} is abstract`);
    }
    return {
        type: callee.returns,
        run: (frame) =>
            implementation.invoke(
                frame.self,
                args.map((arg) => arg(frame))
            )
    };
}

/** `Type.method(…)`. */
export function compileStaticCall(
    scope: Scope,
    type: ApexType,
    context: DotMethodCallContext
): Compiled {
    const name = context.anyId().getText();
    const candidates = type.definition.findMethods(name).filter((method) => method.isStatic);
    const { callee, args } = choose(scope, name, candidates, argumentsOf(context), context);
    checkAccess(scope, callee, name, context);
    const run = staticRun(scope, callee, args);
    return type.name === 'Database'
        ? { type: callee.returns, isQuery: /^query/i.test(name), run: binding(scope, run) }
        : { type: callee.returns, run };
}

/** A dynamic query finds the variables in sight by their names. */
function binding(scope: Scope, run: Run): Run {
    const variables = scope.all();
    const { runtime, definition } = scope;
    return (frame) => {
        const former = runtime.binds;
        runtime.binds = (name) => {
            const variable = variables.get(name.toLowerCase());
            if (variable) {
                return frame.locals[variable.slot]!;
            }
            const field = definition.findField(name);
            if (!field?.get) {
                throw new Raised('QueryException', `Variable does not exist: ${name}`);
            }
            return field.get(field.isStatic ? null : frame.self);
        };
        try {
            return run(frame);
        } finally {
            runtime.binds = former;
        }
    };
}

function staticRun({ runtime }: Scope, { owner, invoke }: Method, args: readonly Run[]): Run {
    return (frame) => {
        if (!owner.isSystem) {
            runtime.staticsOf(owner);
        }
        return invoke(
            null,
            args.map((arg) => arg(frame))
        );
    };
}

/** `value.method(…)`. */
export function compileInstanceCall(
    scope: Scope,
    target: Compiled,
    context: DotMethodCallContext
): Compiled {
    const name = context.anyId().getText();
    const { runtime } = scope;
    const { type } = target;
    const candidates = hasMembers(type)
        ? membersOf(runtime, type, name).filter((method) => !method.isStatic)
        : [];
    return following(target, (run) => {
        const { callee, args } = choose(scope, name, candidates, argumentsOf(context), context);
        checkAccess(scope, callee, name, context);
        return { type: callee.returns, run: virtualRun(runtime, callee, run, args) };
    });
}

/** What an Object has, every value has. */
function membersOf(runtime: Runtime, type: ApexType, name: string): Method[] {
    const own = type.definition.findMethods(name);
    const keys = new Set(own.map((method) => method.key));
    const ofAll = runtime.types.object.definition.findMethods(name);
    return [...own, ...ofAll.filter((method) => !keys.has(method.key))];
}

/** A call of a method that the instance's own class may have overridden. */
function virtualRun(runtime: Runtime, method: Method, target: Run, args: readonly Run[]): Run {
    const { key } = method;
    // What is neither of Apex's own classes nor open has no other implementation.
    const isFixed =
        method.access === 'private' || (method.owner.isSystem && !isOpen(method.owner.type));
    return (frame) => {
        const self = target(frame);
        if (self === null) {
            throw nullPointer();
        }
        const given = args.map((arg) => arg(frame));
        return (isFixed ? method : implementationFor(runtime, self, key, method)).invoke(
            self,
            given
        );
    };
}

function isOpen(type: ApexType): boolean {
    return (
        type.kind === 'object' ||
        type.kind === 'interface' ||
        (type.kind === 'class' && type.definition.isVirtual)
    );
}

function implementationFor(runtime: Runtime, self: Value, key: string, method: Method): Method {
    const definition =
        self instanceof ApexObject ? self.definition : runtimeType(runtime, self).definition;
    const found = definition.implementation(key);
    if (found) {
        return found;
    }
    // A generic interface names its parameters by what stands for `T`: the class may name a wider type.
    const name = key.slice(0, key.indexOf('('));
    const sameCount = definition
        .findMethods(name)
        .find((each) => !each.isAbstract && each.parameters.length === method.parameters.length);
    return method.isAbstract && sameCount ? sameCount : method;
}
