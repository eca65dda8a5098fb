/** Settings without a group id: agents can't join until somebody enters one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runScript, simulatedOrg } from './simulated-org.ts';

const args = ['--target-org', 'my-org', '--dry-run'];
const hint = /settings get no group id/;

test('a first deployment without --group says what is left to do', async (t) => {
    const { code, output } = await runScript('deploy.ts', args, await simulatedOrg(t));
    assert.equal(code, 0);
    assert.match(output, hint);
    assert.match(output, /--group[^]*Custom Metadata Types/);
});

test('with --group, or where the org keeps its settings, there is nothing to say', async (t) => {
    const given = await runScript(
        'deploy.ts',
        [...args, '--group', '12345'],
        await simulatedOrg(t)
    );
    assert.doesNotMatch(given.output, hint);
    const components = { CustomMetadata: ['Glance_Settings.Default'] };
    const kept = await runScript('deploy.ts', args, await simulatedOrg(t, { components }));
    assert.match(kept.output, /Left as they are/);
    assert.doesNotMatch(kept.output, hint);
});
