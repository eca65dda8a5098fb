import type { Check, Finding, Outcome, Tree } from './finding.ts';

/**
 * Runs the checks one after the other and prints what each came to. The last line can be summed up by a machine.
 * @param print where the lines go
 * @returns the exit code: 0 when no check has a finding
 */
export async function summarize(
    checks: readonly Check[],
    tree: Tree,
    print: (line: string) => void = console.log
): Promise<number> {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const check of checks) {
        const started = performance.now();
        const outcome = await outcomeOf(check, tree);
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        if ('skipped' in outcome) {
            count.skipped += 1;
            print(`– ${check.name}: skipped, ${outcome.skipped}`);
        } else if (outcome.findings.length === 0) {
            count.passed += 1;
            print(`✓ ${check.name} (${seconds} s)`);
        } else {
            count.failed += 1;
            print(`✗ ${check.name} (${seconds} s): ${outcome.findings.length} to fix`);
            outcome.findings.forEach((finding) => print(`    ${lineOf(finding)}`));
        }
    }
    print('');
    print(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
    return count.failed === 0 ? 0 : 1;
}

/** A check that breaks down has not passed. */
async function outcomeOf(check: Check, tree: Tree): Promise<Outcome> {
    try {
        return await check.run(tree);
    } catch (error) {
        return { findings: [{ file: '.', message: `The check broke down: ${String(error)}` }] };
    }
}

function lineOf({ file, line, message }: Finding): string {
    return `${file}${line === undefined ? '' : `:${line}`}  ${message}`;
}
