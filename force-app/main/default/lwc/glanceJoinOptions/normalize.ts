/** A text or number as trimmed text; everything else, and nothing, as `''`. */
export function textOf(given: unknown): string {
    return typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
}

/** A Boolean as App Builder, markup and hosts give it: `true`, `'true'`, or `''` for a bare attribute. */
export function isTrue(given: unknown): boolean {
    return (
        given === true ||
        given === '' ||
        (typeof given === 'string' && given.trim().toLowerCase() === 'true')
    );
}

/** The choice that is meant, whatever its case and blanks; `null` when it is none of them. */
export function oneOf<const Choice extends string>(
    choices: readonly Choice[],
    given: unknown
): Choice | null {
    const text = textOf(given).toLowerCase().replace(/\s+/g, '');
    return choices.find((choice) => choice.toLowerCase() === text) ?? null;
}

/** An object whose values are texts or numbers, with all values as texts; `{}` for nothing, `null` for anything else. */
export function textsOf(given: unknown): Record<string, string> | null {
    if (given === undefined || given === null || given === '') {
        return {};
    }
    if (typeof given !== 'object' || Array.isArray(given)) {
        return null;
    }
    const entries = Object.entries(given);
    const usable = entries.every(
        ([, value]) => typeof value === 'string' || typeof value === 'number'
    );
    return usable
        ? Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
        : null;
}
