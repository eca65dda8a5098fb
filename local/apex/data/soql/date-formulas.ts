const MS_PER_DAY = 86_400_000;

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/** From the first millisecond to the one after the last. */
export interface Span {
    readonly start: number;
    readonly end: number;
}

const NAMED_DAYS: Readonly<Record<string, number>> = { YESTERDAY: -1, TODAY: 0, TOMORROW: 1 };

/**
 * The time that a date formula stands for, such as `LAST_N_DAYS` with 7. Days begin at midnight in GMT, weeks on Sunday; fiscal
 * years are calendar years.
 * @throws {Error} at a name that is none
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm
 */
export function spanOf(name: string, n: number, now: number): Span {
    const plain = name.replace('FISCAL_', '');
    const day = NAMED_DAYS[plain];
    if (day !== undefined) {
        return units('DAY', day, day, now);
    }
    if (plain === 'LAST_90_DAYS') {
        return units('DAY', -89, 0, now);
    }
    if (plain === 'NEXT_90_DAYS') {
        return units('DAY', 1, 90, now);
    }
    const counted = /^(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S$/.exec(plain);
    if (counted) {
        const unit = counted[2] as Unit;
        // Of days, today is one of the last.
        const last = unit === 'DAY' ? 0 : -1;
        return counted[1] === 'NEXT'
            ? units(unit, 1, n, now)
            : units(unit, unit === 'DAY' ? 1 - n : -n, last, now);
    }
    const ago = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(plain);
    if (ago) {
        return units(ago[1] as Unit, -n, -n, now);
    }
    const single = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(plain);
    if (single) {
        const offset = { LAST: -1, THIS: 0, NEXT: 1 }[single[1] as 'LAST'];
        return units(single[2] as Unit, offset, offset, now);
    }
    throw new Error(`Unknown date formula ${name}`);
}

/** From the start of a unit to the end of another, both counted from the one that it is now. */
function units(unit: Unit, from: number, to: number, now: number): Span {
    return { start: startOf(unit, from, now), end: startOf(unit, to + 1, now) };
}

function startOf(unit: Unit, offset: number, now: number): number {
    const date = new Date(now);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const today = Math.floor(now / MS_PER_DAY);
    switch (unit) {
        case 'DAY':
            return (today + offset) * MS_PER_DAY;
        case 'WEEK':
            return (today - date.getUTCDay() + offset * 7) * MS_PER_DAY;
        case 'MONTH':
            return Date.UTC(year, month + offset);
        case 'QUARTER':
            return Date.UTC(year, (Math.floor(month / 3) + offset) * 3);
        case 'YEAR':
            return Date.UTC(year + offset, 0);
    }
}
