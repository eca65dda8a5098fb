import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { startProcess, urlIn } from './service-process.ts';
import { post } from './support.ts';

const soon = { timeout: 60_000 };

async function open(t: TestContext, url: string): Promise<Socket> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    t.after(() => socket.destroy());
    socket.on('error', () => undefined);
    await once(socket, 'connect').catch(() => undefined);
    return socket;
}

for (const [what, shell] of [
    ['and nothing else', 'ulimit -n 300;'],
    // What something else takes leaves fewer than the limit on connections counts on.
    [
        'and others taken',
        'ulimit -n 300; for fd in $(seq 100 220); do eval "exec $fd</dev/null"; done;'
    ]
] as const) {
    test(
        `600 connections at ulimit -n 300, ${what}: it sheds, lives and recovers`,
        soon,
        async (t) => {
            const { child, log } = startProcess(
                t,
                { MAX_EVENT_LOOP_DELAY_MS: '250', METRICS_PORT: '0', REQUEST_TIMEOUT_MS: '1500' },
                { shell }
            );
            const url = await urlIn(log);
            const sockets = await Promise.all(Array.from({ length: 600 }, () => open(t, url)));
            // 408 to those that it took says that it has lived on, with all that is looked at now and then, for a while.
            await log.line('request-timeout');
            for (const socket of sockets) socket.destroy();
            let status: number | undefined;
            while (status !== 200 && child.exitCode === null) {
                status = await post(url).then(
                    (answer) => answer.status,
                    () => undefined
                );
            }
            assert.equal(status, 200);
            assert.equal(child.exitCode, null);
        }
    );
}
