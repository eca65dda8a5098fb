import { Raised } from '../language/errors.ts';
import type { SystemClass } from '../language/system-class.ts';
import { replaceAll, replaceFirst } from './regex.ts';
import { escapes } from './string-escapes.ts';

/** What a synchronous transaction may hold. */
const HEAP_BYTES = 6_000_000;

type Methods = NonNullable<SystemClass['methods']>;

/** Texts made of another. */
export function stringChanges(): Methods {
    return {
        'String abbreviate(Integer length)': abbreviate,
        'String capitalize()': (text: string) => text.charAt(0).toUpperCase() + text.slice(1),
        'String uncapitalize()': (text: string) => text.charAt(0).toLowerCase() + text.slice(1),
        'String center(Integer size)': (text: string, size: number) => center(text, size, ' '),
        'String center(Integer size, String padding)': center,
        'String deleteWhitespace()': (text: string) => text.replace(/\s/g, ''),
        'String leftPad(Integer size)': (text: string, size: number) => text.padStart(sized(size)),
        'String leftPad(Integer size, String padding)': (
            text: string,
            size: number,
            padding: string
        ) => text.padStart(sized(size), padding || ' '),
        'String rightPad(Integer size)': (text: string, size: number) => text.padEnd(sized(size)),
        'String rightPad(Integer size, String padding)': (
            text: string,
            size: number,
            padding: string
        ) => text.padEnd(sized(size), padding || ' '),
        'String normalizeSpace()': (text: string) => text.trim().replace(/\s+/g, ' '),
        'String repeat(Integer times)': (text: string, times: number) => repeat(text, '', times),
        'String repeat(String separator, Integer times)': repeat,
        'String reverse()': (text: string) => [...text].reverse().join(''),
        'String swapCase()': (text: string) =>
            [...text]
                .map((char) =>
                    char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase()
                )
                .join(''),
        'String toLowerCase()': (text: string) => text.toLowerCase(),
        'String toUpperCase()': (text: string) => text.toUpperCase(),
        'String toString()': (text: string) => text,
        // Whatever is no higher than a space, as Java's `trim` has it.
        'String trim()': (text: string) => text.replace(/^[\u0000- ]+|[\u0000- ]+$/g, ''),
        'String stripHtmlTags()': (text: string) => text.replace(/<[^>]*>/g, ''),
        ...replacements(),
        ...escapes()
    };
}

/** @throws Raised `LimitException` for more than the heap holds */
function sized(length: number): number {
    if (length > HEAP_BYTES) {
        throw new Raised('LimitException', `Apex heap size too large: ${String(length)}`);
    }
    return length;
}

function repeat(text: string, separator: string, times: number): string {
    if (times <= 0) {
        return '';
    }
    sized((text.length + separator.length) * times);
    return text === '' && separator === '' ? '' : (text + separator).repeat(times - 1) + text;
}

/** @throws Raised `IllegalArgumentException` where there is no room for more than the three points */
function abbreviate(text: string, length: number): string {
    if (length < 4) {
        throw new Raised('IllegalArgumentException', 'Minimum abbreviation width is 4');
    }
    return text.length <= length ? text : `${text.slice(0, length - 3)}...`;
}

function replacements(): Methods {
    return {
        'String remove(String part)': (text: string, part: string) =>
            part === '' ? text : text.replaceAll(part, ''),
        'String removeStart(String part)': (text: string, part: string) =>
            text.startsWith(part) ? text.slice(part.length) : text,
        'String removeStartIgnoreCase(String part)': (text: string, part: string) =>
            text.toLowerCase().startsWith(part.toLowerCase()) ? text.slice(part.length) : text,
        'String removeEnd(String part)': (text: string, part: string) =>
            part !== '' && text.endsWith(part) ? text.slice(0, -part.length) : text,
        'String removeEndIgnoreCase(String part)': (text: string, part: string) =>
            part !== '' && text.toLowerCase().endsWith(part.toLowerCase())
                ? text.slice(0, -part.length)
                : text,
        'String replace(String part, String replacement)': (
            text: string,
            part: string,
            replacement: string
        ) => text.replaceAll(part, () => replacement),
        'String replaceAll(String pattern, String replacement)': replaceAll,
        'String replaceFirst(String pattern, String replacement)': replaceFirst
    };
}

function center(text: string, size: number, padding: string): string {
    const left = Math.floor(Math.max(0, sized(size) - text.length) / 2);
    return text.padStart(text.length + left, padding || ' ').padEnd(size, padding || ' ');
}
