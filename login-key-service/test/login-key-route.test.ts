import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createLoginKey } from '../src/login-key.ts';
import { isPartnerUserId } from '../src/partner-user-id.ts';
import { apiKey, authorized, post, problemOf, startTestService } from './support.ts';

const partnerUserId = "Zoë O'Brien+1@example.com";
const json = { ...authorized, 'content-type': 'application/json' };

interface Answer {
    loginKey: string;
    groupId: number;
    expiration: number;
    expiresIn: number;
}

test('a form, JSON and a query are all understood, and signed alike', async (t) => {
    const { url } = await startTestService(t, { GLANCE_EXPIRATION: '600' });
    const query = `?partneruserid=${encodeURIComponent(partnerUserId)}`;
    const ways = [
        { body: new URLSearchParams({ partneruserid: partnerUserId }) },
        { headers: json, body: JSON.stringify({ partneruserid: partnerUserId }) },
        { query, body: null },
        { query, body: new URLSearchParams({ partneruserid: partnerUserId, more: 'ignored' }) },
        { headers: json, body: JSON.stringify({ partneruserid: partnerUserId, groupid: 12345 }) }
    ];
    for (const way of ways) {
        const before = Math.floor(Date.now() / 1000);
        const response = await post(url, way);
        const answer = (await response.json()) as Answer;
        assert.equal(response.status, 200);
        assert.deepEqual(Object.keys(answer).sort(), [
            'expiration',
            'expiresIn',
            'groupId',
            'loginKey'
        ]);
        assert.equal(answer.groupId, 12345);
        assert.equal(answer.expiresIn, 600);
        assert.ok(
            answer.expiration >= before + 600 &&
                answer.expiration <= Math.floor(Date.now() / 1000) + 600
        );
        assert.equal(answer.loginKey, createLoginKey({ ...answer, partnerUserId, apiKey }));
    }
});

test('answers are never stored and carry security headers', async (t) => {
    const { url } = await startTestService(t);
    for (const response of [
        await post(url),
        await post(url, { headers: {} }),
        await fetch(`${url}/loginkey`)
    ]) {
        assert.equal(response.headers.get('cache-control'), 'no-store');
        assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
        assert.match(response.headers.get('strict-transport-security') ?? '', /max-age=31536000/);
        assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    }
});

for (const [what, request] of [
    ['no partner user id', { body: new URLSearchParams() }],
    ['an empty partner user id', { body: new URLSearchParams({ partneruserid: '' }) }],
    ['one of 256 characters', { body: new URLSearchParams({ partneruserid: 'x'.repeat(256) }) }],
    ['a line break in it', { body: new URLSearchParams({ partneruserid: 'a\nb' }) }],
    ['two in the form', { body: new URLSearchParams('partneruserid=a&partneruserid=b') }],
    ['another one in the query', { query: '?partneruserid=someone-else' }],
    ['a number in JSON', { headers: json, body: '{"partneruserid":7}' }],
    ['half a surrogate pair in JSON', { headers: json, body: '{"partneruserid":"\\ud800"}' }],
    ['JSON cut short', { headers: json, body: '{"partneruserid":"a"' }],
    ['JSON that is no object', { headers: json, body: '"agent"' }],
    [
        'JSON that reaches for the prototype',
        { headers: json, body: '{"__proto__":{},"partneruserid":"a"}' }
    ],
    ['JSON in Latin-1', { headers: json, body: Buffer.from('{"partneruserid":"é"}', 'latin1') }],
    ['a broken escape in the query', { query: '?partneruserid=100%' }],
    ['an escape that is not UTF-8 in the query', { query: '?partneruserid=%e9' }],
    ['a group id that is none', { query: '?groupid=twelve' }],
    [
        'an escape that is not UTF-8 in the form',
        {
            headers: { ...authorized, 'content-type': 'application/x-www-form-urlencoded' },
            body: 'partneruserid=%c3%28'
        }
    ]
] as const) {
    test(`${what}: 400`, async (t) => {
        const { url } = await startTestService(t);
        assert.deepEqual(await problemOf(await post(url, request)), {
            status: 400,
            code: 'malformed-request'
        });
    });
}

