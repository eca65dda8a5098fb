import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cwd } from 'node:process';
import { XMLParser } from 'fast-xml-parser';
import { errorCodes, errorRow } from 'c/glanceErrors';

const FORCE_APP = join(cwd(), 'force-app/main/default');

interface Label {
    readonly fullName: string;
    readonly value: string;
    readonly shortDescription: string;
}

const file = readFileSync(join(FORCE_APP, 'labels/CustomLabels.labels-meta.xml'), 'utf8');
const labels: readonly Label[] = new XMLParser({ parseTagValue: false }).parse(file).CustomLabels
    .labels;
const names = labels.map(({ fullName }) => fullName);

/** Text of all files below a folder whose names end in `ending`, tests left out. */
function textOf(folder: string, ending: RegExp): string {
    return readdirSync(join(FORCE_APP, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => ending.test(name) && !name.includes('__tests__'))
        .map((name) => readFileSync(join(FORCE_APP, folder, name), 'utf8'))
        .join('\n');
}

const imported = [...textOf('lwc', /\.ts$/).matchAll(/@salesforce\/label\/c\.(\w+)/g)].map(
    ([, name]) => name
);

describe('the custom labels', () => {
    it.each(errorCodes)('say for %s what happened and what to do', (code) => {
        expect(errorRow(code)).toMatchObject({
            happened: `c.Glance_Error_${code}`,
            action: `c.Glance_Error_${code}_Action`
        });
        expect(names).toContain(`Glance_Error_${code}`);
        expect(names).toContain(`Glance_Error_${code}_Action`);
    });

    it('hold every label that a component imports', () => {
        expect(imported.filter((name) => !names.includes(String(name)))).toEqual([]);
    });

    it('hold none that nobody uses', () => {
        const inApex = textOf('classes', /\.cls$/);
        expect(
            names.filter((name) => !imported.includes(name) && !inApex.includes(`Label.${name}`))
        ).toEqual([]);
    });

    it('hold each name once', () => {
        expect(names).toHaveLength(new Set(names).size);
    });

    it.each(labels)('$fullName has words and a note for translators', (label) => {
        expect(label.value.trim()).not.toBe('');
        expect(label.shortDescription.trim()).not.toBe('');
        // Salesforce takes no longer ones.
        expect(label.value.length).toBeLessThanOrEqual(1000);
        expect(label.shortDescription.length).toBeLessThanOrEqual(80);
        expect(label.fullName.length).toBeLessThanOrEqual(80);
    });
});
