import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'rollup';

const ICON_NAME = /\b(utility|standard|action|custom|doctype):([a-z][a-z0-9_]*)\b/g;

/** Every icon name (`utility:close`) that is written out in the text files of the folders, sorted. */
export async function iconsNamedIn(folders: readonly string[]): Promise<string[]> {
    const names = new Set<string>();
    for (const folder of folders) {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
            () => []
        );
        for (const entry of entries) {
            if (!entry.isFile() || !/\.(js|ts|html|xml)$/.test(entry.name)) {
                continue;
            }
            const text = await readFile(path.join(entry.parentPath, entry.name), 'utf8');
            for (const match of text.matchAll(ICON_NAME)) {
                names.add(match[0]);
            }
        }
    }
    return [...names].sort();
}

/**
 * Keeps only the named icons of the base components' icon libraries, which halves the build.
 * @param icons names like `utility:close`
 */
export function iconFilter(icons: readonly string[]): Plugin {
    const keep = new Set(icons.map((icon) => icon.replace(':', '_')));
    return {
        name: 'icon-filter',
        async load(id) {
            if (!/iconSvgTemplates\w*\/buildTemplates\/templates\.js$/.test(id)) {
                return null;
            }
            const source = await readFile(id, 'utf8');
            const lines = source
                .split('\n')
                .filter((line) => keep.has(/^import \{ default as (\w+) \}/.exec(line)?.[1] ?? ''));
            const kept = lines.map((line) => /as (\w+) \}/.exec(line)?.[1]).join(', ');
            return `${lines.join('\n')}\nexport default { ${kept} };\n`;
        }
    };
}
