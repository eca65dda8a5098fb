import { mkdir, rename, rm } from 'node:fs/promises';

/**
 * Fills a folder anew, and puts it in the old one's place when it is complete: a server that serves the old one meanwhile
 * never finds it half empty, and two builds at once do not mix.
 * @param fill writes the files into the folder that it is given
 */
export async function replaceFolder(
    folder: string,
    fill: (folder: string) => Promise<void>
): Promise<void> {
    const fresh = `${folder}.${process.pid}.new`;
    const old = `${folder}.${process.pid}.old`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
    await fill(fresh);
    await rename(folder, old).catch(() => undefined);
    await rename(fresh, folder).catch(async (thrown: NodeJS.ErrnoException) => {
        // Another build was quicker: what it made is as good.
        if (thrown.code !== 'ENOTEMPTY' && thrown.code !== 'EEXIST') {
            throw thrown;
        }
        await rm(fresh, { recursive: true, force: true });
    });
    await rm(old, { recursive: true, force: true });
}
