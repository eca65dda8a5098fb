import type { PresenceData, VisitorIdentity } from './wire.ts';

/** Longest values that Glance keeps of a person. Source: Cobrowse Visitor API. */
const LONGEST = { name: 63, email: 127, phone: 31 } as const;

/** Source: Glance's current rule; older pages also allow dots, and stop at 50. */
const KEY = /^[\w\-~]{1,62}$/;

export function isVisitorId(value: unknown): value is string {
    return typeof value === 'string' && KEY.test(value);
}

export function isSessionKey(value: string): boolean {
    return KEY.test(value);
}

/** Keeps what may be in a presence record: flat, strings and numbers. */
export function cleanPresence(data: unknown): PresenceData {
    const entries = Object.entries(data !== null && typeof data === 'object' ? data : {});
    return Object.fromEntries(
        entries.filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    ) as PresenceData;
}

/** Keeps what Glance keeps of a person, cut to its lengths. */
export function cleanIdentity(person: unknown): Omit<VisitorIdentity, 'visitorid'> {
    const given = (person ?? {}) as Record<string, unknown>;
    const clean: Record<string, string> = {};
    for (const [field, length] of Object.entries(LONGEST)) {
        const value = given[field];
        if (typeof value === 'string' && value !== '') {
            clean[field] = value.slice(0, length);
        }
    }
    return clean;
}
