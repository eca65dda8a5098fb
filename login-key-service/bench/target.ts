import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

/** A server under load, in a process of its own. */
export interface Target {
    readonly url: string;
    /** Processor time taken so far, in microseconds. */
    processorTime(): Promise<number>;
    stop(): Promise<void>;
}

/** Starts one of `bench/servers`, its output going to the file `log`. */
export async function startTarget(
    name: string,
    env: Record<string, string>,
    log: string
): Promise<Target> {
    const output = openSync(log, 'w');
    const child = fork(new URL(`./servers/${name}.ts`, import.meta.url), {
        execArgv: ['--import', 'tsx'],
        env: { PATH: process.env['PATH'], ...env },
        stdio: ['ignore', output, 'inherit', 'ipc']
    });
    closeSync(output);
    const [message] = (await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => Promise.reject(new Error(`${name} did not start.`)))
    ])) as [{ url: string }];
    return {
        url: message.url,
        async processorTime() {
            child.send('processor time?');
            const [microseconds] = (await once(child, 'message')) as [number];
            return microseconds;
        },
        async stop() {
            child.kill('SIGKILL');
            await once(child, 'exit');
        }
    };
}
