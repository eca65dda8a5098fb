import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metadataReferences } from '../metadata-references.ts';
import { bundleMetadata, findingsOf, metadata, treeOf } from './broken-tree.ts';

/** A metadata file that names something, and what is missing by it. */
const cases: readonly (readonly [file: string, text: string, missing: string])[] = [
    [
        'permissionsets/P.permissionset-meta.xml',
        metadata('PermissionSet', '<classAccesses><apexClass>Gone</apexClass></classAccesses>'),
        'classes/Gone.cls'
    ],
    [
        'permissionsets/P.permissionset-meta.xml',
        metadata(
            'PermissionSet',
            '<fieldPermissions><field>Contact.Gone__c</field></fieldPermissions>'
        ),
        'objects/Contact/fields/Gone__c.field-meta.xml'
    ],
    [
        'permissionsets/P.permissionset-meta.xml',
        metadata('PermissionSet', '<customPermissions><name>Gone</name></customPermissions>'),
        'customPermissions/Gone.customPermission-meta.xml'
    ],
    [
        'permissionsets/P.permissionset-meta.xml',
        metadata(
            'PermissionSet',
            '<externalCredentialPrincipalAccesses><externalCredentialPrincipal>Gone-Agents</externalCredentialPrincipal></externalCredentialPrincipalAccesses>'
        ),
        'externalCredentials/Gone.externalCredential-meta.xml'
    ],
    [
        'namedCredentials/N.namedCredential-meta.xml',
        metadata(
            'NamedCredential',
            '<namedCredentialParameters><externalCredential>Gone</externalCredential></namedCredentialParameters>'
        ),
        'externalCredentials/Gone.externalCredential-meta.xml'
    ],
    [
        'tabs/T.tab-meta.xml',
        metadata('CustomTab', '<flexiPage>Gone</flexiPage>'),
        'flexipages/Gone.flexipage-meta.xml'
    ],
    [
        'applications/A.app-meta.xml',
        metadata('CustomApplication', '<tabs>standard-Case</tabs><tabs>Gone</tabs>'),
        'tabs/Gone.tab-meta.xml'
    ],
    [
        'quickActions/Contact.Q.quickAction-meta.xml',
        metadata('QuickAction', '<lightningWebComponent>gone</lightningWebComponent>'),
        'lwc/gone/gone.js-meta.xml'
    ],
    [
        'customMetadata/Gone.Default.md-meta.xml',
        metadata('CustomMetadata', '<label>Default</label>'),
        'objects/Gone__mdt/Gone__mdt.object-meta.xml'
    ],
    [
        'flexipages/F.flexipage-meta.xml',
        metadata(
            'FlexiPage',
            '<flexiPageRegions><itemInstances><componentInstance><componentName>gone</componentName></componentInstance></itemInstances></flexiPageRegions>'
        ),
        'lwc/gone/gone.js-meta.xml'
    ]
];

for (const [file, text, missing] of cases) {
    test(`${file} names ${missing}`, async (t) => {
        const findings = await findingsOf(metadataReferences, await treeOf(t, { [file]: text }));
        assert.deepEqual(
            findings.map(({ message }) => message),
            [`Names what is not there: ${missing}`]
        );
        const there = await treeOf(t, { [file]: text, [missing]: metadata('Thing', '') });
        assert.deepEqual(await findingsOf(metadataReferences, there), []);
    });
}

test('a page sets a property that the component does not offer', async (t) => {
    const instance = (name: string): string =>
        `<componentInstance><componentInstanceProperties><name>${name}</name><value>v</value></componentInstanceProperties><componentName>widget</componentName></componentInstance>`;
    const text = (name: string): string =>
        metadata(
            'FlexiPage',
            `<flexiPageRegions><itemInstances>${instance(name)}</itemInstances></flexiPageRegions>`
        );
    const bundle = {
        'lwc/widget/widget.js-meta.xml': bundleMetadata('<property name="title" type="String"/>')
    };
    const wrong = await treeOf(t, { ...bundle, 'flexipages/F.flexipage-meta.xml': text('titel') });
    assert.match(
        (await findingsOf(metadataReferences, wrong))[0]?.message ?? '',
        /lwc\/widget, property titel/
    );
    const right = await treeOf(t, { ...bundle, 'flexipages/F.flexipage-meta.xml': text('title') });
    assert.deepEqual(await findingsOf(metadataReferences, right), []);
});
