import type {
    BlockContext,
    ExpressionContext,
    FieldDeclarationContext,
    PropertyBlockContext,
    PropertyDeclarationContext
} from '@apexdevtools/apex-parser';

import { callable } from './callable.ts';
import { compileStatements } from './compile-statement.ts';
import type { Initializer } from './initializer.ts';
import { readModifiers, type Modifiers } from './modifiers.ts';
import { placeIn, type Outline } from './outline.ts';
import type { Runtime } from './runtime.ts';
import { Body, Scope } from './scope.ts';
import { resolveType } from './type-names.ts';
import type { Access, ApexType, ClassDefinition, Field } from './types.ts';
import type { ApexObject, Value } from './values.ts';

interface Storage {
    get(self: Value): Value;
    set(self: Value, value: Value): void;
}

/** Where a field's value is kept: in the instance, or with the transaction. */
function newStorage(runtime: Runtime, definition: ClassDefinition, isStatic: boolean): Storage {
    if (!isStatic) {
        const slot = definition.instanceSlots++;
        return {
            get: (self) => (self as ApexObject).fields[slot] ?? null,
            set: (self, value) => {
                (self as ApexObject).fields[slot] = value;
            }
        };
    }
    const slot = definition.staticSlots++;
    return {
        get: () => runtime.staticsOf(definition)[slot] ?? null,
        set: (_, value) => {
            runtime.staticsOf(definition)[slot] = value;
        }
    };
}

/** What fields and properties have in common. @throws ApexLoadError */
function newField(
    outline: Outline,
    context: { start: { line: number; column: number } },
    name: string,
    type: ApexType,
    modifiers: Modifiers
): Field & { readonly raw: Storage } {
    const { definition, file } = outline;
    if (definition.fields.has(name.toLowerCase())) {
        throw file.error(context, `Duplicate field: ${definition.name}.${name}`);
    }
    if (modifiers.isStatic && definition.outer) {
        throw file.error(context, 'static can only be used on fields of a top level type');
    }
    const raw = newStorage(file.runtime, definition, modifiers.isStatic);
    const access = modifiers.access ?? 'private';
    return {
        name,
        owner: definition,
        type,
        isStatic: modifiers.isStatic,
        isFinal: modifiers.isFinal,
        isTransient: modifiers.isTransient,
        access,
        setAccess: access,
        annotations: modifiers.annotations,
        get: raw.get,
        set: raw.set,
        raw
    };
}

export function declareField(
    outline: Outline,
    context: FieldDeclarationContext,
    modifiers: Modifiers,
    initializer: (isStatic: boolean) => Initializer
): void {
    const type = resolveType(placeIn(outline), context.typeRef());
    for (const declarator of context.variableDeclarators().variableDeclarator_list()) {
        const field = newField(outline, declarator, declarator.id().getText(), type, modifiers);
        outline.definition.addField(field);
        const value = declarator.expression() as ExpressionContext | null;
        if (value) {
            initializer(modifiers.isStatic).addField(field, value, declarator);
        }
    }
}

interface Accessor {
    readonly block: BlockContext | null;
    readonly access: Access;
}

/** `{ get; private set { … } }` */
export function declareProperty(
    outline: Outline,
    context: PropertyDeclarationContext,
    modifiers: Modifiers
): void {
    const type = resolveType(placeIn(outline), context.typeRef());
    const base = newField(outline, context, context.id().getText(), type, modifiers);
    const blocks = context.propertyBlock_list();
    const getter = accessorIn(blocks, (block) => block.getter(), base.access);
    const setter = accessorIn(blocks, (block) => block.setter(), base.access);
    const { raw } = base;
    const field: Field = {
        ...base,
        access: getter?.access ?? base.access,
        setAccess: setter?.access ?? base.access,
        get: getter?.block ? compiledGetter(outline, getter.block, () => field) : getter && raw.get,
        set: setter?.block ? compiledSetter(outline, setter.block, () => field) : setter && raw.set
    };
    outline.definition.addField(field);
}

function accessorIn(
    blocks: readonly PropertyBlockContext[],
    find: (block: PropertyBlockContext) => { block(): BlockContext } | null,
    access: Access
): Accessor | null {
    for (const each of blocks) {
        const accessor = find(each);
        if (accessor) {
            return {
                block: accessor.block() as BlockContext | null,
                access: readModifiers(each.modifier_list()).access ?? access
            };
        }
    }
    return null;
}

function accessorBody(outline: Outline, field: Field, returns: ApexType): Body {
    return new Body({
        runtime: outline.file.runtime,
        definition: outline.definition,
        file: outline.file.name,
        isStatic: field.isStatic,
        returns,
        spots: outline.file.spots,
        accessorOf: field
    });
}

function compiledGetter(
    outline: Outline,
    block: BlockContext,
    fieldOf: () => Field
): (self: Value) => Value {
    const { file, definition } = outline;
    const code: { run: ((self: Value) => Value) | null } = { run: null };
    file.defer(() => {
        const field = fieldOf();
        const body = accessorBody(outline, field, field.type);
        const { run, completes } = compileStatements(new Scope(body), block.statement_list());
        if (completes) {
            throw file.error(
                block,
                `Missing return statement required return type: ${field.type.name}`
            );
        }
        const call = callable(file.runtime, labelOf(definition, field), body, run);
        code.run = (self) => call(self, []);
    });
    return (self) => code.run!(self);
}

function compiledSetter(
    outline: Outline,
    block: BlockContext,
    fieldOf: () => Field
): (self: Value, value: Value) => void {
    const { file, definition } = outline;
    const { runtime } = file;
    const code: { run: ((self: Value, value: Value) => void) | null } = { run: null };
    file.defer(() => {
        const field = fieldOf();
        const body = accessorBody(outline, field, runtime.types.nothing);
        const scope = new Scope(body);
        scope.declare('value', field.type, block);
        const { run } = compileStatements(scope, block.statement_list());
        const call = callable(runtime, labelOf(definition, field), body, run);
        code.run = (self, value) => {
            call(self, [value]);
        };
    });
    return (self, value) => {
        code.run!(self, value);
    };
}

function labelOf(definition: ClassDefinition, field: Field): string {
    return `Class.${definition.name}.__sfdc_${field.name}`;
}
