import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLoginKey } from '../src/login-key.ts';
import { apiKey, bearerToken, otherToken, post, startTestService, testFolder } from './support.ts';

interface Answer {
    readonly loginKey: string;
    readonly groupId: number;
    readonly expiration: number;
}

async function signedWith(response: Response, candidate: string): Promise<boolean> {
    const answer = (await response.json()) as Answer;
    return (
        answer.loginKey ===
        createLoginKey({ ...answer, partnerUserId: 'agent@example.com', apiKey: candidate })
    );
}

test('a new API key in the file signs from then on, without a restart; an empty file changes nothing', async (t) => {
    const folder = testFolder(t);
    const path = join(folder, 'api-key');
    const replace = (text: string) => {
        writeFileSync(`${path}.new`, text);
        renameSync(`${path}.new`, path);
    };
    replace(`${apiKey}\n`);
    const { url, log } = await startTestService(t, {
        GLANCE_API_KEY: undefined,
        GLANCE_API_KEY_FILE: path,
        SECRET_POLL_MS: '20'
    });
    assert.ok(await signedWith(await post(url), apiKey));

    replace('');
    await log.line('unusable');
    assert.ok(await signedWith(await post(url), apiKey));

    replace('the-next-api-key');
    await log.line('secret read again');
    assert.ok(await signedWith(await post(url), 'the-next-api-key'));
});

test('bearer tokens in a file are replaced without a restart', async (t) => {
    const path = join(testFolder(t), 'tokens');
    writeFileSync(path, `${bearerToken}\n`);
    const { url, log } = await startTestService(t, {
        BEARER_TOKENS: undefined,
        BEARER_TOKENS_FILE: path,
        SECRET_POLL_MS: '20'
    });
    const as = async (token: string) =>
        (await post(url, { headers: { authorization: `Bearer ${token}` } })).status;
    assert.deepEqual([await as(bearerToken), await as(otherToken)], [200, 401]);
    writeFileSync(path, `${otherToken}\n`);
    await log.line('secret read again');
    assert.deepEqual([await as(bearerToken), await as(otherToken)], [401, 200]);
});
