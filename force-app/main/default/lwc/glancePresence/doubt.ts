/** What tells whether an agent object still hears anything, as times in milliseconds. */
export interface Signs {
    readonly now: number;
    readonly madeAt: number;
    /** When it last told anything. */
    readonly heardAt: number | null;
    /** When the visitor's page was last asked for something that it answers by an event. */
    readonly askedAt: number | null;
    /** Whether it told that it is connected. Such a version tells that again after each loss; others never do. */
    readonly tellsConnected: boolean;
    /** Whether the visitor is there. Of one who isn't, nothing can be missed that the look-up doesn't tell. */
    readonly present: boolean;
    /** Whether the object before it never told anything, either. */
    readonly secondSilent: boolean;
}

/** A page that was asked tells something within this time. */
const ANSWER_MS = 12_000;
/** An object that never told that it is connected is trusted for this long. */
const TRUST_MS = 5 * 60_000;

/**
 * Whether an agent object must be replaced by a new one. A lost socket tells nobody, and old versions may wait for ever
 * to get it back, while their look-ups go on working.
 */
export function isDoubtful(signs: Signs): boolean {
    const { now, heardAt, askedAt } = signs;
    if (askedAt !== null && (heardAt ?? 0) < askedAt && now - askedAt >= ANSWER_MS) {
        return true;
    }
    if (signs.tellsConnected || !signs.present) {
        return false;
    }
    // On connecting, a server should have told of a visitor who is there.
    if (heardAt === null && !signs.secondSilent && now - signs.madeAt >= ANSWER_MS) {
        return true;
    }
    return now - (heardAt ?? signs.madeAt) >= TRUST_MS;
}
