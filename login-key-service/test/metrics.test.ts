import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKey, bearerToken, post, startTestService } from './support.ts';

test('metrics are on a port of their own and count keys and refusals', async (t) => {
    const { url, metricsUrl } = await startTestService(t, { METRICS_PORT: '0' });
    assert.ok(metricsUrl !== undefined);
    await post(url);
    await post(url, { headers: {} });
    for (const path of ['/healthz', '/readyz', '/nowhere']) await fetch(url + path);

    const response = await fetch(metricsUrl);
    const text = await response.text();
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    assert.match(text, /^login_keys_issued_total\{group="12345"\} 1$/m);
    assert.match(
        text,
        /^login_key_requests_refused_total\{code="unauthenticated",reason="no-token"\} 1$/m
    );
    assert.match(text, /^login_key_request_duration_seconds_count\{status="200"\} 1$/m);
    assert.doesNotMatch(text, /request_duration_seconds_count\{status="404"\}/);
    assert.match(text, /^nodejs_eventloop_lag_seconds /m);
    for (const secret of [apiKey, bearerToken, 'agent@example.com'])
        assert.ok(!text.includes(secret));

    assert.equal((await fetch(`${url}/metrics`)).status, 404);
    assert.equal((await fetch(new URL('/loginkey', metricsUrl), { method: 'POST' })).status, 404);
});

test('probes may ask with HEAD', async (t) => {
    const { url } = await startTestService(t);
    for (const path of ['/healthz', '/readyz'])
        assert.equal((await fetch(url + path, { method: 'HEAD' })).status, 200);
});
