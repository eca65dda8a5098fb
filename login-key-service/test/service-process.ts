import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Source } from '../src/settings/checks.ts';
import { TestLog, testEnvironment } from './support.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/**
 * The service as a process of its own. `shell` comes before it on a shell's line, such as `ulimit -n 300;`, and
 * `redirect` after it.
 */
export function spawnService(
    t: TestContext,
    changes: Source = {},
    { shell = '', redirect = '' }: { shell?: string; redirect?: string } = {}
) {
    const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
    const child = spawn(
        'bash',
        ['-c', `${shell} exec "$@" ${redirect}`, 'sh', process.execPath, '--import', 'tsx', main],
        {
            env: { PATH: process.env['PATH'], ...testEnvironment, ...changes },
            stdio
        }
    );
    t.after(() => child.kill('SIGKILL'));
    return { child, exited: once(child, 'exit'), complaints: text(child.stderr!) };
}

/** The service as a process of its own, its log read as it is written. */
export function startProcess(t: TestContext, changes: Source = {}, how: { shell?: string } = {}) {
    const service = spawnService(t, changes, how);
    const log = new TestLog();
    createInterface(service.child.stdout!).on('line', (line) => log.write(line));
    return { ...service, log };
}

/** Where a service says it listens. */
export async function urlIn(log: TestLog): Promise<string> {
    const url = /http:\/\/[\d.:]+/.exec(await log.line('Server listening at'))?.[0];
    if (url === undefined) throw new Error('no URL in the log');
    return url;
}
