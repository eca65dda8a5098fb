/**
 * localStorage whose entries run out: beside each stands its end as a GMT text, under the same name with `_exp`.
 * An entry without one counts as absent; one whose end is no date never runs out (`wire.md` §2, §7).
 */
export function readStored(key: string): unknown {
    const text = localStorage.getItem(key);
    const end = localStorage.getItem(`${key}_exp`);
    if (text === null || end === null) {
        return undefined;
    }
    if (new Date(end).getTime() < Date.now()) {
        removeStored(key);
        return undefined;
    }
    return JSON.parse(text);
}

/** @param minutes until the entry runs out; whatever is no number makes an end that is no date */
export function writeStored(key: string, value: unknown, minutes: number): void {
    localStorage.setItem(key, JSON.stringify(value));
    localStorage.setItem(`${key}_exp`, new Date(Date.now() + minutes * 60_000).toUTCString());
}

export function removeStored(key: string): void {
    localStorage.removeItem(key);
    localStorage.removeItem(`${key}_exp`);
}
