import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bearerToken, otherToken, post, problemOf, startTestService } from './support.ts';

const keyFor = (partneruserid: string) => ({ body: new URLSearchParams({ partneruserid }) });

test('one partner user gets so many keys a minute, whoever asks; others are not held up', async (t) => {
    const { url } = await startTestService(t, {
        LIMIT_PER_PUID: '2',
        BEARER_TOKENS: `${bearerToken},${otherToken}`
    });
    assert.equal((await post(url, keyFor('anna'))).status, 200);
    assert.equal(
        (await post(url, { ...keyFor('anna'), headers: { authorization: `Bearer ${otherToken}` } }))
            .status,
        200
    );
    const refused = await post(url, keyFor('anna'));
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    assert.deepEqual(await problemOf(refused), { status: 429, code: 'too-many-requests' });
    assert.equal((await post(url, keyFor('bert'))).status, 200);
});

test('one caller asks so often a minute; another one with its own token still may', async (t) => {
    const { url } = await startTestService(t, {
        LIMIT_PER_CALLER: '2',
        BEARER_TOKENS: `${bearerToken},${otherToken}`
    });
    for (const agent of ['anna', 'bert'])
        assert.equal((await post(url, keyFor(agent))).status, 200);
    assert.equal((await post(url, keyFor('carl'))).status, 429);
    assert.equal(
        (await post(url, { ...keyFor('carl'), headers: { authorization: `Bearer ${otherToken}` } }))
            .status,
        200
    );
});

test('strangers of an address try so often a minute; they lock out neither valid callers nor health checks', async (t) => {
    const { url } = await startTestService(t, { LIMIT_PER_ADDRESS: '3' });
    for (const agent of ['anna', 'bert', 'carl', 'dora'])
        assert.equal((await post(url, keyFor(agent))).status, 200);
    for (let attempt = 0; attempt < 3; attempt += 1)
        assert.equal((await post(url, { headers: {} })).status, 401);
    assert.equal((await post(url, { headers: {} })).status, 429);
    assert.equal((await post(url, keyFor('emil'))).status, 200);
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
});

test('an address is the same with and without a port, and with all others of its IPv6 network', async (t) => {
    const { url } = await startTestService(t, {
        LIMIT_PER_ADDRESS: '1',
        TRUSTED_PROXIES: 'loopback'
    });
    const refusals = async (...addresses: string[]) => {
        const statuses = [];
        for (const address of addresses) {
            const headers = { 'x-forwarded-for': address };
            statuses.push((await post(url, { headers })).status);
        }
        return statuses;
    };
    const networks = [
        ['203.0.113.1', '203.0.113.1:4711', '::ffff:203.0.113.1', '[::ffff:cb00:7101]:80'],
        [
            '2001:db8:0:1::1',
            '[2001:db8:0:1::2]:4711',
            '2001:db8::1:ffff:0:0:1',
            '2001:DB8:0:1:5:6:7:8'
        ],
        ['2001:db8:0:2::1', '2001:db8:0:2:ffff::', '2001:db8:0:2:0:1:0:0', '2001:db8:0:2::%eth0']
    ];
    for (const network of networks)
        assert.deepEqual(await refusals(...network), [401, 429, 429, 429], network[0]);
});

test('X-Forwarded-For names the address only when a trusted proxy says so', async (t) => {
    const limit = { LIMIT_PER_ADDRESS: '1' };
    const direct = await startTestService(t, limit);
    const proxied = await startTestService(t, { ...limit, TRUSTED_PROXIES: 'loopback' });
    const statuses = async (url: string) => {
        const from = (address: string) => post(url, { headers: { 'x-forwarded-for': address } });
        return [
            (await from('203.0.113.1')).status,
            (await from('203.0.113.2')).status,
            (await from('203.0.113.2')).status
        ];
    };
    assert.deepEqual(await statuses(direct.url), [401, 429, 429]);
    assert.deepEqual(await statuses(proxied.url), [401, 401, 429]);
});
