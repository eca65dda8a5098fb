import { followVisitor } from 'c/glancePresence';
import type { PresenceEvent, PresenceHandle, PresenceTarget } from 'c/glancePresence';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { newTarget } from 'test/jest/presenceTarget';

const glance = new FakeGlanceScript();
const handles: PresenceHandle[] = [];
let events: PresenceEvent[] = [];

async function follow(target: PresenceTarget): Promise<PresenceHandle> {
    const handle = followVisitor(target, (event) => events.push(event));
    handles.push(handle);
    await settled();
    return handle;
}

const keysUsed = (): string[] => glance.authorized.map(({ credentials }) => credentials.loginkey);
const refuse = (reason: unknown): void => {
    glance.onAuthorize = ({ onfail }) => onfail(reason);
};

describe('authorizing with Glance', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
        events = [];
    });

    afterEach(() => {
        handles.splice(0).forEach((handle) => handle.close());
        jest.useRealTimers();
    });

    it('presents the agent’s login key for one group and asks for the longest life', async () => {
        const target = newTarget(glance);
        await follow(target);
        expect(glance.authorized[0]).toMatchObject({
            ws: 'www.glance.net',
            webserver: 'www.glance.net',
            site: 'production',
            service: 'presence',
            groupid: target.groupId,
            credentials: {
                partnerid: target.groupId,
                partneruserid: 'ann@example.com',
                loginkey: 'key 1'
            },
            duration: 120
        });
    });

    it('happens once for many visitors', async () => {
        const target = newTarget(glance);
        await Promise.all(
            ['a', 'b', 'c', 'd'].map((visitorId) => follow({ ...target, visitorId }))
        );
        await follow({ ...target, visitorId: 'e' });
        expect(glance.authorized).toHaveLength(1);
        expect(glance.connected).toHaveLength(5);
    });

    it('happens once for visitors looked at one after the other', async () => {
        const target = newTarget(glance);
        (await follow(target)).close();
        await follow({ ...target, visitorId: 'the next' });
        expect(glance.authorized).toHaveLength(1);
    });

    it('happens again when the token has run out, and not before', async () => {
        const target = newTarget(glance);
        await follow(target);
        await jest.advanceTimersByTimeAsync(118 * 60_000);
        expect(glance.authorized).toHaveLength(1);
        await jest.advanceTimersByTimeAsync(2 * 60_000);
        expect(glance.authorized).toHaveLength(2);
        await jest.advanceTimersByTimeAsync(110 * 60_000);
        expect(glance.authorized).toHaveLength(2);
    });

    it('is tried once more with a new login key when Glance refuses the first one', async () => {
        const target = newTarget(glance);
        glance.onAuthorize = ({ credentials, onsuccess, onfail }) =>
            credentials.loginkey === 'key 1' ? onfail('authorization') : onsuccess();
        await follow(target);
        expect(keysUsed()).toEqual(['key 1', 'key 2']);
        expect(events).toEqual([{ type: 'connected', visitor: null }]);
    });

    it('is given up when Glance refuses the new login key, too', async () => {
        refuse('authorization');
        await follow(newTarget(glance));
        expect(keysUsed()).toEqual(['key 1', 'key 2']);
        expect(events).toEqual([
            { type: 'disconnected', code: 'authorizationRefused', retrying: false }
        ]);
        await jest.advanceTimersByTimeAsync(3_600_000);
        expect(glance.authorized).toHaveLength(2);
    });

    it('is not tried twice with the same login key, such as one that the host handed over', async () => {
        const target = newTarget(glance);
        jest.mocked(target.loginKeys.discard).mockImplementation(() => undefined);
        refuse('authorization');
        await follow(target);
        expect(keysUsed()).toEqual(['key 1']);
        expect(events).toMatchObject([{ code: 'authorizationRefused' }]);
    });

    it.each([
        ['error', 'authorizationFailed'],
        ['connection', 'authorizationUnreachable']
    ])('comes back by itself after %p, told as %s', async (reason, code) => {
        refuse(reason);
        await follow(newTarget(glance));
        expect(events).toEqual([{ type: 'disconnected', code, retrying: true }]);
        refuse(reason);
        glance.onAuthorize = ({ onsuccess }) => onsuccess();
        await jest.advanceTimersByTimeAsync(1000);
        expect(events.at(-1)).toEqual({ type: 'connected', visitor: null });
    });

    it('is not awaited for ever when Glance never answers', async () => {
        glance.onAuthorize = () => undefined;
        await follow(newTarget(glance));
        expect(events).toEqual([]);
        await jest.advanceTimersByTimeAsync(15_000);
        expect(events).toEqual([
            { type: 'disconnected', code: 'authorizationUnreachable', retrying: true }
        ]);
    });

    it('survives a script that throws', async () => {
        glance.onAuthorize = () => {
            throw new TypeError('no such thing');
        };
        await follow(newTarget(glance));
        expect(events).toMatchObject([{ code: 'authorizationUnreachable', retrying: true }]);
    });

    it('does not use a login key that was made for another group', async () => {
        const target = newTarget(glance);
        await follow({ ...target, groupId: target.groupId + 50_000 });
        expect(glance.authorized).toEqual([]);
        expect(events).toEqual([
            { type: 'disconnected', code: 'loginKeyInvalid', retrying: false }
        ]);
    });

    it('passes on why there is no login key', async () => {
        const target = newTarget(glance);
        jest.mocked(target.loginKeys.get).mockRejectedValue(new Error('anything'));
        await follow(target);
        expect(events).toEqual([{ type: 'disconnected', code: 'presenceFailed', retrying: true }]);
    });

    describe('for two groups on one page', () => {
        it('is refused: the script holds one token, for one group', async () => {
            await follow(newTarget(glance));
            events = [];
            await follow(newTarget(glance));
            expect(events).toEqual([
                { type: 'disconnected', code: 'groupConflict', retrying: false }
            ]);
            expect(glance.authorized).toHaveLength(1);
        });

        it('works one after the other', async () => {
            (await follow(newTarget(glance))).close();
            const next = newTarget(glance);
            await follow(next);
            expect(glance.authorized.map(({ groupid }) => groupid).at(-1)).toBe(next.groupId);
            expect(events.at(-1)).toEqual({ type: 'connected', visitor: null });
        });

        it('never takes the late token of the former group for the new one’s', async () => {
            const former = newTarget(glance);
            const next = newTarget(glance);
            glance.onAuthorize = ({ groupid, onsuccess, onfail }) => {
                if (groupid === former.groupId) {
                    setTimeout(onsuccess, 5_000);
                } else {
                    onfail('authorization');
                }
            };
            (await follow(former)).close();
            await follow(next);
            await jest.advanceTimersByTimeAsync(10_000);
            expect(events).toEqual([
                { type: 'disconnected', code: 'authorizationRefused', retrying: false }
            ]);
            events = [];
            glance.onAuthorize = ({ onsuccess }) => onsuccess();
            const already = glance.authorized.length;
            handles.at(-1)?.reconnect();
            await settled();
            expect(glance.authorized).toHaveLength(already + 1);
        });

        it('asks for the new group’s token only after the former one’s has come', async () => {
            const former = newTarget(glance);
            const next = newTarget(glance);
            glance.onAuthorize = ({ groupid, onsuccess }) => {
                setTimeout(onsuccess, groupid === former.groupId ? 5_000 : 1_000);
            };
            (await follow(former)).close();
            await follow(next);
            // Else the former group’s token would come last, and replace the new one in the script.
            expect(glance.authorized).toHaveLength(1);
            await jest.advanceTimersByTimeAsync(6_000);
            expect(glance.authorized.at(-1)?.groupid).toBe(next.groupId);
            expect(events).toEqual([{ type: 'connected', visitor: null }]);
        });
    });
});
