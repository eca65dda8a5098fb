/** Runs the tests once, in a Worker: a message for each line of the report, then one with the tally. */
import { parentPort, workerData } from 'node:worker_threads';

import type { TestArguments } from './arguments.ts';
import { runAll } from './run-all.ts';

const { data } = workerData as { readonly data: TestArguments };
const tally = runAll(data, (line) => {
    parentPort!.postMessage(line);
});
parentPort!.postMessage(tally);
