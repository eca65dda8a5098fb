import { existsSync } from 'node:fs';
import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { partsIn } from '../build/force-app.ts';
import type { Tree } from './finding.ts';

/** The API version that the sources name. */
export const sourceApiVersion = '66.0';

/** As what the built trees are checked. */
export interface CheckedAs {
    /** Such as `67.0`. */
    readonly apiVersion?: string | undefined;
    readonly namespace?: string | undefined;
}

/**
 * Lays what was built into one tree, `build/checked`: what an org has after a deployment with all parts. Under a namespace it is the
 * package alone, since its own source names nothing by the namespace, and what is deployed beside it does.
 */
export async function checkedTree(
    project: string,
    { apiVersion = sourceApiVersion, namespace }: CheckedAs
): Promise<Tree> {
    const build = join(project, 'build');
    const built = join(build, 'checked');
    await rm(built, { recursive: true, force: true });
    await cp(join(build, 'force-app'), built, { recursive: true });
    for (const part of namespace === undefined ? await partsIn(project) : []) {
        const from = join(build, 'unpackaged', part);
        if (existsSync(from)) {
            await cp(from, built, { recursive: true });
        }
    }
    if (apiVersion !== sourceApiVersion) {
        await raise(built, apiVersion);
    }
    return {
        project,
        built,
        source: join(project, 'force-app'),
        apiVersion,
        ...(namespace === undefined ? {} : { namespace })
    };
}

/** Every class, component and flow at another API version. */
async function raise(built: string, apiVersion: string): Promise<void> {
    const files = (await readdir(built, { recursive: true })).filter((file) =>
        file.endsWith('-meta.xml')
    );
    for (const file of files) {
        const text = await readFile(join(built, file), 'utf8');
        const raised = text.replace(
            `<apiVersion>${sourceApiVersion}</apiVersion>`,
            `<apiVersion>${apiVersion}</apiVersion>`
        );
        await writeFile(join(built, file), raised);
    }
}
