/** Whole deployments, by the real scripts, to an org behind a simulated Salesforce CLI. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
    checkout,
    program,
    project,
    runScript,
    simulatedOrg,
    type OrgState,
    type Ran,
    type SimulatedOrg
} from './simulated-org.ts';
import { testClassesIn } from '../test-classes.ts';

const permissionSets = ['Glance_Agent', 'Glance_Login_Key_Access', 'Glance_Admin'];
const assign = `org assign permset ${permissionSets.map((name) => `--name ${name}`).join(' ')} --target-org my-org`;
const validate =
    'project deploy validate --target-org my-org --test-level RunSpecifiedTests --wait 60';
const quick = (job: number): string =>
    `project deploy quick --job-id 0Af${String(job).padStart(15, '0')} --target-org my-org --wait 60`;
const start =
    'project deploy start --target-org my-org --ignore-conflicts --test-level RunSpecifiedTests --wait 60';

/** Deploys from a checkout with Glance's script. */
async function deploy(t: TestContext, org: SimulatedOrg, ...args: readonly string[]): Promise<Ran> {
    const folder = await checkout(t);
    return runScript('deploy.ts', ['--target-org', 'my-org', '--project', folder, ...args], org);
}

const succeeds = ({ code, output }: Ran): void => {
    assert.equal(code, 0, output);
    assert.match(output, /\nDone\.\n$/);
};

test('production: is validated with the own tests, gets just what was validated, then the permission sets', async (t) => {
    const org = await simulatedOrg(t);
    succeeds(await deploy(t, org, '--group', '12345'));
    assert.deepEqual(await org.done(), [validate, quick(1), assign]);
    const { groupId, assigned, components, deployed, calls } = await org.state();
    assert.equal(groupId, '12345');
    assert.deepEqual(assigned, permissionSets);
    assert.ok(components['PermissionSet']?.includes('Glance_Login_Key_Access'));
    assert.equal(deployed, 1);
    const validated = calls.find((call) => call.startsWith('project deploy validate')) ?? '';
    const named = [...validated.matchAll(/--tests (\w+)/g)].map(([, name]) => name);
    assert.deepEqual(named, testClassesIn(project));
    assert.ok(named.includes('GlanceJoinControllerTest') && !named.includes('GlanceTestData'));
});

test('a second deployment: leaves the settings alone, takes assignments that are there, and ends', async (t) => {
    const org = await simulatedOrg(t);
    succeeds(await deploy(t, org, '--group', '12345'));
    const second = await deploy(t, org);
    succeeds(second);
    assert.match(second.output, /Left as they are in the org: Glance_Settings\.Default/);
    assert.match(second.output, /You have them already/);
    assert.deepEqual(await org.done(), [validate, quick(1), assign, validate, quick(3)]);
    assert.equal((await org.state()).groupId, '12345');
});

test('an assignment that is missing is made, whatever else is there and in whatever language', async (t) => {
    const org = await simulatedOrg(t, {
        assigned: ['Glance_Agent'],
        words: { duplicate: 'Doppelte Zuweisung' }
    });
    succeeds(await deploy(t, org));
    const [, , assigning] = await org.done();
    assert.equal(
        assigning,
        'org assign permset --name Glance_Login_Key_Access --name Glance_Admin --target-org my-org'
    );
});

test('an assignment that fails for another reason is a failure', async (t) => {
    const org = await simulatedOrg(t, { assigned: ['Glance_Agent'] });
    // The org hasn't got the permission sets that are missing.
    const { permissionStep } = await import('../permission-steps.ts');
    const { PATH } = process.env;
    process.env['PATH'] = org.programs;
    process.env['SIMULATED_ORG'] = org.file;
    t.after(() => {
        process.env['PATH'] = PATH;
        delete process.env['SIMULATED_ORG'];
    });
    await assert.rejects(
        permissionStep('my-org').work?.() ?? Promise.resolve(),
        /"Assign the permission sets to yourself" failed/
    );
});

test('a sandbox: one deployment, with the own tests', async (t) => {
    const org = await simulatedOrg(t, { isSandbox: true });
    succeeds(await deploy(t, org));
    assert.deepEqual(await org.done(), [start, assign]);
});

