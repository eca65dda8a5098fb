import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { SettingsError } from '../src/settings/checks.ts';
import { settingsFrom } from '../src/settings/settings-from.ts';
import { skipWithoutRedis, startRedis } from './redis-server.ts';
import { startProcess, urlIn } from './service-process.ts';
import {
    apiKey,
    authorized,
    bearerToken,
    post,
    startTestService,
    testEnvironment
} from './support.ts';

/** A collector that keeps what it is sent, or never answers. */
async function startCollector(t: TestContext, { answers = true } = {}) {
    const sent: { url: string | undefined; headers: IncomingHttpHeaders; body: Buffer }[] = [];
    const server = createServer((request, response) => {
        void buffer(request).then((body) => {
            sent.push({ url: request.url, headers: request.headers, body });
            if (answers) response.end();
        });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => {
        server.closeAllConnections();
        server.close();
    });
    return { sent, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('spans tell what became of a request and how long it took, and nothing of tokens, keys and people', async (t) => {
    const collector = await startCollector(t);
    const { child, exited, log } = startProcess(t, {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=bank',
        OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test'
    });
    const url = await urlIn(log);
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const answer = await post(url, {
        query: '?partneruserid=agent@example.com',
        headers: {
            ...authorized,
            traceparent: `00-${traceId}-b7ad6b7169203331-01`,
            tracestate: 'vendor=from-a-stranger',
            baggage: 'user=from-a-stranger'
        }
    });
    const { loginKey } = (await answer.json()) as { loginKey: string };
    await post(url, { headers: { authorization: 'Bearer not-a-good-token' } });
    child.kill('SIGTERM');
    assert.deepEqual(await exited, [0, null]);

    assert.ok(collector.sent.length > 0);
    const spans = Buffer.concat(collector.sent.map(({ body }) => body));
    for (const { url: path, headers } of collector.sent) {
        assert.equal(path, '/v1/traces');
        assert.equal(headers['x-tenant'], 'bank');
    }
    assert.ok(spans.includes(Buffer.from(traceId, 'hex')), 'the trace of the caller goes on');
    for (const told of [
        'login-key-service',
        'deployment.environment.name',
        'POST /loginkey',
        'authenticate',
        'http.response.status_code',
        'unauthenticated',
        answer.headers.get('x-request-id') ?? 'none'
    ])
        assert.ok(spans.includes(told), told);
    for (const secret of [
        apiKey,
        bearerToken,
        loginKey,
        'not-a-good-token',
        'agent@example.com',
        'agent%40example.com',
        'partneruserid',
        'Bearer',
        'from-a-stranger',
        '127.0.0.1'
    ])
        assert.ok(!spans.includes(secret), secret);
});

test(
    'what a request waits for in Redis is a span of its own',
    { skip: skipWithoutRedis() },
    async (t) => {
        const [collector, redis] = await Promise.all([startCollector(t), startRedis(t)]);
        const { child, exited, log } = startProcess(t, {
            OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
            REDIS_URL: redis.url
        });
        const url = await urlIn(log);
        await log.line('Redis answers');
        assert.equal((await post(url)).status, 200);
        child.kill('SIGTERM');
        assert.deepEqual(await exited, [0, null]);
        const spans = Buffer.concat(collector.sent.map(({ body }) => body));
        assert.ok(spans.includes('count in Redis'));
        assert.ok(!spans.includes('agent@example.com'));
    }
);

test('a collector that is away or hangs costs no key, is told in the log, and does not keep the process', async (t) => {
    const hanging = await startCollector(t, { answers: false });
    for (const [endpoint, timeout] of [
        ['http://127.0.0.1:9', '10000'],
        [hanging.url, '100']
    ] as const) {
        const { child, exited, log } = startProcess(t, {
            OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
            OTEL_EXPORTER_OTLP_TIMEOUT: timeout,
            OTEL_BSP_SCHEDULE_DELAY: '10'
        });
        const url = await urlIn(log);
        assert.equal((await post(url)).status, 200);
        if (endpoint === hanging.url) await log.line('traces could not be sent');
        child.kill('SIGTERM');
        assert.deepEqual(await exited, [0, null]);
    }
});

test('traces are off unless a collector is named, and then nothing of the SDK is loaded', async (t) => {
    const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
    for (const [changes, sends] of [
        [{}, false],
        [{ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, false],
        [{ ...collector, OTEL_SDK_DISABLED: 'TRUE' }, false],
        [{ ...collector, OTEL_TRACES_EXPORTER: 'none' }, false],
        [collector, true],
        [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector/v1/traces' }, true]
    ] as const)
        assert.equal(settingsFrom({ ...testEnvironment, ...changes }).sendsTraces, sends);

    const { url } = await startTestService(t);
    assert.equal((await post(url)).status, 200);
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    assert.deepEqual(
        loaded.filter((path) => path.includes('sdk-trace')),
        []
    );
});

test('what is not built in for traces ends the start and is named', () => {
    const mistakes = {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317',
        OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
        OTEL_TRACES_EXPORTER: 'zipkin',
        OTEL_TRACES_SAMPLER: 'sometimes'
    };
    assert.throws(
        () => settingsFrom({ ...testEnvironment, ...mistakes }),
        (error: unknown) => {
            assert.ok(error instanceof SettingsError);
            assert.deepEqual(
                error.problems.map((problem) => problem.split(' ')[0]).toSorted(),
                Object.keys(mistakes).toSorted()
            );
            return true;
        }
    );
});
