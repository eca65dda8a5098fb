import type {
    BlockContext,
    ClassBodyDeclarationContext,
    ConstructorDeclarationContext,
    FieldDeclarationContext,
    MethodDeclarationContext,
    PropertyDeclarationContext
} from '@apexdevtools/apex-parser';

import { checkMembers } from './check-members.ts';
import { addImplicitConstructors, declareConstructor } from './declare-constructor.ts';
import { declareField, declareProperty } from './declare-field.ts';
import { declareInterfaceMethod, declareMethod } from './declare-method.ts';
import { Initializer } from './initializer.ts';
import { checkModifiers, readModifiers } from './modifiers.ts';
import type { Outline } from './outline.ts';
import { addEnumMembers } from './system-class.ts';

/** A member of a class as the parser has it: one of these, the others are null. */
interface MemberDeclaration {
    methodDeclaration(): MethodDeclarationContext | null;
    constructorDeclaration(): ConstructorDeclarationContext | null;
    fieldDeclaration(): FieldDeclarationContext | null;
    propertyDeclaration(): PropertyDeclarationContext | null;
}

/** Finds the members of a type whose superclass has its members already. Bodies are compiled later. */
export function declareType(outline: Outline): void {
    if (outline.asEnum) {
        const constants = outline.asEnum.enumConstants() as ReturnType<
            typeof outline.asEnum.enumConstants
        > | null;
        const names = constants?.id_list().map((id) => id.getText()) ?? [];
        addEnumMembers(outline.file.runtime, outline.definition, names);
    } else if (outline.asInterface) {
        for (const method of outline.asInterface
            .interfaceBody()
            .interfaceMethodDeclaration_list()) {
            outline.file.attempt(() => {
                declareInterfaceMethod(outline, method, readModifiers(method.modifier_list()));
            });
        }
    } else {
        declareClass(outline);
    }
}

function declareClass(outline: Outline): void {
    const { definition, file } = outline;
    definition.instanceSlots = definition.superclass?.definition.instanceSlots ?? 0;
    const initializers = {
        static: new Initializer(outline, true),
        instance: new Initializer(outline, false)
    };
    definition.initialize = () => {
        initializers.static.run(null);
    };
    for (const member of outline.asClass!.classBody().classBodyDeclaration_list()) {
        file.attempt(() => {
            declareMember(outline, member, initializers);
        });
    }
    addImplicitConstructors(outline, initializers.instance);
    file.defer(() => {
        checkMembers(outline);
        initializers.static.compile();
        initializers.instance.compile();
    });
}

interface Initializers {
    readonly static: Initializer;
    readonly instance: Initializer;
}

function declareMember(
    outline: Outline,
    context: ClassBodyDeclarationContext,
    initializers: Initializers
): void {
    const block = context.block() as BlockContext | null;
    if (block) {
        initializers[context.STATIC() ? 'static' : 'instance'].addBlock(block);
        return;
    }
    const member = context.memberDeclaration() as unknown as MemberDeclaration | null;
    const method = member?.methodDeclaration();
    const constructor = member?.constructorDeclaration();
    const field = member?.fieldDeclaration();
    const property = member?.propertyDeclaration();
    if (!method && !constructor && !field && !property) {
        return;
    }
    checkModifiers(outline.file, context.modifier_list());
    const modifiers = readModifiers(context.modifier_list());
    if (method) {
        declareMethod(outline, method, modifiers);
    } else if (constructor) {
        declareConstructor(outline, constructor, modifiers, initializers.instance);
    } else if (field) {
        declareField(outline, field, modifiers, (isStatic) =>
            isStatic ? initializers.static : initializers.instance
        );
    } else if (property) {
        declareProperty(outline, property, modifiers);
    }
}
