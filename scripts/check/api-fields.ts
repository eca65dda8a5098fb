import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { metadataFolder } from './bundles.ts';
import type { Tree } from './finding.ts';

/** What an `@api` field takes. `any`: it is declared to take whatever comes. */
export type FieldKind = 'text' | 'flag' | 'number' | 'other' | 'any';

/** The `@api` fields of components, with their types as TypeScript knows them. */
export class ApiFields {
    readonly #tree: Tree;
    readonly #known = new Map<string, ReadonlyMap<string, FieldKind>>();

    constructor(tree: Tree) {
        this.#tree = tree;
    }

    /** The fields of a component, by name. */
    of(component: string): ReadonlyMap<string, FieldKind> {
        const fields = this.#known.get(component) ?? this.#read(component);
        this.#known.set(component, fields);
        return fields;
    }

    #read(component: string): ReadonlyMap<string, FieldKind> {
        const fields = new Map<string, FieldKind>();
        const file = this.#sourceOf(component);
        const program = ts.createProgram([file], {
            ...this.#options(),
            allowJs: true,
            noEmit: true
        });
        const source = program.getSourceFile(file);
        const checker = program.getTypeChecker();
        source?.forEachChild((node) => {
            if (ts.isClassDeclaration(node)) {
                const members = node.members.filter(isApiField);
                members.forEach((member) =>
                    fields.set(member.name.getText(), kindOf(checker.getTypeAtLocation(member)))
                );
            }
        });
        return fields;
    }

    /** The TypeScript where there is one; a bundle may also be plain JavaScript. */
    #sourceOf(component: string): string {
        const path = join(metadataFolder, 'lwc', component, component);
        const typed = join(this.#tree.source, `${path}.ts`);
        return existsSync(typed) ? typed : join(this.#tree.built, `${path}.js`);
    }

    #options(): ts.CompilerOptions {
        const file = join(this.#tree.source, 'tsconfig.json');
        if (!existsSync(file)) {
            return { strict: true, lib: ['lib.es2023.d.ts'], types: [] };
        }
        const { config } = ts.readConfigFile(file, ts.sys.readFile) as { config: unknown };
        return ts.parseJsonConfigFileContent(config, ts.sys, this.#tree.source).options;
    }
}

/** A property, or either half of an accessor, with `@api`. */
function isApiField(
    member: ts.ClassElement
): member is ts.PropertyDeclaration | ts.AccessorDeclaration {
    if (!ts.isPropertyDeclaration(member) && !ts.isAccessor(member)) {
        return false;
    }
    return (ts.getDecorators(member) ?? []).some(
        ({ expression }) => expression.getText() === 'api'
    );
}

function kindOf(type: ts.Type): FieldKind {
    const given = (type.isUnion() ? type.types : [type]).filter(
        ({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null))
    );
    const all = (flags: ts.TypeFlags): boolean => given.every((each) => each.flags & flags);
    if (all(ts.TypeFlags.Any | ts.TypeFlags.Unknown)) {
        return 'any';
    }
    if (all(ts.TypeFlags.StringLike)) {
        return 'text';
    }
    if (all(ts.TypeFlags.BooleanLike)) {
        return 'flag';
    }
    return all(ts.TypeFlags.NumberLike) ? 'number' : 'other';
}
