import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseMetadata } from '../build/metadata-xml.ts';

/** What a permission set grants, as far as the stage's pages ask. */
export interface PermissionSet {
    readonly customPermissions: readonly string[];
    /** `Object.Field` names. */
    readonly readableFields: readonly string[];
}

interface SetFile {
    readonly PermissionSet?: {
        readonly customPermissions?: unknown;
        readonly fieldPermissions?: unknown;
    };
}

/** The permission sets of a `permissionsets` folder by API name; none for a missing folder. */
export async function readPermissionSets(folder: string): Promise<Record<string, PermissionSet>> {
    const files = (await readdir(folder).catch(() => [])).filter((file) =>
        file.endsWith('.permissionset-meta.xml')
    );
    const sets = await Promise.all(
        files.map(async (file) => {
            const name = file.replace('.permissionset-meta.xml', '');
            return [name, permissionSet(await readFile(path.join(folder, file), 'utf8'))] as const;
        })
    );
    return Object.fromEntries(sets);
}

/** Reads one `.permissionset-meta.xml`. */
export function permissionSet(xml: string): PermissionSet {
    const set = (parseMetadata(xml) as SetFile).PermissionSet ?? {};
    return {
        customPermissions: (listOf(set.customPermissions) as { name: string; enabled: string }[])
            .filter(({ enabled }) => enabled === 'true')
            .map(({ name }) => name),
        readableFields: (listOf(set.fieldPermissions) as { field: string; readable: string }[])
            .filter(({ readable }) => readable === 'true')
            .map(({ field }) => field)
    };
}

/**
 * What a user with some of the sets may do: the custom permissions that they have, and the custom fields that they may not
 * read. A custom field that any set grants is readable only with such a set; fields that none names are readable.
 */
export function grants(
    sets: Readonly<Record<string, PermissionSet>>,
    assigned: readonly string[]
): { customPermissions: string[]; unreadableFields: string[] } {
    const granted = assigned.flatMap((name) => sets[name] ?? []);
    const readable = new Set(granted.flatMap(({ readableFields }) => readableFields));
    const governed = new Set(Object.values(sets).flatMap(({ readableFields }) => readableFields));
    return {
        customPermissions: [...new Set(granted.flatMap((set) => set.customPermissions))],
        unreadableFields: [...governed].filter((field) => !readable.has(field))
    };
}

function listOf(value: unknown): readonly unknown[] {
    return value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
}
