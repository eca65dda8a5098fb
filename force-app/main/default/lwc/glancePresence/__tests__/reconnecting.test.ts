import { followVisitor } from 'c/glancePresence';
import type { PresenceEvent, PresenceHandle, PresenceTarget } from 'c/glancePresence';
import { GlanceError } from 'c/glanceErrors';
import { FakeGlanceScript, fakeModes } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { newTarget } from 'test/jest/presenceTarget';

const glance = new FakeGlanceScript();
let events: PresenceEvent[] = [];
let target: PresenceTarget;
let handle: PresenceHandle;

async function follow(): Promise<void> {
    handle = followVisitor(target, (event) => events.push(event));
    await settled();
}

beforeEach(() => {
    useFakeClock();
    glance.reset();
    events = [];
    target = newTarget(glance);
});

afterEach(() => {
    handle.close();
    jest.useRealTimers();
    jest.restoreAllMocks();
});

describe('a lost connection', () => {
    it('is told, and comes back by itself with the visitor as they are then', async () => {
        await follow();
        glance.come(target.visitorId);
        glance.agent(target.visitorId).fire('onerror', { error: 'connfail', detail: 'error' });
        expect(events.at(-1)).toEqual({
            type: 'disconnected',
            code: 'connectionLost',
            retrying: true
        });
        expect(glance.connected).toEqual([]);
        await jest.advanceTimersByTimeAsync(1_000);
        expect(events.at(-1)).toMatchObject({ type: 'connected', visitor: { url: null } });
        expect(glance.connected).toHaveLength(1);
    });

    it('that never came about is not called lost', async () => {
        glance.onLookup = () => undefined;
        await follow();
        glance.agents[0]?.fire('onerror', { error: 'connfail', detail: 'error' });
        expect(events).toEqual([
            { type: 'disconnected', code: 'presenceUnreachable', retrying: true }
        ]);
    });

    it('needs no new authorization', async () => {
        await follow();
        glance.agent(target.visitorId).fire('onerror', { error: 'connfail', detail: 'error' });
        await jest.advanceTimersByTimeAsync(1_000);
        expect(glance.authorized).toHaveLength(1);
    });

    it('is authorized anew when Glance says that the token is refused', async () => {
        await follow();
        glance
            .agent(target.visitorId)
            .fire('onerror', { error: 'connfail', detail: 'authorization' });
        await jest.advanceTimersByTimeAsync(1_000);
        expect(glance.authorized).toHaveLength(2);
        expect(events.at(-1)).toMatchObject({ type: 'connected' });
    });

    it('is tried after 1, 2, 4 … 60 seconds, each drawn from its upper half', async () => {
        const tries: number[] = [];
        const start = Date.now();
        jest.spyOn(Math, 'random').mockReturnValue(0.5);
        glance.onLookup = (_visitorId, { onfail }) => {
            tries.push(Date.now() - start);
            onfail('network');
        };
        await follow();
        await jest.advanceTimersByTimeAsync(300_000);
        const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
        expect(waits.slice(0, 9)).toEqual([
            750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000, 45_000
        ]);
    });

    it.each([
        [0, 500],
        [0.999999, 1_000]
    ])('waits its share of the first second for a random number of %d', async (random, wait) => {
        jest.spyOn(Math, 'random').mockReturnValue(random);
        await follow();
        glance.agent(target.visitorId).fire('onerror', { error: 'connfail', detail: 'error' });
        await jest.advanceTimersByTimeAsync(wait - 2);
        expect(glance.connected).toHaveLength(0);
        await jest.advanceTimersByTimeAsync(2);
        expect(glance.connected).toHaveLength(1);
    });

    it('starts again at one second after a success', async () => {
        jest.spyOn(Math, 'random').mockReturnValue(1);
        await follow();
        for (let loss = 0; loss < 3; loss += 1) {
            glance.agent(target.visitorId).fire('onerror', { error: 'connfail', detail: 'error' });
            // eslint-disable-next-line no-await-in-loop -- one loss after the other
            await jest.advanceTimersByTimeAsync(1_000);
            expect(glance.connected).toHaveLength(1);
        }
    });

    it('is tried at once when the browser is online again', async () => {
        await follow();
        glance.agent(target.visitorId).fire('onerror', { error: 'connfail', detail: 'error' });
        window.dispatchEvent(new CustomEvent('online'));
        await settled();
        expect(events.at(-1)).toMatchObject({ type: 'connected' });
        expect(glance.connected).toHaveLength(1);
        await jest.advanceTimersByTimeAsync(5_000);
        expect(glance.agents).toHaveLength(2);
    });

    it('is tried at once when the agent asks for it', async () => {
        await follow();
        glance.agent(target.visitorId).fire('onerror', { error: 'connfail', detail: 'error' });
        handle.reconnect();
        await settled();
        expect(glance.connected).toHaveLength(1);
    });
});

