/** What `npm run deploy` shows, asks and refuses before anything is done. Whole deployments: `deployments.test.ts`. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildForceApp } from '../../build/force-app.ts';
import { scriptStep, setGroupId } from '../build-steps.ts';
import { carryOut } from '../steps.ts';
import {
    checkout,
    emptyFolder,
    project,
    runScript,
    simulatedOrg,
    type OrgState
} from './simulated-org.ts';

const toOrg = ['--target-org', 'my-org'];

test('without the CLI it says what to install, and stops', async () => {
    const { code, output } = await runScript('deploy.ts', toOrg);
    assert.equal(code, 1);
    assert.match(output, /The Salesforce CLI \(sf\) is not installed/);
    assert.doesNotMatch(output, /1\//);
});

test('without the CLI --dry-run says what is missing, and what would be done', async () => {
    const { code, output } = await runScript('deploy.ts', [...toOrg, '--dry-run']);
    assert.equal(code, 0, output);
    assert.match(output, /\(sf\) is not installed[^]*1\/\d Build[^]*Nothing was run/);
});

test('without a login it says how to log in', async (t) => {
    const org = await simulatedOrg(t, { aliases: [] });
    const { code, output } = await runScript('deploy.ts', toOrg, org);
    assert.equal(code, 1);
    assert.match(
        output,
        /org "my-org" can't be used: No authorization .*Log in with: sf org login web --alias my-org/
    );
});

test('a group id has four to six digits', async () => {
    const { code, output } = await runScript('deploy.ts', [...toOrg, '--group', '123']);
    assert.equal(code, 1);
    assert.match(output, /--group must be a group id: four to six digits/);
});

test('needs a target org', async () => {
    const { code, output } = await runScript('deploy.ts', []);
    assert.equal(code, 1);
    assert.match(output, /--target-org is missing[\s\S]*Usage/);
});

test('--dry-run: shows the commands of a first deployment in order, and runs none', async (t) => {
    const org = await simulatedOrg(t);
    const { code, output } = await runScript(
        'deploy.ts',
        [...toOrg, '--group', '12345', '--dry-run', '--project', await checkout(t)],
        org
    );
    assert.equal(code, 0, output);
    const commands = output
        .split('\n')
        .filter((line) => line.startsWith('    '))
        .map((line) => line.trim().replace(/( --tests \w+)+/, ' --tests …'));
    assert.deepEqual(commands, [
        'npm run build',
        'npm run check -- --no-build',
        '# in customMetadata/Glance_Settings.Default',
        '# from .presence-script, fetched with: npm run presence-script',
        'sf project deploy validate --source-dir build/force-app --source-dir build/unpackaged/access --target-org my-org --test-level RunSpecifiedTests --tests … --wait 60',
        'sf project deploy quick --job-id <job-id> --target-org my-org --wait 60',
        'sf org assign permset --name Glance_Agent --name Glance_Login_Key_Access --name Glance_Admin --target-org my-org'
    ]);
    assert.match(output, /Nothing was run/);
    assert.deepEqual(await org.done(), []);
});

/** An org that has what the package once brought: all but the visitor field of leads, and one of its own. */
const setUp: Partial<OrgState> = {
    components: {
        CustomMetadata: [
            'Glance_Settings.Default',
            'Glance_Settings.Second',
            'Glance_Visitor_Field.Account',
            'Glance_Visitor_Field.Case',
            'Glance_Visitor_Field.Contact'
        ],
        ExternalCredential: ['Glance_Login_Key'],
        NamedCredential: ['Glance_Login_Key']
    },
    groupId: '12345'
};

test('sends what the org has not got, and leaves alone what its admin has filled in', async (t) => {
    const { code, output } = await runScript(
        'deploy.ts',
        [...toOrg, '--dry-run', '--group', '12345'],
        await simulatedOrg(t, setUp)
    );
    assert.equal(code, 0, output);
    assert.match(output, /Left as they are in the org: Glance_Settings\.Default/);
    const [, deploy = ''] = /^ {4}(sf project deploy validate .*)$/m.exec(output) ?? [];
    assert.match(deploy, /--source-dir build\/force-app\/main\/default\/classes /);
    assert.match(deploy, /--source-dir build\/unpackaged\/access /);
    assert.match(deploy, /customMetadata\/Glance_Visitor_Field\.Lead\.md-meta\.xml /);
    assert.doesNotMatch(deploy, /Glance_Settings|Glance_Visitor_Field\.(Account|Case|Contact)/);
    assert.match(deploy, /externalCredentials\/Glance_Login_Key_Token\./);
    assert.match(deploy, /namedCredentials\/Glance_Login_Key_Token\./);
    assert.doesNotMatch(deploy, /Credentials\/Glance_Login_Key\.|Credentials /);
    assert.doesNotMatch(output, /Set the group id/);
});

