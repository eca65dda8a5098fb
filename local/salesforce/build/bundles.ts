import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { compileBundle, type CompiledBundle } from './compile-bundle.ts';
import { componentConfig } from './component-config.ts';
import { customLabels } from './custom-labels.ts';
import { projectFolder } from './paths.ts';
import { replaceFolder } from './replace-folder.ts';
import type { BundleEntry, BundleManifest } from '../page/bundle-manifest.ts';

/** Where the bundles and the metadata that they refer to are. */
export interface BundleSources {
    /** Folders that hold bundle folders. A later folder's bundle replaces an earlier one of the same name. */
    readonly lwcFolders: readonly string[];
    /** The package's metadata: `labels/`, `messageChannels/`, …. */
    readonly metadataFolder: string;
    readonly outputFolder: string;
}

/**
 * Compiles every bundle and writes it with a manifest that tells the page what each one needs.
 * @throws {Error} when the compiler refuses a bundle, or one refers to a label, message channel or bundle that isn't there
 */
export async function buildBundles(sources: BundleSources): Promise<BundleManifest> {
    const { outputFolder } = sources;
    const folders = await bundleFolders(sources.lwcFolders);
    const compiled = await Promise.all(
        [...folders.values()].map((folder) => compileCached(folder, outputFolder))
    );
    const labels = customLabels(
        await readFile(
            path.join(sources.metadataFolder, 'labels', 'CustomLabels.labels-meta.xml'),
            'utf8'
        ).catch(() => '')
    );
    const channels = (
        await readdir(path.join(sources.metadataFolder, 'messageChannels')).catch(() => [])
    ).map((file) => file.replace('.messageChannel-meta.xml', '__c'));

    const usedLabels: Record<string, string> = {};
    for (const { name, dependencies } of compiled) {
        for (const dependency of dependencies) {
            const [kind, target = ''] = splitReference(dependency);
            if (kind === '@salesforce/label') {
                const label = labels.get(target.replace(/^c\./, ''));
                if (label === undefined) {
                    throw new Error(
                        `c/${name} imports the label ${target}, which the package hasn't got.`
                    );
                }
                usedLabels[target] = label;
            } else if (
                kind === '@salesforce/messageChannel' &&
                !target.startsWith('lightning__') &&
                !channels.includes(target)
            ) {
                throw new Error(
                    `c/${name} imports the message channel ${target}, which the package hasn't got.`
                );
            } else if (kind === 'c' && !folders.has(target)) {
                throw new Error(`c/${name} imports c/${target}, which the package hasn't got.`);
            }
        }
    }
    const manifest: BundleManifest = {
        bundles: Object.fromEntries(compiled.map((bundle) => [bundle.name, entryOf(bundle)])),
        labels: usedLabels
    };
    await writeBundles(outputFolder, compiled, manifest);
    return manifest;
}

/** Splits `@salesforce/label/c.Name` into `@salesforce/label` and `c.Name`, `c/name` into `c` and `name`. */
export function splitReference(dependency: string): [kind: string, target: string] {
    const depth = dependency.startsWith('@salesforce/') ? 2 : 1;
    const parts = dependency.split('/');
    return [parts.slice(0, depth).join('/'), parts.slice(depth).join('/')];
}

async function bundleFolders(lwcFolders: readonly string[]): Promise<Map<string, string>> {
    const folders = new Map<string, string>();
    for (const folder of lwcFolders) {
        const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
        for (const entry of entries) {
            const files = entry.isDirectory()
                ? await readdir(path.join(folder, entry.name))
                : [];
            if (files.includes(`${entry.name}.js`)) {
                folders.set(entry.name, path.join(folder, entry.name));
            }
        }
    }
    return folders;
}

/** Compiles a bundle, or takes what an earlier build made of the same files. */
async function compileCached(folder: string, outputFolder: string): Promise<CompiledBundle> {
    const hash = createHash('sha256');
    for (const name of (await readdir(folder)).sort()) {
        if (/\.(js|html|css|svg|xml)$/.test(name)) {
            hash.update(name).update(await readFile(path.join(folder, name)));
        }
    }
    hash.update(await readFile(path.join(projectFolder, 'package-lock.json')));
    hash.update(await readFile(new URL('compile-bundle.ts', import.meta.url)));
    const cacheFile = path.join(outputFolder, 'cache', `${hash.digest('hex')}.json`);
    const cached = await readFile(cacheFile, 'utf8').catch(() => undefined);
    if (cached !== undefined) {
        return JSON.parse(cached) as CompiledBundle;
    }
    const compiled = await compileBundle(folder);
    await mkdir(path.dirname(cacheFile), { recursive: true });
    await writeFile(cacheFile, JSON.stringify(compiled));
    return compiled;
}

function entryOf(bundle: CompiledBundle): BundleEntry {
    return {
        dependencies: bundle.dependencies,
        publicProperties: bundle.publicProperties,
        config: componentConfig(bundle.metaXml)
    };
}

async function writeBundles(
    outputFolder: string,
    compiled: readonly CompiledBundle[],
    manifest: BundleManifest
) {
    await replaceFolder(path.join(outputFolder, 'c'), async (folder) => {
        await mkdir(path.join(folder, 'without-lws'));
        for (const { name, code, codeWithoutLws } of compiled) {
            await writeFile(path.join(folder, `${name}.js`), code);
            await writeFile(path.join(folder, 'without-lws', `${name}.js`), codeWithoutLws);
        }
        await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
    });
}
