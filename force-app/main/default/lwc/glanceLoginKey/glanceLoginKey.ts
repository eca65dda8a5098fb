import { LoginKeyRing } from './loginKeyRing';
import type { LoginKey, LoginKeySource } from './types';

export type { LoginKey, LoginKeySource, LoginKeyRing };

const rings = new Map<string, LoginKeyRing>();

/**
 * What tells one source from another: where the key comes from and for whom, without anything secret. A host that hands
 * over the next key, or other headers, still speaks of the same source.
 */
export function loginKeySourceId(source: LoginKeySource): string {
    switch (source.type) {
        case 'org':
            return JSON.stringify([source.type, source.settingsName]);
        case 'url':
            return JSON.stringify([
                source.type,
                source.authUrl,
                source.groupId,
                source.partnerUserId
            ]);
        case 'ready':
            return JSON.stringify([source.type, source.groupId, source.partnerUserId]);
    }
}

/** The login key of a source, shared by all components of the page that name the same source; the last one's secrets count. */
export function loginKeysFrom(source: LoginKeySource): LoginKeyRing {
    const id = loginKeySourceId(source);
    let ring = rings.get(id);
    if (ring) {
        ring.use(source);
    } else {
        ring = new LoginKeyRing(source);
        rings.set(id, ring);
    }
    return ring;
}
