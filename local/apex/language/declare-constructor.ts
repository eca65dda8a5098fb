import {
    MethodCallExpressionContext,
    type ConstructorDeclarationContext,
    type StatementContext
} from '@apexdevtools/apex-parser';

import { callable, type Callable } from './callable.ts';
import { compileStatements } from './compile-statement.ts';
import { declareParameters, type DeclaredParameter } from './declare-method.ts';
import type { Initializer } from './initializer.ts';
import type { Modifiers } from './modifiers.ts';
import type { Outline } from './outline.ts';
import { Body, Scope } from './scope.ts';
import { NEXT, type Execute } from './statement.ts';
import type { ClassDefinition, Constructor, Parameter } from './types.ts';
import type { ApexObject } from './values.ts';

/** A constructor that is written in Apex. */
export function declareConstructor(
    outline: Outline,
    context: ConstructorDeclarationContext,
    modifiers: Modifiers,
    initializer: Initializer
): void {
    const { definition, file } = outline;
    const simpleName = definition.name.slice(definition.name.lastIndexOf('.') + 1);
    if (context.qualifiedName().getText().toLowerCase() !== simpleName.toLowerCase()) {
        throw file.error(context, `Invalid constructor name: ${context.qualifiedName().getText()}`);
    }
    const parameters = declareParameters(outline, context.formalParameters());
    const { constructors } = definition;
    if (constructors.some((other) => hasSameTypes(other, parameters))) {
        throw file.error(context, `Constructor already defined: ${definition.name}`);
    }
    const code: { run: Callable | null } = { run: null };
    constructors.push({
        owner: definition,
        access: modifiers.access ?? 'private',
        annotations: modifiers.annotations,
        parameters,
        invoke: (self, args) => {
            code.run!(self, args);
        }
    });
    file.defer(() => {
        code.run = compileConstructor(outline, context, parameters, initializer);
    });
}

function hasSameTypes(constructor: Constructor, parameters: readonly Parameter[]): boolean {
    return (
        constructor.parameters.length === parameters.length &&
        constructor.parameters.every(({ type }, i) => type === parameters[i]!.type)
    );
}

function compileConstructor(
    outline: Outline,
    context: ConstructorDeclarationContext,
    parameters: readonly DeclaredParameter[],
    initializer: Initializer
): Callable {
    const { definition, file } = outline;
    const { runtime } = file;
    const body = new Body({
        runtime,
        definition,
        file: file.name,
        isStatic: false,
        returns: runtime.types.nothing,
        spots: file.spots,
        isConstructor: true
    });
    const scope = new Scope(body);
    for (const { name, type, isFinal } of parameters) {
        scope.declare(name, type, context, isFinal);
    }
    const statements = context.block().statement_list();
    const first = callIn(statements[0]);
    body.mayCallConstructor = first !== null;
    const before = first ? compileStatements(scope, statements.slice(0, 1)).run : null;
    body.mayCallConstructor = false;
    const base = first === null ? baseConstructor(outline, context) : null;
    const rest = compileStatements(scope, first ? statements.slice(1) : statements).run;
    const run: Execute = (frame) => {
        const self = frame.self as ApexObject;
        base?.invoke(self, []);
        before?.(frame);
        if (first !== 'this') {
            initializer.run(self);
        }
        rest(frame);
        return NEXT;
    };
    return callable(runtime, `Class.${definition.name}.<init>`, body, run);
}

/** `this(…)` or `super(…)`, which only the first statement can be. */
function callIn(statement: StatementContext | undefined): 'this' | 'super' | null {
    const expression = statement?.expressionStatement()?.expression();
    if (!(expression instanceof MethodCallExpressionContext)) {
        return null;
    }
    const call = expression.methodCall();
    return call.THIS() ? 'this' : call.SUPER() ? 'super' : null;
}

/**
 * The constructor of the superclass that runs without being called; null where there is none to run.
 * @throws ApexLoadError when the superclass has none without parameters
 */
function baseConstructor(
    outline: Outline,
    context: { start: { line: number; column: number } }
): Constructor | null {
    const base = outline.definition.superclass?.definition;
    if (!base || (base.isSystem && base.constructors.length === 0)) {
        return null;
    }
    const found = base.constructors.find(({ parameters }) => parameters.length === 0);
    if (!found) {
        throw outline.file.error(
            context,
            `No default constructor available in super type: ${base.name}`
        );
    }
    return found;
}

/** The constructors that a class has without writing them: one without parameters; for an exception those of `Exception`. */
export function addImplicitConstructors(outline: Outline, initializer: Initializer): void {
    const { definition, file } = outline;
    const isException = definition.isSubclassOf(file.runtime.types.parse('Exception'));
    if (isException) {
        addInherited(definition, systemBase(definition), initializer);
    } else if (definition.constructors.length === 0) {
        const constructor: { base: Constructor | null } = { base: null };
        definition.constructors.push({
            owner: definition,
            access: 'public',
            annotations: new Map(),
            parameters: [],
            invoke: (self) => {
                constructor.base?.invoke(self, []);
                initializer.run(self);
            }
        });
        file.defer(() => {
            constructor.base = baseConstructor(outline, outline.asClass!);
        });
    }
}

function systemBase(definition: ClassDefinition): ClassDefinition {
    return [...definition.ancestry()].find((each) => each.isSystem)!;
}

/**
 * The constructors of `Exception`, which every exception has.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_exception_custom.htm
 */
function addInherited(
    definition: ClassDefinition,
    base: ClassDefinition,
    initializer: Initializer
): void {
    for (const { parameters, invoke } of base.constructors) {
        if (!definition.constructors.some((other) => hasSameTypes(other, parameters))) {
            definition.constructors.push({
                owner: definition,
                access: 'public',
                annotations: new Map(),
                parameters,
                invoke: (self, args) => {
                    invoke(self, args);
                    initializer.run(self);
                }
            });
        }
    }
}
