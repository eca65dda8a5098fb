import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { appBuilder } from '../app-builder.ts';
import { apex, bundleMetadata, component, findingsOf, treeOf } from './broken-tree.ts';

const fields = `
    @api title: string | undefined;
    @api anything: unknown;
    @api compact = false;
    @api set size(value: number) {}
    get size(): number { return 1; }
    notPublic = '';`;

const page = (properties: string, target = 'lightning__UtilityBar'): string =>
    `<targets><target>${target}</target></targets><targetConfigs><targetConfig targets="${target}">${properties}</targetConfig></targetConfigs>`;

async function messages(
    t: TestContext,
    body: string,
    more: Record<string, string> = {}
): Promise<string[]> {
    const files = {
        'lwc/widget/widget.ts': component(fields),
        'lwc/widget/widget.js': '',
        'lwc/widget/widget.js-meta.xml': bundleMetadata(body),
        ...more
    };
    return (await findingsOf(appBuilder, await treeOf(t, files))).map(({ message }) => message);
}

test('passes properties that fit their fields', async (t) => {
    const properties = `
        <property name="title" type="String" label="Title" description="Above the widget" default="one" datasource="one,two"/>
        <property name="anything" type="Color"/>
        <property name="compact" type="Boolean" default="true"/>
        <property name="size" type="Integer" min="1" max="9" default="3" required="true"/>`;
    assert.deepEqual(await messages(t, page(properties)), []);
});

/** A property that does not work, and what is said of it. */
const cases: readonly (readonly [property: string, message: RegExp])[] = [
    ['<property name="subtitle" type="String"/>', /subtitle: no @api field of that name/],
    ['<property name="notPublic" type="String"/>', /notPublic: no @api field of that name/],
    [
        '<property name="compact" type="String"/>',
        /compact: type String does not fit the @api field, which is a flag/
    ],
    [
        '<property name="title" type="Boolean"/>',
        /title: type Boolean does not fit the @api field, which is a text/
    ],
    ['<property name="size" type="Boolean"/>', /size: type Boolean does not fit/],
    ['<property name="title" type="Text"/>', /title: no such type: Text/],
    ['<property name="title" type="String" help="?"/>', /title: no such attribute: help/],
    [
        '<property name="compact" type="Boolean" default="yes"/>',
        /compact: default "yes" is no Boolean/
    ],
    ['<property name="size" type="Integer" default="1.5"/>', /size: default "1\.5" is no Integer/],
    [
        '<property name="title" type="String" required="true"/>',
        /title: a required property needs a default/
    ],
    [
        '<property name="title" type="String" datasource="a,b" default="c"/>',
        /title: default "c" is not in its datasource/
    ],
    [
        '<property name="title" type="String" datasource="apex://Titles"/>',
        /title: Titles is no Apex pick list/
    ],
    [
        '<property name="title" type="String"/><property name="title" type="String"/>',
        /title is there twice/
    ]
];

for (const [property, message] of cases) {
    test(`refuses ${property}`, async (t) => {
        const found = await messages(t, page(property));
        assert.ok(
            found.some((each) => message.test(each)),
            JSON.stringify(found)
        );
    });
}

test('an Apex class is a pick list when it extends one', async (t) => {
    const property = page('<property name="title" type="String" datasource="apex://Titles"/>');
    const is = apex('Titles', 'public class Titles extends VisualEditor.DynamicPickList {}');
    assert.deepEqual(await messages(t, property, is), []);
    assert.equal((await messages(t, property, apex('Titles', 'public class Titles {}'))).length, 1);
});

test('refuses pages that do not exist, and configuration where a page takes none', async (t) => {
    assert.match(
        (await messages(t, page('', 'lightning__RecordPages'))).join(),
        /No such target: lightning__RecordPages/
    );
    const action = page('<property name="title" type="String"/>', 'lightning__RecordAction');
    assert.match((await messages(t, action)).join(), /lightning__RecordAction takes no properties/);
    const notOffered = page('').replace(
        '<target>lightning__UtilityBar</target>',
        '<target>lightning__AppPage</target>'
    );
    assert.match(
        (await messages(t, notOffered)).join(),
        /Configures lightning__UtilityBar, which is no target/
    );
});

const madeFor = (...types: string[]): string =>
    `<supportedFormFactors>${types.map((type) => `<supportedFormFactor type="${type}"/>`).join('')}</supportedFormFactors>`;

for (const [target, ...types] of [
    ['lightning__RecordPage', 'Large', 'Small'],
    ['lightning__AppPage', 'Small'],
    ['lightning__HomePage', 'Large'],
    ['lightning__RecordAction', 'Large'],
    ['lightning__UtilityBar']
] as const) {
    test(`passes form factors that ${target} has`, async (t) => {
        const body = types.length > 0 ? madeFor(...types) : '';
        assert.deepEqual(await messages(t, page(body, target)), []);
    });
}

for (const [target, body, message] of [
    ['lightning__HomePage', madeFor('Large', 'Small'), /HomePage has no form factor Small/],
    ['lightning__RecordAction', madeFor('Small'), /RecordAction has no form factor Small/],
    ['lightning__RecordPage', madeFor('Medium'), /RecordPage has no form factor Medium/],
    ['lightning__FlowScreen', madeFor('Large'), /FlowScreen has no form factor Large/],
    ['lightning__RecordPage', '', /RecordPage says no supportedFormFactors/],
    ['lightning__HomePage', '', /HomePage says no supportedFormFactors/]
] as const) {
    test(`refuses on ${target} "${body}"`, async (t) => {
        assert.match((await messages(t, page(body, target))).join(), message);
    });
}

test('refuses a page without any configuration that says no form factors', async (t) => {
    const body = '<targets><target>lightning__RecordAction</target></targets>';
    assert.match((await messages(t, body)).join(), /RecordAction says no supportedFormFactors/);
});

test('passes inputs and outputs of a flow’s screen', async (t) => {
    const properties =
        '<property name="title" type="String" role="inputOnly" default="a"/><property name="anything" type="String" role="outputOnly"/>';
    assert.deepEqual(await messages(t, page(properties, 'lightning__FlowScreen')), []);
});

for (const [attributes, target, message] of [
    ['role="output"', 'lightning__FlowScreen', /title: no role output on/],
    ['role="inputOnly"', 'lightning__UtilityBar', /title: no role inputOnly on/],
    ['role="outputOnly" default="a"', 'lightning__FlowScreen', /an output takes no default/]
] as const) {
    test(`refuses ${attributes} on ${target}`, async (t) => {
        const property = `<property name="title" type="String" ${attributes}/>`;
        assert.match((await messages(t, page(property, target))).join(), message);
    });
}

test('refuses an exposed component that no page offers, and another API version', async (t) => {
    const text = '<apiVersion>65.0</apiVersion><isExposed>true</isExposed>';
    const file = bundleMetadata().replace(/<apiVersion>.*<\/isExposed>/, text);
    const found = await messages(t, '', { 'lwc/widget/widget.js-meta.xml': file });
    assert.match(found.join(), /apiVersion is 65\.0, not 66\.0/);
    assert.match(found.join(), /An exposed component needs targets/);
});
