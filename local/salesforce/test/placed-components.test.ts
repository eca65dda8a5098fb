import assert from 'node:assert/strict';
import { test } from 'node:test';
import { componentConfig } from '../build/component-config.ts';
import { designValues } from '../page/design-values.ts';
import { propertyControls } from '../page/property-control.ts';
import { propertyValue } from '../page/property-value.ts';

const entry = {
    dependencies: [],
    publicProperties: [],
    config: componentConfig(`<LightningComponentBundle>
        <targets><target>lightning__RecordPage</target></targets>
        <targetConfigs>
            <targetConfig targets="lightning__RecordPage">
                <property name="size" type="Integer" default="3"/>
                <property name="loud" type="Boolean" default="false"/>
                <property name="word" type="String"/>
            </targetConfig>
            <targetConfig targets="lightning__HomePage">
                <property name="word" type="String" default="home"/>
            </targetConfig>
        </targetConfigs>
    </LightningComponentBundle>`)
};

test('a component has the values that the admin set, else the defaults, with their types', () => {
    assert.deepEqual(designValues(entry, 'RecordPage', { loud: 'true' }), { size: 3, loud: true });
    assert.deepEqual(designValues(entry, 'HomePage', {}), { word: 'home' });
});

test('what a component does not offer on such a page is not set', () => {
    assert.deepEqual(designValues(entry, 'HomePage', { size: 5, word: 'x' }), { word: 'x' });
});

test('controls follow the public properties', () => {
    const controls = propertyControls([
        { name: 'visitorId', kind: 'property', defaultType: 'undefined' },
        { name: 'autoJoin', kind: 'property', defaultType: 'boolean' },
        { name: 'customInvoke', kind: 'property', defaultType: 'undefined' },
        { name: 'focus', kind: 'method', defaultType: 'undefined' }
    ]);
    assert.deepEqual(
        controls.map(({ name, kind }) => `${name} ${kind}`),
        ['visitorId text', 'autoJoin toggle', 'customInvoke json']
    );
    const [text, , json] = controls;
    assert.ok(text && json);
    assert.equal(propertyValue(text, ''), undefined);
    assert.deepEqual(propertyValue(json, '{"func":"x"}'), { func: 'x' });
    assert.throws(() => propertyValue(json, '{'), SyntaxError);
});
