import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rollup, type Plugin } from 'rollup';
import lwcPlugin from '@lwc/rollup-plugin';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import replacePlugin from '@rollup/plugin-replace';
import { commonBaseComponents, platformModules } from './base-components.ts';
import { iconFilter, iconsNamedIn } from './icons.ts';
import { projectFolder, salesforceFolder } from './paths.ts';
import { replaceFolder } from './replace-folder.ts';
import { typescript } from './typescript-plugin.ts';

// Both packages' types describe their CommonJS build; what is imported is the function itself.
const lwc = lwcPlugin as unknown as typeof lwcPlugin.default;
const replace = replacePlugin as unknown as typeof replacePlugin.default;

const require = createRequire(import.meta.url);
const baseComponentsFolder = path.dirname(
    require.resolve('lightning-base-components/package.json')
);

/** What the page is made from, besides this folder's sources. */
export interface PageInputs {
    /** Modules named `lightning/…` that the bundles import or use in templates. */
    readonly lightningModules: readonly string[];
    /** Folders in which the names of icons in use are found. */
    readonly iconFolders: readonly string[];
    readonly outputFolder: string;
}

/**
 * Builds what a Lightning page has before any custom component: the LWC engine, base components, Lightning Web
 * Security, the stand-ins for Salesforce's modules and the page around them. Skipped when nothing changed.
 * @returns whether it was built anew
 * @throws {Error} when a bundle uses a `lightning/…` module that is neither a base component nor stood in for
 */
export async function buildPage(inputs: PageInputs): Promise<boolean> {
    const modules = await pageModules(inputs.lightningModules);
    const icons = await iconsNamedIn([
        path.join(salesforceFolder, 'lwc'),
        path.join(salesforceFolder, 'page'),
        ...inputs.iconFolders,
        ...(await baseComponentFolders())
    ]);
    const fingerprint = await fingerprintOf([modules.join(), icons.join()]);
    const fingerprintFile = path.join(inputs.outputFolder, 'page.sha256');
    if ((await readFile(fingerprintFile, 'utf8').catch(() => '')) === fingerprint) {
        return false;
    }
    await replaceFolder(path.join(inputs.outputFolder, 'page'), (folder) =>
        writePage(folder, modules, icons)
    );
    await writeFile(fingerprintFile, fingerprint);
    return true;
}

async function writePage(
    pageFolder: string,
    modules: readonly string[],
    icons: readonly string[]
): Promise<void> {
    const bundle = await rollup({
        input: path.join(salesforceFolder, 'page', 'main.ts'),
        onwarn(warning, warn) {
            const elsewhere = /node_modules/.test(warning.loc?.file ?? warning.ids?.[0] ?? '');
            if (!elsewhere && warning.code !== 'THIS_IS_UNDEFINED') {
                warn(warning);
            }
        },
        plugins: [
            virtualModules(modules),
            platformStandIns(),
            iconFilter(icons),
            typescript(path.join(salesforceFolder, 'lwc')),
            lwc({
                rootDir: path.join(salesforceFolder, 'lwc'),
                modules: [
                    ...(await shellComponents()),
                    { npm: 'lightning-base-components' }
                ],
                enableDynamicComponents: true,
                enableSyntheticElementInternals: true,
                apiVersion: 66
            }),
            nodeResolve({ browser: true, extensions: ['.ts', '.mjs', '.js'] }),
            replace({
                preventAssignment: true,
                values: {
                    'process.env.NODE_ENV': JSON.stringify('production'),
                    'import.meta.env.SSR': 'false'
                }
            })
        ]
    });
    await bundle.write({
        dir: pageFolder,
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js'
    });
    await bundle.close();
    await copyFile(
        path.join(salesforceFolder, 'page', 'page.css'),
        path.join(pageFolder, 'page.css')
    );
    await copyFile(
        path.join(
            path.dirname(require.resolve('@salesforce-ux/design-system-2/package.json')),
            'dist/css/bundled/slds2.cosmos.css'
        ),
        path.join(pageFolder, 'slds2.cosmos.css')
    );
}

