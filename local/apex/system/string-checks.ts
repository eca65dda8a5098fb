import type { SystemClass } from '../language/system-class.ts';
import { ApexId, type Value } from '../language/values.ts';
import { execute } from './guarded-regex.ts';
import { hashCodeOf } from './hash-code.ts';
import { regexOf } from './regex.ts';

type Methods = NonNullable<SystemClass['methods']>;

/** What a text is, and what is in it. */
export function stringChecks(): Methods {
    const matching =
        (regex: RegExp) =>
        (text: string): boolean =>
            regex.test(text);
    return {
        'Integer compareTo(String other)': (text: string, other: string) =>
            compareTexts(text, other),
        'Boolean contains(String part)': (text: string, part: string) => text.includes(part),
        'Boolean containsAny(String? characters)': (text: string, characters: string | null) =>
            [...text].some((char) => characters?.includes(char)),
        'Boolean containsIgnoreCase(String part)': (text: string, part: string) =>
            text.toLowerCase().includes(part.toLowerCase()),
        'Boolean containsNone(String? characters)': (text: string, characters: string | null) =>
            ![...text].some((char) => characters?.includes(char)),
        'Boolean containsOnly(String? characters)': (text: string, characters: string | null) =>
            [...text].every((char) => characters?.includes(char)),
        'Boolean containsWhitespace()': matching(/\s/),
        'Boolean endsWith(String part)': (text: string, part: string) => text.endsWith(part),
        'Boolean endsWithIgnoreCase(String part)': (text: string, part: string) =>
            text.toLowerCase().endsWith(part.toLowerCase()),
        'Boolean startsWith(String part)': (text: string, part: string) => text.startsWith(part),
        'Boolean startsWithIgnoreCase(String part)': (text: string, part: string) =>
            text.toLowerCase().startsWith(part.toLowerCase()),
        'Boolean equals(String? other)': (text: string, other: string | null) => text === other,
        'Boolean equals(Object? other)': (text: string, other: Value) =>
            text === (other instanceof ApexId ? other.value : other),
        'Boolean equalsIgnoreCase(String? other)': (text: string, other: string | null) =>
            text.toLowerCase() === other?.toLowerCase(),
        'Integer hashCode()': hashCodeOf,
        'Boolean isAllLowerCase()': matching(/^\p{Ll}+$/u),
        'Boolean isAllUpperCase()': matching(/^\p{Lu}+$/u),
        'Boolean isAlpha()': matching(/^\p{L}+$/u),
        'Boolean isAlphaSpace()': matching(/^[\p{L} ]*$/u),
        'Boolean isAlphanumeric()': matching(/^[\p{L}\p{Nd}]+$/u),
        'Boolean isAlphanumericSpace()': matching(/^[\p{L}\p{Nd} ]*$/u),
        'Boolean isAsciiPrintable()': matching(/^[ -~]*$/),
        'Boolean isNumeric()': matching(/^\p{Nd}+$/u),
        'Boolean isNumericSpace()': matching(/^[\p{Nd} ]*$/u),
        'Boolean isWhitespace()': matching(/^\s*$/),
        'Boolean matches(String pattern)': (text: string, pattern: string) =>
            execute(regexOf(pattern, 'whole'), text) !== null
    };
}

/** By the codes of the characters, as Java does it: the first difference, or that of the lengths. */
export function compareTexts(text: string, other: string): number {
    const shorter = Math.min(text.length, other.length);
    for (let i = 0; i < shorter; i++) {
        const difference = text.charCodeAt(i) - other.charCodeAt(i);
        if (difference !== 0) {
            return difference;
        }
    }
    return text.length - other.length;
}
