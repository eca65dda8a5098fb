import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { exportJWK, SignJWT } from 'jose';
import { RemoteKeys } from '../src/callers/remote-keys.ts';
import { createLog } from '../src/operations/log.ts';
import { startProcess, urlIn } from './service-process.ts';
import { post, problemOf, startTestService, TestLog } from './support.ts';

const soon = { timeout: 30_000 };
const issuer = 'https://issuer.example';
const [ours, other, third] = ['', '', ''].map(() =>
    generateKeyPairSync('rsa', { modulusLength: 2048 })
) as [Pair, Pair, Pair];
interface Pair {
    readonly publicKey: KeyObject;
    readonly privateKey: KeyObject;
}

const MINUTE = 60_000;
const header = { alg: 'RS256', kid: 'ours' };
const jwk = async (pair: Pair, kid?: string) => ({
    ...(await exportJWK(pair.publicKey)),
    ...(kid === undefined ? {} : { kid }),
    use: 'sig'
});
const goodKeys = JSON.stringify({ keys: [await jwk(ours, 'ours')] });
const good = (_request: unknown, response: ServerResponse) => response.end(goodKeys);

/** A server of keys whose behavior can be changed; it counts what it is asked. */
async function keyServer(t: TestContext) {
    const keys = { url: new URL('http://127.0.0.1'), asked: 0, answer: good as RequestListener };
    const server = createServer((request, response) => {
        keys.asked += 1;
        keys.answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => {
        server.close();
        server.closeAllConnections();
    });
    keys.url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`);
    return keys;
}

/** Keys of such a server, with a clock that only the test moves. */
function keysAt(t: TestContext, url: URL) {
    const clock = { now: Date.now() };
    const log = new TestLog();
    const counted = { failures: 0 };
    const keys = new RemoteKeys(url, 86_400, {
        places: { taken: 0, max: 10 },
        timeout: 1000,
        log: createLog('info', log),
        metrics: {
            identityProviderFailed: () => {
                counted.failures += 1;
            }
        },
        now: () => clock.now
    });
    t.after(() => keys.close());
    return { keys, clock, log, counted };
}

const ofLittleUse = JSON.stringify({
    keys: [
        { kty: 'oct', k: 'c2VjcmV0', kid: 'ours' },
        { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'ours' },
        { ...(await exportJWK(other.privateKey)), kid: 'ours' },
        null
    ]
});

const misbehaviors: readonly (readonly [what: string, answer: RequestListener, reason: RegExp])[] =
    [
        ['fails', (_request, response) => response.writeHead(500).end(goodKeys), /status-500/],
        [
            'leads elsewhere',
            (request, response) =>
                request.url === '/jwks'
                    ? response.writeHead(302, { location: '/elsewhere' }).end()
                    : response.end(goodKeys),
            /status-302/
        ],
        ['answers with a page', (_request, response) => response.end('<html></html>'), /not-json/],
        ['has no keys', (_request, response) => response.end('{"keys":[]}'), /no-usable-keys/],
        ['has no list', (_request, response) => response.end('null'), /no-usable-keys/],
        [
            'has secret, short and private keys only',
            (_request, response) => response.end(ofLittleUse),
            /no-usable-keys/
        ],
        [
            'never ends its answer',
            (_request, response) => {
                response.on('error', () => undefined);
                const more = (): boolean => response.write('x'.repeat(65_536), more);
                more();
            },
            /UND_ERR_RES_EXCEEDED_MAX_SIZE/
        ],
        [
            'hangs up in the middle',
            (_request, response) => {
                response.writeHead(200, { 'content-length': 5000 });
                response.write('{"keys":', () => response.destroy());
            },
            /UND_ERR_SOCKET|ECONNRESET/
        ],
        ['says nothing', () => undefined, /TimeoutError/],
        ['dribbles', (_request, response) => response.write('{'), /TimeoutError/]
    ];

test(
    'an identity provider that misbehaves: the last good keys serve up to their age, and its silence is told',
    soon,
    async (t) => {
        await Promise.all(
            misbehaviors.map(([what, answer, reason]) =>
                t.test(what, async (t) => {
                    const server = await keyServer(t);
                    const { keys, clock, log, counted } = keysAt(t, server.url);
                    assert.equal((await keys.matching(header)).length, 1);

                    server.answer = answer;
                    clock.now += 11 * MINUTE;
                    assert.equal((await keys.matching(header)).length, 1);
                    await keys.fetch();
                    assert.match(
                        (JSON.parse(await log.line('last good ones')) as { reason: string }).reason,
                        reason
                    );
                    assert.equal(counted.failures, 1);
                    clock.now += 23 * 60 * MINUTE;
                    assert.equal((await keys.matching(header)).length, 1);
                    await keys.fetch();

                    clock.now += 60 * MINUTE;
                    await assert.rejects(keys.matching(header), {
                        code: 'identity-provider-unavailable'
                    });
                    server.answer = good;
                    clock.now += 2 * MINUTE;
                    assert.equal((await keys.matching(header)).length, 1);
                    assert.ok(await log.line('answers again'));
                })
            )
        );
    }
);

test('while the provider is away, requests do not fetch: pauses grow, and callers hear when to come again', async (t) => {
    const server = await keyServer(t);
    server.answer = (_request, response) => response.writeHead(503).end();
    const { keys, clock } = keysAt(t, server.url);
    await keys.fetch();
    const pauses = [];
    for (let round = 1; round <= 8; round += 1) {
        assert.equal(server.asked, round);
        const refusals = await Promise.all(
            Array.from({ length: 5 }, () =>
                keys.matching(header).then(
                    () => 0,
                    (error: { retryAfter: number }) => error.retryAfter
                )
            )
        );
        const [pause = 0] = refusals;
        assert.deepEqual(refusals, Array(5).fill(pause));
        assert.equal(server.asked, round);
        pauses.push(pause);
        clock.now += pause * 1000;
        await keys.fetch();
    }
    assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
});

test('a key id that is not known is looked up at most every thirty seconds; before, it is 503 and not 401', async (t) => {
    const server = await keyServer(t);
    const { keys, clock } = keysAt(t, server.url);
    await keys.fetch();
    const renewed = { alg: 'RS256', kid: 'renewed' };
    await assert.rejects(keys.matching(renewed), {
        code: 'identity-provider-unavailable',
        reason: 'unknown-key',
        retryAfter: 30
    });
    assert.equal(server.asked, 1);

    clock.now += 31_000;
    await assert.rejects(keys.matching(renewed), {
        code: 'unauthenticated',
        reason: 'unknown-key'
    });
    assert.equal(server.asked, 2);

    const both = JSON.stringify({ keys: [await jwk(ours, 'ours'), await jwk(other, 'renewed')] });
    server.answer = (_request, response) => response.end(both);
    await assert.rejects(keys.matching(renewed), { code: 'identity-provider-unavailable' });
    clock.now += 31_000;
    assert.equal((await keys.matching(renewed)).length, 1);
    assert.equal(server.asked, 3);
});

const token = (pair: Pair, kid?: string) =>
    new SignJWT({ iss: issuer, aud: 'login-keys', sub: 'agent@example.com' })
        .setProtectedHeader({ alg: 'RS256', ...(kid === undefined ? {} : { kid }) })
        .setIssuedAt()
        .setExpirationTime('5 minutes')
        .sign(pair.privateKey);
const as = async (url: string, jwt: string) =>
    post(url, { headers: { authorization: `Bearer ${jwt}` }, body: null });
const byJwks = (url: URL) => ({
    BEARER_TOKENS: undefined,
    JWT_JWKS_URL: url.href,
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: 'login-keys'
});

test('a token without a key id is tried with every key that fits', async (t) => {
    const server = await keyServer(t);
    const keys = JSON.stringify({ keys: [await jwk(ours), await jwk(other)] });
    server.answer = (_request, response) => response.end(keys);
    const { url, log } = await startTestService(t, byJwks(server.url));
    for (const pair of [ours, other]) assert.equal((await as(url, await token(pair))).status, 200);
    assert.equal((await as(url, await token(third))).status, 401);
    assert.match(await log.line('refused'), /"reason":"signature"/);
});

test('no keys yet and none to be had: 503 with Retry-After; a key with the wrong signature: 401', async (t) => {
    const server = await keyServer(t);
    server.answer = (_request, response) => response.writeHead(500).end();
    const { url } = await startTestService(t, byJwks(server.url));
    const unavailable = await as(url, await token(ours, 'ours'));
    assert.ok(Number(unavailable.headers.get('retry-after')) >= 1);
    assert.deepEqual(await problemOf(unavailable), {
        status: 503,
        code: 'identity-provider-unavailable'
    });
    server.answer = good;
    while ((await as(url, await token(ours, 'ours'))).status !== 200);
    assert.equal((await as(url, await token(other, 'ours'))).status, 401);
});

test('keys are fetched through the proxy that the environment names', soon, async (t) => {
    const server = await keyServer(t);
    const asked: string[] = [];
    const proxy = createServer().listen(0, '127.0.0.1');
    proxy.on('connect', (request, client) => {
        asked.push(String(request.url));
        const upstream = connect(Number(server.url.port), '127.0.0.1', () => {
            client.write('HTTP/1.1 200 Connection established\r\n\r\n');
            upstream.pipe(client).pipe(upstream);
        });
        for (const socket of [upstream, client]) socket.on('error', () => undefined);
    });
    await once(proxy, 'listening');
    t.after(() => proxy.close());
    const { log } = startProcess(t, {
        ...byJwks(server.url),
        HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    });
    const url = await urlIn(log);
    assert.equal((await as(url, await token(ours, 'ours'))).status, 200);
    assert.deepEqual(asked, [server.url.host]);
});
