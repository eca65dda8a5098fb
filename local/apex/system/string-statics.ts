import { Raised } from '../language/errors.ts';
import type { SystemClass } from '../language/system-class.ts';
import { dateText, textOf } from '../language/text.ts';
import { type ApexDate, ApexList, ApexSet, type Value } from '../language/values.ts';
import { itemsOf } from './collections.ts';
import { formatMessage } from './message-format.ts';

type Methods = NonNullable<SystemClass['methods']>;

/** What `String` does without a text at hand. */
export function stringStatics(): Methods {
    const isBlank = (text: string | null): boolean => text === null || /^\s*$/u.test(text);
    const isEmpty = (text: string | null): boolean => text === null || text === '';
    return {
        'static String escapeSingleQuotes(String text)': (text: string) =>
            text.replace(/[\\']/g, '\\$&'),
        'static String format(String pattern, List<Object> arguments)': (
            pattern: string,
            { items }: ApexList
        ) => formatMessage(pattern, items),
        'static String fromCharArray(List<Integer> characters)': ({ items }: ApexList) =>
            String.fromCodePoint(...(items as number[])),
        'static String getCommonPrefix(List<String> texts)': ({ items }: ApexList) =>
            commonPrefix(items as string[]),
        'static Boolean isBlank(String? text)': isBlank,
        'static Boolean isNotBlank(String? text)': (text: string | null) => !isBlank(text),
        'static Boolean isEmpty(String? text)': isEmpty,
        'static Boolean isNotEmpty(String? text)': (text: string | null) => !isEmpty(text),
        'static String join(Object items, String separator)': join,
        ...valuesOf()
    };
}

/** @throws Raised `IllegalArgumentException` for what is neither a list nor a set */
function join(items: Value, separator: string): string {
    if (!(items instanceof ApexList || items instanceof ApexSet)) {
        throw new Raised('IllegalArgumentException', 'Argument must be an Iterable');
    }
    return itemsOf(items)
        .map((item) => (item === null ? '' : textOf(item)))
        .join(separator);
}

/** A date alone has no time in its text; null stays null. */
function valuesOf(): Methods {
    return {
        'static String valueOf(Object? value)': (value: Value) =>
            value === null ? null : textOf(value),
        'static String valueOf(Date? date)': (date: ApexDate | null) => date && dateText(date),
        'static String valueOfGmt(Datetime moment)': textOf
    };
}

function commonPrefix(texts: readonly string[]): string {
    const [first = '', ...others] = texts;
    let length = first.length;
    for (const other of others) {
        while (!other.startsWith(first.slice(0, length))) {
            length--;
        }
    }
    return first.slice(0, length);
}

/** @throws Raised `StringException` for a place outside of the text */
export function checkRange(text: string, start: number, end: number): void {
    if (start < 0) {
        throw new Raised('StringException', `Starting position out of bounds: ${String(start)}`);
    }
    if (end > text.length || end < start) {
        throw new Raised('StringException', `Ending position out of bounds: ${String(end)}`);
    }
}
