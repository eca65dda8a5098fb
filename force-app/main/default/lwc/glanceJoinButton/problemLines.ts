import { errorRow } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import type { OptionProblem } from 'c/glanceJoinOptions';
import { textOf } from 'c/glanceJoinOptions';

/** Codes whose words do not say which property they are about. */
const NAMELESS: ReadonlySet<ErrorCode> = new Set(['hostInvalid', 'optionsInvalid']);

/**
 * A line for each property that can't be used, but for the one that the notice names already.
 * @param names what the admin calls the properties, by their names in markup; without one, the name in markup is shown.
 */
export function problemLines(
    problems: readonly OptionProblem[],
    shown: ErrorCode | null,
    names: Readonly<Record<string, unknown>>
): readonly { key: string; text: string }[] {
    return problems
        .filter(({ code }) => code !== shown || NAMELESS.has(code))
        .map(({ property, code, detail }) => ({
            key: property,
            text: [textOf(names[property]) || property, detail, errorRow(code).happened]
                .filter(Boolean)
                .join(': ')
        }));
}
