/** Windows, as far as it can be simulated: `sf` and `npm` are `.cmd` files there, which only the command interpreter can run. */
import assert from 'node:assert/strict';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { checkout, program, runScript, simulatedOrg, type SimulatedOrg } from './simulated-org.ts';

const here = (name: string): string => join(import.meta.dirname, name);

/** The simulated CLI as Windows has it: no `sf`, but an `sf.cmd`. */
async function onWindows(t: TestContext): Promise<SimulatedOrg> {
    const org = await simulatedOrg(t);
    for (const name of ['sf', 'npm']) {
        await rename(join(org.programs, name), join(org.programs, `${name}.script`));
        await program(org.programs, `${name}.cmd`, '@node "%~dp0" %*\r\n');
    }
    const interpreter = JSON.stringify(here('command-interpreter.mjs'));
    await program(org.programs, 'cmd.exe', `#!${process.execPath}\nimport(${interpreter});\n`);
    return org;
}

const windows = (org: SimulatedOrg): Parameters<typeof runScript>[3] => ({
    env: { PATHEXT: '.com;.exe;.bat;.cmd', comspec: join(org.programs, 'cmd.exe') },
    preload: [pathToFileURL(here('as-on-windows.mjs')).href]
});

test('Windows: a deployment starts sf.cmd and npm.cmd, and ends', async (t) => {
    const org = await onWindows(t);
    const args = ['--target-org', 'my-org', '--project', await checkout(t), '--group', '12345'];
    const { code, output } = await runScript('deploy.ts', args, org, windows(org));
    assert.equal(code, 0, output);
    assert.match(output, /\nDone\.\n$/);
    const { groupId, assigned } = await org.state();
    assert.equal(groupId, '12345');
    assert.equal(assigned.length, 3);
    const again = await runScript('deploy.ts', args, org, windows(org));
    assert.match(again.output, /You have them already/);
});

test('Windows: spaces and quotes reach sf as they are', async (t) => {
    const org = await onWindows(t);
    await org.change({ devHub: 'hub' });
    const args = ['--project', await checkout(t)];
    const { code, output } = await runScript('scratch-org.ts', args, org, windows(org));
    assert.equal(code, 0, output);
    assert.equal((await org.state()).updated?.where, "Name='User User'");
});

test('Windows: without sf.cmd it says what to install', async (t) => {
    const org = await onWindows(t);
    await rm(join(org.programs, 'sf.cmd'));
    const { code, output } = await runScript(
        'deploy.ts',
        ['--target-org', 'my-org'],
        org,
        windows(org)
    );
    assert.equal(code, 1);
    assert.match(output, /\(sf\) is not installed/);
});
