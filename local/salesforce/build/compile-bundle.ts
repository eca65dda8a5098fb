import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import lwcCompiler from '@lwc/sfdc-lwc-compiler';

/** A bundle as the org's compiler leaves it. */
export interface CompiledBundle {
    readonly name: string;
    /** An AMD module (`define('c/name', […], factory)`), transformed for Lightning Web Security. */
    readonly code: string;
    /** The same without those transforms, for `?lws=off`. */
    readonly codeWithoutLws: string;
    /** Names of the modules that the factory takes, in order. */
    readonly dependencies: readonly string[];
    /** Names of public properties and their kind, in the order of the source. */
    readonly publicProperties: readonly PublicProperty[];
    /** The text of `<name>.js-meta.xml`. */
    readonly metaXml: string;
}

/** A member that is decorated with `@api`. */
export interface PublicProperty {
    readonly name: string;
    readonly kind: 'property' | 'method';
    /** `boolean`, `string`, `number`, `object`, `array`, or `undefined` where the source has no literal default. */
    readonly defaultType: string;
}

/**
 * Compiles a bundle's folder with the compiler that an org runs at save.
 * @param folder holds `<name>.js`, `<name>.js-meta.xml` and what belongs to them
 * @throws {Error} naming each of the compiler's errors with file and line
 */
export async function compileBundle(folder: string): Promise<CompiledBundle> {
    const name = path.basename(folder);
    const files = await bundleFiles(folder);
    const secured = await compile(name, files, true);
    const plain = await compile(name, files, false);
    return {
        name,
        code: secured.code,
        codeWithoutLws: plain.code,
        dependencies: dependenciesOf(name, secured.code),
        publicProperties: secured.publicProperties,
        metaXml: files[`${name}.js-meta.xml`] ?? ''
    };
}

async function bundleFiles(folder: string): Promise<Record<string, string>> {
    const files: Record<string, string> = {};
    for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (entry.isFile() && /\.(js|html|css|svg|xml)$/.test(entry.name)) {
            files[entry.name] = await readFile(path.join(folder, entry.name), 'utf8');
        }
    }
    return files;
}

async function compile(name: string, files: Record<string, string>, lws: boolean) {
    const output = await lwcCompiler.compile({
        bundle: {
            namespace: 'c',
            name,
            type: 'platform',
            files,
            options: { enableLightningWebSecurityTransforms: lws, apiVersion: 66 }
        },
        compilerConfigs: [{ outputConfig: { minify: false, env: { NODE_ENV: 'production' } } }]
    });
    const code = output.results?.[0]?.code;
    if (!output.success || code === undefined) {
        const reasons = output.diagnostics.map(
            ({ filename, location, message }) =>
                `  ${filename ?? name}:${location?.line ?? '?'} ${message}`
        );
        throw new Error(`Salesforce's compiler refuses c/${name}:\n${reasons.join('\n')}`);
    }
    return { code, publicProperties: publicProperties(output.metadata?.classMembers ?? []) };
}

interface ClassMember {
    readonly name: string;
    readonly type: string;
    readonly decorator?: string;
    readonly value?: { readonly type: string };
}

function publicProperties(members: readonly unknown[]): PublicProperty[] {
    return (members as ClassMember[])
        .filter((member) => member.decorator === 'api')
        .map((member) => ({
            name: member.name,
            kind: member.type === 'method' ? 'method' : 'property',
            defaultType: member.value?.type ?? 'undefined'
        }));
}

/** The dependency list of an AMD module; a module without one has no dependencies. */
export function dependenciesOf(name: string, code: string): string[] {
    const match = new RegExp(`^define\\('c/${name}', (\\[[^\\]]*\\])`).exec(code);
    return match?.[1] === undefined
        ? []
        : (JSON.parse(match[1].replaceAll("'", '"')) as string[]);
}
