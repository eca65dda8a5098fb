import type { LoginKey, LoginKeyRing } from 'c/glanceLoginKey';
import type { PresenceTarget } from 'c/glancePresence';
import type { FakeGlanceScript } from './fakeGlanceScript';

let targets = 0;

/** Login keys that never run out. `discard` makes way for the next one, as in a real ring. */
export function fakeLoginKeys(groupId: number): jest.Mocked<Pick<LoginKeyRing, 'get' | 'discard'>> {
    let made = 1;
    const key = (): LoginKey => ({
        loginKey: `key ${made}`,
        groupId,
        partnerUserId: 'ann@example.com',
        expiresAt: Number.POSITIVE_INFINITY
    });
    let current = key();
    return {
        get: jest.fn(async () => current),
        discard: jest.fn((refused: LoginKey) => {
            if (refused === current) {
                made += 1;
                current = key();
            }
        })
    };
}

/** A group, and in it a visitor, that no other test has seen: what the page shares between connections stays apart. */
export function newTarget(
    glance: FakeGlanceScript,
    changes: Partial<PresenceTarget> = {}
): PresenceTarget {
    targets += 1;
    const groupId = changes.groupId ?? 10_000 + targets;
    return {
        groupId,
        webServer: 'www.glance.net',
        site: 'production',
        presenceServer: 'presence.glance.net',
        visitorId: `visitor-${targets}`,
        loginKeys: fakeLoginKeys(groupId) as unknown as LoginKeyRing,
        loadScript: async () => glance.script as never,
        ...changes
    };
}
