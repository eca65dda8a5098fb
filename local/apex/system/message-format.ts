import { Raised } from '../language/errors.ts';
import { textOf } from '../language/text.ts';
import type { Value } from '../language/values.ts';

/**
 * A text in which `{0}`, `{1}`, … stand for values. What is between single quotes stays as it is; two of them are one.
 * @throws Raised `StringException`
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/text/MessageFormat.html
 */
export function formatMessage(pattern: string, values: readonly Value[]): string {
    let result = '';
    let isQuoted = false;
    for (let i = 0; i < pattern.length; i++) {
        const char = pattern[i]!;
        if (char === "'") {
            if (pattern[i + 1] === "'") {
                result += "'";
                i++;
            } else {
                isQuoted = !isQuoted;
            }
        } else if (char === '{' && !isQuoted) {
            const end = pattern.indexOf('}', i);
            const index = /^\s*(\d+)\s*$/.exec(pattern.slice(i + 1, end < 0 ? undefined : end));
            if (end < 0 || !index) {
                throw new Raised(
                    'StringException',
                    `can't parse argument number: ${pattern.slice(i + 1)}`
                );
            }
            const number = Number(index[1]);
            result += number < values.length ? textOf(values[number]!) : `{${String(number)}}`;
            i = end;
        } else {
            result += char;
        }
    }
    return result;
}
