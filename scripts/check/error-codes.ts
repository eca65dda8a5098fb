import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { metadataFolder } from './bundles.ts';
import type { Check, Finding } from './finding.ts';
import { readLabels } from './labels.ts';

/** A literal that is an error code by its place, or looks like one. */
const code =
    /(?:new GlanceException\(\s*'(\w+)')|'([a-z]+(?:[A-Z][a-z]+)*(?:Missing|Invalid|Refused|Unreachable|Failed|Permitted|Editable|Unconfirmed))'/g;

/** Glance Setup has its own words for its few codes. */
const withOwnWords = new Set(['GlanceApiKeyController.cls']);

/** Apex answers with codes, the components have the words: each code has what happened and what to do. */
export const errorCodes: Check = {
    name: 'Words for error codes of Apex',
    async run({ built }) {
        const folder = join(built, metadataFolder, 'classes');
        const classes = (await readdir(folder).catch(() => [])).filter(
            (file) => file.endsWith('.cls') && !file.endsWith('Test.cls') && !withOwnWords.has(file)
        );
        const labels = await readLabels(built);
        const findings: Finding[] = [];
        for (const file of classes.sort()) {
            const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
            lines.forEach((text, i) => {
                for (const [, thrown, named] of text.matchAll(code)) {
                    const name = thrown ?? named ?? '';
                    const missing = [`Glance_Error_${name}`, `Glance_Error_${name}_Action`].filter(
                        (label) => !labels.has(label)
                    );
                    findings.push(
                        ...missing.map((label) => ({
                            file: join(metadataFolder, 'classes', file),
                            line: i + 1,
                            message: `No label ${label}`
                        }))
                    );
                }
            });
        }
        return { findings };
    }
};
