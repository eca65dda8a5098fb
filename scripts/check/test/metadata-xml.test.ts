import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { metadataXml } from '../metadata-xml.ts';
import { findingsOf, metadata, treeOf } from './broken-tree.ts';

async function messages(t: TestContext, text: string): Promise<string[]> {
    const tree = await treeOf(t, { 'things/Thing.thing-meta.xml': text });
    return (await findingsOf(metadataXml, tree)).map(({ message }) => message);
}

const channel = (body: string): string => metadata('LightningMessageChannel', body);

test('passes metadata as Salesforce declares it', async (t) => {
    const body =
        '<isExposed>false</isExposed><lightningMessageFields><fieldName>a</fieldName></lightningMessageFields>' +
        '<lightningMessageFields><fieldName>b</fieldName></lightningMessageFields><masterLabel>Channel</masterLabel>';
    assert.deepEqual(await messages(t, channel(body)), []);
});

/** Metadata that an org refuses, and what is said of it. */
const cases: readonly (readonly [what: string, text: string, message: RegExp])[] = [
    ['no XML', '<CustomTab><label></CustomTab>', /label/],
    ['an unknown type', metadata('CustomTabs', ''), /No such metadata type: CustomTabs/],
    [
        'an unknown element',
        channel('<masterLabel>C</masterLabel><exposed>true</exposed>'),
        /Unknown element .*\.exposed/
    ],
    ['a missing element', channel(''), /masterLabel is missing/],
    [
        'an element twice',
        channel('<masterLabel>C</masterLabel><masterLabel>D</masterLabel>'),
        /masterLabel is there 2 times/
    ],
    [
        'no boolean',
        channel('<masterLabel>C</masterLabel><isExposed>no</isExposed>'),
        /"no" is no value for .*isExposed/
    ],
    [
        'an unknown value of an enumeration',
        metadata('CustomField', '<fullName>A__c</fullName><type>Txt</type>'),
        /"Txt" is no value for CustomField\.type/
    ],
    [
        'no number',
        metadata('CustomField', '<fullName>A__c</fullName><length>long</length>'),
        /"long" is no value/
    ],
    [
        'a mistake further in',
        metadata(
            'PermissionSet',
            '<label>P</label><classAccesses><apexClas>A</apexClas><enabled>true</enabled></classAccesses>'
        ),
        /Unknown element PermissionSet\.classAccesses\.apexClas/
    ]
];

for (const [what, text, message] of cases) {
    test(`refuses ${what}`, async (t) => {
        const found = await messages(t, text);
        assert.ok(
            found.some((each) => message.test(each)),
            JSON.stringify(found)
        );
    });
}
