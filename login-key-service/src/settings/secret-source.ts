import { readFileSync } from 'node:fs';
import type { Checks, Source } from './checks.ts';
import type { SecretSource } from './settings.ts';

/** A file's text without the line break that editors leave at its end. @throws what `readFileSync` throws. */
export function readSecret(path: string): string {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
}

/** The secret as it is now. @throws what `readFileSync` throws. */
export function currentSecret(source: SecretSource): string {
    return source.from === 'value' ? source.value : readSecret(source.path);
}

/**
 * Reads `<name>` or `<name>_FILE`. Both, an unreadable file and an empty secret are noted as problems.
 * Returns undefined when neither is set.
 */
export function secretSource(
    checks: Checks,
    source: Source,
    name: string
): SecretSource | undefined {
    const fileName = `${name}_FILE`;
    const value = source[name];
    const path = source[fileName];
    if (value !== undefined && path !== undefined) {
        checks.wrong(name, `and ${fileName} are both set. Keep one of them.`);
        return undefined;
    }
    if (value !== undefined) {
        if (value.trim() === '') {
            checks.wrong(name, 'is empty. Set it to the secret, or remove it.');
            return undefined;
        }
        return { from: 'value', value };
    }
    if (path === undefined) return undefined;
    try {
        if (readSecret(path).trim() === '') {
            checks.wrong(fileName, 'names a file that is empty. Write the secret into it.');
            return undefined;
        }
    } catch (error) {
        const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
        checks.wrong(
            fileName,
            `names a file that cannot be read (${reason}). Check the path and its permissions.`
        );
        return undefined;
    }
    return { from: 'file', path };
}
