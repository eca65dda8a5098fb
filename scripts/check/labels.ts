import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { metadataFolder } from './bundles.ts';

/** The names of all custom labels of a built tree. */
export async function readLabels(built: string): Promise<ReadonlySet<string>> {
    const folder = join(built, metadataFolder, 'labels');
    const files = await readdir(folder).catch(() => []);
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    return new Set(
        texts.flatMap((text) =>
            [...text.matchAll(/<fullName>([^<]+)<\/fullName>/g)].map(([, name = '']) => name)
        )
    );
}
