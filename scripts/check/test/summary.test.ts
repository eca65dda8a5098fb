import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check, Outcome, Tree } from '../finding.ts';
import { summarize } from '../summary.ts';

const tree: Tree = { project: '', built: '', source: '', apiVersion: '66.0' };
const check = (name: string, outcome: Outcome | Error): Check => ({
    name,
    run: async () => {
        if (outcome instanceof Error) {
            throw outcome;
        }
        return outcome;
    }
});

test('says what each check came to, and counts on the last line', async () => {
    const lines: string[] = [];
    const code = await summarize(
        [
            check('good', { findings: [] }),
            check('bad', { findings: [{ file: 'a.cls', line: 3, message: 'No.' }] }),
            check('absent', { skipped: 'Java is not installed' }),
            check('broken', new Error('out of memory'))
        ],
        tree,
        (line) => lines.push(line)
    );
    assert.equal(code, 1);
    assert.equal(lines.at(-1), '1 passed, 2 failed, 1 skipped');
    const text = lines.join('\n');
    assert.match(text, /✗ bad .*1 to fix\n {4}a\.cls:3 {2}No\./);
    assert.match(text, /– absent: skipped, Java is not installed/);
    assert.match(text, /The check broke down: Error: out of memory/);
});

test('is content when no check has a finding', async () => {
    assert.equal(
        await summarize(
            [check('good', { findings: [] }), check('absent', { skipped: 'x' })],
            tree,
            () => {}
        ),
        0
    );
});
