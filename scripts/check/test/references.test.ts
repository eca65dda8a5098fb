import assert from 'node:assert/strict';
import { test } from 'node:test';
import { references } from '../references.ts';
import { apex, bundleMetadata, component, findingsOf, metadata, treeOf } from './broken-tree.ts';

/** Each reference, and the file that makes it exist. */
const cases: readonly (readonly [reference: string, files: Record<string, string>])[] = [
    [
        '@salesforce/apex/Widgets.count',
        apex(
            'Widgets',
            'public class Widgets { @AuraEnabled(cacheable=true) public static Integer count() { return 1; } }'
        )
    ],
    [
        '@salesforce/label/c.Widget_Title',
        {
            'labels/CustomLabels.labels-meta.xml': metadata(
                'CustomLabels',
                '<labels><fullName>Widget_Title</fullName></labels>'
            )
        }
    ],
    [
        '@salesforce/schema/Contact.Widget__c',
        {
            'objects/Contact/fields/Widget__c.field-meta.xml': metadata(
                'CustomField',
                '<fullName>Widget__c</fullName>'
            )
        }
    ],
    [
        '@salesforce/messageChannel/Widgets__c',
        {
            'messageChannels/Widgets.messageChannel-meta.xml': metadata(
                'LightningMessageChannel',
                '<masterLabel>Widgets</masterLabel>'
            )
        }
    ],
    [
        '@salesforce/resourceUrl/Widgets',
        {
            'staticresources/Widgets.resource-meta.xml': metadata(
                'StaticResource',
                '<cacheControl>Public</cacheControl>'
            )
        }
    ],
    [
        '@salesforce/customPermission/Use_Widgets',
        {
            'customPermissions/Use_Widgets.customPermission-meta.xml': metadata(
                'CustomPermission',
                '<label>Use widgets</label>'
            )
        }
    ],
    [
        'c/widgetParts',
        {
            'lwc/widgetParts/widgetParts.js': 'export default 1;',
            'lwc/widgetParts/widgetParts.js-meta.xml': bundleMetadata()
        }
    ]
];

const bundle = (imported: string, template = '<template></template>'): Record<string, string> => ({
    'lwc/widget/widget.js': component('    thing = thing;', `import thing from '${imported}';`),
    'lwc/widget/widget.html': template,
    'lwc/widget/widget.js-meta.xml': bundleMetadata()
});

for (const [reference, files] of cases) {
    test(`${reference}: reported when missing, and not when there`, async (t) => {
        const missing = await findingsOf(references, await treeOf(t, bundle(reference)));
        assert.equal(missing.length, 1, JSON.stringify(missing));
        assert.match(missing[0]?.message ?? '', /^No such /);
        assert.deepEqual(
            await findingsOf(references, await treeOf(t, { ...bundle(reference), ...files })),
            []
        );
    });
}

test('the console tells of tabs on channels of the platform; others that look like these are reported', async (t) => {
    const channel = '@salesforce/messageChannel/lightning__tab';
    assert.deepEqual(
        await findingsOf(references, await treeOf(t, bundle(`${channel}Focused`))),
        []
    );
    const missing = await findingsOf(references, await treeOf(t, bundle(`${channel}Focussed`)));
    assert.match(missing[0]?.message ?? '', /messageChannel: lightning__tabFocussed/);
});

test('an Apex method must be open to Lightning', async (t) => {
    const files = apex(
        'Widgets',
        'public class Widgets { public static Integer count() { return 1; } }'
    );
    const findings = await findingsOf(
        references,
        await treeOf(t, { ...bundle('@salesforce/apex/Widgets.count'), ...files })
    );
    assert.match(findings[0]?.message ?? '', /apexMethod: Widgets\.count/);
});

test('components in a template must exist', async (t) => {
    const template =
        '<template><c-widget-part></c-widget-part><lightning-buton></lightning-buton></template>';
    const findings = await findingsOf(
        references,
        await treeOf(t, bundle('lightning/navigation', template))
    );
    assert.deepEqual(
        findings.map(({ message }) => message),
        ['No such component: c-widget-part', 'No such component: lightning-buton']
    );
});
