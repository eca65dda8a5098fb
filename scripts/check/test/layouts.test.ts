import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

const metadata = path.resolve(import.meta.dirname, '../../../force-app/main/default');

/**
 * A deployment puts no field on a page layout by itself: without these, an admin who opens a record sees its name only, or after
 * a new version lacks the new fields.
 */
for (const [type, label] of [
    ['Glance_Settings__mdt', 'Glance Settings'],
    ['Glance_Visitor_Field__mdt', 'Glance Visitor Field']
] as const) {
    test(`each field of ${type} is on its layout, once, and nothing that there is not`, async () => {
        const file = path.join(metadata, 'layouts', `${type}-${label} Layout.layout-meta.xml`);
        const placed = [...(await readFile(file, 'utf8')).matchAll(/<field>(\w+__c)<\/field>/g)];
        const fields = await readdir(path.join(metadata, 'objects', type, 'fields'));
        assert.deepEqual(
            placed.map(([, name]) => name).sort(),
            fields.map((name) => name.replace('.field-meta.xml', '')).sort()
        );
    });
}
