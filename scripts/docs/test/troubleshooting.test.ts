import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { causes } from '../causes.ts';
import { readErrorRows } from '../error-rows.ts';
import { troubleshooting, troubleshootingFile } from '../troubleshooting.ts';

test('docs/troubleshooting.md is what the error table and its labels make; if not: npm run docs', async () => {
    assert.equal(await readFile(troubleshootingFile, 'utf8'), await troubleshooting());
});

test('each code of the error table has likely causes, and no other text has', async () => {
    const rows = await readErrorRows();
    assert.deepEqual(Object.keys(causes).sort(), rows.map(({ code }) => code).sort());
});

test('each row has its words', async () => {
    for (const { code, happened, action } of await readErrorRows()) {
        assert.ok(happened.endsWith('.') && action.endsWith('.'), code);
    }
});
