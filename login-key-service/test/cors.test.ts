import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorized, post, startTestService } from './support.ts';

const origin = 'https://example.lightning.force.com';

function preflight(url: string, from: string): Promise<Response> {
    const headers = {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-agent'
    };
    return fetch(`${url}/loginkey`, { method: 'OPTIONS', headers });
}

test("a preflight from an allowed origin allows POST, Authorization, Content-Type and the owner's headers", async (t) => {
    const { url } = await startTestService(t, {
        ALLOWED_ORIGINS: `https://other.example,${origin}`,
        ALLOWED_HEADERS: 'X-Agent'
    });
    const { status, headers } = await preflight(url, origin);
    assert.equal(status, 204);
    assert.equal(headers.get('access-control-allow-origin'), origin);
    assert.equal(headers.get('access-control-allow-methods'), 'POST');
    assert.match(
        headers.get('access-control-allow-headers') ?? '',
        /Authorization, Content-Type, .*X-Agent/
    );
    assert.equal(headers.get('access-control-allow-credentials'), null);
    assert.match(headers.get('vary') ?? '', /Origin/);
});

test('answers and refusals to an allowed origin can be read by its pages', async (t) => {
    const { url } = await startTestService(t, { ALLOWED_ORIGINS: origin });
    for (const headers of [{ ...authorized, origin }, { origin }]) {
        const response = await post(url, { headers });
        assert.equal(response.headers.get('access-control-allow-origin'), origin);
        assert.match(response.headers.get('access-control-expose-headers') ?? '', /Retry-After/);
    }
});

test('no other origin is let in, and none when none is named', async (t) => {
    const some = await startTestService(t, { ALLOWED_ORIGINS: origin });
    const none = await startTestService(t);
    const strangers = [
        'https://evil.example',
        `${origin}.evil.example`,
        'null',
        'http://example.lightning.force.com'
    ];
    for (const { url } of [some, none]) {
        for (const stranger of strangers) {
            assert.equal(
                (await preflight(url, stranger)).headers.get('access-control-allow-origin'),
                null
            );
            const response = await post(url, { headers: { ...authorized, origin: stranger } });
            assert.equal(response.headers.get('access-control-allow-origin'), null);
        }
    }
});
