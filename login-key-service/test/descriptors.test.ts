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

for (const [what, shell, settings] of [
    ['with its limit', 'ulimit -n 300;', {}],
    // Descriptors that something else takes: what is left is less than the limit on connections.
    [
        'with none left over',
        `ulimit -n 300; for fd in $(seq 10 130); do eval "exec $fd</dev/null"; done;`,
        {}
    ]
] as const) {
    test(
        `600 connections at ulimit -n 300, ${what}: it sheds, lives and recovers`,
        soon,
        async (t) => {
            const { child, log } = startProcess(
                t,
                { MAX_EVENT_LOOP_DELAY_MS: '250', METRICS_PORT: '0', ...settings },
                { shell: shell.replace('eval "exec $fd</dev/null"', 'eval "exec $fd</dev/null"') }
            );
            const url = await urlIn(log);
            await log.line('MAX_CONNECTIONS is more than');
            const sockets = await Promise.all(Array.from({ length: 600 }, () => open(t, url)));
            // Samples of the event loop's delay, which once read /proc, happen meanwhile; the log says when it sheds.
            await log.line(
                what === 'with its limit' ? 'connections dropped' : 'could not be accepted'
            );
            for (const socket of sockets) socket.destroy();
            let status: number | undefined;
            while (status !== 200 && child.exitCode === null)
                status = await post(url).then(
                    (answer) => answer.status,
                    () => undefined
                );
            assert.equal(status, 200);
            assert.equal(child.exitCode, null);
        }
    );
}
