import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { post, problemOf, startTestService } from './support.ts';

const development = { BEARER_TOKENS: undefined, GLANCE_DEVELOPMENT_MODE: 'yes' };

test('development mode gives keys without authentication and says so loudly', async (t) => {
    const { url, log } = await startTestService(t, development);
    assert.equal((await post(url, { headers: {} })).status, 200);
    const { level } = JSON.parse(await log.line('DEVELOPMENT MODE')) as { level: number };
    assert.equal(level, 40);
});

for (const name of [
    'Forwarded',
    'Via',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'X-Real-IP',
    'X-Original-Host',
    'X-Client-IP',
    'X-Envoy-External-Address',
    'X-Amzn-Trace-Id',
    'True-Client-IP',
    'CF-Connecting-IP',
    'CDN-Loop',
    'Fly-Client-IP',
    'Fastly-Client-IP'
]) {
    test(`development mode refuses what came through a proxy that adds ${name}`, async (t) => {
        const { url } = await startTestService(t, development);
        const response = await post(url, { headers: { [name]: '203.0.113.7' } });
        assert.deepEqual(await problemOf(response), { status: 403, code: 'not-from-this-machine' });
    });
}

test('development mode refuses a host name other than localhost', async (t) => {
    const { url } = await startTestService(t, development);
    const status = await new Promise((resolve, reject) => {
        const options = { method: 'POST', headers: { host: 'rebound.example' } };
        request(`${url}/loginkey?partneruserid=a`, options, (response) => {
            response.resume();
            resolve(response.statusCode);
        })
            .on('error', reject)
            .end();
    });
    assert.equal(status, 403);
});
