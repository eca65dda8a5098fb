/** How often a key was counted in its window, and how many seconds are left of that. */
export interface WindowCount {
    readonly count: number;
    readonly secondsLeft: number;
}

/**
 * Counts keys in memory. A key's window begins when it is first counted and lasts `length` milliseconds. At most
 * `capacity` windows are kept; as all last equally long, the one that is dropped is the one that would end first.
 * In Redis the rate limit plugin does the same; its counting in memory costs several times as much as signing a key.
 */
export function fixedWindows({ length, capacity }: { length: number; capacity: number }) {
    const windows = new Map<string, { count: number; end: number }>();

    return (key: string, now = Date.now()): WindowCount => {
        let window = windows.get(key);
        if (window === undefined || window.end <= now) {
            window = { count: 0, end: now + length };
            windows.delete(key);
            windows.set(key, window);
            dropFirstOver(capacity);
        }
        window.count += 1;
        return { count: window.count, secondsLeft: Math.ceil((window.end - now) / 1000) };
    };

    function dropFirstOver(limit: number): void {
        if (windows.size <= limit) return;
        for (const first of windows.keys()) {
            windows.delete(first);
            return;
        }
    }
}
