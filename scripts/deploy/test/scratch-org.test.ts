import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkout, runScript, simulatedOrg } from './simulated-org.ts';

test('--dry-run: shows the commands from the empty org to the open app', async (t) => {
    const org = await simulatedOrg(t, { devHub: 'hub' });
    const { code, output } = await runScript('scratch-org.ts', ['--dry-run'], org);
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

test('without the presence script it stops, or is told to send the placeholder', async (t) => {
    const org = await simulatedOrg(t, { devHub: 'hub' });
    const bare = ['--project', await checkout(t, false)];
    const { code, output } = await runScript('scratch-org.ts', bare, org);
    assert.equal(code, 1);
    assert.match(output, /npm run presence-script -- --group[\s\S]*--without-presence-script/);
    assert.doesNotMatch(output, /1\//);
    const told = [...bare, '--without-presence-script', '--dry-run'];
    const shown = await runScript('scratch-org.ts', told, org);
    assert.equal(shown.code, 0);
    assert.match(shown.output, /placeholder/);
    assert.doesNotMatch(shown.output, /\.presence-script/);
});

test('without a Dev Hub it says how to get one', async (t) => {
    const { code, output } = await runScript('scratch-org.ts', [], await simulatedOrg(t));
    assert.equal(code, 1);
    assert.match(output, /no default Dev Hub/);
});

test('a group id has four to six digits', async () => {
    const { code, output } = await runScript('scratch-org.ts', ['--group', '123']);
    assert.equal(code, 1);
    assert.match(output, /--group must be a group id: four to six digits/);
});

test('from the empty org to sample customers', async (t) => {
    const org = await simulatedOrg(t, { devHub: 'hub', aliases: [] });
    const args = ['--project', await checkout(t), '--group', '12345'];
    const { code, output } = await runScript('scratch-org.ts', args, org);
    assert.equal(code, 0, output);
    assert.match(output, /\nDone\.\n$/);
    const { groupId, assigned, imported, updated } = await org.state();
    assert.equal(groupId, '12345');
    assert.deepEqual(assigned, ['Glance_Agent', 'Glance_Login_Key_Access', 'Glance_Admin']);
    assert.deepEqual(imported, ['Account', 'Contact', 'Lead', 'Case']);
    assert.deepEqual(updated, {
        sobject: 'User',
        where: "Name='User User'",
        values: "FederationIdentifier='alex.agent@example.com'"
    });
});
