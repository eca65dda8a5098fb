import type { PresenceData, VisitorIdentity } from './wire.ts';

/** Longest values that Glance keeps of a person. Source: Cobrowse Visitor API. */
const LONGEST = { name: 63, email: 127, phone: 31 } as const;

/** Source: Glance's current rule; older pages also allow dots, and stop at 50. */
export function isVisitorId(value: string): boolean {
    return /^[\w\-~]{1,62}$/.test(value);
}

/** Keeps what may be in a presence record: flat, strings and numbers. */
export function cleanPresence(data: unknown): PresenceData {
    const entries = Object.entries(data !== null && typeof data === 'object' ? data : {});
    return Object.fromEntries(
        entries.filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    ) as PresenceData;
}

/** Keeps the known fields of a person, cut to Glance's lengths. */
export function cleanIdentity(person: unknown): VisitorIdentity {
    const given = (person ?? {}) as Record<string, unknown>;
    const clean: Record<string, string> = {};
    for (const [field, length] of Object.entries(LONGEST)) {
        const value = given[field];
        if (typeof value === 'string' && value !== '') {
            clean[field] = value.slice(0, length);
        }
    }
    const visitorid = cleanVisitorId(given['visitorid']);
    return { ...clean, ...(visitorid !== undefined && { visitorid }) };
}

/** The visitor id if it is one. */
export function cleanVisitorId(value: unknown): string | undefined {
    return typeof value === 'string' && isVisitorId(value) ? value : undefined;
}
