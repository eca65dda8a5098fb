import { Raised } from '../language/errors.ts';
import { execute } from './guarded-regex.ts';
import { regexOf } from './regex.ts';

/** A pattern at work on a text: what a `Matcher` is. */
export class Search {
    readonly pattern: string;
    text: string;
    private found: RegExpExecArray | null = null;
    private next = 0;

    constructor(pattern: string, text: string) {
        this.pattern = pattern;
        this.text = text;
    }

    reset(text: string): void {
        this.text = text;
        this.found = null;
        this.next = 0;
    }

    /** The next match. */
    find(start = this.next): boolean {
        if (start > this.text.length) {
            this.found = null;
            return false;
        }
        const regex = regexOf(this.pattern, 'search');
        regex.lastIndex = start;
        this.keep(execute(regex, this.text));
        if (this.found === null) {
            this.next = this.text.length + 1;
        }
        return this.found !== null;
    }

    /** A match at the beginning, or of the whole. */
    match(how: 'here' | 'whole'): boolean {
        this.keep(execute(regexOf(this.pattern, how), this.text));
        return this.found !== null;
    }

    private keep(found: RegExpExecArray | null): void {
        this.found = found;
        if (found) {
            this.next = found.index + Math.max(1, found[0].length);
        }
    }

    groupCount(): number {
        return new RegExp(`${regexOf(this.pattern, 'search').source}|`, 'u').exec('')!.length - 1;
    }

    /** @throws Raised `StringException` without a match, or a group of that number */
    group(index: number): string | null {
        return this.matched(index)[index] ?? null;
    }

    /** Where a group begins and ends; -1 for one that has no part in the match. */
    range(index: number): readonly [number, number] {
        return this.matched(index).indices![index] ?? [-1, -1];
    }

    private matched(index: number): RegExpExecArray {
        if (!this.found) {
            throw new Raised('StringException', 'No match found');
        }
        if (index < 0 || index >= this.found.length) {
            throw new Raised('StringException', `No group ${String(index)}`);
        }
        return this.found;
    }
}
