/** How many tests of a runner passed, failed and were skipped. */
export interface Tally {
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

/** The tally of something that is one test: it passes or fails as a whole. */
export const single = (passed: boolean): Tally => ({
    passed: passed ? 1 : 0,
    failed: passed ? 0 : 1,
    skipped: 0
});

export function sum(tallies: readonly Tally[]): Tally {
    return tallies.reduce(
        (total, each) => ({
            passed: total.passed + each.passed,
            failed: total.failed + each.failed,
            skipped: total.skipped + each.skipped
        }),
        nothing
    );
}

/** `12 passed, 0 failed`, with `, 1 skipped` when there is any. */
export function line({ passed, failed, skipped }: Tally): string {
    return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
