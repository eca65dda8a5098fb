import { Raised } from '../language/errors.ts';
import { dayOfYear } from './date-texts.ts';

const MONTHS = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December'
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const SHORT = 3;

function padded(value: number, width: number): string {
    return String(value).padStart(width, '0');
}

function nameOf(names: readonly string[], index: number, width: number): string {
    return width > SHORT ? names[index]! : names[index]!.slice(0, SHORT);
}

/** A field of a pattern: a letter, as often as it stands there. */
const FIELDS: Readonly<Record<string, (date: Date, width: number) => string>> = {
    G: () => 'AD',
    y: (date, width) =>
        width === 2 ? padded(date.getUTCFullYear() % 100, 2) : padded(date.getUTCFullYear(), width),
    M: (date, width) =>
        width >= SHORT
            ? nameOf(MONTHS, date.getUTCMonth(), width)
            : padded(date.getUTCMonth() + 1, width),
    D: (date, width) => padded(dayOfYear(date.getTime()), width),
    d: (date, width) => padded(date.getUTCDate(), width),
    E: (date, width) => nameOf(DAYS, date.getUTCDay(), width),
    u: (date, width) => padded(date.getUTCDay() || 7, width),
    a: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
    H: (date, width) => padded(date.getUTCHours(), width),
    k: (date, width) => padded(date.getUTCHours() || 24, width),
    K: (date, width) => padded(date.getUTCHours() % 12, width),
    h: (date, width) => padded(date.getUTCHours() % 12 || 12, width),
    m: (date, width) => padded(date.getUTCMinutes(), width),
    s: (date, width) => padded(date.getUTCSeconds(), width),
    S: (date, width) => padded(date.getUTCMilliseconds(), width),
    z: (_date, width) => (width > SHORT ? 'Greenwich Mean Time' : 'GMT'),
    Z: () => '+0000',
    X: () => 'Z'
};

/**
 * A moment in GMT by a pattern of Java's `SimpleDateFormat`.
 * @throws Raised `IllegalArgumentException` for a letter that means nothing there
 * @see https://docs.oracle.com/javase/8/docs/api/java/text/SimpleDateFormat.html
 */
export function formatBy(pattern: string, ms: number): string {
    const date = new Date(ms);
    let text = '';
    for (const [part] of pattern.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)) {
        text += part.startsWith("'") ? quoted(part) : fieldText(part, date);
    }
    return text;
}

function quoted(part: string): string {
    if (part.length < 2) {
        throw new Raised('IllegalArgumentException', 'Unterminated quote');
    }
    return part === "''" ? "'" : part.slice(1, -1).replaceAll("''", "'");
}

function fieldText(part: string, date: Date): string {
    const letter = part[0]!;
    if (!/[A-Za-z]/.test(letter)) {
        return part;
    }
    const field = FIELDS[letter];
    if (!field) {
        throw new Raised('IllegalArgumentException', `Illegal pattern character '${letter}'`);
    }
    return field(date, part.length);
}

/** `1/31/2024`, as in the United States. */
export function shortDate(ms: number): string {
    return formatBy('M/d/yyyy', ms);
}

/** `1/31/2024, 11:59 PM`, as in the United States. */
export function shortDatetime(ms: number): string {
    return formatBy('M/d/yyyy, h:mm a', ms);
}

/** `Wednesday, January 31, 2024 at 11:59:59 PM Greenwich Mean Time`. */
export function longDatetime(ms: number): string {
    return formatBy("EEEE, MMMM d, yyyy 'at' h:mm:ss a zzzz", ms);
}
