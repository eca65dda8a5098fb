import { accessSync, constants, existsSync } from 'node:fs';
import { ask } from './programs.ts';

const USUAL_PLACES = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** How Chromium is started for tests and pictures: without a sandbox for root, and without traffic of its own. */
export const browserArguments: readonly string[] = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
];

/**
 * The path of a Chromium for the browser tests: what `CHROMIUM` names, or one in the usual places; on Debian as root it is
 * installed when there is none.
 * @throws {Error} that says what to do when there is none.
 */
export async function findChromium(): Promise<string> {
    const named = process.env['CHROMIUM'];
    if (named) {
        if (!isExecutable(named)) {
            throw new Error(
                `CHROMIUM names "${named}", which can't be run. Name a Chromium or Chrome program.`
            );
        }
        return named;
    }
    const found = chromiumHere() ?? installOnDebian();
    if (!found) {
        throw new Error(
            'The browser tests need Chromium. Install it, or name it: CHROMIUM=/path/to/chromium npm test'
        );
    }
    return found;
}

/** The path of a Chromium in the usual places; `undefined` when there is none. */
export function chromiumHere(): string | undefined {
    return USUAL_PLACES.find(isExecutable);
}

function installOnDebian(): string | undefined {
    if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
        return undefined;
    }
    console.log('Installing Chromium (apt-get install chromium) …');
    for (const args of [
        ['update', '-qq'],
        ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
    ]) {
        const { errors } = ask('apt-get', args, { DEBIAN_FRONTEND: 'noninteractive' });
        process.stderr.write(errors);
    }
    return chromiumHere();
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
