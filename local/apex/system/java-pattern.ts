/**
 * A regular expression of Java as one of JavaScript.
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 */
export interface TranslatedPattern {
    /** For `RegExp` with the flag `u`. */
    readonly source: string;
    readonly flags: string;
}

/** What isn't known here is refused, and what is no pattern at all. */
export class PatternError extends Error {}

const LINE_ENDS = '\\n\\r\\u0085\\u2028\\u2029';

/** What a letter behind a backslash stands for, in and outside of brackets. */
const CLASSES: Readonly<Record<string, string>> = {
    d: '0-9',
    w: 'A-Za-z0-9_',
    s: ' \\t\\n\\v\\f\\r',
    h: ' \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000',
    v: '\\n\\v\\f\\r\\u0085\\u2028\\u2029'
};

const CHARACTERS: Readonly<Record<string, string>> = {
    t: '\\t',
    n: '\\n',
    r: '\\r',
    f: '\\f',
    a: '\\u0007',
    e: '\\u001b'
};

const PROPERTIES: Readonly<Record<string, string>> = {
    Lower: 'a-z',
    Upper: 'A-Z',
    Alpha: 'A-Za-z',
    Digit: '0-9',
    Alnum: 'A-Za-z0-9',
    Punct: '!-\\/:-@\\[-`\\{-~',
    Graph: '!-~',
    Print: ' -~',
    Blank: ' \\t',
    Cntrl: '\\u0000-\\u001f\\u007f',
    XDigit: '0-9A-Fa-f',
    Space: ' \\t\\n\\v\\f\\r',
    ASCII: '\\u0000-\\u007f',
    L: '\\p{L}',
    Lu: '\\p{Lu}',
    Ll: '\\p{Ll}',
    N: '\\p{N}',
    Nd: '\\p{Nd}',
    P: '\\p{P}',
    S: '\\p{S}',
    Z: '\\p{Z}',
    M: '\\p{M}',
    IsAlphabetic: '\\p{Alphabetic}',
    IsLetter: '\\p{L}',
    IsDigit: '\\p{Nd}',
    javaLowerCase: '\\p{Lowercase}',
    javaUpperCase: '\\p{Uppercase}'
};

/** `^` and `$` of a text without lines, which a line's end at the very end doesn't count for. */
const START = '(?<![\\s\\S])';
const END = '(?![\\s\\S])';
const END_OR_LAST_LINE = `(?=(?:\\r\\n|[${LINE_ENDS}])?${END})`;

/**
 * @throws PatternError
 */
export function translatePattern(pattern: string): TranslatedPattern {
    return new Translator(pattern).translate();
}

