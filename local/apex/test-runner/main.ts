/** `npm run test:apex`: runs the project's Apex tests. */
import { watch } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { projectFolders } from '../data/metadata/project.ts';
import { namesIn } from '../data/metadata/xml.ts';
import { startApexWorker } from '../host/apex-worker.ts';
import { readArguments, type TestArguments } from './arguments.ts';
import type { Tally } from './run-all.ts';
import { testWithAer } from './with-aer.ts';

const here = fileURLToPath(import.meta.url);

function runOnce(args: TestArguments): Promise<Tally> {
    return new Promise((resolve, reject) => {
        const worker = startApexWorker(new URL('worker.ts', import.meta.url), args);
        worker.on('message', (message: string | Tally) => {
            if (typeof message === 'string') {
                console.log(message);
            } else {
                resolve(message);
            }
        });
        worker.once('error', reject);
    });
}

async function runAndTell(args: TestArguments): Promise<number> {
    const started = Date.now();
    const { passed, failed } = await runOnce(args);
    const aer = args.withAer ? testWithAer(args.project) : null;
    const seconds = Math.round((Date.now() - started) / 1000);
    const sum = failed + (aer !== null && aer !== 0 ? 1 : 0);
    console.log(`\n${String(seconds)} s`);
    console.log(`${String(passed)} passed, ${String(sum)} failed`);
    return sum;
}

/** Runs the tests again whenever a file of the project changes. */
function watchProject(args: TestArguments): void {
    let isRunning = false;
    let isChanged = false;
    const run = async (): Promise<void> => {
        isChanged = true;
        if (isRunning) {
            return;
        }
        isRunning = true;
        while (isChanged) {
            isChanged = false;
            await runAndTell(args);
        }
        isRunning = false;
    };
    for (const folder of projectFolders(args.project)) {
        for (const name of namesIn(folder)) {
            watch(path.join(folder, name), () => {
                void run();
            });
        }
    }
    void run();
}

async function main(): Promise<void> {
    try {
        const project = path.resolve(path.dirname(here), '../../..');
        const args = readArguments(process.argv.slice(2), project);
        if (args.watch) {
            watchProject(args);
        } else {
            process.exitCode = (await runAndTell(args)) > 0 ? 1 : 0;
        }
    } catch (error) {
        if (!(error instanceof RangeError)) {
            throw error;
        }
        console.error(error.message);
        process.exitCode = 2;
    }
}

await main();
