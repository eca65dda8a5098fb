import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes } from '../error-codes.ts';
import { apex, findingsOf, metadata, treeOf } from './broken-tree.ts';

const label = (name: string): string => `<labels><fullName>${name}</fullName></labels>`;
const labels = (...names: string[]): Record<string, string> => ({
    'labels/CustomLabels.labels-meta.xml': metadata('CustomLabels', names.map(label).join(''))
});
const source =
    "public class Widgets {\n    public static void fail() { throw new GlanceException('widgetMissing'); }\n}";

test('an error code without words is reported where it is thrown', async (t) => {
    const tree = await treeOf(t, {
        ...apex('Widgets', source),
        ...labels('Glance_Error_widgetMissing')
    });
    assert.deepEqual(await findingsOf(errorCodes, tree), [
        {
            file: 'main/default/classes/Widgets.cls',
            line: 2,
            message: 'No label Glance_Error_widgetMissing_Action'
        }
    ]);
});

test('an error code with words passes', async (t) => {
    const words = labels('Glance_Error_widgetMissing', 'Glance_Error_widgetMissing_Action');
    assert.deepEqual(
        await findingsOf(errorCodes, await treeOf(t, { ...apex('Widgets', source), ...words })),
        []
    );
});

test('whatever is thrown is an error code, however it ends', async (t) => {
    const tree = await treeOf(t, apex('Widgets', source.replace('widgetMissing', 'widgetGone')));
    const messages = (await findingsOf(errorCodes, tree)).map(({ message }) => message);
    assert.deepEqual(messages, [
        'No label Glance_Error_widgetGone',
        'No label Glance_Error_widgetGone_Action'
    ]);
});
