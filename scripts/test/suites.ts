import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findChromium } from '../chromium.ts';
import { root, run, runAndRead, runBin } from '../programs.ts';
import { single, sum, type Tally } from './tally.ts';

/** A part of `npm test`. */
export interface Suite {
    readonly name: string;
    readonly title: string;
    run(): Promise<Tally>;
}

/** Runs a runner that writes a report, and counts what the report says. No report counts as a failure. */
async function reported(
    start: (report: string) => Promise<number>,
    count: (report: string) => Tally
): Promise<Tally> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'glance-test-'));
    const file = path.join(folder, 'report');
    try {
        const code = await start(file);
        const tally = await readFile(file, 'utf8').then(count, () => single(false));
        return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
    } finally {
        await rm(folder, { recursive: true });
    }
}

function countJest(report: string): Tally {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } =
        JSON.parse(report);
    return {
        passed: numPassedTests,
        failed: numFailedTests + numRuntimeErrorTestSuites,
        skipped: numPendingTests
    };
}

/** The closing lines of TAP as Node's test runner writes it: `# pass 12`. */
function countTap(report: string): Tally {
    const total = (name: string): number =>
        Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
    return {
        passed: total('pass'),
        failed: total('fail') + total('cancelled'),
        skipped: total('skipped') + total('todo')
    };
}

function countPlaywright(report: string): Tally {
    const { stats, errors } = JSON.parse(report);
    return {
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected + errors.length,
        skipped: stats.skipped
    };
}

function jest(): Promise<Tally> {
    return reported(
        (report) => runBin('sfdx-lwc-jest', ['--', '--json', `--outputFile=${report}`, '--silent']),
        countJest
    );
}

/** Runs the test files of folders with Node's own test runner. */
async function nodeTests(...folders: readonly string[]): Promise<Tally> {
    const files = await Promise.all(folders.map(testFiles));
    return reported(
        (report) =>
            run(process.execPath, [
                '--import',
                'tsx',
                '--test',
                '--test-reporter=dot',
                '--test-reporter-destination=stdout',
                '--test-reporter=tap',
                `--test-reporter-destination=${report}`,
                ...files.flat()
            ]),
        countTap
    );
}

async function testFiles(folder: string): Promise<string[]> {
    const names = await readdir(path.join(root, folder), { recursive: true });
    return names
        .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
        .map((name) => path.join(folder, name))
        .sort();
}

/** Runs a program of ours that prints its tally as the last line. */
async function tallied(program: string): Promise<Tally> {
    const { code, output } = await runAndRead(process.execPath, ['--import', 'tsx', program]);
    const found = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(output);
    if (!found) {
        return single(false);
    }
    const [passed = 0, failed = 0, skipped = 0] = found.slice(1).map((count) => Number(count ?? 0));
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}

async function browserTests(): Promise<Tally> {
    const chromium = await findChromium();
    return reported(
        (report) =>
            runBin('playwright', ['test', '--reporter=line,json'], {
                CHROMIUM: chromium,
                PLAYWRIGHT_JSON_OUTPUT_FILE: report
            }),
        countPlaywright
    );
}

async function lint(): Promise<Tally> {
    const results = [
        await runBin('eslint', ['.', '--max-warnings=0']),
        await runBin('prettier', ['--check', '--log-level=warn', '.']),
        await runBin('tsc', ['-p', 'tsconfig.json']),
        await runBin('tsc', ['-p', 'force-app/tsconfig.json'])
    ];
    return sum(results.map((code) => single(code === 0)));
}

/** All parts of `npm test`, in the order in which they run: what is quick to fail comes first. */
export const suites: readonly Suite[] = [
    { name: 'lint', title: 'ESLint, Prettier and types', run: lint },
    { name: 'unit', title: 'Lightning web components (Jest)', run: jest },
    { name: 'apex', title: 'Apex', run: () => tallied('local/apex/test-runner/main.ts') },
    { name: 'service', title: 'Login key service', run: () => nodeTests('login-key-service/test') },
    { name: 'stage', title: 'The stage', run: () => nodeTests('local') },
    {
        name: 'sequences',
        title: 'The plugin and the stage’s Glance, at random',
        run: () => nodeTests('test/sequences')
    },
    { name: 'scripts', title: 'Scripts', run: () => nodeTests('scripts') },
    { name: 'check', title: 'Offline checks', run: () => tallied('scripts/check/main.ts') },
    { name: 'browser', title: 'Browser (Playwright)', run: browserTests }
];
