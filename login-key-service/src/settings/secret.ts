import type { Checks, Source } from './checks.ts';
import { fileProblem, type Files } from './files.ts';

/**
 * The text of `<name>` or of the file `<name>_FILE`, without a byte order mark and without blanks around it.
 * Both, an unreadable file and an empty text are noted as problems. Returns undefined when there is none.
 */
export function secret(
    checks: Checks,
    source: Source,
    { name, files }: { name: string; files: Files }
): { name: string; text: string } | undefined {
    const fileName = `${name}_FILE`;
    const value = source[name];
    const path = source[fileName];
    if (value !== undefined && path !== undefined) {
        checks.wrong(name, `and ${fileName} are both set. Keep one of them.`);
        return undefined;
    }
    if (value !== undefined) {
        const text = value.replace(/^\ufeff/, '').trim();
        if (text !== '') return { name, text };
        checks.wrong(name, 'is empty. Set it to the secret, or remove it.');
        return undefined;
    }
    if (path === undefined) return undefined;
    try {
        const text = files.read(path).trim();
        if (text !== '') return { name: fileName, text };
        checks.wrong(fileName, 'names a file that is empty. Write the secret into it.');
    } catch (error) {
        checks.wrong(fileName, fileProblem(error));
    }
    return undefined;
}
