import { compile } from '@lwc/sfdc-lwc-compiler';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tree } from './finding.ts';

type PlatformCompilerOutput = Awaited<ReturnType<typeof compile>>;

/** A Lightning web component bundle of the built tree. */
export interface Bundle {
    readonly name: string;
    /** Path relative to the tree. */
    readonly folder: string;
    readonly files: Readonly<Record<string, string>>;
}

/** Where a tree has its metadata. */
export const metadataFolder = join('main', 'default');

/** All bundles of a built tree. */
export async function readBundles(built: string): Promise<Bundle[]> {
    const folder = join(metadataFolder, 'lwc');
    const entries = await readdir(join(built, folder), { withFileTypes: true }).catch(() => []);
    return Promise.all(
        entries
            .filter((entry) => entry.isDirectory())
            .map(({ name }) => readBundle(built, name, join(folder, name)))
    );
}

async function readBundle(built: string, name: string, folder: string): Promise<Bundle> {
    const files: Record<string, string> = {};
    for (const entry of await readdir(join(built, folder), { withFileTypes: true })) {
        if (entry.isFile()) {
            files[entry.name] = await readFile(join(built, folder, entry.name), 'utf8');
        }
    }
    return { name, folder, files };
}

const compiled = new Map<string, Promise<CompiledBundle[]>>();

/** A bundle, and what the compiler made of it. */
export interface CompiledBundle {
    readonly bundle: Bundle;
    /** Missing when there is no script to compile. */
    readonly output?: PlatformCompilerOutput;
}

/** Compiles all bundles of a built tree as an org does when they are saved; once, however many checks ask. */
export function compileBundles(tree: Tree): Promise<CompiledBundle[]> {
    const result = compiled.get(tree.built) ?? compileAll(tree);
    compiled.set(tree.built, result);
    return result;
}

async function compileAll(tree: Tree): Promise<CompiledBundle[]> {
    const result: CompiledBundle[] = [];
    for (const bundle of await readBundles(tree.built)) {
        const hasScript = `${bundle.name}.js` in bundle.files;
        result.push({
            bundle,
            ...(hasScript ? { output: await compileBundle(bundle, tree) } : {})
        });
    }
    return result;
}

function compileBundle(
    { name, files }: Bundle,
    { apiVersion, namespace = 'c' }: Tree
): Promise<PlatformCompilerOutput> {
    const sources = Object.entries(files).filter(([file]) => /\.(js|html|css)$/.test(file));
    return compile({
        bundle: {
            namespace,
            name,
            type: 'platform',
            files: Object.fromEntries(sources),
            options: { apiVersion: Number(apiVersion) }
        }
    });
}
