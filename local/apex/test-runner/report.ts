import { coverageProblems, percentOf, sumOf, type Coverage } from './coverage.ts';
import type { TestResult } from './run-tests.ts';

/** A line for a test, and what is wrong with it when it failed. */
export function resultLines({ className, method, milliseconds, failure }: TestResult): string[] {
    const line = `${failure ? 'FAILED' : 'passed'}  ${className}.${method} (${milliseconds.toFixed(0)} ms)`;
    return failure
        ? [line, ...failure.message.split('\n').map(indented), ...failure.places.map(indented)]
        : [line];
}

function indented(text: string): string {
    return `        ${text}`;
}

/** A line for each class and one in sum, then what is too little. */
export function coverageLines(coverage: readonly Coverage[]): string[] {
    const sum = sumOf(coverage);
    return [
        'Lines that ran',
        ...coverage.map((each) => {
            const missed = each.missed.length === 0 ? '' : `, not: ${ranges(each.missed)}`;
            return `${percent(each)}  ${each.name} (${String(each.covered)} of ${String(each.lines)}${missed})`;
        }),
        `${percent(sum)}  in sum (${String(sum.covered)} of ${String(sum.lines)})`,
        ...coverageProblems(coverage).map((problem) => `FAILED  ${problem}`)
    ];
}

function percent(coverage: Pick<Coverage, 'lines' | 'covered'>): string {
    return `${String(percentOf(coverage)).padStart(4)} %`;
}

/** `3-5, 9` */
function ranges(lines: readonly number[]): string {
    const found: [number, number][] = [];
    for (const line of lines) {
        const last = found.at(-1);
        if (last && last[1] === line - 1) {
            last[1] = line;
        } else {
            found.push([line, line]);
        }
    }
    return found
        .map(([from, to]) => (from === to ? String(from) : `${String(from)}-${String(to)}`))
        .join(', ');
}
