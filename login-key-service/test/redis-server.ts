import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { testFolder } from './support.ts';

/** Why tests with a real Redis cannot run here; false where they can. */
export function skipWithoutRedis(): string | false {
    return !hasRedis() && 'no redis-server here, and none could be installed';
}

/** Whether there is a redis-server, installed now where the tests may do that: Debian, as root. */
function hasRedis(): boolean {
    const isThere = () => spawnSync('redis-server', ['--version']).status === 0;
    if (isThere()) return true;
    if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], {
        timeout: 60_000,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    });
    return isThere();
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return port;
}

/** A real Redis that is gone when the test ends. */
export async function startRedis(t: TestContext) {
    const port = await freePort();
    const options = [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--dir',
        testFolder(t)
    ];
    const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
    const gone = once(child, 'exit');
    const stop = async () => {
        child.kill('SIGKILL');
        await gone;
    };
    t.after(stop);
    for await (const line of createInterface(child.stdout)) {
        if (line.includes('Ready to accept connections')) break;
    }
    return { url: `redis://127.0.0.1:${port}`, stop, child };
}
