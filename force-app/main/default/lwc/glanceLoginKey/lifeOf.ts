const SECOND_MS = 1000;
/** Glance takes no key that lives longer than this, in milliseconds. */
const MAX_LIFE_MS = 24 * 3_600_000;
/** How long a new key is taken to live when this computer's clock can't be right, in milliseconds. */
const ASSUMED_LIFE_MS = 5 * 60_000;
/** How wrong this computer's clock may be before a ready key that seems to have run out has done so, in milliseconds. */
const CLOCK_TOLERANCE_MS = 15 * 60_000;

/**
 * How long a key lives that has just been made: `life`, as its maker says; otherwise by the maker's clock; otherwise by
 * this computer's clock, unless that makes no sense. In milliseconds, moments in milliseconds since the epoch.
 */
export function lifeOf(
    { expiry, life }: { readonly expiry: number; readonly life: number | null },
    makersNow: number | null,
    now: number
): number {
    if (life !== null) {
        return Math.min(life, MAX_LIFE_MS);
    }
    const byClock = expiry - (makersNow ?? now);
    return byClock >= SECOND_MS && byClock <= MAX_LIFE_MS ? byClock : ASSUMED_LIFE_MS;
}

/**
 * How long a ready key may be used that was made nobody knows when. One that has just run out by this computer's clock
 * is given a try: the clock may be wrong, and Glance refuses the key if it isn't.
 */
export function lifeOfReady(expiry: number, now: number): number {
    const life = Math.min(expiry - now, MAX_LIFE_MS);
    return life > 0 ? life : life + CLOCK_TOLERANCE_MS;
}
