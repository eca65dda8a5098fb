import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { customers } from '../../../local/people.ts';
import { project } from './simulated-org.ts';

test('the sample customers are those of the stage', async () => {
    const file = join(project, 'data', 'contacts.json');
    const { records } = JSON.parse(await readFile(file, 'utf8')) as {
        records: readonly Record<string, unknown>[];
    };
    assert.deepEqual(
        records.map(({ FirstName, LastName, Email, Phone, Glance_Visitor_Id__c }) => ({
            visitorId: Glance_Visitor_Id__c,
            firstName: FirstName,
            lastName: LastName,
            email: Email,
            phone: Phone
        })),
        customers
    );
});

test('each reference of the sample data is to a record that is imported before', async () => {
    const folder = join(project, 'data');
    const plan = JSON.parse(await readFile(join(folder, 'plan.json'), 'utf8')) as readonly {
        files: readonly string[];
    }[];
    const known = new Set<string>();
    for (const file of plan.flatMap(({ files }) => files)) {
        const text = await readFile(join(folder, file), 'utf8');
        for (const [, reference = ''] of text.matchAll(/"@(\w+)"/g)) {
            assert.ok(known.has(reference), `${file} refers to ${reference}`);
        }
        [...text.matchAll(/"referenceId": "(\w+)"/g)].forEach(([, reference = '']) =>
            known.add(reference)
        );
    }
});
