import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Glance } from '../server.ts';
import { authorize, makeLoginKey, startStand, type Answer } from './stand.ts';

let glance: Glance;

before(async () => {
    glance = await startStand();
});
after(() => glance.close());
afterEach(() => glance.misbehave.reset());

function isRefused({ status, body }: Answer, reason: RegExp): void {
    assert.ok(status >= 400 && status < 500, String(status));
    assert.equal(body.token, undefined);
    assert.match(body.reason ?? '', reason);
}

describe('authorization', () => {
    test('gives a token for a valid login key, to an allowed origin', async () => {
        const { status, body, allowedOrigin } = await authorize(glance);
        assert.equal(status, 200);
        assert.equal(body.token?.split('.').length, 3);
        assert.equal(allowedOrigin, 'http://localhost:4100');
    });

    test('accepts a key of standard base64', async () => {
        const loginkey = makeLoginKey({ encoding: 'base64' });
        assert.equal((await authorize(glance, { loginkey })).status, 200);
    });

    test('does not tell a wrong key from an expired one', async () => {
        const keys = [
            makeLoginKey({ seconds: -1 }),
            makeLoginKey({ apiKey: 'wrong' }),
            makeLoginKey({ seconds: 90_000 }),
            ''
        ];
        for (const loginkey of keys) {
            isRefused(await authorize(glance, { loginkey }), /login key is not valid/);
        }
    });

    test('refuses an agent who is not provisioned, even with a good key', async () => {
        const loginkey = makeLoginKey({ partnerUserId: 'nobody' });
        isRefused(
            await authorize(glance, { loginkey, partneruserid: 'nobody' }),
            /partner user id/
        );
    });

    test('refuses other groups and partner ids', async () => {
        isRefused(await authorize(glance, { groupid: '67890' }), /not in this group/);
        isRefused(await authorize(glance, { partnerid: '11111' }), /partner id/);
    });

    test('refuses a duration that is not 1 to 120 minutes', async () => {
        isRefused(await authorize(glance, { duration: '121' }), /1 to 120/);
        isRefused(await authorize(glance, { duration: 'long' }), /1 to 120/);
    });

    test('answers no page from another origin', async () => {
        const answer = await authorize(glance, { origin: 'http://elsewhere.example' });
        assert.equal(answer.status, 403);
        assert.equal(answer.allowedOrigin, null);
    });

    test('is slow on demand', async () => {
        glance.misbehave.set({ latencyMs: 60 });
        const asked = performance.now();
        await authorize(glance);
        assert.ok(performance.now() - asked >= 60);
    });

    test('refuses on demand', async () => {
        glance.misbehave.set({ refuseAuthorization: true });
        isRefused(await authorize(glance), /could not be authorized/);
        glance.misbehave.set({ refuseAuthorization: false, expireLoginKeys: true });
        isRefused(await authorize(glance), /login key/);
    });
});
