import { followVisitor } from 'c/glancePresence';
import type { PresenceEvent, PresenceHandle, PresenceTarget } from 'c/glancePresence';
import { FakeGlanceScript, fakeModes } from 'test/jest/fakeGlanceScript';
import type { FakeAgent } from 'test/jest/fakeGlanceScript';
import { countListeners, settled, useFakeClock } from 'test/jest/page';
import { newTarget } from 'test/jest/presenceTarget';

const glance = new FakeGlanceScript();
const nothingKnown = {
    url: null,
    title: null,
    browser: null,
    browserVersion: null,
    platform: null
};
let events: PresenceEvent[] = [];
let target: PresenceTarget;
let handle: PresenceHandle;

async function follow(): Promise<void> {
    handle = followVisitor(target, (event) => events.push(event));
    await settled();
}

/** Follows, and forgets the first event. */
async function connected(): Promise<FakeAgent> {
    await follow();
    events = [];
    return glance.agent(target.visitorId);
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

describe('following a visitor', () => {
    it('opens one connection to the presence server', async () => {
        await follow();
        expect(glance.agents).toHaveLength(1);
        expect(glance.agents[0]).toMatchObject({
            options: {
                ws: 'www.glance.net',
                groupid: target.groupId,
                site: 'production',
                visitorid: target.visitorId,
                presenceserver: 'presence.glance.net'
            },
            connected: true
        });
    });

    it('names no presence server when there is none of one’s own', async () => {
        target = newTarget(glance, { presenceServer: null, site: 'staging' });
        await follow();
        expect(glance.agents[0]?.options).toEqual({
            ws: 'www.glance.net',
            groupid: target.groupId,
            site: 'staging',
            visitorid: target.visitorId
        });
    });

    it('tells that the visitor is there, with what the visitor’s page posted', async () => {
        glance.come(target.visitorId, {
            url: 'https://shop.example.com/cart',
            title: 'Cart',
            browser: 'Firefox',
            browserver: 140,
            platform: 'Linux'
        });
        await follow();
        expect(events).toEqual([
            {
                type: 'connected',
                visitor: {
                    url: 'https://shop.example.com/cart',
                    title: 'Cart',
                    browser: 'Firefox',
                    browserVersion: '140',
                    platform: 'Linux'
                }
            }
        ]);
    });

    it.each([
        ['an empty record', {}],
        ['a record without a visitor id', { url: 'https://shop.example.com', groupid: '12345' }],
        ['nothing', undefined],
        ['null', null]
    ])('takes %s for an absent visitor', async (_what, info) => {
        glance.onLookup = (_visitorId, { onsuccess }) => onsuccess(info);
        await follow();
        expect(events).toEqual([{ type: 'connected', visitor: null }]);
    });

    it('takes a failed lookup with visitornotpresent for an absent visitor', async () => {
        glance.onLookup = (_visitorId, { onfail }) => onfail('visitornotpresent');
        await follow();
        expect(events).toEqual([{ type: 'connected', visitor: null }]);
    });

    it('believes an event that came while the lookup was under way', async () => {
        glance.onLookup = (visitorId, { onsuccess }) => {
            glance.agents[0]?.fire('onpresence', { url: 'https://shop.example.com' });
            expect(visitorId).toBe(target.visitorId);
            onsuccess({});
        };
        await follow();
        expect(events).toMatchObject([
            { type: 'connected', visitor: { url: 'https://shop.example.com' } }
        ]);
    });

    it('tells what the visitor looks at next', async () => {
        const agent = await connected();
        agent.fire('onpresence', { url: 'https://shop.example.com/2' });
        expect(events).toEqual([
            {
                type: 'visitorPresent',
                visitor: { ...nothingKnown, url: 'https://shop.example.com/2' }
            }
        ]);
    });

    it('tells of a visitor who comes', async () => {
        const agent = await connected();
        agent.fire('onvisitorconn', { connected: true });
        expect(events).toEqual([{ type: 'visitorPresent', visitor: nothingKnown }]);
    });

    it.each(['displayed', 'accepted', 'declined'])('tells that terms were %s', async (status) => {
        const agent = await connected();
        agent.fire('onterms', { status });
        expect(events).toEqual([{ type: 'terms', status }]);
    });

    it('tells of the start and the end of a session, and of errors of the visitor’s page', async () => {
        const agent = await connected();
        agent.fire('onvisitorsessionstart');
        agent.fire('onvisitorsessionend', { reason: 'visitor' });
        agent.fire('onvisitorerror', { code: 'dupkey', msg: 'text', params: {} });
        agent.fire('onvisitorsessionend', { reason: 'error' });
        agent.fire('onvisitorsessionend');
        expect(events).toEqual([
            { type: 'sessionStarted' },
            { type: 'sessionEnded', reason: 'visitor' },
            { type: 'visitorError', code: 'dupkey' },
            { type: 'sessionEnded', reason: 'error' },
            { type: 'sessionEnded', reason: null }
        ]);
    });

    it.each([undefined, null, {}, { status: 'unheard of' }])(
        'takes no notice of terms that say %p',
        async (payload) => {
            const agent = await connected();
            agent.fire('onterms', payload);
            expect(events).toEqual([]);
        }
    );
});

describe.each(fakeModes)('a visitor’s page, as the script tells of it (%s)', (mode) => {
    const types = (): string[] => events.map(({ type }) => type);

    beforeEach(async () => {
        glance.reset(mode);
        target = newTarget(glance);
        await connected();
        glance.enter(target.visitorId, { url: 'https://shop.example.com/1' });
        events = [];
    });

    it('counts as there for 5 seconds after it left, and no longer', async () => {
        glance.leave(target.visitorId);
        await jest.advanceTimersByTimeAsync(4_999);
        expect(events).toEqual([]);
        await jest.advanceTimersByTimeAsync(1);
        expect(events).toEqual([{ type: 'visitorAbsent' }]);
    });

    it('that comes back unheard is told as no absence while somebody waits for its answer', async () => {
        handle.attend(true);
        glance.leave(target.visitorId);
        await jest.advanceTimersByTimeAsync(2_000);
        glance.come(target.visitorId);
        await jest.advanceTimersByTimeAsync(10_000);
        expect(types()).not.toContain('visitorAbsent');
    });

    it('that stays away while somebody waits for its answer is told as absence, after a look-up', async () => {
        handle.attend(true);
        glance.leave(target.visitorId);
        await jest.advanceTimersByTimeAsync(5_001);
        expect(events).toEqual([{ type: 'visitorAbsent' }]);
    });

    it('that is loaded anew is told as a reload, and as no absence', async () => {
        glance.leave(target.visitorId);
        await jest.advanceTimersByTimeAsync(1_500);
        glance.enter(target.visitorId, { url: 'https://shop.example.com/2' });
        await jest.advanceTimersByTimeAsync(30_000);
        expect(events).toMatchObject([
            { type: 'visitorReloaded' },
            { type: 'visitorPresent', visitor: { url: 'https://shop.example.com/2' } }
        ]);
    });

    it('that comes back to the front is told as no reload', async () => {
        glance.leave(target.visitorId);
        await jest.advanceTimersByTimeAsync(1_500);
        glance.comeBack(target.visitorId, { url: 'https://shop.example.com/1' });
        await jest.advanceTimersByTimeAsync(30_000);
        expect(events).toEqual([]);
    });

    it('that comes back to the front after a while is told as absence and presence', async () => {
        glance.leave(target.visitorId);
        await jest.advanceTimersByTimeAsync(20_000);
        glance.comeBack(target.visitorId, { url: 'https://shop.example.com/1' });
        await settled();
        expect(types().at(0)).toBe('visitorAbsent');
        expect(types()).toContain('visitorPresent');
        expect(types()).not.toContain('visitorReloaded');
    });
});

describe.each(fakeModes)('a visitor who comes while the connection opens (%s)', (mode) => {
    it('is found a few seconds later, although no event tells', async () => {
        glance.reset(mode);
        target = newTarget(glance);
        let open: () => void = () => undefined;
        glance.slowness = new Promise((resolve) => {
            open = resolve;
        });
        await follow();
        expect(events).toEqual([{ type: 'connected', visitor: null }]);
        glance.come(target.visitorId);
        open();
        await jest.advanceTimersByTimeAsync(3_000);
        expect(events.at(-1)).toEqual({ type: 'visitorPresent', visitor: nothingKnown });
    });
});

describe.each(fakeModes)('a visitor who was there before the agent (%s)', (mode) => {
    it('and leaves, is found to be gone in a few seconds although no departure may be told', async () => {
        glance.reset(mode);
        target = newTarget(glance);
        glance.come(target.visitorId);
        await connected();
        glance.leave(target.visitorId);
        await jest.advanceTimersByTimeAsync(7_000);
        expect(events.at(-1)).toEqual({ type: 'visitorAbsent' });
    });
});

describe.each(fakeModes)('closing (%s)', (mode) => {
    beforeEach(() => {
        glance.reset(mode);
        target = newTarget(glance);
    });

    it('leaves no connection, timer or listener, and only handlers that do nothing', async () => {
        const onWindow = countListeners(window);
        const onDocument = countListeners(document);
        glance.come(target.visitorId);
        const agent = await connected();
        handle.close();
        expect(agent.connected).toBe(false);
        await jest.advanceTimersByTimeAsync(10 * 60_000);
        expect(glance.connected).toEqual([]);
        // 6.19 calls its handlers without looking: none may be missing.
        expect(agent.listening).toContain('onvisitorconn');
        agent.fire('onvisitorconn', { connected: true });
        expect(events).toEqual([]);
        expect(jest.getTimerCount()).toBe(0);
        expect(onWindow()).toEqual([]);
        expect(onDocument()).toEqual([]);
    });

    it('leaves no socket that was under way', async () => {
        let open: () => void = () => undefined;
        glance.slowness = new Promise((resolve) => {
            open = resolve;
        });
        await follow();
        handle.close();
        open();
        await jest.advanceTimersByTimeAsync(10 * 60_000);
        expect(glance.connected).toEqual([]);
        expect(jest.getTimerCount()).toBe(0);
    });

    it('leaves as many connections as are followed, after 200 changes', async () => {
        for (let change = 0; change < 200; change += 1) {
            const former = handle as PresenceHandle | undefined;
            handle = followVisitor({ ...target, visitorId: `v-${change}` }, () => undefined);
            former?.close();
            // eslint-disable-next-line no-await-in-loop -- one record after the other
            await jest.advanceTimersByTimeAsync(change % 3 === 0 ? 0 : 700);
        }
        await jest.advanceTimersByTimeAsync(60_000);
        expect(glance.connected.map(({ visitorId }) => visitorId)).toEqual(['v-199']);
        expect(glance.authorized).toHaveLength(1);
    });
});

describe('closing', () => {
    it('keeps the page calm when the clock is set back afterwards', async () => {
        const agent = await connected();
        const disconnect = jest.spyOn(agent, 'disconnect');
        handle.close();
        jest.setSystemTime(Date.now() - 40 * 24 * 3_600_000);
        await jest.advanceTimersByTimeAsync(10 * 60_000);
        expect(disconnect).toHaveBeenCalledTimes(1);
        expect(jest.getTimerCount()).toBeLessThanOrEqual(1);
    });

    it('leaves no timer while it waits to come back', async () => {
        const agent = await connected();
        agent.fire('onerror', { error: 'connfail', detail: 'error' });
        handle.close();
        await jest.advanceTimersByTimeAsync(10 * 60_000);
        expect(jest.getTimerCount()).toBe(0);
        expect(glance.agents).toHaveLength(1);
    });

    it('leaves no timer while a lookup is under way', async () => {
        glance.onLookup = () => undefined;
        await follow();
        handle.close();
        await jest.advanceTimersByTimeAsync(10 * 60_000);
        expect(jest.getTimerCount()).toBe(0);
    });

    it('opens nothing when it comes before the script was loaded', async () => {
        let loaded: (script: never) => void = () => undefined;
        target = newTarget(glance, {
            loadScript: () =>
                new Promise((resolve) => {
                    loaded = resolve;
                })
        });
        await follow();
        handle.close();
        loaded(glance.script as never);
        await settled();
        expect(glance.agents).toEqual([]);
        expect(glance.authorized).toEqual([]);
        expect(events).toEqual([]);
    });

    it('opens nothing when it comes while Glance is authorizing', async () => {
        let granted: () => void = () => undefined;
        glance.onAuthorize = ({ onsuccess }) => {
            granted = onsuccess;
        };
        await follow();
        handle.close();
        granted();
        await settled();
        expect(glance.agents).toEqual([]);
        expect(events).toEqual([]);
    });

    it('tells nothing that an old agent object still says', async () => {
        const agent = await connected();
        const late = (agent as unknown as { onpresence: (posted: object) => void }).onpresence;
        handle.close();
        late({ url: 'https://shop.example.com' });
        expect(events).toEqual([]);
    });

    it('does without disconnect, which some versions of the script lack', async () => {
        const agent = await connected();
        Object.defineProperty(agent, 'disconnect', { value: undefined });
        expect(() => handle.close()).not.toThrow();
    });
});
