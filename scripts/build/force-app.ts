import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../programs.ts';
import { besidePackage, forPackage, namesIn, type PackageOptions } from './for-package.ts';

/** Where the deployable source trees are. */
export const buildDirectory = path.join(root, 'build');

/** Compiler options that leave `@api` and `@wire` to the org's own LWC compiler. */
const compilerOptions: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    experimentalDecorators: false,
    useDefineForClassFields: true,
    verbatimModuleSyntax: true,
    isolatedModules: true
};

/** What was built. */
export interface Built {
    readonly bundles: number;
    readonly files: number;
}

/**
 * Builds a tree anew from `force-app`: an org compiles JavaScript, so `.ts` becomes `.js`; the rest is copied.
 * Types are not checked here (`npm run lint` does).
 * @param source a folder in the form of `force-app`.
 * @param target is emptied first.
 * @throws {Error} when a file has a syntax error, with its place.
 */
export async function buildForceApp(
    source = path.join(root, 'force-app'),
    target = path.join(buildDirectory, 'force-app'),
    options?: PackageOptions
): Promise<Built> {
    await rm(target, { recursive: true, force: true });
    const files = await filesIn(source);
    const change = options === undefined ? asIs : (xml: string) => forPackage(xml, options);
    await Promise.all(files.map((file) => buildFile(source, target, file, change)));
    return {
        bundles: files.filter((file) => /[\\/]lwc[\\/].*\.js-meta\.xml$/.test(file)).length,
        files: files.length
    };
}

/** The parts of a project that are deployed beside the package and never in it, such as `access`. */
export async function partsIn(project: string): Promise<string[]> {
    const entries = await readdir(path.join(project, 'unpackaged'), { withFileTypes: true });
    return entries
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort();
}

/**
 * Builds everything of a project: the package, `force-app`, and the parts beside it, `unpackaged/<part>`.
 * @param target gets both folders; those that it has are emptied first
 */
export async function buildProject(
    project: string,
    target: string,
    options?: PackageOptions
): Promise<Built> {
    const source = path.join(project, 'force-app');
    const built = await buildForceApp(source, path.join(target, 'force-app'), options);
    const beside = path.join(target, 'unpackaged');
    await rm(beside, { recursive: true, force: true });
    for (const part of await partsIn(project)) {
        const from = path.join(project, 'unpackaged', part);
        await buildPart(from, path.join(beside, part), source, options);
    }
    return built;
}

async function buildPart(
    from: string,
    to: string,
    source: string,
    options?: PackageOptions
): Promise<void> {
    const names = namesIn(await filesIn(source));
    const change =
        options === undefined
            ? asIs
            : (text: string) => besidePackage(text, names, options.namespace);
    const files = await filesIn(from);
    await Promise.all(files.map((file) => buildFile(from, to, file, change, change)));
}

const asIs = (text: string): string => text;

/** Neither compiled nor deployed. */
const isLeftOut = (file: string): boolean =>
    /(^|[\\/])__tests__([\\/]|$)/.test(file) ||
    /(\.d\.ts|tsconfig[^\\/]*\.json|README\.md)$/.test(file);

async function filesIn(folder: string): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
        .filter((file) => !isLeftOut(file));
}

async function buildFile(
    source: string,
    target: string,
    file: string,
    changeXml: (xml: string) => string,
    changeName: (name: string) => string = asIs
): Promise<void> {
    const from = path.join(source, file);
    const to = path.join(target, path.dirname(file), changeName(path.basename(file)));
    await mkdir(path.dirname(to), { recursive: true });
    if (file.endsWith('-meta.xml')) {
        await writeFile(to, changeXml(await readFile(from, 'utf8')));
    } else if (file.endsWith('.ts')) {
        await writeFile(to.replace(/\.ts$/, '.js'), await compiled(from));
    } else {
        await cp(from, to);
    }
}

async function compiled(file: string): Promise<string> {
    const { outputText, diagnostics } = ts.transpileModule(await readFile(file, 'utf8'), {
        compilerOptions,
        fileName: file,
        reportDiagnostics: true
    });
    if (diagnostics && diagnostics.length > 0) {
        throw new Error(
            ts.formatDiagnostics(diagnostics, {
                getCanonicalFileName: (name) => name,
                getCurrentDirectory: () => root,
                getNewLine: () => '\n'
            })
        );
    }
    return outputText;
}
