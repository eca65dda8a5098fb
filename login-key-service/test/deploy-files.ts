import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { testFolder } from './support.ts';

/** The folder of what those who run the service start from. */
export const deployFolder = fileURLToPath(new URL('../deploy/', import.meta.url));

/** A Kubernetes object, as far as tests look into it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Manifest = { kind: string; metadata: { name: string }; [key: string]: any };

/** The objects of a YAML file, read as Kubernetes does (YAML 1.1). */
export function manifestsIn(text: string): Manifest[] {
    return parseAllDocuments(text, { version: '1.1' }).map((document) => {
        const [error] = document.errors;
        if (error !== undefined) throw error;
        return document.toJS() as Manifest;
    });
}

/** All files below `deploy/` whose names end so. */
export function deployFiles(ending: string): string[] {
    return readdirSync(deployFolder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(ending))
        .map((name) => join(deployFolder, name));
}

/** The text of a file below `deploy/`. */
export function deployFile(path: string): string {
    return readFileSync(join(deployFolder, path), 'utf8');
}

/** Whether a program can be started here. */
export function hasProgram(name: string, ...args: string[]): boolean {
    return spawnSync(name, args).status === 0;
}

/** What kustomize makes of an example, with a recipe for secrets on top if one is named. */
export function rendered(t: TestContext, example: string, secrets?: string): Manifest[] {
    const folder = join(testFolder(t), 'overlay');
    const at = (path: string) => relative(folder, join(deployFolder, path)).replaceAll('\\', '/');
    mkdirSync(folder);
    writeFileSync(
        join(folder, 'kustomization.yaml'),
        JSON.stringify({
            namespace: 'login-keys',
            resources: [at(`examples/${example}`)],
            components: secrets === undefined ? [] : [at(`secrets/${secrets}`)]
        })
    );
    return manifestsIn(execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8' }));
}
