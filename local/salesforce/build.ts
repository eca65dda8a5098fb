import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { buildBundles } from './build/bundles.ts';
import { buildPage } from './build/page.ts';
import { deployedFolder, outputFolder as defaultOutputFolder } from './build/paths.ts';

export interface BuildOptions {
    /** Folders that hold bundle folders; default the package's compiled bundles. */
    readonly lwcFolders?: readonly string[];
    /** The metadata that bundles refer to; default the package's. */
    readonly metadataFolder?: string;
    /** Default `build/local/salesforce`. */
    readonly outputFolder?: string;
}

/**
 * Builds the Lightning page and compiles the package's bundles into `build/local/salesforce/`.
 * Parts whose inputs did not change are kept.
 * @throws {Error} when a bundle doesn't compile or refers to something that isn't there
 */
export async function buildSalesforce(options: BuildOptions = {}): Promise<void> {
    const lwcFolders = options.lwcFolders ?? [path.join(deployedFolder, 'lwc')];
    const outputFolder = options.outputFolder ?? defaultOutputFolder;
    await mkdir(outputFolder, { recursive: true });
    const { bundles } = await buildBundles({
        lwcFolders,
        metadataFolder: options.metadataFolder ?? deployedFolder,
        outputFolder
    });
    const lightningModules = new Set(
        Object.values(bundles)
            .flatMap(({ dependencies }) => dependencies)
            .filter((dependency) => dependency.startsWith('lightning/'))
    );
    await buildPage({
        lightningModules: [...lightningModules].sort(),
        iconFolders: lwcFolders,
        outputFolder
    });
}
