/** Options on their way from the terminal through npm. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsGiven } from '../../options-given.ts';
import { runScript, simulatedOrg } from './simulated-org.ts';

const options = { 'target-org': { type: 'string' }, 'dry-run': { type: 'boolean' } } as const;

test('options: what was given', () => {
    const args = ['--target-org', 'acme', '--dry-run'];
    assert.deepEqual(
        { ...optionsGiven(options, 'Usage: …', { args, env: { npm_config_registry: 'r' } }) },
        { 'target-org': 'acme', 'dry-run': true }
    );
});

test('options: for one that there is not, the usage is shown', () => {
    assert.throws(
        () => optionsGiven(options, 'Usage: this way', { args: ['--help'], env: {} }),
        /'--help'[^]*Usage: this way/
    );
});

test('options: those that npm kept, as it does in PowerShell, are named, with what to type', () => {
    const env = { npm_config_target_org: 'true', npm_config_dry_run: 'true' };
    assert.throws(
        () => optionsGiven(options, 'Usage: …', { args: ['acme'], env }),
        /npm kept --target-org, --dry-run [^]*PowerShell[^]*'--'/
    );
});

const commands = {
    'deploy.ts': 'target_org',
    'scratch-org.ts': 'dry_run',
    'presence-script.ts': 'group',
    'build.ts': 'managed',
    'check/main.ts': 'no_build',
    'start.ts': 'tls'
};
for (const [script, option] of Object.entries(commands)) {
    test(`${script} does nothing when npm kept an option`, async (t) => {
        const org = await simulatedOrg(t, { devHub: 'hub' });
        const env = { [`npm_config_${option}`]: 'true' };
        const { code, output } = await runScript(script, [], org, { env });
        assert.equal(code, 1, output);
        assert.match(output, /npm kept --/);
        assert.deepEqual((await org.state()).calls, []);
    });
}
