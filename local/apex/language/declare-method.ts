import type {
    BlockContext,
    FormalParametersContext,
    InterfaceMethodDeclarationContext,
    MethodDeclarationContext,
    TypeRefContext
} from '@apexdevtools/apex-parser';

import { callable, type Callable } from './callable.ts';
import { compileStatements } from './compile-statement.ts';
import type { Modifiers } from './modifiers.ts';
import { placeIn, type Outline } from './outline.ts';
import { Body, Scope } from './scope.ts';
import { resolveType } from './type-names.ts';
import { methodKey, type Method, type Parameter } from './types.ts';

export interface DeclaredParameter extends Parameter {
    readonly isFinal: boolean;
}

export function declareParameters(
    outline: Outline,
    context: FormalParametersContext
): DeclaredParameter[] {
    const list = context.formalParameterList() as ReturnType<
        FormalParametersContext['formalParameterList']
    > | null;
    return (list?.formalParameter_list() ?? []).map((parameter) => ({
        name: parameter.id().getText(),
        type: resolveType(placeIn(outline), parameter.typeRef()),
        isFinal: parameter.modifier_list().some((modifier) => modifier.FINAL())
    }));
}

/** What methods of classes and of interfaces have in common. */
interface Head {
    readonly context: MethodDeclarationContext | InterfaceMethodDeclarationContext;
    readonly modifiers: Modifiers;
    readonly block: BlockContext | null;
    readonly isAbstract: boolean;
}

export function declareMethod(
    outline: Outline,
    context: MethodDeclarationContext,
    modifiers: Modifiers
): void {
    const block = context.block() as BlockContext | null;
    const { definition, file } = outline;
    if (modifiers.isStatic && definition.outer) {
        throw file.error(context, 'static can only be used on methods of a top level type');
    }
    if (modifiers.isAbstract && !definition.isAbstract) {
        throw file.error(context, 'Abstract methods are for abstract classes only');
    }
    if ((block === null) !== modifiers.isAbstract) {
        throw file.error(
            context,
            block ? 'Abstract methods cannot have a body' : 'Method must define a body'
        );
    }
    declare(outline, { context, modifiers, block, isAbstract: modifiers.isAbstract });
}

export function declareInterfaceMethod(
    outline: Outline,
    context: InterfaceMethodDeclarationContext,
    modifiers: Modifiers
): void {
    declare(outline, {
        context,
        modifiers: { ...modifiers, access: 'public' },
        block: null,
        isAbstract: true
    });
}

function declare(outline: Outline, { context, modifiers, block, isAbstract }: Head): void {
    const { definition, file } = outline;
    const { runtime } = file;
    const typeRef = context.typeRef() as TypeRefContext | null;
    const name = context.id().getText();
    const parameters = declareParameters(outline, context.formalParameters());
    const code: { run: Callable | null } = { run: null };
    const method: Method = {
        name,
        owner: definition,
        isStatic: modifiers.isStatic,
        isAbstract,
        isVirtual: modifiers.isVirtual || modifiers.isOverride || isAbstract,
        isOverride: modifiers.isOverride,
        access: modifiers.access ?? 'private',
        returns: typeRef ? resolveType(placeIn(outline), typeRef) : runtime.types.nothing,
        parameters,
        key: methodKey(
            name,
            parameters.map(({ type }) => type)
        ),
        annotations: modifiers.annotations,
        line: context.start.line,
        invoke: modifiers.isStatic
            ? (self, args) => {
                  runtime.staticsOf(definition);
                  return code.run!(self, args);
              }
            : (self, args) => code.run!(self, args)
    };
    if (definition.methods.get(name.toLowerCase())?.some((other) => other.key === method.key)) {
        throw file.error(context, `Method already defined: ${definition.name}.${name}`);
    }
    definition.addMethod(method);
    if (block) {
        file.defer(() => {
            code.run = compileMethod(outline, method, parameters, block);
        });
    }
}

function compileMethod(
    outline: Outline,
    method: Method,
    parameters: readonly DeclaredParameter[],
    block: BlockContext
): Callable {
    const { definition, file } = outline;
    const body = new Body({
        runtime: file.runtime,
        definition,
        file: file.name,
        isStatic: method.isStatic,
        returns: method.returns,
        spots: file.spots
    });
    const scope = new Scope(body);
    for (const { name, type, isFinal } of parameters) {
        scope.declare(name, type, block, isFinal);
    }
    const { run, completes } = compileStatements(scope, block.statement_list());
    if (completes && method.returns.kind !== 'void') {
        throw file.error(
            block,
            `Missing return statement required return type: ${method.returns.name}`
        );
    }
    return callable(file.runtime, `Class.${definition.name}.${method.name}`, body, run);
}