/** Characters as they are. */
export function quotePattern(text: string): string {
    return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

class Translator {
    private readonly text: string;
    private at = 0;
    private result = '';
    private ignoresCase = false;
    private isMultiline = false;
    private dotsAll = false;

    constructor(text: string) {
        this.text = text;
    }

    translate(): TranslatedPattern {
        this.readFlags();
        while (this.at < this.text.length) {
            this.step();
        }
        return { source: this.result, flags: this.ignoresCase ? 'ui' : 'u' };
    }

    private fail(reason: string): PatternError {
        return new PatternError(`${reason} near index ${String(this.at)}\n${this.text}`);
    }

    /** Flags at the beginning are for all of it; elsewhere JavaScript has no such thing. */
    private readFlags(): void {
        const match = /^\(\?([a-zA-Z]+)\)/.exec(this.text);
        if (!match) {
            return;
        }
        for (const flag of match[1]!) {
            if (flag === 'i') {
                this.ignoresCase = true;
            } else if (flag === 'm') {
                this.isMultiline = true;
            } else if (flag === 's') {
                this.dotsAll = true;
            } else {
                throw this.fail(`Not supported: flag ${flag}`);
            }
        }
        this.at = match[0].length;
    }

    private step(): void {
        const char = this.text[this.at]!;
        switch (char) {
            case '\\':
                this.result += this.escape(false);
                return;
            case '[':
                this.result += this.brackets();
                return;
            case '(':
                this.group();
                return;
            case '.':
                this.result += this.dotsAll ? '[\\s\\S]' : `[^${LINE_ENDS}]`;
                break;
            case '^':
                this.result += this.isMultiline
                    ? `(?<=(?:${START}|[${LINE_ENDS}]))(?!${END})`
                    : START;
                break;
            case '$':
                this.result += this.isMultiline
                    ? `(?=(?:[${LINE_ENDS}]|${END}))`
                    : END_OR_LAST_LINE;
                break;
            case '*':
            case '+':
            case '?':
                this.quantifier(char);
                return;
            case '{':
                this.counted();
                return;
            case ']':
            case '}':
            case '/':
                this.result += `\\${char}`;
                break;
            default:
                this.result += String.fromCodePoint(this.text.codePointAt(this.at)!);
                this.at += this.text.codePointAt(this.at)! > 0xffff ? 1 : 0;
        }
        this.at++;
    }

    private group(): void {
        const start = /^\((\?(:|=|!|<=|<!|<[A-Za-z][A-Za-z0-9]*>))?/.exec(
            this.text.slice(this.at)
        )!;
        if (start[0] === '(' && this.text[this.at + 1] === '?') {
            throw this.fail(`Not supported: ${this.text.slice(this.at, this.at + 4)}`);
        }
        this.result += start[0];
        this.at += start[0].length;
    }

    private quantifier(char: string): void {
        this.result += char;
        this.at++;
        this.afterQuantifier();
    }

    private counted(): void {
        const match = /^\{\d+(,\d*)?\}/.exec(this.text.slice(this.at));
        if (!match) {
            throw this.fail('Illegal repetition');
        }
        this.result += match[0];
        this.at += match[0].length;
        this.afterQuantifier();
    }

    private afterQuantifier(): void {
        if (this.text[this.at] === '?') {
            this.result += '?';
            this.at++;
        } else if (this.text[this.at] === '+') {
            throw this.fail('Not supported: possessive quantifier');
        }
    }

    /** What follows a backslash. Within brackets a class goes without brackets of its own. */
    private escape(isInBrackets: boolean): string {
        const char = this.text[this.at + 1];
        if (char === undefined) {
            throw this.fail('Unexpected end of pattern');
        }
        this.at += 2;
        const lower = CLASSES[char.toLowerCase()];
        if (lower !== undefined) {
            return this.classOf(lower, char !== char.toLowerCase(), isInBrackets);
        }
        if (char === 'p' || char === 'P') {
            return this.classOf(this.property(), char === 'P', isInBrackets);
        }
        return (
            this.simpleEscape(char) ??
            (isInBrackets ? null : this.position(char)) ??
            this.unknown(char)
        );
    }

    private unknown(char: string): string {
        if (/[A-Za-z0-9]/.test(char)) {
            throw this.fail(`Illegal/unsupported escape sequence \\${char}`);
        }
        return /[\\^$.*+?()[\]{}|/-]/.test(char) ? `\\${char === '-' ? 'x2d' : char}` : char;
    }

    private classOf(inside: string, isNegated: boolean, isInBrackets: boolean): string {
        if (isInBrackets && isNegated) {
            const known = Object.entries(CLASSES).find(([, each]) => each === inside);
            if (!known || !'dws'.includes(known[0])) {
                throw this.fail('Not supported: a negated class within brackets');
            }
            // Their opposites, written out.
            return {
                d: '\\u0000-\\/:-\\u{10ffff}',
                w: '\\u0000-\\/:-@\\[-\\^`\\{-\\u{10ffff}',
                s: '\\u0000-\\u0008\\u000e-\\u001f!-\\u{10ffff}'
            }[known[0] as 'd' | 'w' | 's'];
        }
        return isInBrackets ? inside : `[${isNegated ? '^' : ''}${inside}]`;
    }

    private property(): string {
        const match = /^(?:\{(\w+)\}|(\w))/.exec(this.text.slice(this.at));
        const known = match && PROPERTIES[(match[1] ?? match[2])!];
        if (!known) {
            throw this.fail('Unknown character property');
        }
        this.at += match[0].length;
        return known;
    }

    private simpleEscape(char: string): string | null {
        const simple = CHARACTERS[char];
        if (simple !== undefined) {
            return simple;
        }
        const rest = this.text.slice(this.at);
        const match =
            char === 'u'
                ? /^[0-9a-fA-F]{4}/.exec(rest)
                : char === 'x'
                  ? /^(?:[0-9a-fA-F]{2}|\{[0-9a-fA-F]+\})/.exec(rest)
                  : null;
        if (match) {
            this.at += match[0].length;
            return `\\u{${match[0].replace(/[{}]/g, '')}}`;
        }
        if (char === 'Q') {
            const end = this.text.indexOf('\\E', this.at);
            const quoted = this.text.slice(this.at, end < 0 ? undefined : end);
            this.at = end < 0 ? this.text.length : end + 2;
            return quotePattern(quoted);
        }
        return null;
    }

    private position(char: string): string | null {
        switch (char) {
            case 'b':
            case 'B':
                return `\\${char}`;
            case 'A':
                return START;
            case 'z':
                return END;
            case 'Z':
                return END_OR_LAST_LINE;
            case 'R':
                return `(?:\\r\\n|[${LINE_ENDS}\\v\\f])`;
            case 'k':
                return this.namedReference();
            default:
                return /[1-9]/.test(char) ? `\\${char}(?:)` : null;
        }
    }

    private namedReference(): string {
        const match = /^<[A-Za-z][A-Za-z0-9]*>/.exec(this.text.slice(this.at));
        if (!match) {
            throw this.fail("\\k is not followed by '<' for named capturing group");
        }
        this.at += match[0].length;
        return `\\k${match[0]}`;
    }

    /** `[…]`. */
    private brackets(): string {
        let result = '[';
        this.at++;
        if (this.text[this.at] === '^') {
            result += '^';
            this.at++;
        }
        let isFirst = true;
        for (;;) {
            const char = this.text[this.at];
            if (char === undefined) {
                throw this.fail('Unclosed character class');
            }
            if (char === ']' && !isFirst) {
                this.at++;
                return `${result}]`;
            }
            result += this.inBrackets(char);
            isFirst = false;
        }
    }

    private inBrackets(char: string): string {
        if (char === '\\') {
            return this.escape(true);
        }
        if (char === '[' || (char === '&' && this.text[this.at + 1] === '&')) {
            throw this.fail('Not supported: a class within a class');
        }
        const code = this.text.codePointAt(this.at)!;
        this.at += code > 0xffff ? 2 : 1;
        return /[\]^$.*+?(){}|/]/.test(char) ? `\\${char}` : String.fromCodePoint(code);
    }
}
