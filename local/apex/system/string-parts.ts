import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import type { ApexList } from '../language/values.ts';
import { split } from './regex.ts';
import { checkRange } from './string-statics.ts';

type Methods = NonNullable<SystemClass['methods']>;

/** Parts of a text, and where they are. */
export function stringParts(runtime: Runtime): Methods {
    const texts = (items: string[]): ApexList => runtime.newList(runtime.types.string, items);
    return {
        'Integer charAt(Integer index)': (text: string, index: number) => {
            checkRange(text, index, index + 1);
            return text.charCodeAt(index);
        },
        'Integer codePointAt(Integer index)': (text: string, index: number) => {
            checkRange(text, index, index + 1);
            return text.codePointAt(index)!;
        },
        'List<Integer> getChars()': (text: string) =>
            runtime.newList(
                runtime.types.integer,
                Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
            ),
        'Integer length()': (text: string) => text.length,
        'Integer indexOf(String part)': (text: string, part: string) => text.indexOf(part),
        'Integer indexOf(String part, Integer start)': (
            text: string,
            part: string,
            start: number
        ) => text.indexOf(part, start),
        'Integer indexOfAny(String characters)': (text: string, characters: string) =>
            [...text].findIndex((char) => characters.includes(char)),
        'Integer indexOfIgnoreCase(String part)': (text: string, part: string) =>
            text.toLowerCase().indexOf(part.toLowerCase()),
        'Integer lastIndexOf(String part)': (text: string, part: string) => text.lastIndexOf(part),
        'Integer lastIndexOf(String part, Integer end)': (
            text: string,
            part: string,
            end: number
        ) => (end < 0 ? -1 : text.lastIndexOf(part, end)),
        'Integer countMatches(String part)': (text: string, part: string) =>
            part === '' ? 0 : text.split(part).length - 1,
        'String left(Integer length)': (text: string, length: number) =>
            text.slice(0, Math.max(0, length)),
        'String right(Integer length)': (text: string, length: number) =>
            length <= 0 ? '' : text.slice(-length),
        'String mid(Integer start, Integer length)': (
            text: string,
            start: number,
            length: number
        ) => (length < 0 ? '' : text.slice(Math.max(0, start), Math.max(0, start) + length)),
        'String substring(Integer start)': (text: string, start: number) => {
            checkRange(text, start, text.length);
            return text.slice(start);
        },
        'String substring(Integer start, Integer end)': (
            text: string,
            start: number,
            end: number
        ) => {
            checkRange(text, start, end);
            return text.slice(start, end);
        },
        ...substrings(),
        'List<String> split(String pattern)': (text: string, pattern: string) =>
            texts(split(text, pattern, 0)),
        'List<String> split(String pattern, Integer limit)': (
            text: string,
            pattern: string,
            limit: number
        ) => texts(split(text, pattern, limit))
    };
}

/** Before, after and between other texts. */
function substrings(): Methods {
    return {
        'String substringAfter(String? separator)': (text: string, separator: string | null) => {
            const at = separator === null ? -1 : text.indexOf(separator);
            return at < 0 ? '' : text.slice(at + separator!.length);
        },
        'String substringAfterLast(String? separator)': (
            text: string,
            separator: string | null
        ) => {
            const at = separator === null || separator === '' ? -1 : text.lastIndexOf(separator);
            return at < 0 ? '' : text.slice(at + separator!.length);
        },
        'String substringBefore(String? separator)': (text: string, separator: string | null) => {
            const at = separator === null ? -1 : text.indexOf(separator);
            return at < 0 ? text : text.slice(0, at);
        },
        'String substringBeforeLast(String? separator)': (
            text: string,
            separator: string | null
        ) => {
            const at = separator === null || separator === '' ? -1 : text.lastIndexOf(separator);
            return at < 0 ? text : text.slice(0, at);
        },
        'String substringBetween(String tag)': (text: string, tag: string) =>
            between(text, tag, tag),
        'String substringBetween(String open, String close)': between
    };
}

function between(text: string, open: string, close: string): string | null {
    const start = text.indexOf(open);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    return end < 0 ? null : text.slice(start + open.length, end);
}
