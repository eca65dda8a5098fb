import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');

/** Where the deployable source tree is. */
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

/** Neither compiled nor deployed. */
const isLeftOut = (file: string): boolean =>
    /(^|[\\/])__tests__([\\/]|$)/.test(file) || /(\.d\.ts|tsconfig[^\\/]*\.json|README\.md)$/.test(file);

/**
 * Builds `build/force-app` anew from `force-app`: an org compiles JavaScript, so `.ts` becomes `.js`; the rest is copied.
 * Types are not checked here (`npm run lint` does).
 * @param source a folder in the form of `force-app`.
 * @param target is emptied first.
 * @throws {Error} when a file has a syntax error, with its place.
 */
export async function buildForceApp(
    source = path.join(root, 'force-app'),
    target = path.join(buildDirectory, 'force-app')
): Promise<{ bundles: number; files: number }> {
    await rm(target, { recursive: true, force: true });
    const entries = await readdir(source, { recursive: true, withFileTypes: true });
    const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(source, path.join(entry.parentPath, entry.name)))
        .filter((file) => !isLeftOut(file));
    await Promise.all(files.map((file) => buildFile(path.join(source, file), path.join(target, file))));
    if (target.startsWith(buildDirectory)) {
        await Promise.all(
            ['sfdx-project.json', '.forceignore'].map((file) => cp(path.join(root, file), path.join(buildDirectory, file)))
        );
    }
    return { bundles: files.filter((file) => /[\\/]lwc[\\/].*\.js-meta\.xml$/.test(file)).length, files: files.length };
}

async function buildFile(from: string, to: string): Promise<void> {
    await mkdir(path.dirname(to), { recursive: true });
    if (!from.endsWith('.ts')) {
        await cp(from, to);
        return;
    }
    const { outputText, diagnostics } = ts.transpileModule(await readFile(from, 'utf8'), {
        compilerOptions,
        fileName: from,
        reportDiagnostics: true
    });
    if (diagnostics && diagnostics.length > 0) {
        throw new Error(ts.formatDiagnostics(diagnostics, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' }));
    }
    await writeFile(to.replace(/\.ts$/, '.js'), outputText);
}
