import { errorRow } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import type { OptionProblem } from './options';

/** Codes whose words do not say which property they are about. */
const NAMELESS: ReadonlySet<ErrorCode> = new Set(['hostInvalid', 'optionsInvalid']);

/** A line for each property that can't be used, but for the one that the notice names already. */
export function problemLines(
    problems: readonly OptionProblem[],
    shown: ErrorCode | null
): readonly { key: string; text: string }[] {
    return problems
        .filter(({ code }) => code !== shown || NAMELESS.has(code))
        .map(({ property, code }) => ({
            key: property,
            text: `${property}: ${errorRow(code).happened}`
        }));
}
