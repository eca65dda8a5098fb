import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { describeService, openApiFile } from '../scripts/describe-service.ts';

test('openapi.json is what the schemas say (else: npm run openapi -w login-key-service)', async () => {
    assert.deepEqual(
        JSON.parse(readFileSync(openApiFile, 'utf8')),
        JSON.parse(JSON.stringify(await describeService()))
    );
});
