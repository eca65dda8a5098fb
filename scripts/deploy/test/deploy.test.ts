import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { customers } from '../../../local/people.ts';
import { buildForceApp } from '../../build/force-app.ts';
import { keep } from '../../presence-script/place.ts';
import { scriptStep, setGroupId } from '../build-steps.ts';
import { deploySteps } from '../deploy-plan.ts';
import { carryOut } from '../steps.ts';

const project = resolve(import.meta.dirname, '../../..');

async function emptyFolder(t: TestContext): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'deploy-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    return folder;
}

/** A project in which Glance's script was fetched, or not. */
async function checkout(t: TestContext, fetched: boolean): Promise<string> {
    const folder = await emptyFolder(t);
    await symlink(join(project, 'force-app'), join(folder, 'force-app'));
    if (fetched) {
        await keep(folder, 'var GLANCE;', new URL('https://example.com/'));
    }
    return folder;
}

/** A stand-in for the Salesforce CLI, which answers by what it is asked. */
async function fakeCli(
    t: TestContext,
    answers: Readonly<Record<string, unknown>>
): Promise<string> {
    const folder = await emptyFolder(t);
    const cli = join(folder, 'sf');
    const script = `#!${process.execPath}
const asked = process.argv.slice(2).join(' ');
const answers = ${JSON.stringify(answers)};
const key = Object.keys(answers).sort().reverse().find((each) => asked.startsWith(each));
if (asked !== '--version') console.log(JSON.stringify(key ? answers[key] : { status: 1, message: 'No.' }));`;
    await writeFile(cli, script);
    await chmod(cli, 0o755);
    return folder;
}

/** Runs a command as a user does; `path` comes before, or in place of, the real programs. */
function run(
    script: string,
    args: readonly string[],
    path: string
): Promise<{ code: number | null; output: string }> {
    const child = spawn(
        process.execPath,
        ['--import', 'tsx', join(project, 'scripts', script), ...args],
        {
            env: { ...process.env, PATH: path },
            cwd: project
        }
    );
    let output = '';
    child.stdout.on('data', (data) => (output += String(data)));
    child.stderr.on('data', (data) => (output += String(data)));
    return new Promise((done) => child.on('close', (code) => done({ code, output })));
}

/** An org that has nothing of the package. */
const loggedIn = {
    'org display': { status: 0, result: {} },
    'org list metadata': { status: 0, result: [] }
};
const nothing = join(tmpdir(), 'no-programs-here');

