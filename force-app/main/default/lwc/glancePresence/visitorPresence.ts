/** What a visitor's page posted about itself. All texts come from the visitor: show them, never run them. */
export interface VisitorPresence {
    readonly url: string | null;
    readonly title: string | null;
    readonly browser: string | null;
    readonly browserVersion: string | null;
    readonly platform: string | null;
}

/** A visitor who is there but of whom nothing else is known. */
export const unknownPresence: VisitorPresence = {
    url: null,
    title: null,
    browser: null,
    browserVersion: null,
    platform: null
};

const MAX_LENGTH = 300;

function text(value: unknown): string | null {
    const plain = typeof value === 'number' ? String(value) : value;
    return typeof plain === 'string' && plain.trim() !== ''
        ? plain.trim().slice(0, MAX_LENGTH)
        : null;
}

/** What `onpresence` or a lookup sent, with Glance's names turned into ours; anything unusable becomes `null`. */
export function readPresence(posted: unknown): VisitorPresence {
    const data = (posted ?? {}) as Record<string, unknown>;
    return {
        url: text(data.url),
        title: text(data.title),
        browser: text(data.browser),
        browserVersion: text(data.browserver),
        platform: text(data.platform)
    };
}

/**
 * The answer of `lookupVisitor`: an absent visitor arrives as an empty object, or one without `visitorid` (seen in
 * Glance's samples).
 */
export function readLookup(answer: unknown): VisitorPresence | null {
    const present =
        typeof answer === 'object' &&
        answer !== null &&
        Boolean((answer as { visitorid?: unknown }).visitorid);
    return present ? readPresence(answer) : null;
}