describe('a token that Glance refuses', () => {
    it('is replaced once, without a word', async () => {
        let lookups = 0;
        glance.onLookup = (_visitorId, { onsuccess, onfail }) => {
            lookups += 1;
            if (lookups === 1) {
                onfail({ code: 'authorization' });
            } else {
                onsuccess({});
            }
        };
        await follow();
        expect(glance.authorized).toHaveLength(2);
        expect(events).toEqual([{ type: 'connected', visitor: null }]);
        expect(glance.connected).toHaveLength(1);
    });

    it('is not replaced for ever', async () => {
        glance.onLookup = (_visitorId, { onfail }) => onfail('authorization');
        await follow();
        await jest.advanceTimersByTimeAsync(3_600_000);
        expect(glance.authorized).toHaveLength(2);
        expect(events).toEqual([
            { type: 'disconnected', code: 'agentNotAuthorized', retrying: false }
        ]);
        expect(jest.getTimerCount()).toBe(0);
    });
});

describe('a failure that trying does not mend', () => {
    it.each([
        'loginKeyRefused',
        'loginKeyInvalid',
        'notPermitted',
        'settingsMissing',
        'groupIdMissing',
        'puidMissing',
        'apiKeyMissing'
    ] as const)('is told and left alone: %s', async (code) => {
        jest.mocked(target.loginKeys.get).mockRejectedValue(new GlanceError(code));
        await follow();
        expect(events).toEqual([{ type: 'disconnected', code, retrying: false }]);
        expect(jest.getTimerCount()).toBe(0);
        await jest.advanceTimersByTimeAsync(3_600_000);
        expect(target.loginKeys.get).toHaveBeenCalledTimes(1);
    });

    it('is tried when the agent asks for it', async () => {
        jest.mocked(target.loginKeys.get).mockRejectedValueOnce(new GlanceError('loginKeyRefused'));
        await follow();
        handle.reconnect();
        await settled();
        expect(events.at(-1)).toMatchObject({ type: 'connected' });
    });

    it.each(['loginKeyServiceUnreachable', 'loginKeyExpired', 'scriptMissing'] as const)(
        'is not %s, which may pass',
        async (code) => {
            jest.mocked(target.loginKeys.get).mockRejectedValueOnce(new GlanceError(code));
            await follow();
            expect(events).toEqual([{ type: 'disconnected', code, retrying: true }]);
            await jest.advanceTimersByTimeAsync(1_000);
            expect(events.at(-1)).toMatchObject({ type: 'connected' });
        }
    );
});

describe.each(fakeModes)('a socket that is lost without a word (%s)', (mode) => {
    const standing = (): unknown => events.findLast(({ type }) => type !== 'sessionStarted');

    beforeEach(async () => {
        glance.reset(mode);
        target = newTarget(glance);
        await follow();
    });

    it.each([
        ['closely, within 20 seconds', true, 20_000],
        ['otherwise within a minute', false, 61_000]
    ])('hides no arrival: looked up %s', async (_how, closely, limit) => {
        handle.attend(closely);
        await settled();
        glance.agent(target.visitorId).lose();
        glance.come(target.visitorId, { url: 'https://shop.example.com' });
        await jest.advanceTimersByTimeAsync(limit);
        expect(standing()).toMatchObject({
            type: 'visitorPresent',
            visitor: { url: 'https://shop.example.com' }
        });
    });

    it('hides no departure', async () => {
        glance.enter(target.visitorId, {});
        handle.attend(true);
        await settled();
        glance.agent(target.visitorId).lose();
        glance.visitors.clear();
        await jest.advanceTimersByTimeAsync(30_000);
        expect(standing()).toEqual({ type: 'visitorAbsent' });
    });

    it('is back within two minutes, however often it was lost, with one connection', async () => {
        for (let loss = 0; loss < 5; loss += 1) {
            glance.connected.forEach((agent) => agent.lose());
            // eslint-disable-next-line no-await-in-loop -- one loss after the other
            await jest.advanceTimersByTimeAsync(121_000);
            expect(glance.connected).toHaveLength(1);
        }
    });

    it('is back when sockets were refused for ten minutes', async () => {
        glance.enter(target.visitorId, {});
        glance.socketsRefused = true;
        glance.agent(target.visitorId).lose();
        await jest.advanceTimersByTimeAsync(10 * 60_000);
        glance.socketsRefused = false;
        await jest.advanceTimersByTimeAsync(5 * 60_000 + 61_000);
        expect(glance.connected).toHaveLength(1);
        events = [];
        glance.agent(target.visitorId).hear('visitorsessionstart');
        expect(events).toEqual([{ type: 'sessionStarted' }]);
    });

    it('is back after the server closed it', async () => {
        glance.agent(target.visitorId).serverClose();
        await jest.advanceTimersByTimeAsync(60_000);
        expect(glance.connected).toHaveLength(1);
    });

    it('is back after the token ran out meanwhile', async () => {
        glance.authorization.voidTokens();
        glance.agent(target.visitorId).lose();
        await jest.advanceTimersByTimeAsync(61_000);
        expect(glance.connected).toHaveLength(1);
        expect(glance.authorized.length).toBeGreaterThan(1);
    });
});

