import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { sourceApiVersion } from '../checked-tree.ts';
import type { Check, Finding, Tree } from '../finding.ts';

const project = resolve(import.meta.dirname, '../../..');

/** Makes a small tree of these files, below `main/default`, for the time of a test. */
export async function treeOf(
    test: TestContext,
    files: Readonly<Record<string, string>>
): Promise<Tree> {
    const root = await mkdtemp(join(tmpdir(), 'broken-tree-'));
    test.after(() => rm(root, { recursive: true, force: true }));
    for (const [file, content] of Object.entries(files)) {
        const path = join(root, 'main', 'default', file);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, content);
    }
    return { project, built: root, source: root, apiVersion: sourceApiVersion };
}

/** What a check finds; a check that is skipped fails the test. */
export async function findingsOf(check: Check, tree: Tree): Promise<readonly Finding[]> {
    const outcome = await check.run(tree);
    if ('skipped' in outcome) {
        throw new Error(`${check.name} was skipped: ${outcome.skipped}`);
    }
    return outcome.findings;
}

/** A metadata file of that type. */
export const metadata = (type: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>\n`;

/** A component's metadata, with these targets and target configurations. */
export const bundleMetadata = (body = ''): string =>
    metadata(
        'LightningComponentBundle',
        `<apiVersion>66.0</apiVersion><isExposed>false</isExposed>${body}`
    );

/** A component's script with this class body. */
export const component = (body = '', imports = ''): string =>
    `import { LightningElement, api } from 'lwc';\n${imports}\nexport default class Widget extends LightningElement {\n    @api recordId;\n${body}\n}\n`;

/** An Apex class and its metadata. */
export const apex = (name: string, source: string): Record<string, string> => ({
    [`classes/${name}.cls`]: source,
    [`classes/${name}.cls-meta.xml`]: metadata(
        'ApexClass',
        '<apiVersion>66.0</apiVersion><status>Active</status>'
    )
});
