import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

/** How the loader's file begins; it is served as `CobrowseJS.ashx`. */
export const LOADER = 'GlanceCobrowseLoader';

const TYPES: Readonly<Record<string, string>> = {
    '.js': 'text/javascript',
    '.json': 'application/json',
    '.css': 'text/css',
    '.html': 'text/html'
};

export interface ForeignFile {
    readonly type: string;
    readonly text: string;
}

/**
 * A file of Glance's own from a folder that was given, found by its name, whatever the folder it is asked in.
 *
 * @param wanted a path as asked for, or how the name of a script begins
 * @returns null when there is no folder, or nothing of that name in it
 */
export async function foreignFile(
    folder: string | undefined,
    wanted: string
): Promise<ForeignFile | null> {
    if (folder === undefined) {
        return null;
    }
    const base = basename(wanted);
    const names = await readdir(folder, { recursive: true });
    const found = names.find((name) =>
        extname(base) === '' ? basename(name).startsWith(`${base}_`) : basename(name) === base
    );
    const type = TYPES[extname(found ?? '')];
    return found === undefined || type === undefined
        ? null
        : { type, text: await readFile(join(folder, found), 'utf8') };
}
