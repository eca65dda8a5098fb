import type {
    AnonymousBlockMemberContext,
    FieldDeclarationContext,
    MethodDeclarationContext,
    StatementContext
} from '@apexdevtools/apex-parser';

import { callable, type Callable } from './callable.ts';
import { compileStatement, compileVariables } from './compile-statement.ts';
import { declareMethod } from './declare-method.ts';
import { declareAll } from './loader.ts';
import { readModifiers } from './modifiers.ts';
import { outlineType, withInner, type Declaration, type Outline } from './outline.ts';
import { parseAnonymous } from './parse.ts';
import type { Runtime } from './runtime.ts';
import { Body, Scope } from './scope.ts';
import { sequence, type Execute } from './statement.ts';
import { SourceFile } from './source-file.ts';
import { ApexType, ClassDefinition } from './types.ts';

const NAME = 'AnonymousBlock';

/** A declaration in anonymous Apex as the parser has it: one of these, the others are null. */
interface AnonymousDeclaration {
    methodDeclaration(): MethodDeclarationContext | null;
    /** A variable: to the parser it may be a field. */
    fieldDeclaration(): FieldDeclarationContext | null;
}

/**
 * Loads anonymous Apex: statements, methods and classes in any order.
 * @returns what runs the statements
 * @throws ApexLoadErrors
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_anonymous_block.htm
 */
export function loadAnonymous(runtime: Runtime, text: string, fileName: string): () => void {
    const file = new SourceFile(runtime, fileName);
    const block = blockOutline(file);
    const parts: Parts = { types: [], methods: [], statements: [] };
    file.attempt(() => {
        for (const member of parseAnonymous(text, fileName)
            .anonymousBlock()
            .anonymousBlockMember_list()) {
            sortMember(block, member, parts);
        }
    });
    const code: { run: Callable | null } = { run: null };
    file.defer(() => {
        code.run = compileBody(block, parts);
    });
    declareAll([file], parts.types, () => {
        parts.methods.forEach((declare) => {
            file.attempt(declare);
        });
    });
    return () => {
        code.run!(null, []);
    };
}

/** What anonymous Apex consists of. */
interface Parts {
    readonly types: Outline[];
    readonly methods: (() => void)[];
    readonly statements: ((scope: Scope) => Execute)[];
}

function blockOutline(file: SourceFile): Outline {
    const { definition } = new ApexType(NAME, 'class', {
        define: (self) => new ClassDefinition(self, NAME)
    });
    definition.isSystem = false;
    definition.sharing = 'with';
    return {
        file,
        definition,
        modifiers: readModifiers([]),
        inner: [],
        asClass: null,
        asInterface: null,
        asEnum: null
    };
}

function sortMember(block: Outline, member: AnonymousBlockMemberContext, parts: Parts): void {
    const { file } = block;
    const statement = member.statement() as StatementContext | null;
    if (statement) {
        parts.statements.push((scope) => compileStatement(scope, statement).run);
        return;
    }
    const declaration: unknown = member.anonymousMemberDeclaration();
    const modifiers = member.modifier_list();
    const type = outlineType(file, declaration as Declaration, modifiers, null);
    const method = (declaration as AnonymousDeclaration).methodDeclaration();
    const variable = (declaration as AnonymousDeclaration).fieldDeclaration();
    if (type) {
        file.runtime.types.addUserType(type.definition.type);
        parts.types.push(...withInner(type));
    } else if (method) {
        const asStatic = { ...readModifiers(modifiers), isStatic: true };
        parts.methods.push(() => {
            declareMethod(block, method, asStatic);
        });
    } else if (variable) {
        parts.statements.push((scope) => compileVariables(scope, variable, modifiers));
    } else {
        throw file.error(member, `Not supported here: ${member.getText()}`);
    }
}

function compileBody({ file, definition }: Outline, { statements }: Parts): Callable {
    const body = new Body({
        runtime: file.runtime,
        definition,
        file: file.name,
        isStatic: true,
        returns: file.runtime.types.nothing,
        spots: file.spots
    });
    const scope = new Scope(body);
    const runs = statements.map((compile) => compile(scope));
    const run = sequence(runs.map((each) => ({ run: each, completes: true })));
    return callable(file.runtime, NAME, body, run);
}
