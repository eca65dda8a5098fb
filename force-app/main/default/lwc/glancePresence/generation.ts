/** First version known to tell a departure 5 seconds late by itself. 6.3 tells it at once; none between was seen. */
const DELAYING = [6, 19] as const;

/** Whether this version of the script waits for a visitor to come back before it tells that they left. */
export function delaysDeparture(version: unknown): boolean {
    const [major, minor] = String(version).split('.').map(Number);
    if (major === undefined || minor === undefined || Number.isNaN(major + minor)) {
        return false;
    }
    return major > DELAYING[0] || (major === DELAYING[0] && minor >= DELAYING[1]);
}
