import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is kept beside the script, so that one can tell where it came from. */
export interface Origin {
    readonly address: string;
    readonly fetchedAt: string;
    readonly sha256: string;
}

const scriptName = 'GlancePresenceAgent.js';
const originName = 'origin.json';

/** The folder in a project that keeps Glance's script out of version control. */
export const folderIn = (project: string): string => join(project, '.presence-script');

/** What to do where there is none. */
export const notFetched =
    "Glance's presence script was not fetched on this computer: the placeholder would be sent, in the place of the one in the org.\n" +
    'Fetch it:               npm run presence-script -- --group <your group id>\n' +
    "Or do without, and the org's script is left alone: add --without-presence-script";

/** Puts the script where deployments look for it. The folder keeps itself out of git, since the code is Glance's. */
export async function keep(project: string, script: string, address: URL): Promise<Origin> {
    const origin: Origin = {
        address: address.href,
        fetchedAt: new Date().toISOString(),
        sha256: createHash('sha256').update(script).digest('hex')
    };
    const folder = folderIn(project);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, '.gitignore'), '*\n');
    await writeFile(join(folder, scriptName), script);
    await writeFile(join(folder, originName), `${JSON.stringify(origin, null, 4)}\n`);
    return origin;
}

/** Where the kept script came from; nothing when none was fetched. */
export async function kept(project: string): Promise<Origin | undefined> {
    const file = join(folderIn(project), originName);
    return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Origin) : undefined;
}

/**
 * Puts the kept script into a built tree, in place of the placeholder.
 * @returns whether there was one
 */
export async function putInto(built: string, project: string): Promise<boolean> {
    if ((await kept(project)) === undefined) {
        return false;
    }
    const target = join(built, 'main', 'default', 'staticresources', scriptName);
    await copyFile(join(folderIn(project), scriptName), target);
    return true;
}
