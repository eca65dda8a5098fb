import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flows } from '../flows.ts';
import { findingsOf, metadata, treeOf } from './broken-tree.ts';

const to = (name: string, connector = 'connector'): string =>
    `<${connector}><targetReference>${name}</targetReference></${connector}>`;

const element = (kind: string, name: string, ways = ''): string =>
    `<${kind}><name>${name}</name><locationX>0</locationX>${ways}</${kind}>`;

const flow = (...parts: string[]): Record<string, string> => ({
    'flows/Widgets.flow-meta.xml': metadata('Flow', parts.join(''))
});

const sound = [
    element('assignments', 'Count', to('Which')),
    element(
        'decisions',
        'Which',
        `${to('Say', 'defaultConnector')}<rules><name>One</name>${to('Find')}</rules>`
    ),
    element('recordLookups', 'Find', to('Say') + to('Say', 'faultConnector')),
    element('assignments', 'Say'),
    '<variables><name>answer</name></variables>',
    '<processMetadataValues><name>BuilderType</name></processMetadataValues>',
    `<start>${to('Count')}</start>`
];

test('a flow whose elements are all reached passes', async (t) => {
    assert.deepEqual(await findingsOf(flows, await treeOf(t, flow(...sound))), []);
});

test('an element without a way to it is reported, and all behind it', async (t) => {
    const parts = sound.map((part) => part.replace(to('Which'), ''));
    const findings = await findingsOf(flows, await treeOf(t, flow(...parts)));
    assert.deepEqual(
        findings.map(({ message }) => message).sort(),
        ['Find', 'Say', 'Which'].map((name) => `No way leads to ${name}`)
    );
});

test('a connector to nowhere is reported', async (t) => {
    const parts = sound.map((part) => part.replace(to('Find'), to('Seek') + to('Find')));
    const findings = await findingsOf(flows, await treeOf(t, flow(...parts)));
    assert.deepEqual(
        findings.map(({ message }) => message),
        ['A connector leads to Seek, which is not there']
    );
});
