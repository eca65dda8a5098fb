import { page } from './page.ts';

/** The old files are not wrapped in a function: names like these of theirs become the page's (`wire.md` §1). */
export function leakGlobals(): void {
    page['goog'] = {};
    page['CONST'] = {};
    page['assert'] = (condition: unknown): void => {
        if (!condition) {
            throw new Error('assert');
        }
    };
}
