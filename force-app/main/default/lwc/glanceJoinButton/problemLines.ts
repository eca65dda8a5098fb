import { errorRow } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import type { OptionProblem } from './options';

/** A line for each property that can't be used, but for the one that the notice speaks of already. */
export function problemLines(
    problems: readonly OptionProblem[],
    shown: ErrorCode | null
): readonly { key: string; text: string }[] {
    return problems
        .filter(({ code }) => code !== shown)
        .map(({ property, code }) => ({
            key: property,
            text: `${property}: ${errorRow(code).happened}`
        }));
}
