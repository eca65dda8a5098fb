import type {
    ClassDeclarationContext,
    EnumDeclarationContext,
    InterfaceDeclarationContext,
    ModifierContext,
    TypeRefContext
} from '@apexdevtools/apex-parser';

import { checkModifiers, readModifiers, type Modifiers } from './modifiers.ts';
import type { SourceFile } from './source-file.ts';
import { resolveType, type Place } from './type-names.ts';
import { ApexType, ClassDefinition } from './types.ts';

/** A class, interface or enum in a file: what it's made of is found step by step. */
export interface Outline {
    readonly file: SourceFile;
    readonly definition: ClassDefinition;
    readonly modifiers: Modifiers;
    readonly inner: readonly Outline[];
    /** One of the three. */
    readonly asClass: ClassDeclarationContext | null;
    readonly asInterface: InterfaceDeclarationContext | null;
    readonly asEnum: EnumDeclarationContext | null;
}

/** Where a type can be declared: at the top of a file, or within a class. */
export interface Declaration {
    classDeclaration(): ClassDeclarationContext;
    interfaceDeclaration(): InterfaceDeclarationContext;
    enumDeclaration(): EnumDeclarationContext;
}

type Declared = ClassDeclarationContext | InterfaceDeclarationContext | EnumDeclarationContext;

/** Makes the type that is declared; null when none is. */
export function outlineType(
    file: SourceFile,
    declaration: Declaration,
    modifierContexts: readonly ModifierContext[],
    outer: ClassDefinition | null
): Outline | null {
    // The parser's types have no null; its answers do.
    const asClass = declaration.classDeclaration() as ClassDeclarationContext | null;
    const asInterface = declaration.interfaceDeclaration() as InterfaceDeclarationContext | null;
    const asEnum = declaration.enumDeclaration() as EnumDeclarationContext | null;
    const declared = asClass ?? asInterface ?? asEnum;
    if (!declared) {
        return null;
    }
    file.attempt(() => {
        checkModifiers(file, modifierContexts);
    });
    const kind = asClass ? 'class' : asInterface ? 'interface' : 'enum';
    const modifiers = readModifiers(modifierContexts);
    const definition = newDefinition(file, declared, kind, outer, modifiers);
    return {
        file,
        definition,
        modifiers,
        inner: asClass ? outlineInner(file, asClass, definition) : [],
        asClass,
        asInterface,
        asEnum
    };
}

function newDefinition(
    file: SourceFile,
    declared: Declared,
    kind: 'class' | 'interface' | 'enum',
    outer: ClassDefinition | null,
    modifiers: Modifiers
): ClassDefinition {
    const name = declared.id().getText();
    const full = outer ? `${outer.name}.${name}` : name;
    const { definition } = new ApexType(full, kind, {
        define: (self) => new ClassDefinition(self, full, outer)
    });
    definition.isSystem = false;
    definition.isAbstract = modifiers.isAbstract || kind === 'interface';
    definition.isVirtual = modifiers.isVirtual || definition.isAbstract;
    definition.access = modifiers.access ?? 'private';
    definition.annotations = modifiers.annotations;
    definition.sharing = modifiers.sharing;
    definition.file = file.name;
    definition.line = declared.start.line;
    return definition;
}

function outlineInner(
    file: SourceFile,
    context: ClassDeclarationContext,
    definition: ClassDefinition
): Outline[] {
    const found: Outline[] = [];
    for (const member of context.classBody().classBodyDeclaration_list()) {
        const declaration = member.memberDeclaration() as Declaration | null;
        const inner =
            declaration && outlineType(file, declaration, member.modifier_list(), definition);
        if (inner) {
            file.attempt(() => {
                addInner(inner, definition, member);
            });
            found.push(inner);
        }
    }
    return found;
}

function addInner(
    inner: Outline,
    definition: ClassDefinition,
    context: { start: { line: number; column: number } }
): void {
    const name = inner.definition.name.slice(definition.name.length + 1).toLowerCase();
    if (definition.outer) {
        throw inner.file.error(context, 'Inner types are not allowed to have inner types');
    }
    if (definition.inner.has(name)) {
        throw inner.file.error(context, `Duplicate type: ${inner.definition.name}`);
    }
    definition.inner.set(name, inner.definition.type);
}

/** A type and those within it. */
export function* withInner(outline: Outline): Generator<Outline> {
    yield outline;
    for (const inner of outline.inner) {
        yield* withInner(inner);
    }
}

export function placeIn(outline: Outline): Place {
    return {
        types: outline.file.runtime.types,
        definition: outline.definition,
        file: outline.file.name
    };
}

/** Finds what a type extends and implements. @throws ApexLoadError */
export function linkType(outline: Outline): void {
    const { definition } = outline;
    const place = placeIn(outline);
    const extended = outline.asClass?.typeRef() as TypeRefContext | null | undefined;
    if (extended) {
        definition.superclass = superclassOf(outline, extended, resolveType(place, extended));
    }
    const list = (outline.asClass ?? outline.asInterface)?.typeList();
    definition.interfaces = (list?.typeRef_list() ?? []).map((context) => {
        const type = resolveType(place, context);
        if (type.kind !== 'interface') {
            throw outline.file.error(context, `Not an interface: ${type.name}`);
        }
        return type;
    });
    if (outline.asInterface && definition.allInterfaces().has(definition.type)) {
        throw outline.file.error(outline.asInterface, `Circular definition: ${definition.name}`);
    }
}

function superclassOf(outline: Outline, context: TypeRefContext, type: ApexType): ApexType {
    const { definition, file } = outline;
    if (type.kind !== 'class') {
        throw file.error(context, `Not a class: ${type.name}`);
    }
    if (!type.definition.isVirtual) {
        throw file.error(
            context,
            `Non-virtual and non-abstract type cannot be extended: ${type.name}`
        );
    }
    for (let each: ApexType | null = type; each; each = each.definition.superclass) {
        if (each === definition.type) {
            throw file.error(context, `Circular definition: ${definition.name}`);
        }
    }
    const isException = type.definition.isSubclassOf(file.runtime.types.parse('Exception'));
    if (isException && !/exception$/i.test(definition.name)) {
        throw file.error(
            context,
            `Classes extending Exception must have a name ending in 'Exception': ${definition.name}`
        );
    }
    return type;
}
