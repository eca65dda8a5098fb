import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { PresenceHub } from '../presence-hub.ts';
import type { AgentSeat, PresenceManners } from '../presence-room.ts';
import type { ServerToAgent, ServerToVisitor, VisitorMessage } from '../wire.ts';
import { fakeLink, type FakeLink } from './fake-link.ts';
import { ManualClock } from './manual-clock.ts';

const GROUP = 12345;
const VISITOR = 'cust-1001';
const MESSAGE: VisitorMessage = { mtype: 'signal', data: 'hello' };
const CAME = [
    { type: 'visitorconn', data: { connected: true } },
    { type: 'visitorsock', data: { connected: true } }
];
const LEFT = [
    { type: 'visitorsock', data: { connected: false } },
    { type: 'visitorconn', data: { connected: false } }
];

let clock: ManualClock;
let manners: PresenceManners;
let hub: PresenceHub;
let agent: FakeLink<ServerToAgent>;
let tab: FakeLink<ServerToVisitor>;

beforeEach(() => {
    clock = new ManualClock();
    manners = {
        blurOtherPages: true,
        standingState: false,
        eventsToAllAgents: true,
        repeatedTerms: false,
        keepMessagesSeconds: 0
    };
    hub = new PresenceHub(clock, () => manners);
    agent = fakeLink();
    tab = fakeLink();
});

function seat(link = agent, partnerUserId = 'alex'): AgentSeat {
    return { link, partnerUserId };
}

function presence(data: object): { type: string; data: object } {
    return { type: 'presence', data };
}

describe('connections', () => {
    test('an agent hears of coming and going, in the words of both generations', () => {
        hub.agentArrives(GROUP, VISITOR, seat());
        hub.visitorArrives(GROUP, VISITOR, tab).closed();
        assert.deepEqual(agent.got, [...CAME, ...LEFT]);
    });

    test('one page of several that goes is no departure', () => {
        hub.agentArrives(GROUP, VISITOR, seat());
        const page = hub.visitorArrives(GROUP, VISITOR, tab);
        hub.visitorArrives(GROUP, VISITOR, fakeLink());
        page.closed();
        page.closed();
        assert.deepEqual(agent.got, CAME);
    });

    test('an agent who comes later is told nothing of what was before', () => {
        hub.visitorArrives(GROUP, VISITOR, tab).tell(presence({ url: '/a' }));
        hub.agentArrives(GROUP, VISITOR, seat());
        assert.deepEqual(agent.got, []);
    });

    test('on demand an agent is told the standing state', () => {
        manners = { ...manners, standingState: true };
        hub.visitorArrives(GROUP, VISITOR, tab).tell(presence({ url: '/a' }));
        hub.agentArrives(GROUP, VISITOR, seat());
        assert.deepEqual(agent.got, [...CAME, presence({ url: '/a' })]);
    });

    test('an agent hears nothing of other visitors and groups, and nothing after leaving', () => {
        const leave = hub.agentArrives(GROUP, VISITOR, seat());
        hub.visitorArrives(GROUP, 'cust-1002', tab);
        hub.visitorArrives(67890, VISITOR, tab);
        leave();
        hub.visitorArrives(GROUP, VISITOR, tab);
        assert.deepEqual(agent.got, []);
    });

    test('nothing is left when everybody is gone', () => {
        const leave = hub.agentArrives(GROUP, VISITOR, seat());
        hub.visitorArrives(GROUP, VISITOR, tab).closed();
        leave();
        assert.deepEqual(hub.overview(), []);
    });
});

