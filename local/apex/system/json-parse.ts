import { Raised } from '../language/errors.ts';

/** A number as it is written. */
export class JsonNumber {
    readonly text: string;
    constructor(text: string) {
        this.text = text;
    }
    get isInteger(): boolean {
        return /^-?\d+$/.test(this.text);
    }
}

/** JSON before it is known what it stands for. */
export type Json =
    null | boolean | string | JsonNumber | readonly Json[] | ReadonlyMap<string, Json>;

const ESCAPES: Readonly<Record<string, string>> = {
    '"': '"',
    '\\': '\\',
    '/': '/',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t'
};
const NUMBER = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const WORD = /[\w$]*/y;
const MAX_DEPTH = 500;

class Reader {
    private readonly text: string;
    private at = 0;

    constructor(text: string) {
        this.text = text;
    }

    document(): Json {
        this.skip();
        if (this.at === this.text.length) {
            throw new Raised('JSONException', 'No content to map to Object due to end of input');
        }
        const value = this.value(0);
        this.skip();
        if (this.at < this.text.length) {
            throw this.unexpected('end of input');
        }
        return value;
    }

    private skip(): void {
        while (' \t\r\n'.includes(this.text[this.at] ?? '-')) {
            this.at++;
        }
    }

    private fail(message: string): Raised {
        const before = this.text.slice(0, this.at).split('\n');
        const place = `[line:${String(before.length)}, column:${String(before.at(-1)!.length + 1)}]`;
        return new Raised('JSONException', `${message} at ${place}`);
    }

    private unexpected(expected: string): Raised {
        const char = this.text[this.at];
        return char === undefined
            ? this.fail(`Unexpected end-of-input: was expecting ${expected}`)
            : this.fail(
                  `Unexpected character ('${char}' (code ${String(char.charCodeAt(0))})): was expecting ${expected}`
              );
    }

    private value(depth: number): Json {
        if (depth > MAX_DEPTH) {
            throw this.fail('JSON is nested too deeply');
        }
        switch (this.text[this.at]) {
            case '{':
                return this.object(depth);
            case '[':
                return this.array(depth);
            case '"':
                return this.string();
            default:
                return this.numberOrWord();
        }
    }

    private numberOrWord(): Json {
        NUMBER.lastIndex = this.at;
        const [number] = NUMBER.exec(this.text) ?? [''];
        const next = this.text[this.at + number.length] ?? ',';
        if (number !== '' && ',]} \t\r\n'.includes(next)) {
            this.at += number.length;
            return new JsonNumber(number);
        }
        WORD.lastIndex = this.at;
        const [word] = WORD.exec(this.text)!;
        if (word === 'true' || word === 'false' || word === 'null') {
            this.at += word.length;
            return word === 'null' ? null : word === 'true';
        }
        if (/^[A-Za-z]/.test(word)) {
            throw this.fail(`Unrecognized token '${word}': was expecting 'null', 'true', 'false'`);
        }
        throw this.unexpected('a value');
    }

    private object(depth: number): Json {
        const members = new Map<string, Json>();
        this.at++;
        this.skip();
        if (this.text[this.at] === '}') {
            this.at++;
            return members;
        }
        for (;;) {
            if (this.text[this.at] !== '"') {
                throw this.unexpected('double-quote to start field name');
            }
            const name = this.string();
            this.skip();
            if (this.text[this.at] !== ':') {
                throw this.unexpected('a colon to separate field name and value');
            }
            this.at++;
            this.skip();
            members.set(name, this.value(depth + 1));
            if (this.ends('}', 'OBJECT')) {
                return members;
            }
        }
    }

    private array(depth: number): Json {
        const items: Json[] = [];
        this.at++;
        this.skip();
        if (this.text[this.at] === ']') {
            this.at++;
            return items;
        }
        for (;;) {
            items.push(this.value(depth + 1));
            if (this.ends(']', 'ARRAY')) {
                return items;
            }
        }
    }

    /** Goes to what follows a comma, or behind the bracket. */
    private ends(bracket: string, kind: string): boolean {
        this.skip();
        const char = this.text[this.at];
        if (char !== bracket && char !== ',') {
            throw this.unexpected(`comma to separate ${kind} entries`);
        }
        this.at++;
        this.skip();
        return char === bracket;
    }

    private string(): string {
        let value = '';
        for (let start = ++this.at; ; this.at++) {
            const char = this.text[this.at];
            if (char === undefined) {
                throw this.fail(
                    'Unexpected end-of-input: was expecting closing quote for a string'
                );
            }
            if (char === '"') {
                value += this.text.slice(start, this.at++);
                return value;
            }
            if (char < ' ') {
                throw this.fail(
                    `Illegal unquoted character ((CTRL-CHAR, code ${String(char.charCodeAt(0))}))`
                );
            }
            if (char === '\\') {
                value += this.text.slice(start, this.at) + this.escape();
                start = this.at + 1;
            }
        }
    }

    /** The character that an escape stands for; stays at its last character. */
    private escape(): string {
        const char = this.text[++this.at] ?? '';
        if (char === 'u') {
            const digits = this.text.slice(this.at + 1, this.at + 5);
            if (!/^[0-9A-Fa-f]{4}$/.test(digits)) {
                throw this.unexpected('a hex-digit for character escape sequence');
            }
            this.at += 4;
            return String.fromCharCode(Number.parseInt(digits, 16));
        }
        const escaped = ESCAPES[char];
        if (escaped === undefined) {
            throw this.fail(`Unrecognized character escape '${char}'`);
        }
        return escaped;
    }
}

/**
 * Takes JSON apart, as strictly as RFC 8259 has it.
 * @throws Raised `JSONException` with the place
 */
export function parseJson(text: string): Json {
    return new Reader(text).document();
}
