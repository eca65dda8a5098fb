import { dirname, resolve } from 'node:path';
import type { Checks, Source } from './checks.ts';
import { fileProblem, type Files } from './files.ts';

/** Settings that belong to one group; a groups file may hold these and no others. */
export const GROUP_SETTINGS: readonly string[] = [
    'GLANCE_GROUP_ID',
    'GLANCE_API_KEY',
    'GLANCE_API_KEY_FILE',
    'GLANCE_EXPIRATION',
    'BEARER_TOKENS',
    'BEARER_TOKENS_FILE',
    'JWT_JWKS_URL',
    'JWT_PUBLIC_KEY',
    'JWT_PUBLIC_KEY_FILE',
    'JWT_ISSUER',
    'JWT_AUDIENCE',
    'JWT_ALGORITHMS',
    'JWT_PUID_CLAIM',
    'JWT_CLOCK_TOLERANCE',
    'JWT_MAX_AGE',
    'JWT_JWKS_MAX_AGE'
];

/**
 * The entries of a groups file: a JSON array of objects, each holding for one group what the environment would hold
 * for a single one. Paths are relative to the file's folder.
 */
export function groupEntries(checks: Checks, path: string, files: Files): Source[] {
    const setting = 'GLANCE_GROUPS_FILE';
    let text: string;
    try {
        text = files.read(path);
    } catch (error) {
        checks.wrong(setting, fileProblem(error));
        return [];
    }
    const entries = parseArray(text);
    if (entries === undefined) {
        checks.wrong(
            setting,
            'names a file that is not a JSON array of objects with at least one entry.'
        );
        return [];
    }
    return entries.map((entry, index) =>
        settingsOf(checks, entry, { index, folder: dirname(path) })
    );
}

function parseArray(text: string): Record<string, unknown>[] | undefined {
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        return undefined;
    }
    const isArrayOfObjects =
        Array.isArray(value) &&
        value.length > 0 &&
        value.every(
            (entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry)
        );
    return isArrayOfObjects ? (value as Record<string, unknown>[]) : undefined;
}

function settingsOf(
    checks: Checks,
    entry: Record<string, unknown>,
    { index, folder }: { index: number; folder: string }
): Source {
    const source: Record<string, string> = {};
    for (const [name, value] of Object.entries(entry)) {
        if (!GROUP_SETTINGS.includes(name)) {
            checks.wrong(
                'GLANCE_GROUPS_FILE',
                `has a setting in entry ${index + 1} that is not one of a group. Known are ${GROUP_SETTINGS.join(', ')}.`
            );
        } else if (typeof value !== 'string' && typeof value !== 'number') {
            checks.wrong(
                'GLANCE_GROUPS_FILE',
                `has a ${name} in entry ${index + 1} that is neither text nor a number.`
            );
        } else {
            source[name] = name.endsWith('_FILE') ? resolve(folder, String(value)) : String(value);
        }
    }
    return source;
}
