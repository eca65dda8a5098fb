import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { bearerToken, post, startTestService } from './support.ts';

const soon = { timeout: 30_000 };
const start = `POST /loginkey HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${bearerToken}\r\n`;
const body =
    'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\npartneruserid=';

/** A client that never closes its connection, whatever it hears. */
async function stubborn(t: TestContext, url: string): Promise<Socket> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    t.after(() => socket.destroy());
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
}

/** Counts the service's side of connections that have been closed, and waits for so many. */
function closings(server: {
    on(event: 'connection', listener: (socket: Socket) => void): unknown;
}) {
    let closed = 0;
    let onClosed = () => undefined as void;
    server.on('connection', (socket) =>
        socket.once('close', () => {
            closed += 1;
            onClosed();
        })
    );
    return (wanted: number) =>
        new Promise<void>((resolve) => {
            onClosed = () => {
                if (closed >= wanted) resolve();
            };
            onClosed();
        });
}

test(
    'bodies that never come, from clients that never close: their places and descriptors are free after the timeout',
    soon,
    async (t) => {
        const { url, app } = await startTestService(t, {
            MAX_IN_FLIGHT: '4',
            REQUEST_TIMEOUT_MS: '300'
        });
        const closed = closings(app.server);
        const answers = Array.from({ length: 4 }, async () => {
            const socket = await stubborn(t, url);
            socket.write(start + body);
            return String((await once(socket, 'data'))[0]);
        });
        for (const answer of await Promise.all(answers)) assert.match(answer, /^HTTP\/1\.1 408 /);
        await closed(4);
        assert.equal((await post(url)).status, 200);
    }
);

test('clients that send nothing lose their connections', soon, async (t) => {
    const { url, app } = await startTestService(t, { REQUEST_TIMEOUT_MS: '300' });
    const closed = closings(app.server);
    await Promise.all(Array.from({ length: 4 }, () => stubborn(t, url)));
    await closed(4);
});

test(
    'a client that asks on and on and reads no answer loses its connection, and its place is free',
    soon,
    async (t) => {
        const limit = '1000000';
        const { url, app } = await startTestService(t, {
            MAX_IN_FLIGHT: '4',
            REQUEST_TIMEOUT_MS: '300',
            LIMIT_PER_CALLER: limit,
            LIMIT_PER_PUID: limit
        });
        const closed = closings(app.server);
        const socket = await stubborn(t, url);
        const request = start.replace('/loginkey', '/loginkey?partneruserid=a') + '\r\n';
        socket.pause();
        socket.write(request.repeat(50_000));
        await closed(1);
        assert.equal((await post(url)).status, 200);
    }
);

test(
    'connections beyond the limit, in all or from one address, are closed and counted; then others are taken again',
    soon,
    async (t) => {
        for (const limit of ['MAX_CONNECTIONS', 'MAX_CONNECTIONS_PER_ADDRESS']) {
            const { url, log, app, metricsUrl } = await startTestService(t, {
                [limit]: '3',
                METRICS_PORT: '0'
            });
            const closed = closings(app.server);
            const open = await Promise.all([1, 2, 3].map(() => stubborn(t, url)));
            const beyond = await stubborn(t, url);
            beyond.resume();
            await once(beyond, 'end');
            await log.line('connections dropped');
            const metrics = await (await fetch(String(metricsUrl))).text();
            const label = limit === 'MAX_CONNECTIONS' ? 'all' : 'address';
            assert.match(metrics, new RegExp(`connections_dropped_total\\{limit="${label}"\\} 1`));
            for (const socket of open) socket.destroy();
            await closed(3);
            assert.equal((await post(url)).status, 200);
        }
    }
);

test('a trusted proxy may open as many connections as there are', soon, async (t) => {
    const { url } = await startTestService(t, {
        MAX_CONNECTIONS_PER_ADDRESS: '1',
        REQUEST_TIMEOUT_MS: '300',
        TRUSTED_PROXIES: 'loopback'
    });
    await Promise.all([1, 2, 3].map(() => stubborn(t, url)));
    assert.equal((await post(url)).status, 200);
});

for (const [bytes, code, reason] of [
    ['GIVE ME A KEY\r\n\r\n', 'malformed-request', 'HPE_INVALID_METHOD'],
    [`${start}X-Large: ${'x'.repeat(20_000)}\r\n\r\n`, 'headers-too-large', 'HPE_HEADER_OVERFLOW'],
    [start, 'request-timeout', 'ERR_HTTP_REQUEST_TIMEOUT']
] as const) {
    test(`what the parser refuses as ${code} is counted and logged`, soon, async (t) => {
        const { url, log, metricsUrl } = await startTestService(t, {
            METRICS_PORT: '0',
            REQUEST_TIMEOUT_MS: '300'
        });
        const socket = await stubborn(t, url);
        socket.resume();
        socket.write(bytes);
        const line = JSON.parse(await log.line('refused')) as Record<string, unknown>;
        assert.deepEqual(
            [line['code'], line['reason'], line['address']],
            [code, reason, '127.0.0.1']
        );
        const metrics = await (await fetch(String(metricsUrl))).text();
        assert.ok(metrics.includes(`refused_total{code="${code}",reason="${reason}"} 1`));
    });
}
