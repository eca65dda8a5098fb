import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexSource } from '../apex-source.ts';
import { apex, findingsOf, metadata, treeOf } from './broken-tree.ts';

const labels = {
    'labels/CustomLabels.labels-meta.xml': metadata(
        'CustomLabels',
        '<labels><fullName>Press</fullName><value>Press the button</value></labels>'
    )
};

/** A line of a method, and what is said of it; nothing when it is sound. */
const lines: readonly (readonly [line: string, message: RegExp | undefined])[] = [
    ['List<Case> cases = [SELECT Id FROM Case];', /query without WITH USER_MODE/],
    ['List<Case> cases = [SELECT Id FROM Case WITH USER_MODE];', undefined],
    ['Case first = cases[0]; String text = texts[i];', undefined],
    ["String text = '[SELECT Id FROM Case]';", undefined],
    ['insert records;', /DML statement without/],
    ['upsert record Key__c;', /DML statement without/],
    ['if (ready) { delete records; }', /DML statement without/],
    ['if (ready) delete records;', /DML statement without/],
    ['if (ready) { return; } else insert records;', /DML statement without/],
    ['insert as user records;', undefined],
    ['update as system records;', undefined],
    ['service.insert(records); Boolean update = true; // delete records;', undefined],
    ['Database.insert(records, false);', /call of Database or Search without/],
    ['Database.queryWithBinds(text, binds);', /call of Database or Search without/],
    ['Database.updateAsync(records);', /call of Database or Search without/],
    ['Search.query(text);', /call of Database or Search without/],
    ['Database.insert(records, false, AccessLevel.USER_MODE);', undefined],
    [
        "Id id = [SELECT Id FROM Profile WHERE Name = 'Standard User' WITH SYSTEM_MODE].Id;",
        /other orgs have in other words/
    ],
    [
        "User u = [SELECT Id FROM User WHERE Profile.Name IN ('Standard User') WITH SYSTEM_MODE];",
        /other orgs have in other words/
    ],
    ["String name = 'System Administrator';", /English name/],
    ["String soql = 'SELECT Id FROM Profile WHERE Name = :name WITH SYSTEM_MODE';", /English name/],
    [
        "Id id = [SELECT Id FROM PermissionSet WHERE Label = 'Glance Agent' WITH SYSTEM_MODE].Id;",
        /other orgs have in other words/
    ],
    [
        "Id id = [SELECT Id FROM PermissionSet WHERE Name = 'Glance_Agent' WITH SYSTEM_MODE].Id;",
        undefined
    ],
    [
        "Id id = [SELECT Id FROM Profile WHERE UserLicense.LicenseDefinitionKey = 'SFDC' WITH SYSTEM_MODE].Id;",
        undefined
    ]
];

/** The same, of lines in a test. */
const testLines: readonly (readonly [line: string, message: RegExp | undefined])[] = [
    [
        'Integer n = [SELECT COUNT() FROM FlowDefinitionView WITH SYSTEM_MODE];',
        /asks for the customer's data/
    ],
    ["String soql = 'SELECT Id FROM Contact';", /asks for the customer's data/],
    ["Assert.areEqual('Press the button', message);", /label's words/],
    ['Assert.areEqual(System.Label.Press, message);', undefined],
    ['new Metadata.Operations();', /reads what the customer may change/],
    ['Glance_Settings__mdt.getAll();', /reads what the customer may change/],
    ["Flow.Interview.createInterview('Sample', inputs);", /reads what the customer may change/],
    ["insert as user new Contact(LastName = 'A');", /validation and duplicate rules/],
    ['Database.insert(person, AccessLevel.SYSTEM_MODE);', /validation and duplicate rules/],
    ['insert as system person;', /validation and duplicate rules/],
    ['insert as system new PermissionSetAssignment(AssigneeId = id);', undefined],
    ["Contact person = new Contact(LastName = 'A');", undefined]
];

for (const [kind, cases] of [
    ['', lines],
    ['@IsTest ', testLines]
] as const) {
    for (const [line, message] of cases) {
        test(`${kind}${line}`, async (t) => {
            const source = `${kind}private class Widgets {\n    static void go() {\n        ${line}\n    }\n}`;
            const files = { ...apex('Widgets', source), ...labels };
            const findings = await findingsOf(apexSource, await treeOf(t, files));
            if (message === undefined) {
                assert.deepEqual(findings, []);
            } else {
                assert.match(findings.map((finding) => finding.message).join('\n'), message);
                assert.deepEqual([...new Set(findings.map(({ line }) => line))], [3]);
            }
        });
    }
}

test('a pick list says what is valid', async (t) => {
    const pickList = (body: string): Record<string, string> =>
        apex('Widgets', `public class Widgets extends VisualEditor.DynamicPickList { ${body} }`);
    const [finding] = await findingsOf(apexSource, await treeOf(t, pickList('')));
    assert.match(finding?.message ?? '', /pick list without an isValid/);
    const picky = pickList(
        'public override Boolean isValid(Object value) { return known.contains(value); }'
    );
    assert.equal((await findingsOf(apexSource, await treeOf(t, picky))).length, 1);
    const sound = pickList('public override Boolean isValid(Object value) { return true; }');
    assert.deepEqual(await findingsOf(apexSource, await treeOf(t, sound)), []);
});
