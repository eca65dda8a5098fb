/** Where the browser tab keeps what was asked for by itself: it holds over a reload, and ends with the tab. */
const STORED = 'glance_asked';
/** No more than these are kept, so that the storage of a tab that is open for weeks stays small. */
const LIMIT = 500;

const done = new Set<string>();

/**
 * Runs `join` the first time that this record and visitor come together in this browser tab: also after a reload of the
 * page, an agent's *Cancel* or a customer's *Decline* holds.
 */
export function autoJoinOnce(recordAndVisitor: string, join: () => void): void {
    const stored = readStored();
    if (!done.has(recordAndVisitor) && !stored.includes(recordAndVisitor)) {
        done.add(recordAndVisitor);
        store([...stored, recordAndVisitor].slice(-LIMIT));
        join();
    }
}

function readStored(): string[] {
    try {
        const stored: unknown = JSON.parse(sessionStorage.getItem(STORED) ?? '[]');
        return Array.isArray(stored) ? stored.map(String) : [];
    } catch {
        // Without storage, or with something else in it, the page's own memory has to do.
        return [];
    }
}

function store(asked: readonly string[]): void {
    try {
        sessionStorage.setItem(STORED, JSON.stringify(asked));
    } catch {
        // See above.
    }
}
