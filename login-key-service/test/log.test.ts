import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLoginKey } from '../src/login-key.ts';
import { createLog, withoutSecrets } from '../src/operations/log.ts';
import { apiKey, bearerToken, post, startTestService, TestLog } from './support.ts';

test('each issued key leaves a line: who, for whom, until when, never the key; whatever the log level', async (t) => {
    const { url, log } = await startTestService(t, { LOG_LEVEL: 'silent' });
    const response = await post(url, { query: '?partneruserid=agent%40example.com' });
    const { loginKey, expiration } = (await response.json()) as {
        loginKey: string;
        expiration: number;
    };
    const line = JSON.parse(await log.line('login-key-issued')) as Record<string, unknown>;
    assert.equal(line['caller'], 'server 12345/1');
    assert.equal(line['groupId'], 12345);
    assert.equal(line['partnerUserId'], 'agent@example.com');
    assert.equal(line['expiration'], expiration);
    assert.equal(line['reqId'], response.headers.get('x-request-id'));
    assert.equal(log.lines.length, 1);
    for (const secret of [loginKey, loginKey.slice(-43), apiKey, bearerToken])
        assert.ok(!log.lines.join().includes(secret));
});

test('a refusal leaves a line with its code and nothing of what was sent', async (t) => {
    const { url, log } = await startTestService(t);
    await post(url, {
        headers: { authorization: 'Bearer wrong-token' },
        query: '?partneruserid=x&token=in-the-query'
    });
    const line = await log.line('refused');
    assert.equal((JSON.parse(line) as { code: string }).code, 'unauthenticated');
    assert.doesNotMatch(line, /wrong-token|in-the-query/);
});

const loginKey = createLoginKey({
    groupId: 1,
    partnerUserId: 'a',
    apiKey: 'k',
    expiration: 1_700_000_000
});

test('what a library puts into an error is cleaned before it is logged', () => {
    const lines = new TestLog();
    const log = createLog('info', lines);
    const secrets = [
        loginKey,
        encodeURIComponent(loginKey),
        'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln',
        `Bearer ${bearerToken}`,
        'redis://user:password@cache.internal'
    ];
    for (const secret of secrets) {
        log.error({ err: new Error(`failed at ${secret} there`) }, 'unexpected');
        assert.ok(!withoutSecrets(secret).includes(secret));
    }
    log.info(
        { headers: { authorization: bearerToken }, loginKey, token: bearerToken, apiKey },
        'careless'
    );
    const all = lines.lines.join();
    for (const secret of [...secrets, bearerToken, apiKey, 'password@'])
        assert.ok(!all.includes(secret), secret);
    assert.match(all, /failed at .*\[redacted\]/);
});
