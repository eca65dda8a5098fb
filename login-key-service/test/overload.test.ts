import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { exportJWK, SignJWT } from 'jose';
import { post, problemOf, startTestService } from './support.ts';

const capacity = 8;
const issuer = 'https://issuer.example';
const audience = 'login-keys';

test('four times what it can take: what fits is answered, the rest hears 503 at once, then all is as before', async (t) => {
    const identityProvider = await startSlowIdentityProvider(t);
    const { url } = await startTestService(t, {
        BEARER_TOKENS: undefined,
        JWT_JWKS_URL: identityProvider.url,
        JWT_ISSUER: issuer,
        JWT_AUDIENCE: audience,
        MAX_IN_FLIGHT: String(capacity),
        LIMIT_PER_PUID: '1000'
    });
    const headers = { authorization: `Bearer ${await identityProvider.token()}` };
    const ask = () => post(url, { headers, body: null });

    const answers: Response[] = [];
    const all = Array.from({ length: 4 * capacity }, async () => {
        const answer = await ask();
        answers.push(answer);
        if (answers.length === 3 * capacity) identityProvider.answer();
    });
    await Promise.all(all);
    const [turnedAway, served] = [answers.slice(0, 3 * capacity), answers.slice(3 * capacity)];
    for (const answer of turnedAway) {
        assert.equal(answer.headers.get('retry-after'), '1');
        assert.deepEqual(await problemOf(answer), { status: 503, code: 'overloaded' });
    }
    assert.deepEqual(
        served.map(({ status }) => status),
        Array(capacity).fill(200)
    );

    for (let round = 0; round < 3; round += 1) {
        const next = await Promise.all(Array.from({ length: capacity }, ask));
        assert.deepEqual(
            next.map(({ status }) => status),
            Array(capacity).fill(200)
        );
    }
});

test('requests given up by their clients free their places', async (t) => {
    const identityProvider = await startSlowIdentityProvider(t);
    const { url, app } = await startTestService(t, {
        BEARER_TOKENS: undefined,
        JWT_JWKS_URL: identityProvider.url,
        JWT_ISSUER: issuer,
        JWT_AUDIENCE: audience,
        MAX_IN_FLIGHT: '1'
    });
    const headers = { authorization: `Bearer ${await identityProvider.token()}` };
    const impatient = new AbortController();
    const first = fetch(`${url}/loginkey`, { method: 'POST', headers, signal: impatient.signal });
    const [, response] = (await once(app.server, 'request')) as [unknown, ServerResponse];
    assert.equal((await post(url, { headers, body: null })).status, 503);
    impatient.abort();
    await assert.rejects(first, { name: 'AbortError' });
    if (!response.closed) await once(response, 'close');
    identityProvider.answer();
    assert.equal((await post(url, { headers, body: null })).status, 200);
});

test('a lagging event loop turns requests away, but not health checks, until it has caught up', async (t) => {
    const { url } = await startTestService(t, { MAX_EVENT_LOOP_DELAY_MS: '50' });
    assert.equal((await post(url)).status, 200);
    blockEventLoop(1000);
    assert.deepEqual(await problemOf(await post(url)), { status: 503, code: 'overloaded' });
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    while ((await post(url)).status !== 200);
});

function blockEventLoop(milliseconds: number): void {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
}

/** An identity provider that keeps everybody waiting for its keys until `answer` is called. */
async function startSlowIdentityProvider(t: TestContext) {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const keys = JSON.stringify({ keys: [await exportJWK(publicKey)] });
    const waiting: ServerResponse[] = [];
    let answering = false;
    const server = createServer((_request, response) => {
        if (answering) response.end(keys);
        else waiting.push(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => {
        server.close();
        server.closeAllConnections();
    });
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
        token: () =>
            new SignJWT({ iss: issuer, aud: audience, sub: 'agent@example.com' })
                .setProtectedHeader({ alg: 'RS256' })
                .setExpirationTime('5 minutes')
                .sign(privateKey),
        answer() {
            answering = true;
            for (const response of waiting.splice(0)) response.end(keys);
        }
    };
}
