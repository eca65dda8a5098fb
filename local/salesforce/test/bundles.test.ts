import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { buildBundles, splitReference } from '../build/bundles.ts';
import { compileBundle, dependenciesOf } from '../build/compile-bundle.ts';
import { componentConfig } from '../build/component-config.ts';
import { customLabels } from '../build/custom-labels.ts';

const LABELS = `<?xml version="1.0" encoding="UTF-8"?>
<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata">
    <labels>
        <fullName>Greeting</fullName>
        <language>en_US</language>
        <value>Hello &amp; welcome</value>
    </labels>
</CustomLabels>`;

const META = `<?xml version="1.0" encoding="UTF-8"?>
<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>66.0</apiVersion>
    <isExposed>true</isExposed>
    <targets><target>lightning__RecordPage</target></targets>
    <targetConfigs>
        <targetConfig targets="lightning__RecordPage, lightning__AppPage">
            <property name="size" type="Integer" default="3" label="Size"/>
        </targetConfig>
    </targetConfigs>
</LightningComponentBundle>`;

let folder: string;

before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'bundles-'));
    await mkdir(path.join(folder, 'labels'));
    await writeFile(path.join(folder, 'labels', 'CustomLabels.labels-meta.xml'), LABELS);
});

after(() => rm(folder, { recursive: true }));

/** Writes a folder of bundles; each is one `.js` file. */
async function bundlesOf(name: string, sources: Readonly<Record<string, string>>): Promise<string> {
    const lwcFolder = path.join(folder, name);
    for (const [bundle, source] of Object.entries(sources)) {
        await mkdir(path.join(lwcFolder, bundle), { recursive: true });
        await writeFile(path.join(lwcFolder, bundle, `${bundle}.js`), source);
        await writeFile(path.join(lwcFolder, bundle, `${bundle}.js-meta.xml`), META);
    }
    return lwcFolder;
}

async function build(name: string, sources: Readonly<Record<string, string>>) {
    return buildBundles({
        lwcFolders: [await bundlesOf(name, sources)],
        metadataFolder: folder,
        outputFolder: path.join(folder, 'out')
    });
}

test('labels are the texts of the metadata file', () => {
    assert.deepEqual([...customLabels(LABELS)], [['Greeting', 'Hello & welcome']]);
    assert.equal(customLabels('').size, 0);
});

test('the manifest tells what each bundle needs and offers', async () => {
    const { bundles, labels } = await build('good', {
        greeter: `import { LightningElement, api } from 'lwc';
            import greeting from '@salesforce/label/c.Greeting';
            import { twice } from 'c/helper';
            export default class Greeter extends LightningElement {
                @api recordId;
                @api big = false;
                @api focus() {}
                text = greeting + twice(1);
            }`,
        helper: 'export const twice = (n) => 2 * n;'
    });
    assert.deepEqual(labels, { 'c.Greeting': 'Hello & welcome' });
    assert.deepEqual(bundles['greeter']?.dependencies.slice().sort(), [
        '@salesforce/label/c.Greeting',
        'c/helper',
        'lwc'
    ]);
    assert.deepEqual(
        bundles['greeter']?.publicProperties.map(({ name, kind }) => `${name} ${kind}`),
        ['recordId property', 'big property', 'focus method']
    );
});

test('what a bundle refers to must be in the package', async () => {
    const bad = {
        label: `import text from '@salesforce/label/c.Nope'; export default text;`,
        channel: `import channel from '@salesforce/messageChannel/Nope__c'; export default channel;`,
        bundle: `import { x } from 'c/nope'; export default x;`
    };
    for (const [name, source] of Object.entries(bad)) {
        await assert.rejects(build(`missing-${name}`, { bad: source }), /hasn't got/, name);
    }
});

test("a bundle that the org's compiler refuses is named with its fault", async () => {
    const lwcFolder = await bundlesOf('broken', { broken: 'export default class {' });
    await assert.rejects(compileBundle(path.join(lwcFolder, 'broken')), /c\/broken[^]*broken\.js/);
});

test('the parts of a reference', () => {
    assert.deepEqual(splitReference('@salesforce/label/c.Name'), ['@salesforce/label', 'c.Name']);
    assert.deepEqual(splitReference('c/name'), ['c', 'name']);
    assert.deepEqual(dependenciesOf('x', `define('c/x', ['lwc', 'c/y'], (function () {`), [
        'lwc',
        'c/y'
    ]);
    assert.deepEqual(dependenciesOf('x', `define('c/x', (function () {`), []);
});

test('what App Builder is told', () => {
    const config = componentConfig(META);
    assert.equal(config.isExposed, true);
    assert.deepEqual(config.targetConfigs[0]?.targets, [
        'lightning__RecordPage',
        'lightning__AppPage'
    ]);
    assert.equal(config.targetConfigs[0]?.properties[0]?.default, '3');
});
