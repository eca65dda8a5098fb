import { parse } from 'node:querystring';
import { Problem } from '../problem.ts';

/**
 * The fields of a form or a query.
 * @throws {Problem} `malformed-request` when percent escapes are broken or do not make UTF-8: a lenient reading would
 * sign another id than the one that was meant.
 */
export function parseFields(text: string): Record<string, string | string[] | undefined> {
    requireWellFormed(text);
    return parse(text);
}

/** @throws {Problem} `malformed-request` when percent escapes are broken or do not make UTF-8. */
export function requireWellFormed(encoded: string): void {
    if (!encoded.includes('%')) return;
    try {
        decodeURIComponent(encoded);
    } catch {
        throw new Problem('malformed-request');
    }
}

/** The query of a request's URL as it was sent, without the question mark. */
export function rawQuery(url: string): string {
    const start = url.indexOf('?');
    return start < 0 ? '' : url.slice(start + 1);
}
