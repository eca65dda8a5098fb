import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bearerToken, otherToken, post, problemOf, startTestService } from './support.ts';

test('nobody gets a key without a token, and hears nothing but that', async (t) => {
    const { url } = await startTestService(t);
    const strangers = [
        undefined,
        '',
        'Bearer',
        'Bearer ',
        `Basic ${btoa('user:password')}`,
        bearerToken,
        `Bearer ${otherToken}`
    ];
    for (const authorization of strangers) {
        const headers = authorization === undefined ? {} : { authorization };
        const response = await post(url, { headers, body: 'not even read' });
        assert.equal(response.headers.get('www-authenticate'), 'Bearer');
        assert.deepEqual(await problemOf(response), { status: 401, code: 'unauthenticated' });
    }
});

test('several tokens are good at once, so that one can replace the other', async (t) => {
    const { url } = await startTestService(t, { BEARER_TOKENS: `${bearerToken}, ${otherToken}` });
    for (const token of [bearerToken, otherToken]) {
        assert.equal(
            (await post(url, { headers: { authorization: `Bearer ${token}` } })).status,
            200
        );
        assert.equal(
            (await post(url, { headers: { authorization: `bearer ${token}` } })).status,
            200
        );
        assert.equal(
            (await post(url, { headers: { authorization: `Bearer ${token}x` } })).status,
            401
        );
        assert.equal(
            (await post(url, { headers: { authorization: `Bearer ${token.slice(0, -1)}` } }))
                .status,
            401
        );
    }
});

test('a token cannot be given in the query or the form', async (t) => {
    const { url } = await startTestService(t);
    const query = `?partneruserid=a&access_token=${bearerToken}`;
    const body = new URLSearchParams({ access_token: bearerToken });
    assert.equal((await post(url, { headers: {}, query, body })).status, 401);
});

test('a server asking for the keys of a group that is not its own: 403', async (t) => {
    const { url } = await startTestService(t);
    const body = new URLSearchParams({ partneruserid: 'a', groupid: '54321' });
    assert.deepEqual(await problemOf(await post(url, { body })), {
        status: 403,
        code: 'group-not-allowed'
    });
});
