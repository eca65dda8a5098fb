import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { text } from 'node:stream/consumers';
import { bearerToken, post, startTestService } from './support.ts';

const start = `POST /loginkey HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${bearerToken}\r\n`;
const form = 'Content-Type: application/x-www-form-urlencoded\r\n';

async function open(url: string): Promise<Socket> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return socket;
}

/** Sends bytes and reads until the service closes the connection. */
async function exchange(url: string, bytes: string): Promise<string> {
    const socket = await open(url);
    socket.write(bytes);
    return text(socket);
}

for (const [what, bytes, status, code] of [
    [
        'a header larger than any honest one',
        `${start}X-Large: ${'x'.repeat(20_000)}\r\n\r\n`,
        431,
        'headers-too-large'
    ],
    ['no HTTP', 'GIVE ME A KEY\r\n\r\n', 400, 'malformed-request'],
    [
        'two lengths, as in request smuggling',
        `${start}${form}Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc`,
        400,
        'malformed-request'
    ],
    [
        'a length beside chunks, as in request smuggling',
        `${start}${form}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
        400,
        'malformed-request'
    ],
    [
        'a broken chunk',
        `${start}${form}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
        400,
        'malformed-request'
    ],
    ['a header with a zero byte', `${start}X-Zero: a\0b\r\n\r\n`, 400, 'malformed-request']
] as const) {
    test(`${what}: ${status}, and the connection is closed`, async (t) => {
        const { url, log } = await startTestService(t);
        const answer = await exchange(url, bytes);
        assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
        assert.match(answer, new RegExp(`"code":"${code}"`));
        assert.ok(log.lines.every((line) => !line.includes(bearerToken)));
        assert.equal((await post(url)).status, 200);
    });
}

test('a body that dribbles in: 408, while others are served', async (t) => {
    const { url } = await startTestService(t, { REQUEST_TIMEOUT_MS: '300' });
    const socket = await open(url);
    socket.write(`${start}${form}Content-Length: 100\r\n\r\npartneruserid=`);
    const dribble = setInterval(() => socket.write('a'), 20);
    t.after(() => clearInterval(dribble));
    socket.on('error', () => clearInterval(dribble));
    const answer = text(socket);
    assert.equal((await post(url)).status, 200);
    assert.match(await answer, /^HTTP\/1\.1 408 .*"code":"request-timeout"/s);
});

test('headers that dribble in: 408', async (t) => {
    const { url } = await startTestService(t, { REQUEST_TIMEOUT_MS: '300' });
    assert.match(await exchange(url, start), /^HTTP\/1\.1 408 /);
});

test('a body longer than its length: the rest is not taken for a request', async (t) => {
    const { url } = await startTestService(t, { REQUEST_TIMEOUT_MS: '500' });
    const answer = await exchange(
        url,
        `${start}${form}Content-Length: 15\r\n\r\npartneruserid=aPOST /loginkey`
    );
    assert.match(answer, /^HTTP\/1\.1 200 /);
    assert.equal(answer.match(/"loginKey"/g)?.length, 1);
    assert.match(answer, /HTTP\/1\.1 4\d\d /);
});
