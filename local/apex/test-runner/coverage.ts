import type { LoadedClass } from '../language/loader.ts';
import { isTestClass } from './test-classes.ts';

/** What Salesforce asks for before it lets a class into production, and what this project asks for in sum: percent of lines. */
export const LEAST_OF_CLASS = 75;
export const LEAST_IN_SUM = 90;

export interface Coverage {
    readonly name: string;
    readonly lines: number;
    readonly covered: number;
    /** The numbers of those that never ran. */
    readonly missed: readonly number[];
}

/** How many lines of each class have run; tests don't count. Classes without a line that could run are left out. */
export function coverageOf(loaded: readonly LoadedClass[]): Coverage[] {
    return loaded
        .filter((each) => !isTestClass(each) && each.spots.size > 0)
        .map(({ type, spots }) => {
            const missed = [...spots.values()].filter(({ hits }) => hits === 0);
            return {
                name: type.name,
                lines: spots.size,
                covered: spots.size - missed.length,
                missed: missed.map(({ line }) => line).sort((a, b) => a - b)
            };
        })
        .sort((a, b) => a.name.localeCompare(b.name));
}

export function sumOf(coverage: readonly Coverage[]): Pick<Coverage, 'lines' | 'covered'> {
    return {
        lines: coverage.reduce((sum, each) => sum + each.lines, 0),
        covered: coverage.reduce((sum, each) => sum + each.covered, 0)
    };
}

/** Whole percent, rounded down: what isn't all is not 100. */
export function percentOf({ lines, covered }: Pick<Coverage, 'lines' | 'covered'>): number {
    return lines === 0 ? 100 : Math.floor((covered * 100) / lines);
}

/** What of the coverage is too little, in words. */
export function coverageProblems(coverage: readonly Coverage[]): string[] {
    const sum = percentOf(sumOf(coverage));
    return [
        ...coverage
            .filter((each) => percentOf(each) < LEAST_OF_CLASS)
            .map(
                (each) =>
                    `${each.name}: ${String(percentOf(each))} % of its lines ran, less than ${String(LEAST_OF_CLASS)} %`
            ),
        ...(sum < LEAST_IN_SUM
            ? [`In sum ${String(sum)} % of the lines ran, less than ${String(LEAST_IN_SUM)} %`]
            : [])
    ];
}