describe.each(fakeModes)('presence that answers nothing (%s)', (mode) => {
    const answers = (settings: unknown): void => {
        globalThis.fetch = jest.fn(async () => ({ ok: true, json: async () => settings })) as never;
    };

    beforeEach(() => {
        glance.reset(mode);
        target = newTarget(glance);
    });

    afterEach(() => Reflect.deleteProperty(globalThis, 'fetch'));

    it('is told as not enabled when the group’s settings name no presence', async () => {
        answers({ presenceUrl: '' });
        glance.presenceOff = true;
        await follow();
        await jest.advanceTimersByTimeAsync(15_000);
        expect(events).toEqual([
            { type: 'disconnected', code: 'presenceNotEnabled', retrying: false }
        ]);
        expect(fetch).toHaveBeenCalledWith(
            'https://www.glance.net/services/authorizationservice/GetVisitorSettings3' +
                `?groupid=${target.groupId}&site=production&service=presence`,
            expect.objectContaining({ credentials: 'omit' })
        );
    });

    it('is found again once it is enabled: by hand at once, else in ten minutes', async () => {
        answers({});
        glance.presenceOff = true;
        await follow();
        await jest.advanceTimersByTimeAsync(15_000);
        glance.presenceOff = false;
        await jest.advanceTimersByTimeAsync(10 * 60_000 + 1_000);
        expect(events.at(-1)).toEqual({ type: 'connected', visitor: null });
    });

    it('is told as unreachable otherwise, and tried again', async () => {
        answers({ presenceUrl: 'presence.glance.net' });
        glance.settingsDown = true;
        await follow();
        await jest.advanceTimersByTimeAsync(15_000);
        expect(events).toEqual([
            { type: 'disconnected', code: 'presenceUnreachable', retrying: true }
        ]);
        glance.settingsDown = false;
        await jest.advanceTimersByTimeAsync(2_000);
        expect(events.at(-1)).toEqual({ type: 'connected', visitor: null });
    });

    it('piles up nothing while it lasts', async () => {
        const added = jest.spyOn(AbortSignal.prototype, 'addEventListener');
        const removed = jest.spyOn(AbortSignal.prototype, 'removeEventListener');
        answers({ presenceUrl: 'presence.glance.net' });
        glance.settingsDown = true;
        await follow();
        await jest.advanceTimersByTimeAsync(3_600_000);
        const gone = new Set(removed.mock.calls.map(([, listener]) => listener));
        const left = added.mock.calls.filter(([, listener]) => !gone.has(listener));
        expect(added.mock.calls.length).toBeGreaterThan(10);
        expect(left.length).toBeLessThanOrEqual(1);
        expect(glance.connected).toEqual([]);
    });

    it('comes back after a 503, which kills the object', async () => {
        glance.trouble = 'serviceunavailable';
        await follow();
        glance.trouble = null;
        await jest.advanceTimersByTimeAsync(2_000);
        expect(events.at(-1)).toEqual({ type: 'connected', visitor: null });
        expect(glance.connected).toHaveLength(1);
    });
});

describe('looking closely', () => {
    it('puts off no look-up that is due sooner', async () => {
        glance.come(target.visitorId);
        await follow();
        glance.agent(target.visitorId).hear('visibility', { visibility: 'hidden' });
        glance.visitors.clear();
        await jest.advanceTimersByTimeAsync(5_000);
        handle.attend(true);
        handle.attend(false);
        await jest.advanceTimersByTimeAsync(2_000);
        expect(events.at(-1)).toEqual({ type: 'visitorAbsent' });
    });
});

describe('a connection on which all is well', () => {
    it('stands: one object, a look-up a minute', async () => {
        await follow();
        glance.enter(target.visitorId, {});
        events = [];
        await jest.advanceTimersByTimeAsync(600_000);
        expect(glance.agents).toHaveLength(1);
        // One more soon after the connection was made.
        expect(glance.agents[0]?.lookups).toBe(11);
        expect(events).toEqual([]);
    });

    it('shows as lost when a look-up is never answered', async () => {
        await follow();
        globalThis.fetch = jest.fn().mockRejectedValue(new TypeError('offline'));
        glance.onLookup = () => undefined;
        await jest.advanceTimersByTimeAsync(75_000);
        expect(events.at(-1)).toEqual({
            type: 'disconnected',
            code: 'presenceUnreachable',
            retrying: true
        });
        Reflect.deleteProperty(globalThis, 'fetch');
    });
});