async function pageModules(used: readonly string[]): Promise<string[]> {
    const base = new Set(await readdir(path.join(baseComponentsFolder, 'src', 'lightning')));
    const names = new Set([...commonBaseComponents, ...platformModules]);
    for (const module of used) {
        const name = module.replace('lightning/', '');
        if (!base.has(name) && !platformModules.includes(name)) {
            throw new Error(
                `A bundle uses "${module}", which is neither a base component nor stood in for.`
            );
        }
        names.add(name);
    }
    return [...names].sort();
}

/** The page's own components: `lwc/<namespace>/<name>/<name>.ts`. */
async function shellComponents(): Promise<{ name: string; path: string }[]> {
    const folder = path.join(salesforceFolder, 'lwc');
    const components = [];
    for (const namespace of await readdir(folder, { withFileTypes: true })) {
        if (!namespace.isDirectory()) {
            continue;
        }
        for (const name of await readdir(path.join(folder, namespace.name))) {
            components.push({
                name: `${namespace.name}/${name}`,
                path: path.join(folder, namespace.name, name, `${name}.ts`)
            });
        }
    }
    return components;
}

/** Module namespaces that the page hands to custom components, as two generated modules. */
function virtualModules(lightningModules: readonly string[]): Plugin {
    const sources = new Map([
        ['virtual:lightning-modules', namespaces(lightningModules.map((name) => [`lightning/${name}`]))],
        ['virtual:i18n-modules', namespaces(i18nModules())]
    ]);
    return {
        name: 'virtual-modules',
        resolveId: (id) => (sources.has(id) ? `\0${id}` : null),
        load: (id) => sources.get(id.replace('\0', '')) ?? null
    };
}

/** Resolves `lightning/<name>` to its stand-in, ahead of the base components, which ship a few of these as shells. */
function platformStandIns(): Plugin {
    const files = new Map(
        platformModules.map((name) => [
            `lightning/${name}`,
            path.join(salesforceFolder, 'lightning', `${name}.ts`)
        ])
    );
    return { name: 'platform-stand-ins', resolveId: (id) => files.get(id) ?? null };
}

/** A module whose default export holds other modules by name. Each is `[name, file?]`. */
function namespaces(modules: readonly (readonly [name: string, file?: string])[]): string {
    const imports = modules.map(([name, file], i) => `import * as m${i} from '${file ?? name}';`);
    const entries = modules.map(([name], i) => `'${name}': m${i}`);
    return `${imports.join('\n')}\nexport default {\n${entries.join(',\n')}\n};\n`;
}

/** The locale's values that come with the base components. */
function i18nModules(): [name: string, file: string][] {
    const { lwc: config } = require('lightning-base-components/package.json') as {
        lwc: { modules: { name?: string; path?: string }[] };
    };
    return config.modules.flatMap(({ name, path: file }) =>
        name?.startsWith('@salesforce/i18n/') && file !== undefined
            ? [[name, path.join(baseComponentsFolder, file)] as [string, string]]
            : []
    );
}

/** Folders of the base components, without their icon libraries. */
async function baseComponentFolders(): Promise<string[]> {
    const folder = path.join(baseComponentsFolder, 'src', 'lightning');
    return (await readdir(folder))
        .filter((name) => !name.startsWith('iconSvgTemplates'))
        .map((name) => path.join(folder, name));
}

async function fingerprintOf(parts: readonly string[]): Promise<string> {
    const hash = createHash('sha256');
    for (const part of parts) {
        hash.update(part).update('\0');
    }
    for (const folder of ['build', 'lightning', 'lwc', 'page']) {
        const absolute = path.join(salesforceFolder, folder);
        const entries = await readdir(absolute, { recursive: true, withFileTypes: true });
        const files = entries
            .filter((entry) => entry.isFile())
            .map((entry) => path.join(entry.parentPath, entry.name))
            .sort();
        for (const file of files) {
            hash.update(path.relative(projectFolder, file)).update(await readFile(file));
        }
    }
    hash.update(await readFile(path.join(projectFolder, 'package-lock.json')));
    return hash.digest('hex');
}
