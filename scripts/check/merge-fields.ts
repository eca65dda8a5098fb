import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Check, Finding } from './finding.ts';

/** `{!Field}`, also over parents. Formulas such as `{!$Flow.CurrentDate}` and `{!'Bearer ' & …}` are others' and stay. */
const MERGE_FIELD = /\{!\s*[A-Za-z]\w*(?:\.\w+)*\s*\}/;

/** What an admin copies from: App Builder's words and values, and the guides. */
const READ_BY_ADMINS = /\.(?:js-meta\.xml|flexipage-meta\.xml|md)$/;

/** Nobody is told to write `{!Field}` into a property: App Builder refuses it. Ours are written `{{Field}}`. */
export const mergeFields: Check = {
    name: 'Merge fields',
    async run({ project, built }) {
        const folders = [built, join(project, 'unpackaged'), join(project, 'docs')];
        const files = (await Promise.all(folders.map(filesOf))).flat();
        const findings: Finding[] = [];
        for (const file of files.filter((path) => READ_BY_ADMINS.test(path))) {
            const lines = (await readFile(file, 'utf8')).split('\n');
            lines.forEach((text, index) => {
                const found = MERGE_FIELD.exec(text)?.[0];
                if (found) {
                    const message = `App Builder refuses ${found}: write {{…}}`;
                    findings.push({ file: relative(project, file), line: index + 1, message });
                }
            });
        }
        return { findings };
    }
};

async function filesOf(folder: string): Promise<string[]> {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    return names.map((name) => join(folder, name));
}