test('a sandbox that tracks changes: conflicts are no obstacle, and what is the admin’s stays', async (t) => {
    const org = await simulatedOrg(t, {
        isSandbox: true,
        isTracked: true,
        hasConflicts: true,
        components: { CustomMetadata: ['Glance_Settings.Default'] },
        groupId: '54321'
    });
    succeeds(await deploy(t, org));
    assert.equal((await org.state()).groupId, '54321');
});

test('a failing test of the customer’s is no matter of this package', async (t) => {
    for (const isSandbox of [true, false]) {
        const org = await simulatedOrg(t, { isSandbox, failingTests: ['CustomersTriggerTest'] });
        succeeds(await deploy(t, org));
        const all = await deploy(t, org, '--test-level', 'RunLocalTests');
        assert.equal(all.code, 1);
        assert.match(all.output, /CustomersTriggerTest/);
    }
});

/** Nothing was changed in the org, and the message says what to do. */
async function stops(
    t: TestContext,
    changes: Partial<OrgState>,
    says: RegExp,
    ...args: readonly string[]
): Promise<SimulatedOrg> {
    const org = await simulatedOrg(t, changes);
    const { code, output } = await deploy(t, org, ...args);
    assert.equal(code, 1, output);
    assert.match(output, says);
    assert.doesNotMatch(output, /Done\./);
    const { deployed, assigned } = await org.state();
    assert.equal(deployed, 0);
    assert.deepEqual(assigned, []);
    return org;
}

test('a failing test of the package’s own stops the deployment; run again, it goes on', async (t) => {
    for (const isSandbox of [true, false]) {
        const org = await stops(
            t,
            { isSandbox, failingTests: ['GlanceJoinControllerTest'] },
            /GlanceJoinControllerTest[\s\S]*" failed: see above\./
        );
        await org.change({ failingTests: [] });
        succeeds(await deploy(t, org));
    }
});