describe('what a page tells', () => {
    test('reaches agents as it was told, and merges into what can be looked up', () => {
        hub.agentArrives(GROUP, VISITOR, seat());
        const page = hub.visitorArrives(GROUP, VISITOR, tab);
        page.tell(presence({ url: '/a', cart: 3 }));
        page.tell(presence({ url: '/b' }));
        page.tell({ type: 'anything', data: 1 });
        assert.deepEqual(agent.got.slice(-2), [
            presence({ url: '/b' }),
            { type: 'anything', data: 1 }
        ]);
        assert.deepEqual(hub.lookup(GROUP, VISITOR)?.data, { url: '/b', cart: 3 });
    });

    test('is forgotten when the last page closes', () => {
        const page = hub.visitorArrives(GROUP, VISITOR, tab);
        page.tell(presence({ cart: 3 }));
        page.closed();
        assert.equal(hub.lookup(GROUP, VISITOR), null);
        hub.visitorArrives(GROUP, VISITOR, tab);
        assert.deepEqual(hub.lookup(GROUP, VISITOR)?.data, {});
    });

    test('of terms and sessions reaches all agents, or only who asked last', () => {
        const other = fakeLink<ServerToAgent>();
        hub.agentArrives(GROUP, VISITOR, seat());
        hub.agentArrives(GROUP, VISITOR, seat(other, 'sam'));
        const page = hub.visitorArrives(GROUP, VISITOR, tab);
        const terms = { type: 'terms', data: { status: 'accepted' } };
        hub.deliver(GROUP, VISITOR, MESSAGE, 'sam');
        page.tell(terms);
        manners = { ...manners, eventsToAllAgents: false };
        page.tell({ type: 'visitorsessionstart' });
        assert.deepEqual(agent.got.slice(2), [terms]);
        assert.deepEqual(other.got.slice(2), [terms, { type: 'visitorsessionstart' }]);
    });

    test('of the terms is told twice on demand', () => {
        manners = { ...manners, repeatedTerms: true };
        hub.agentArrives(GROUP, VISITOR, seat());
        const page = hub.visitorArrives(GROUP, VISITOR, tab);
        page.tell({ type: 'terms', data: { status: 'displayed' } });
        page.tell({ type: 'visitorsessionstart' });
        assert.deepEqual(
            agent.got.slice(2).map(({ type }) => type),
            ['terms', 'terms', 'visitorsessionstart']
        );
    });
});

describe('messages for a visitor between two pages', () => {
    test('are lost', () => {
        hub.visitorArrives(GROUP, VISITOR, tab).closed();
        assert.equal(hub.canReceive(GROUP, VISITOR), false);
        assert.equal(hub.deliver(GROUP, VISITOR, MESSAGE, 'alex'), false);
        hub.visitorArrives(GROUP, VISITOR, tab);
        assert.deepEqual(tab.got, []);
    });

    test('wait for a page that comes in time, on demand', () => {
        manners = { ...manners, keepMessagesSeconds: 5 };
        hub.visitorArrives(GROUP, VISITOR, tab).closed();
        clock.advance(4999);
        assert.equal(hub.deliver(GROUP, VISITOR, MESSAGE, 'alex'), true);
        const next = fakeLink<ServerToVisitor>();
        hub.visitorArrives(GROUP, VISITOR, next);
        assert.deepEqual(next.got, [MESSAGE]);
    });

    test('are lost when none comes in time', () => {
        manners = { ...manners, keepMessagesSeconds: 5 };
        hub.visitorArrives(GROUP, VISITOR, tab).closed();
        assert.equal(hub.deliver(GROUP, VISITOR, MESSAGE, 'alex'), true);
        clock.advance(5000);
        assert.equal(hub.deliver(GROUP, VISITOR, MESSAGE, 'alex'), false);
        assert.deepEqual(hub.overview(), []);
    });
});

describe('focus', () => {
    let other: FakeLink<ServerToVisitor>;

    beforeEach(() => {
        other = fakeLink();
    });

    test('goes to the page that posted presence last; the former is blurred', () => {
        hub.visitorArrives(GROUP, VISITOR, tab).tell(presence({ url: '/tab' }));
        hub.visitorArrives(GROUP, VISITOR, other).tell(presence({ url: '/other' }));
        hub.deliver(GROUP, VISITOR, MESSAGE, 'alex');
        assert.deepEqual(tab.got, [{ type: 'blur' }]);
        assert.deepEqual(other.got, [MESSAGE]);
    });

    test('isn’t taken by a page that only connects, as load-balanced ones do by themselves', () => {
        hub.visitorArrives(GROUP, VISITOR, tab).tell(presence({ url: '/tab' }));
        hub.visitorArrives(GROUP, VISITOR, other);
        hub.deliver(GROUP, VISITOR, MESSAGE, 'alex');
        assert.deepEqual(tab.got, [MESSAGE]);
    });

    test('passes on when its page closes', () => {
        hub.visitorArrives(GROUP, VISITOR, tab).tell(presence({ url: '/tab' }));
        hub.visitorArrives(GROUP, VISITOR, other).closed();
        const third = hub.visitorArrives(GROUP, VISITOR, fakeLink());
        third.tell(presence({ url: '/third' }));
        third.closed();
        hub.deliver(GROUP, VISITOR, MESSAGE, 'alex');
        assert.deepEqual(tab.got, [{ type: 'blur' }, MESSAGE]);
    });

    test('moves without a word on demand', () => {
        manners = { ...manners, blurOtherPages: false };
        hub.visitorArrives(GROUP, VISITOR, tab).tell(presence({ url: '/tab' }));
        hub.visitorArrives(GROUP, VISITOR, other).tell(presence({ url: '/other' }));
        assert.deepEqual(tab.got, []);
    });
});