test('deploy: without the CLI it says what to install, and stops', async () => {
    const { code, output } = await run('deploy.ts', ['--target-org', 'prod'], nothing);
    assert.equal(code, 1);
    assert.match(output, /The Salesforce CLI \(sf\) is not installed/);
    assert.doesNotMatch(output, /1\//);
});

test('deploy: without a login it says how to log in', async (t) => {
    const { code, output } = await run('deploy.ts', ['--target-org', 'prod'], await fakeCli(t, {}));
    assert.equal(code, 1);
    assert.match(
        output,
        /org "prod" cannot be used: No\. Log in with: sf org login web --alias prod/
    );
});

test('deploy, scratch-org: a group id has four to six digits', async () => {
    for (const args of [['deploy.ts', '--target-org', 'prod'], ['scratch-org.ts']] as const) {
        const [script, ...rest] = args;
        const { code, output } = await run(script, [...rest, '--group', '123'], nothing);
        assert.equal(code, 1);
        assert.match(output, /--group must be a group id: four to six digits/);
    }
});

test('deploy: needs a target org', async () => {
    const { code, output } = await run('deploy.ts', [], nothing);
    assert.equal(code, 1);
    assert.match(output, /--target-org is missing[\s\S]*Usage/);
});

test('deploy --dry-run: shows the commands of a first deployment in order, and runs none', async (t) => {
    const { code, output } = await run(
        'deploy.ts',
        [
            ...['--target-org', 'prod', '--group', '12345', '--dry-run'],
            ...['--project', await checkout(t, true)]
        ],
        await fakeCli(t, loggedIn)
    );
    assert.equal(code, 0, output);
    const commands = output.split('\n').filter((line) => line.startsWith('    '));
    assert.deepEqual(commands, [
        '    npm run build',
        '    npm run check -- --no-build',
        '    # in customMetadata/Glance_Settings.Default',
        '    # from .presence-script, fetched with: npm run presence-script',
        '    sf project deploy start --source-dir force-app --target-org prod --dry-run --test-level RunLocalTests --wait 60',
        '    sf project deploy start --source-dir force-app --target-org prod --test-level RunLocalTests --wait 60',
        '    sf org assign permset --name Glance_Agent --name Glance_Admin --target-org prod'
    ]);
    assert.match(output, /Nothing was run/);
});

/** An org that has what the package once brought: all but the visitor field of leads, and one of its own. */
const setUp = {
    ...loggedIn,
    'org list metadata --metadata-type CustomMetadata': {
        status: 0,
        result: [
            { fullName: 'Glance_Settings.Default' },
            { fullName: 'Glance_Settings.Second' },
            { fullName: 'Glance_Visitor_Field.Account' },
            { fullName: 'Glance_Visitor_Field.Case' },
            { fullName: 'Glance_Visitor_Field.Contact' }
        ]
    },
    'org list metadata --metadata-type ExternalCredential': {
        status: 0,
        result: [{ fullName: 'Glance_Login_Key' }]
    },
    'org list metadata --metadata-type NamedCredential': {
        status: 0,
        result: { fullName: 'Glance_Login_Key' }
    },
    'data query': { status: 0, result: { records: [{ Group_Id__c: '12345' }] } }
};

test('deploy: sends what the org has not got, and leaves alone what its admin has filled in', async (t) => {
    const path = await fakeCli(t, setUp);
    const { code, output } = await run(
        'deploy.ts',
        ['--target-org', 'prod', '--dry-run', '--group', '12345'],
        path
    );
    assert.equal(code, 0, output);
    assert.match(output, /Left as they are in the org: Glance_Settings\.Default/);
    assert.match(output, /--source-dir force-app\/main\/default\/classes /);
    const [, deploy = ''] = /^ {4}(sf project deploy start .*)$/m.exec(output) ?? [];
    assert.match(deploy, /customMetadata\/Glance_Visitor_Field\.Lead\.md-meta\.xml /);
    assert.doesNotMatch(deploy, /Glance_Settings|Glance_Visitor_Field\.(Account|Case|Contact)/);
    assert.match(deploy, /externalCredentials\/Glance_Login_Key_Token\./);
    assert.match(deploy, /namedCredentials\/Glance_Login_Key_Token\./);
    assert.doesNotMatch(deploy, /Credentials\/Glance_Login_Key\.|Credentials /);
    assert.doesNotMatch(output, /Set the group id/);
});

test('deploy --overwrite-settings: sends all, and needs the group id that is sent', async (t) => {
    const path = await fakeCli(t, setUp);
    const args = ['--target-org', 'prod', '--dry-run', '--overwrite-settings'];
    const { output } = await run('deploy.ts', [...args, '--group', '12345'], path);
    assert.match(output, /--source-dir force-app --target-org/);
    const { code, output: refused } = await run('deploy.ts', args, path);
    assert.equal(code, 1);
    assert.match(refused, /--overwrite-settings needs --group/);
});

test('deploy: says that the org has another group id', async (t) => {
    const args = ['--target-org', 'prod', '--dry-run', '--group', '1234'];
    const other = await run('deploy.ts', args, await fakeCli(t, setUp));
    assert.equal(other.code, 1);
    assert.match(other.output, /settings have the group id 12345, and are left as they are/);
    const empty = { status: 0, result: { records: [{ Group_Id__c: null }] } };
    const none = await run('deploy.ts', args, await fakeCli(t, { ...setUp, 'data query': empty }));
    assert.match(none.output, /settings have no group id/);
});

test('deploy: sends nothing to an org that does not tell what it has', async (t) => {
    const path = await fakeCli(t, { 'org display': { status: 0 } });
    const args = ['--target-org', 'prod', '--project', await checkout(t, true)];
    const { code, output } = await run('deploy.ts', args, path);
    assert.equal(code, 1);
    assert.match(output, /does not tell its CustomMetadata components: No\./);
});

test('deploy: without the presence script it stops, and says what to do', async (t) => {
    const bare = ['--target-org', 'prod', '--project', await checkout(t, false)];
    const path = await fakeCli(t, setUp);
    const { code, output } = await run('deploy.ts', bare, path);
    assert.equal(code, 1);
    assert.match(output, /placeholder .*in the place of the one in the org/);
    assert.match(output, /npm run presence-script -- --group/);
    assert.match(output, /--without-presence-script/);
    assert.doesNotMatch(output, /1\//);
    const shown = await run('deploy.ts', [...bare, '--dry-run'], path);
    assert.equal(shown.code, 0);
    assert.match(shown.output, /npm run presence-script -- --group[\s\S]*1\/\d Build/);
});

test('deploy --without-presence-script: the script of the org is not touched', async (t) => {
    const script = {
        'org list metadata --metadata-type StaticResource': {
            status: 0,
            result: [{ fullName: 'GlancePresenceAgent' }]
        }
    };
    const args = ['--target-org', 'prod', '--dry-run', '--without-presence-script'];
    for (const fetched of [true, false]) {
        for (const org of [setUp, loggedIn]) {
            const { code, output } = await run(
                'deploy.ts',
                [...args, '--project', await checkout(t, fetched)],
                await fakeCli(t, { ...org, ...script })
            );
            assert.equal(code, 0, output);
            assert.match(output, /Left as they are in the org.*GlancePresenceAgent\.resource/);
            assert.match(output, /--source-dir force-app\/main\/default\/classes /);
            assert.doesNotMatch(output, /staticresources|\.presence-script/);
        }
    }
});

test('deploy --without-presence-script: an org that has no script yet gets the placeholder', async (t) => {
    const { output } = await run(
        'deploy.ts',
        [
            ...['--target-org', 'prod', '--dry-run', '--without-presence-script'],
            ...['--project', await checkout(t, false)]
        ],
        await fakeCli(t, loggedIn)
    );
    assert.match(output, /has no presence script yet.*placeholder/);
    assert.match(output, /--source-dir force-app --target-org/);
});

test('the script is put in place, or the deployment ends', async (t) => {
    const without = await checkout(t, false);
    await assert.rejects(
        scriptStep({ project: without, build: join(without, 'build') }).work?.() ??
            Promise.resolve(),
        /was not fetched/
    );
});

test('deploy --validate-only: changes nothing in the org', () => {
    const options = {
        targetOrg: 'prod',
        leftAlone: [],
        testLevel: 'NoTestRun',
        withPresenceScript: true,
        validateOnly: true
    };
    const steps = deploySteps(options, { project, build: join(project, 'build') });
    const sent = steps.filter(({ command }) => command[0] === 'sf');
    assert.equal(sent.length, 1);
    assert.ok(sent[0]?.command.includes('--dry-run'));
});

test('scratch-org --dry-run: shows the commands from the empty org to the open app', async (t) => {
    const hub = { 'config get target-dev-hub': { status: 0, result: [{ value: 'hub' }] } };
    const { code, output } = await run('scratch-org.ts', ['--dry-run'], await fakeCli(t, hub));
    assert.equal(code, 0, output);
    const verbs = [...output.matchAll(/^ {4}(sf \w+ \w+(?: \w+)?)/gm)].map(([, verb]) => verb);
    assert.deepEqual(verbs, [
        'sf org create scratch',
        'sf project deploy start',
        'sf org assign permset',
        'sf data update record',
        'sf data import tree',
        'sf apex run test',
        'sf org open'
    ]);
});

test('scratch-org: without the presence script it stops, or is told to send the placeholder', async (t) => {
    const hub = { 'config get target-dev-hub': { status: 0, result: [{ value: 'hub' }] } };
    const bare = ['--project', await checkout(t, false)];
    const path = await fakeCli(t, hub);
    const { code, output } = await run('scratch-org.ts', bare, path);
    assert.equal(code, 1);
    assert.match(output, /npm run presence-script -- --group[\s\S]*--without-presence-script/);
    assert.doesNotMatch(output, /1\//);
    const told = [...bare, '--without-presence-script', '--dry-run'];
    const shown = await run('scratch-org.ts', told, path);
    assert.equal(shown.code, 0);
    assert.match(shown.output, /placeholder/);
    assert.doesNotMatch(shown.output, /\.presence-script/);
});

test('scratch-org: without a Dev Hub it says how to get one', async (t) => {
    const { code, output } = await run('scratch-org.ts', [], await fakeCli(t, {}));
    assert.equal(code, 1);
    assert.match(output, /no default Dev Hub/);
});

test('a step that fails stops what comes after it', async (t) => {
    const folder = await emptyFolder(t);
    const node = (title: string, code: string): Parameters<typeof carryOut>[0][number] => ({
        title,
        command: [process.execPath, '-e', code],
        folder
    });
    const steps = [
        node('first', 'process.exit(3)'),
        node('second', "require('fs').writeFileSync('ran', '')")
    ];
    await assert.rejects(carryOut(steps, false), /"first" failed/);
    await assert.rejects(readFile(join(folder, 'ran')));
});

test('fills in the group id of the built settings', async (t) => {
    const built = await emptyFolder(t);
    await buildForceApp(join(project, 'force-app'), built);
    await setGroupId(built, '12345');
    const file = join(
        built,
        'main',
        'default',
        'customMetadata',
        'Glance_Settings.Default.md-meta.xml'
    );
    assert.match(
        await readFile(file, 'utf8'),
        /<field>Group_Id__c<\/field>\s*<value xsi:type="xsd:string">12345<\/value>/
    );
});

test('the sample customers are those of the stage', async () => {
    const file = join(project, 'data', 'contacts.json');
    const { records } = JSON.parse(await readFile(file, 'utf8')) as {
        records: readonly Record<string, unknown>[];
    };
    assert.deepEqual(
        records.map(({ FirstName, LastName, Email, Phone, Glance_Visitor_Id__c }) => ({
            visitorId: Glance_Visitor_Id__c,
            firstName: FirstName,
            lastName: LastName,
            email: Email,
            phone: Phone
        })),
        customers
    );
});

test('each reference of the sample data is to a record that is imported before', async () => {
    const folder = join(project, 'data');
    const plan = JSON.parse(await readFile(join(folder, 'plan.json'), 'utf8')) as readonly {
        files: readonly string[];
    }[];
    const known = new Set<string>();
    for (const file of plan.flatMap(({ files }) => files)) {
        const text = await readFile(join(folder, file), 'utf8');
        for (const [, reference = ''] of text.matchAll(/"@(\w+)"/g)) {
            assert.ok(known.has(reference), `${file} refers to ${reference}`);
        }
        [...text.matchAll(/"referenceId": "(\w+)"/g)].forEach(([, reference = '']) =>
            known.add(reference)
        );
    }
});
