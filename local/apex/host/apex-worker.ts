import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Apex may be a thousand calls deep, each within deep expressions: JavaScript's own stack is too small for that. */
const STACK_MB = 64;

/** A Worker begins without what makes Node read TypeScript. */
const START = `
const { workerData } = require('node:worker_threads');
import(workerData.tsx).then(({ register }) => {
    register();
    return import(workerData.file);
}).catch((error) => {
    setImmediate(() => { throw error; });
});`;

/**
 * Starts a file of TypeScript in a Worker that Apex can run in.
 * @param data what the file gets as `workerData.data`
 */
export function startApexWorker(
    file: URL,
    data: unknown,
    options: Pick<WorkerOptions, 'transferList'> = {}
): Worker {
    return new Worker(START, {
        ...options,
        eval: true,
        workerData: { tsx: import.meta.resolve('tsx/esm/api'), file: file.href, data },
        resourceLimits: { stackSizeMb: STACK_MB }
    });
}
