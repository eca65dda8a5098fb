import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { mergeFields } from '../merge-fields.ts';
import { bundleMetadata, findingsOf, metadata, treeOf } from './broken-tree.ts';

async function messages(t: TestContext, files: Record<string, string>): Promise<string[]> {
    const tree = await treeOf(t, files);
    // The guides of the tree itself, not the project's.
    const findings = await findingsOf(mergeFields, { ...tree, project: tree.built });
    return findings.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

const page = (value: string): string =>
    metadata(
        'FlexiPage',
        `<flexiPageRegions><itemInstances><componentInstance><componentInstanceProperties><name>customArguments</name><value>${value}</value></componentInstanceProperties></componentInstance></itemInstances></flexiPageRegions>`
    );

test('passes merge fields that App Builder takes, and formulas of others', async (t) => {
    assert.deepEqual(
        await messages(t, {
            'lwc/widget/widget.js-meta.xml': bundleMetadata('<property placeholder="{{Email}}"/>'),
            'flexipages/Page.flexipage-meta.xml': page('{"email": "{{Account.Name}}"}'),
            'flows/Check.flow-meta.xml': metadata('Flow', '{!contact.Consent__c}')
        }),
        []
    );
});

for (const [what, file, content] of [
    ['a component’s words', 'lwc/widget/widget.js-meta.xml', bundleMetadata('\n{!Email}')],
    ['a page', 'flexipages/Page.flexipage-meta.xml', `\n\n${page('{! Account.Name }')}`]
] as const) {
    test(`refuses those that App Builder refuses, in ${what}`, async (t) => {
        const [message, ...more] = await messages(t, { [file]: content });
        assert.deepEqual(more, []);
        assert.match(message ?? '', new RegExp(`${file}:[23456] App Builder refuses \\{!`));
    });
}
