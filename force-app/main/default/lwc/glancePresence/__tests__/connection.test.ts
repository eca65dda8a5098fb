import { followVisitor } from 'c/glancePresence';
import type { PresenceEvent, PresenceHandle, PresenceTarget } from 'c/glancePresence';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
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
            visitorId: target.visitorId,
            presenceServer: 'presence.glance.net',
            connected: true
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
            glance.agent(visitorId).fire('onpresence', { url: 'https://shop.example.com' });
            onsuccess({});
        };
        await follow();
        expect(events.at(-1)).toMatchObject({
            type: 'connected',
            visitor: { url: 'https://shop.example.com' }
        });
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
        agent.fire('onvisitorsessionend');
        agent.fire('onvisitorerror', { code: 'conndrop', msg: 'text', params: {} });
        expect(events).toEqual([
            { type: 'sessionStarted' },
            { type: 'sessionEnded' },
            { type: 'visitorError', code: 'conndrop' }
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

describe('when the visitor’s page disconnects', () => {
    it('counts the visitor as present for 5 seconds more', async () => {
        glance.come(target.visitorId);
        const agent = await connected();
        agent.fire('onvisitorconn', { connected: false });
        await jest.advanceTimersByTimeAsync(4_999);
        expect(events).toEqual([]);
        await jest.advanceTimersByTimeAsync(1);
        expect(events).toEqual([{ type: 'visitorAbsent' }]);
    });

    it('tells of a reload, and nothing of an absence, when it comes back in time', async () => {
        glance.come(target.visitorId, { url: 'https://shop.example.com' });
        const agent = await connected();
        agent.fire('onvisitorconn', { connected: false });
        await jest.advanceTimersByTimeAsync(3_000);
        agent.fire('onvisitorconn', { connected: true });
        await jest.advanceTimersByTimeAsync(30_000);
        expect(events).toMatchObject([
            { type: 'visitorReloaded' },
            { type: 'visitorPresent', visitor: { url: 'https://shop.example.com' } }
        ]);
    });

    it('tells of no reload when it comes back later', async () => {
        glance.come(target.visitorId);
        const agent = await connected();
        agent.fire('onvisitorconn', { connected: false });
        await jest.advanceTimersByTimeAsync(6_000);
        agent.fire('onvisitorconn', { connected: true });
        expect(events.map(({ type }) => type)).toEqual(['visitorAbsent', 'visitorPresent']);
    });

    it('counts the 5 seconds from the last time', async () => {
        glance.come(target.visitorId);
        const agent = await connected();
        agent.fire('onvisitorconn', { connected: false });
        await jest.advanceTimersByTimeAsync(4_000);
        agent.fire('onvisitorconn', { connected: false });
        await jest.advanceTimersByTimeAsync(4_000);
        expect(events).toEqual([]);
        await jest.advanceTimersByTimeAsync(1_000);
        expect(events).toEqual([{ type: 'visitorAbsent' }]);
    });
});

describe('closing', () => {
    it('leaves no connection, handler, timer or listener', async () => {
        const onWindow = countListeners(window);
        const onDocument = countListeners(document);
        glance.come(target.visitorId);
        const agent = await connected();
        agent.fire('onvisitorconn', { connected: false });
        expect(agent.listening).toHaveLength(7);
        handle.close();
        expect(agent.connected).toBe(false);
        expect(agent.listening).toEqual([]);
        expect(jest.getTimerCount()).toBe(0);
        expect(onWindow()).toEqual([]);
        expect(onDocument()).toEqual([]);
    });

    it('leaves no timer while it waits to come back', async () => {
        const agent = await connected();
        agent.fire('onerror', { code: 'network' });
        expect(jest.getTimerCount()).toBe(1);
        handle.close();
        expect(jest.getTimerCount()).toBe(0);
    });

    it('leaves no timer while a lookup is under way', async () => {
        glance.onLookup = () => undefined;
        await follow();
        handle.close();
        await settled();
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
