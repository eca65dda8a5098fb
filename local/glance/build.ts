import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup, VERSION as ROLLUP_VERSION, type Plugin } from 'rollup';
import ts from 'typescript';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OUT = fileURLToPath(new URL('../../build/local/glance/', import.meta.url));
const FINGERPRINT = 'inputs.sha256';

/** Bundle → its entry. */
const ENTRIES = {
    agent: 'script/agent.ts',
    'presence-visitor': 'script/presence-visitor.ts',
    cobrowse: 'script/cobrowse.ts',
    viewer: 'page/viewer.ts'
} as const;

let building: Promise<void> | null = null;

/**
 * Bundles the scripts that run in pages into `build/local/glance/*.js`, unless they are there already and made from
 * the same inputs. Safe to call from several processes at once.
 */
export function buildGlance(): Promise<void> {
    building ??= build().finally(() => {
        building = null;
    });
    return building;
}

/** The text of a built file. @throws when {@link buildGlance} has not run. */
export function readBuilt(name: string): Promise<string> {
    return readFile(join(OUT, name), 'utf8');
}

async function build(): Promise<void> {
    const fingerprint = await fingerprintOfInputs();
    if ((await readBuilt(FINGERPRINT).catch(() => '')) === fingerprint) {
        return;
    }
    await mkdir(OUT, { recursive: true });
    for (const [name, entry] of Object.entries(ENTRIES)) {
        await write(`${name}.js`, await bundle(join(HERE, entry)));
    }
    const styles = createRequire(import.meta.url).resolve('rrweb/dist/style.css');
    await write('rrweb.css', await readFile(styles, 'utf8'));
    await write(FINGERPRINT, fingerprint);
}

async function bundle(input: string): Promise<string> {
    const built = await rollup({
        input,
        plugins: [nodeResolve({ browser: true, extensions: ['.ts', '.js'] }), stripTypes()],
        onwarn: (warning, warn) => {
            if (warning.code !== 'CIRCULAR_DEPENDENCY' && warning.code !== 'EVAL') {
                warn(warning);
            }
        }
    });
    const { output } = await built.generate({ format: 'iife', inlineDynamicImports: true });
    await built.close();
    return output[0].code;
}

function stripTypes(): Plugin {
    return {
        name: 'strip-types',
        transform(code, id) {
            if (!id.endsWith('.ts')) {
                return null;
            }
            const { outputText } = ts.transpileModule(code, {
                fileName: id,
                compilerOptions: {
                    target: ts.ScriptTarget.ES2022,
                    module: ts.ModuleKind.ESNext,
                    verbatimModuleSyntax: true
                }
            });
            return { code: outputText, map: null };
        }
    };
}

/** Readers see either the former file or the whole new one. */
async function write(name: string, text: string): Promise<void> {
    const unfinished = join(OUT, `${name}.${randomUUID()}`);
    await writeFile(unfinished, text);
    await rename(unfinished, join(OUT, name));
}

async function fingerprintOfInputs(): Promise<string> {
    const require = createRequire(import.meta.url);
    const hash = createHash('sha256').update(ROLLUP_VERSION).update(ts.version);
    hash.update(await readFile(require.resolve('rrweb')));
    const files = ['build.ts', 'wire.ts'];
    for (const folder of ['script', 'page']) {
        const names = await readdir(join(HERE, folder));
        files.push(...names.sort().map((name) => `${folder}/${name}`));
    }
    for (const file of files) {
        hash.update(`\n${file}\n`).update(await readFile(join(HERE, file)));
    }
    return hash.digest('hex');
}
