import { LoginKeyRing } from './loginKeyRing';
import type { LoginKey, LoginKeySource } from './types';

export type { LoginKey, LoginKeySource, LoginKeyRing };

const rings = new Map<string, LoginKeyRing>();

/** The login key of a source, shared by all components of the page that name the same source. */
export function loginKeysFrom(source: LoginKeySource): LoginKeyRing {
    const id = JSON.stringify(source, sorted);
    let ring = rings.get(id);
    if (!ring) {
        ring = new LoginKeyRing(source);
        rings.set(id, ring);
    }
    return ring;
}

/** Sorts the keys of objects, so that equal sources have one text. */
function sorted(_key: string, value: unknown): unknown {
    return value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value;
}
