import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { readStartOptions, UsageError } from '../options.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'start-options-'));
const script = path.join(folder, 'agent.js');
writeFileSync(script, '');
after(() => rmSync(folder, { recursive: true }));

test('without arguments the stage is for any browser, and Glance is the new one', () => {
    assert.deepEqual(readStartOptions([]), { byName: false, mode: 'new' });
});

test('Glance’s own scripts come with its host names: they speak to no other', () => {
    assert.deepEqual(readStartOptions(['--agent-script', script, '--mode', 'old']), {
        byName: true,
        mode: 'old',
        agentScriptFile: script
    });
    assert.deepEqual(readStartOptions(['--visitor-scripts', folder]), {
        byName: true,
        mode: 'new',
        visitorScripts: folder
    });
});

test('help is all that happens when it is asked for', () => {
    assert.equal(readStartOptions(['--tls', '--help']), null);
});

test('what can’t be followed is named', () => {
    const wrong: [string[], RegExp][] = [
        [['--mode', 'newest'], /--mode is one of old, new, .* not "newest"/],
        [['--agent-script', path.join(folder, 'none.js')], /--agent-script: there is no file/],
        [['--agent-script', folder], /--agent-script: there is no file/],
        [['--visitor-scripts', script], /--visitor-scripts: there is no folder/],
        [['--tsl'], /--tsl[\s\S]*Usage: npm start/],
        [['old'], /old[\s\S]*Usage: npm start/]
    ];
    for (const [args, message] of wrong) {
        assert.throws(
            () => readStartOptions(args),
            (thrown: unknown) => thrown instanceof UsageError && message.test(thrown.message),
            args.join(' ')
        );
    }
});
