import { Raised } from '../language/errors.ts';
import { execute } from './guarded-regex.ts';
import { PatternError, translatePattern } from './java-pattern.ts';

const known = new Map<string, RegExp>();
const MOST_KNOWN = 1000;

/**
 * A regular expression of Apex, which is one of Java. It looks from `lastIndex` on.
 * @param how `search` finds the next match, `here` one that begins at `lastIndex`, `whole` one that ends with the text, too
 * @throws Raised `StringException`
 */
export function regexOf(pattern: string, how: 'search' | 'here' | 'whole'): RegExp {
    const key = `${how}:${pattern}`;
    let regex = known.get(key);
    if (!regex) {
        regex = makeRegex(pattern, how);
        if (known.size >= MOST_KNOWN) {
            known.clear();
        }
        known.set(key, regex);
    }
    regex.lastIndex = 0;
    return regex;
}

function makeRegex(pattern: string, how: 'search' | 'here' | 'whole'): RegExp {
    try {
        const { source, flags } = translatePattern(pattern);
        const full = how === 'whole' ? `(?:${source})(?![\\s\\S])` : source;
        return new RegExp(full, `${flags}d${how === 'search' ? 'g' : 'y'}`);
    } catch (error) {
        if (error instanceof PatternError || error instanceof SyntaxError) {
            throw new Raised('StringException', `Invalid regex: ${error.message}`);
        }
        throw error;
    }
}

/** All matches, from the start. */
export function matchesIn(regex: RegExp, text: string): RegExpExecArray[] {
    const found: RegExpExecArray[] = [];
    regex.lastIndex = 0;
    for (let match = execute(regex, text); match; match = execute(regex, text)) {
        found.push(match);
        if (match[0] === '') {
            regex.lastIndex = match.index + ((text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1);
        }
    }
    return found;
}

/**
 * What stands for a match: `$1` and `${name}` are groups, a backslash takes the next character as it is.
 * @throws Raised `StringException`
 */
export function expand(replacement: string, match: RegExpExecArray): string {
    let result = '';
    for (let i = 0; i < replacement.length; i++) {
        const char = replacement[i]!;
        if (char === '\\') {
            i++;
            if (i === replacement.length) {
                throw new Raised('StringException', 'character to be escaped is missing');
            }
            result += replacement[i]!;
        } else if (char === '$') {
            const reference = groupAt(replacement, i, match);
            result += reference.text;
            i = reference.last;
        } else {
            result += char;
        }
    }
    return result;
}

function groupAt(
    replacement: string,
    start: number,
    match: RegExpExecArray
): { text: string; last: number } {
    const rest = replacement.slice(start + 1);
    const named = /^\{([A-Za-z][A-Za-z0-9]*)\}/.exec(rest);
    if (named) {
        if (!match.groups || !(named[1]! in match.groups)) {
            throw new Raised('StringException', `No group with name {${named[1]!}}`);
        }
        return { text: match.groups[named[1]!] ?? '', last: start + named[0].length };
    }
    if (!/^\d/.test(rest)) {
        throw new Raised('StringException', 'Illegal group reference');
    }
    // As many digits as there are groups for.
    let length = 1;
    while (
        /^\d+$/.test(rest.slice(0, length + 1)) &&
        length < rest.length &&
        Number(rest.slice(0, length + 1)) < match.length
    ) {
        length++;
    }
    const number = Number(rest.slice(0, length));
    if (number >= match.length) {
        throw new Raised('StringException', `No group ${String(number)}`);
    }
    return { text: match[number] ?? '', last: start + length };
}

export function replaceAll(text: string, pattern: string, replacement: string): string {
    return replaceMatches(text, matchesIn(regexOf(pattern, 'search'), text), replacement);
}

export function replaceFirst(text: string, pattern: string, replacement: string): string {
    const match = execute(regexOf(pattern, 'search'), text);
    return match ? replaceMatches(text, [match], replacement) : text;
}

function replaceMatches(
    text: string,
    matches: readonly RegExpExecArray[],
    replacement: string
): string {
    let result = '';
    let end = 0;
    for (const match of matches) {
        result += text.slice(end, match.index) + expand(replacement, match);
        end = match.index + match[0].length;
    }
    return result + text.slice(end);
}

/**
 * The parts between matches.
 * @param limit how many parts at most; 0 for all but empty ones at the end, less for all
 */
export function split(text: string, pattern: string, limit: number): string[] {
    const parts: string[] = [];
    let end = 0;
    for (const match of matchesIn(regexOf(pattern, 'search'), text)) {
        if (limit > 0 && parts.length === limit - 1) {
            break;
        }
        const isEmptyAtEdge = match[0] === '' && (match.index === 0 || match.index === text.length);
        if (!isEmptyAtEdge) {
            parts.push(text.slice(end, match.index));
            end = match.index + match[0].length;
        }
    }
    if (parts.length === 0) {
        return [text];
    }
    parts.push(text.slice(end));
    while (limit === 0 && parts.at(-1) === '') {
        parts.pop();
    }
    return parts;
}