test('--overwrite-settings: sends all, and needs the group id that is sent', async (t) => {
    const org = await simulatedOrg(t, setUp);
    const args = [...toOrg, '--dry-run', '--overwrite-settings'];
    const { output } = await runScript('deploy.ts', [...args, '--group', '12345'], org);
    assert.match(output, /--source-dir build\/force-app --source-dir/);
    const { code, output: refused } = await runScript('deploy.ts', args, org);
    assert.equal(code, 1);
    assert.match(refused, /--overwrite-settings needs --group/);
});

test('says that the org has another group id', async (t) => {
    const args = [...toOrg, '--dry-run', '--group', '1234'];
    const other = await runScript('deploy.ts', args, await simulatedOrg(t, setUp));
    assert.equal(other.code, 1);
    assert.match(other.output, /settings have the group id 12345, and are left as they are/);
    const org = await simulatedOrg(t, { ...setUp, groupId: null });
    const none = await runScript('deploy.ts', args, org);
    assert.match(none.output, /settings have no group id/);
});

test('sends nothing to an org that does not tell what it has', async (t) => {
    const org = await simulatedOrg(t, { isSilent: true });
    const args = [...toOrg, '--project', await checkout(t)];
    const { code, output } = await runScript('deploy.ts', args, org);
    assert.equal(code, 1);
    assert.match(output, /doesn't tell its CustomMetadata components: Error authenticating/);
    assert.deepEqual(await org.done(), []);
});

test('without the presence script it stops, and says what to do', async (t) => {
    const bare = [...toOrg, '--project', await checkout(t, false)];
    const org = await simulatedOrg(t, setUp);
    const { code, output } = await runScript('deploy.ts', bare, org);
    assert.equal(code, 1);
    assert.match(output, /placeholder .*in the place of the one in the org/);
    assert.match(output, /npm run presence-script -- --group/);
    assert.match(output, /--without-presence-script/);
    assert.doesNotMatch(output, /1\//);
    const shown = await runScript('deploy.ts', [...bare, '--dry-run'], org);
    assert.equal(shown.code, 0);
    assert.match(shown.output, /npm run presence-script -- --group[\s\S]*1\/\d Build/);
});

test('--without-presence-script: the script of the org is not touched', async (t) => {
    const script = { StaticResource: ['GlancePresenceAgent'] };
    const args = [...toOrg, '--dry-run', '--without-presence-script'];
    for (const fetched of [true, false]) {
        for (const components of [script, { ...setUp.components, ...script }]) {
            const { code, output } = await runScript(
                'deploy.ts',
                [...args, '--project', await checkout(t, fetched)],
                await simulatedOrg(t, { components, groupId: '12345' })
            );
            assert.equal(code, 0, output);
            assert.match(output, /Left as they are in the org.*GlancePresenceAgent\.resource/);
            assert.match(output, /--source-dir build\/force-app\/main\/default\/classes /);
            assert.doesNotMatch(output, /staticresources|\.presence-script/);
        }
    }
});

test('--without-presence-script: an org that has no script yet gets the placeholder', async (t) => {
    const { output } = await runScript(
        'deploy.ts',
        [
            ...[...toOrg, '--dry-run', '--without-presence-script'],
            ...['--project', await checkout(t, false)]
        ],
        await simulatedOrg(t)
    );
    assert.match(output, /has no presence script yet.*placeholder/);
    assert.match(output, /--source-dir build\/force-app --source-dir/);
});

test('the script is put in place, or the deployment ends', async (t) => {
    const without = await checkout(t, false);
    await assert.rejects(
        scriptStep({ project: without }).work?.() ?? Promise.resolve(),
        /was not fetched/
    );
});

test('a step that fails stops what comes after it', async (t) => {
    const folder = await emptyFolder(t);
    const node = (title: string, code: string): Parameters<typeof carryOut>[0][number] => ({
        title,
        command: [process.execPath, '-e', code]
    });
    const steps = [
        node('first', 'process.exit(3)'),
        node('second', "require('fs').writeFileSync('ran', '')")
    ];
    await assert.rejects(carryOut(steps, folder, false), /"first" failed/);
    await assert.rejects(readFile(join(folder, 'ran')));
    await carryOut(steps.slice(1), folder, false);
    assert.equal(await readFile(join(folder, 'ran'), 'utf8'), '');
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
