import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OUT = fileURLToPath(new URL('../../build/local/glance/', import.meta.url));
const FINGERPRINT = 'inputs.sha256';

/** Bundle → its entry. */
const ENTRIES = {
    agent: 'script/agent.ts',
    cobrowse: 'script/visitor/loader.ts',
    GlancePresenceVisitor: 'script/visitor/presence.ts',
    GlanceCobrowseVisitorUI: 'script/visitor/ui.ts',
    GlanceCobrowseVisitor: 'script/visitor/cobrowse.ts',
    viewer: 'page/viewer.ts',
    stage: 'page/stage.ts'
} as const;

const { resolve } = createRequire(import.meta.url);

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
    // The bundler takes a second to load, and is seldom needed.
    const { bundle } = await import('./bundle.ts');
    await mkdir(OUT, { recursive: true });
    for (const [name, entry] of Object.entries(ENTRIES)) {
        await write(`${name}.js`, await bundle(join(HERE, entry)));
    }
    await write('rrweb.css', await readFile(resolve('rrweb/dist/style.css'), 'utf8'));
    await write(FINGERPRINT, fingerprint);
}

/** Readers see either the former file or the whole new one. */
async function write(name: string, text: string): Promise<void> {
    const unfinished = join(OUT, `${name}.${randomUUID()}`);
    await writeFile(unfinished, text);
    await rename(unfinished, join(OUT, name));
}

async function fingerprintOfInputs(): Promise<string> {
    const hash = createHash('sha256');
    const packages = ['rollup/package.json', 'typescript/package.json', 'rrweb/dist/style.css'];
    const files = packages.map((name) => resolve(name));
    files.push(
        resolve('rrweb'),
        ...['build.ts', 'bundle.ts', 'wire.ts'].map((name) => join(HERE, name))
    );
    for (const folder of ['script', 'page']) {
        const entries = await readdir(join(HERE, folder), { recursive: true, withFileTypes: true });
        const names = entries
            .filter((entry) => entry.isFile())
            .map(({ parentPath, name }) => join(parentPath, name));
        files.push(...names.sort());
    }
    for (const file of files) {
        hash.update(`\n${file}\n`).update(await readFile(file));
    }
    return hash.digest('hex');
}
