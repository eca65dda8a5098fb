import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import {
    createServer,
    request,
    type ClientRequest,
    type IncomingMessage,
    type ServerResponse
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { exportJWK, SignJWT } from 'jose';
import { authorized, post, problemOf, startTestService } from './support.ts';

const capacity = 8;
const heldHeaders = {
    ...authorized,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': '15'
};
const issuer = 'https://issuer.example';
const audience = 'login-keys';

test('four times what it can take: what fits is answered, the rest hears 503 at once, then all is as before', async (t) => {
    const { url } = await startTestService(t, { MAX_IN_FLIGHT: String(capacity) });
    const answers: IncomingMessage[] = [];
    const held: ClientRequest[] = [];
    const all = Array.from({ length: 4 * capacity }, async () => {
        const asking = request(`${url}/loginkey`, { method: 'POST', headers: heldHeaders });
        held.push(asking);
        asking.flushHeaders();
        answers.push(((await once(asking, 'response')) as [IncomingMessage])[0]);
        if (answers.length === 3 * capacity)
            for (const other of held) other.end('partneruserid=a').on('error', () => undefined);
    });
    await Promise.all(all);
    const [turnedAway, served] = [answers.slice(0, 3 * capacity), answers.slice(3 * capacity)];
    for (const answer of turnedAway) {
        assert.equal(answer.headers['retry-after'], '1');
        assert.equal(answer.statusCode, 503);
        assert.match(await text(answer), /"code":"overloaded"/);
    }
    for (const answer of served) {
        assert.equal(answer.statusCode, 200);
        answer.resume();
    }
    for (let round = 0; round < 2; round += 1) {
        const next = await Promise.all(Array.from({ length: capacity }, () => post(url)));
        assert.deepEqual(
            next.map(({ status }) => status),
            Array(capacity).fill(200)
        );
    }
});

test('a hanging identity provider takes a quarter of the places; servers with a token go on', async (t) => {
    const identityProvider = await startSlowIdentityProvider(t);
    const { url } = await startTestService(t, {
        JWT_JWKS_URL: identityProvider.url,
        JWT_ISSUER: issuer,
        JWT_AUDIENCE: audience,
        MAX_IN_FLIGHT: String(capacity)
    });
    const headers = { authorization: `Bearer ${await identityProvider.token()}` };
    const waiting = capacity / 4;
    const turnedAway: Response[] = [];
    const agents = Array.from({ length: 2 * capacity }, async () => {
        const answer = await post(url, { headers, body: null });
        if (answer.status === 503) turnedAway.push(answer);
        if (turnedAway.length === 2 * capacity - waiting) {
            assert.equal((await post(url)).status, 200);
            identityProvider.answer();
        }
        return answer.status;
    });
    const statuses = await Promise.all(agents);
    assert.equal(statuses.filter((status) => status === 200).length, waiting);
    for (const answer of turnedAway) assert.ok(Number(answer.headers.get('retry-after')) >= 1);
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