test('what the org has not finished is told apart from what failed', async (t) => {
    const stillGoing = { status: 69, message: 'The deployment is still in progress.' };
    await stops(t, { outcome: stillGoing }, /isn't finished: the org is still working on it/);
    const canceled = { status: 1, message: 'Deployment was canceled.' };
    await stops(t, { outcome: canceled }, /" failed: see above/);
    const partly = { status: 68, message: 'A part of it succeeded.' };
    await stops(t, { isSandbox: true, outcome: partly }, /" failed: see above/);
});

test('a production org that deploys flows as active takes the sample, which is a draft, and keeps it from then on', async (t) => {
    const org = await simulatedOrg(t, { deploysFlowsActive: true });
    succeeds(await deploy(t, org));
    const second = await deploy(t, org);
    succeeds(second);
    assert.match(second.output, /Left as they are in the org: .*Glance_Check_Consent\.flow/);
});

test('a job id that the CLI does not show ends the deployment with the way on', async (t) => {
    await stops(t, { saysNoJob: true }, /sf project deploy quick --use-most-recent/);
});

test('--validate-only: changes nothing in the org', async (t) => {
    for (const [isSandbox, command] of [
        [false, validate],
        [true, start.replace('start', 'start --dry-run')]
    ] as const) {
        const org = await simulatedOrg(t, { isSandbox });
        succeeds(await deploy(t, org, '--validate-only'));
        assert.deepEqual(await org.done(), [command]);
        assert.equal((await org.state()).deployed, 0);
    }
});

test('--test-level: is the user’s choice, and production refuses to run no tests', async (t) => {
    const sandbox = await simulatedOrg(t, { isSandbox: true });
    succeeds(await deploy(t, sandbox, '--test-level', 'NoTestRun'));
    await stops(t, {}, /Code coverage is required/, '--test-level', 'NoTestRun');
    await stops(
        t,
        {},
        /--test-level Sometimes: .*It takes RunSpecifiedTests/,
        '--test-level',
        'Sometimes'
    );
});

test('--with: parts for orgs that have the feature, and nothing of them otherwise', async (t) => {
    const bare = await simulatedOrg(t);
    succeeds(await deploy(t, bare));
    assert.doesNotMatch((await bare.state()).calls.join(), /unpackaged\/(messaging|voice)/);
    const org = await simulatedOrg(t);
    succeeds(await deploy(t, org, '--with', 'messaging,voice'));
    const { calls, components, assigned } = await org.state();
    assert.match(
        calls.join(),
        /--source-dir build\/unpackaged\/messaging --source-dir build\/unpackaged\/voice /
    );
    assert.ok(components['CustomMetadata']?.includes('Glance_Visitor_Field.MessagingSession'));
    assert.deepEqual(assigned, [...permissionSets, 'Glance_Voice']);
    const again = await deploy(t, org, '--with', 'messaging,voice');
    succeeds(again);
    assert.match(again.output, /Left as they are in the org: .*Glance_Visitor_Field\.VoiceCall/);
    await stops(t, {}, /--with mesaging: .*It takes messaging, voice/, '--with', 'mesaging');
});

test('a job id is found where the CLI writes in color, as on build machines', async (t) => {
    const org = await simulatedOrg(t);
    const args = ['--target-org', 'my-org', '--project', await checkout(t)];
    succeeds(await runScript('deploy.ts', args, org, { env: { FORCE_COLOR: '1' } }));
    assert.deepEqual(await org.done(), [validate, quick(1), assign]);
});

test('what failed in the middle goes on when the command is run again', async (t) => {
    const org = await simulatedOrg(t, { quickFails: true, assignFails: true });
    const first = await deploy(t, org, '--group', '12345');
    assert.equal(first.code, 1);
    assert.match(first.output, /"Deploy what was validated" failed: see above/);
    assert.equal((await org.state()).deployed, 0);
    const second = await deploy(t, org, '--group', '12345');
    assert.equal(second.code, 1);
    assert.match(second.output, /"Assign the permission sets to yourself" failed: see above/);
    assert.deepEqual((await org.state()).assigned, []);
    succeeds(await deploy(t, org, '--group', '12345'));
    const { groupId, assigned } = await org.state();
    assert.equal(groupId, '12345');
    assert.deepEqual(assigned, permissionSets);
});

test('a CLI that does not start says why, and is not called missing', async (t) => {
    const org = await simulatedOrg(t);
    await program(
        org.programs,
        'sf',
        `#!${process.execPath}\nthrow new SyntaxError('made for Node 22');\n`
    );
    const { code, output } = await deploy(t, org);
    assert.equal(code, 1);
    assert.match(output, /doesn't start[^]*made for Node 22[^]*Install it with Node 22 or newer/);
    assert.doesNotMatch(output, /not installed/);
});

test('an old CLI is told apart from none', async (t) => {
    const org = await stops(
        t,
        { version: 'sfdx-cli/7.209.6 linux-x64 node-v18.15.0' },
        /too old: it says "sfdx-cli\/7\.209\.6.*npm install --global @salesforce\/cli/
    );
    assert.deepEqual((await org.state()).calls, ['--version']);
});

test('an alias that sf package create writes is in the committed project file, and a build keeps it', async (t) => {
    const org = await simulatedOrg(t);
    const folder = await checkout(t);
    const { buildProject } = await import('../../build/force-app.ts');
    await buildProject(folder, join(folder, 'build'));
    const { run } = await import('../../programs.ts');
    const env = { PATH: org.programs, SIMULATED_ORG: org.file };
    const create = [
        ...['package', 'create', '--name', 'Glance Join', '--package-type', 'Unlocked'],
        ...['--no-namespace', '--path', 'build/force-app']
    ];
    assert.equal(await run('sf', create, { folder, env }), 0);
    await buildProject(folder, join(folder, 'build'));
    const { packageAliases, packageDirectories } = JSON.parse(
        await readFile(join(folder, 'sfdx-project.json'), 'utf8')
    ) as { packageAliases: object; packageDirectories: { definitionFile?: string }[] };
    assert.deepEqual(Object.keys(packageAliases), ['Glance Join']);
    const definition = packageDirectories[0]?.definitionFile ?? 'none';
    assert.ok(JSON.parse(await readFile(join(project, definition), 'utf8')));
});