test('a path with a broken escape: 400', async (t) => {
    const { url } = await startTestService(t);
    const response = await fetch(`${url}/login%key`, { method: 'POST' });
    assert.deepEqual(await problemOf(response), { status: 400, code: 'malformed-request' });
});

test('other methods, paths, content types and large bodies are refused', async (t) => {
    const { url } = await startTestService(t);
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
        const response = await fetch(`${url}/loginkey`, { method, headers: authorized });
        assert.equal(response.headers.get('allow'), 'POST, OPTIONS', method);
        assert.deepEqual(await problemOf(response), { status: 405, code: 'method-not-allowed' });
    }
    assert.deepEqual(await problemOf(await fetch(`${url}/other`)), {
        status: 404,
        code: 'not-found'
    });
    const text = {
        headers: { ...authorized, 'content-type': 'text/plain' },
        body: 'partneruserid=a'
    };
    assert.deepEqual(await problemOf(await post(url, text)), {
        status: 415,
        code: 'unsupported-media-type'
    });
    const large = { body: new URLSearchParams({ partneruserid: 'a', more: 'x'.repeat(10_000) }) };
    assert.deepEqual(await problemOf(await post(url, large)), {
        status: 413,
        code: 'body-too-large'
    });
});

test('problems follow RFC 9457 and repeat nothing of the request', async (t) => {
    const { url } = await startTestService(t);
    const response = await post(url, { query: '?partneruserid=repeat-me%00', body: null });
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
    const text = await response.text();
    assert.deepEqual(Object.keys(JSON.parse(text) as object).sort(), [
        'code',
        'detail',
        'requestId',
        'status',
        'title',
        'type'
    ]);
    assert.doesNotMatch(text, /repeat-me/);
});

test('a request id is taken over when harmless, else made', async (t) => {
    const { url } = await startTestService(t);
    const withId = (id: string) => post(url, { headers: { ...authorized, 'x-request-id': id } });
    assert.equal(
        (await withId('4bf92f3577b34da6a3ce929d0e0e4736')).headers.get('x-request-id'),
        '4bf92f3577b34da6a3ce929d0e0e4736'
    );
    assert.match((await withId('"}<script>')).headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
});

test('whatever the partner user id, the key that comes back verifies', async (t) => {
    const { app } = await startTestService(t, {
        LIMIT_PER_CALLER: '10000',
        LIMIT_PER_ADDRESS: '10000'
    });
    const anyId = fc
        .string({ minLength: 1, maxLength: 255, unit: 'grapheme' })
        .filter(isPartnerUserId);
    await fc.assert(
        fc.asyncProperty(anyId, fc.boolean(), async (id, asJson) => {
            const response = await app.inject({
                method: 'POST',
                url: '/loginkey',
                headers: asJson
                    ? json
                    : { ...json, 'content-type': 'application/x-www-form-urlencoded' },
                payload: asJson ? { partneruserid: id } : `partneruserid=${encodeURIComponent(id)}`
            });
            const answer = response.json<Answer>();
            assert.equal(answer.loginKey.length, 57);
            assert.equal(answer.loginKey, createLoginKey({ ...answer, partnerUserId: id, apiKey }));
        }),
        { numRuns: 500 }
    );
});

test('a key that JSON names twice, escaped or not, is refused; one that stands deeper is another key', async (t) => {
    const { url } = await startTestService(t);
    const twice = [
        '{"partneruserid":"anna","partneruserid":"bert"}',
        '{"partneruserid":"anna","partner\\u0075serid":"bert"}',
        '{"partneruserid":"anna","groupid":12345,"groupid":"12345"}'
    ];
    for (const body of twice)
        assert.equal((await post(url, { headers: json, body })).status, 400, body);
    const body = '{"more":{"partneruserid":"anna"},"partneruserid":"bert"}';
    assert.equal((await post(url, { headers: json, body })).status, 200);
});
