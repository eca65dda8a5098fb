import { MessageChannel } from 'node:worker_threads';

import { startApexWorker } from './apex-worker.ts';
import { answerCallouts } from './callout-channel.ts';
import type { Call, Done, HostSetup, PlainCallout, PlainReply } from './protocol.ts';

/** An org's Apex, running beside this thread. */
export interface ApexHost {
    /** Calls Apex. @throws {Error} when the Worker is gone */
    call(call: Call): Promise<Done>;
    close(): Promise<void>;
}

/**
 * Deploys a project and has its Apex run in a Worker.
 * @param send does the callouts
 * @throws ApexLoadErrors and the like, as an Error of the same message: what can't be deployed
 */
export async function startApexHost(
    setup: HostSetup,
    send: (callout: PlainCallout) => Promise<PlainReply>
): Promise<ApexHost> {
    const { port1, port2 } = new MessageChannel();
    const worker = startApexWorker(
        new URL('worker.ts', import.meta.url),
        { setup, port: port2 },
        { transferList: [port2] }
    );
    answerCallouts(port1, send);
    port1.unref();
    const waiting = new Map<number, { resolve(done: Done): void; reject(error: Error): void }>();
    const started = new Promise<void>((resolve, reject) => {
        worker.on('message', (message: 'ready' | Done) => {
            if (message === 'ready') {
                resolve();
            } else {
                waiting.get(message.id)?.resolve(message);
                waiting.delete(message.id);
            }
        });
        const fail = (error: Error): void => {
            reject(error);
            waiting.forEach((each) => {
                each.reject(error);
            });
            waiting.clear();
        };
        worker.on('error', fail);
        worker.on('exit', () => {
            fail(new Error('Apex has ended'));
        });
    });
    await started;
    worker.unref();
    let calls = 0;
    return {
        call: (call) =>
            new Promise<Done>((resolve, reject) => {
                const id = calls++;
                waiting.set(id, { resolve, reject });
                worker.postMessage({ id, call });
            }),
        close: async () => {
            port1.close();
            await worker.terminate();
        }
    };
}
