import { ApexLoadError, ApexLoadErrors } from './errors.ts';
import { declareType } from './declare-type.ts';
import { linkType, outlineType, withInner, type Declaration, type Outline } from './outline.ts';
import { parseClass } from './parse.ts';
import type { Runtime, Spot } from './runtime.ts';
import { SourceFile } from './source-file.ts';
import type { ApexType } from './types.ts';

/** The text of a file with a class, an interface or an enum. */
export interface ApexSource {
    /** As messages name it. */
    readonly file: string;
    readonly text: string;
}

export interface LoadedClass {
    readonly type: ApexType;
    readonly file: string;
    /** The lines that can run, by number, and how often each has. */
    readonly spots: ReadonlyMap<number, Spot>;
}

/**
 * Loads classes that may name each other.
 * @throws ApexLoadErrors with all that is wrong, or isn't supported
 */
export function loadClasses(runtime: Runtime, sources: readonly ApexSource[]): LoadedClass[] {
    const files = sources.map(({ file }) => new SourceFile(runtime, file));
    const outlines = sources.map(({ text }, i) => outline(files[i]!, text));
    const found = outlines.filter((each) => each !== null);
    const all = found.flatMap((each) => [...withInner(each)]);
    declareAll(files, all);
    return found.map(({ definition, file }) => ({
        type: definition.type,
        file: file.name,
        spots: file.spots
    }));
}

/**
 * Finds the members of types, and compiles their bodies.
 * @param between what needs the types, and is needed by bodies
 * @throws ApexLoadErrors
 */
export function declareAll(
    files: readonly SourceFile[],
    outlines: readonly Outline[],
    between: () => void = () => undefined
): void {
    for (const each of outlines) {
        each.file.attempt(() => {
            linkType(each);
        });
    }
    throwErrors(files);
    superclassesFirst(outlines).forEach(declareType);
    between();
    files.forEach((file) => {
        file.finish();
    });
    throwErrors(files);
}

function outline(file: SourceFile, text: string): Outline | null {
    let result: Outline | null = null;
    file.attempt(() => {
        const declaration = parseClass(text, file.name).typeDeclaration();
        result = outlineType(file, declaration as Declaration, declaration.modifier_list(), null);
        if (!result) {
            throw new ApexLoadError(file.name, 1, 1, 'No class, interface or enum');
        }
        const { type } = result.definition;
        if (
            file.runtime.types
                .userTypes()
                .some((other) => other.name.toLowerCase() === type.name.toLowerCase())
        ) {
            throw file.error(declaration, `Duplicate class: ${type.name}`);
        }
        file.runtime.types.addUserType(type);
    });
    return result;
}

/** The slots of a class's fields come after those of its superclass. */
function superclassesFirst(outlines: readonly Outline[]): Outline[] {
    const depth = ({ definition }: Outline): number => [...definition.ancestry()].length;
    return [...outlines].sort((a, b) => depth(a) - depth(b));
}

function throwErrors(files: readonly SourceFile[]): void {
    const errors = files.flatMap((file) => file.errors);
    if (errors.length > 0) {
        throw new ApexLoadErrors(errors);
    }
}
