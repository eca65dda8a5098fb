import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const bundle = resolve(import.meta.dirname, '../../../force-app/main/default/lwc/glanceJoinButton');

const attributeOf = (property: string): string =>
    property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

test('the README of the button has each public property, and no other', async () => {
    const [source, readme] = await Promise.all(
        ['glanceJoinButton.ts', 'README.md'].map((file) => readFile(join(bundle, file), 'utf8'))
    );
    const properties = [...(source ?? '').matchAll(/^ {4}@api (\w+)/gm)].map(([, name = '']) =>
        attributeOf(name)
    );
    const table = (readme ?? '').split('## Properties')[1]?.split('\n## ')[0] ?? '';
    const cells = [...table.matchAll(/^\|[^|]*\|([^|]*)\|/gm)].map(([, cell = '']) => cell);
    const attributes = cells.flatMap((cell) =>
        [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name)
    );
    assert.deepEqual(attributes.sort(), properties.sort());
});
