import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexRules } from '../apex-rules.ts';
import { apexTypes } from '../apex-types.ts';
import { ensureJava } from '../java.ts';
import { apex, findingsOf, metadata, treeOf } from './broken-tree.ts';

const java = ensureJava();
const options = java.missing === undefined ? {} : { skip: java.missing };

test(
    'Apex types: wrong types, unknown methods and unknown fields are reported with their line',
    options,
    async (t) => {
        const source = `public with sharing class Widgets {
    public static Integer count() { return 'one'; }
    public static void call() { Widgets.recount(); }
    public static String field(Contact c) { return c.Widget__c; }
}`;
        const findings = await findingsOf(apexTypes, await treeOf(t, apex('Widgets', source)));
        assert.deepEqual(
            findings.map(({ file, line }) => `${file}:${line}`),
            [2, 3, 4].map((line) => `main/default/classes/Widgets.cls:${line}`)
        );
    }
);

test('Apex types: sound Apex passes', options, async (t) => {
    const source =
        'public with sharing class Widgets { public static Integer count() { return 1; } }';
    assert.deepEqual(await findingsOf(apexTypes, await treeOf(t, apex('Widgets', source))), []);
});

test(
    'Apex rules: injection, missing sharing and exposed channels are reported',
    options,
    async (t) => {
        const source = `public class Widgets {
    public static List<SObject> find(String name) {
        return Database.query('SELECT Id FROM Contact WHERE Name = \\'' + name + '\\'');
    }
}`;
        const files = {
            ...apex('Widgets', source),
            'messageChannels/Widgets.messageChannel-meta.xml': metadata(
                'LightningMessageChannel',
                '<isExposed>true</isExposed><masterLabel>Widgets</masterLabel>'
            )
        };
        const text = (await findingsOf(apexRules, await treeOf(t, files)))
            .map(({ message }) => message)
            .join('\n');
        assert.match(text, /ApexSOQLInjection/);
        assert.match(text, /ApexSharingViolations/);
        assert.match(text, /AvoidLmcIsExposedTrue/);
    }
);

test('Apex rules: what is justified elsewhere is not justified here', options, async (t) => {
    const folder = 'objects/Widget_Settings__mdt';
    const files = {
        [`${folder}/Widget_Settings__mdt.object-meta.xml`]: metadata(
            'CustomObject',
            '<label>S</label><pluralLabel>S</pluralLabel><visibility>Public</visibility>'
        ),
        [`${folder}/fields/Api_Key__c.field-meta.xml`]: metadata(
            'CustomField',
            '<fullName>Api_Key__c</fullName><label>K</label><length>80</length><type>Text</type>'
        )
    };
    const text = (await findingsOf(apexRules, await treeOf(t, files)))
        .map(({ message }) => message)
        .join('\n');
    assert.match(text, /ProtectSensitiveData/);
});
