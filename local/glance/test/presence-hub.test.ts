import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { PresenceHub, type Link } from '../presence-hub.ts';
import type { AgentEvent, ServerToVisitor, VisitorMessage } from '../wire.ts';
import { ManualClock } from './manual-clock.ts';

const GROUP = 12345;
const VISITOR = 'cust-1001';
const MESSAGE: VisitorMessage = { mtype: 'signal', data: 'hello' };

function link<Message>(): Link<Message> & { readonly got: Message[] } {
    const got: Message[] = [];
    return {
        got,
        send(message) {
            got.push(message);
        },
        drop: () => undefined
    };
}

let clock: ManualClock;
let hub: PresenceHub;
let agent: ReturnType<typeof link<AgentEvent>>;
let tab: ReturnType<typeof link<ServerToVisitor>>;

beforeEach(() => {
    clock = new ManualClock();
    hub = new PresenceHub(clock);
    agent = link<AgentEvent>();
    tab = link<ServerToVisitor>();
});

describe('connections', () => {
    test('an agent hears of coming and going', () => {
        hub.agentArrives(GROUP, VISITOR, agent);
        const page = hub.visitorArrives(GROUP, VISITOR, tab);
        page.closed();
        assert.deepEqual(agent.got, [
            { type: 'visitorconn', connected: true },
            { type: 'visitorconn', connected: false }
        ]);
    });

    test('an agent who comes later hears nothing of what was before', () => {
        hub.visitorArrives(GROUP, VISITOR, tab).presence({ url: 'https://shop.example/' });
        hub.agentArrives(GROUP, VISITOR, agent);
        assert.deepEqual(agent.got, []);
        assert.equal(hub.lookup(GROUP, VISITOR)?.data['url'], 'https://shop.example/');
    });

    test('an agent hears nothing of other visitors and groups, and nothing after leaving', () => {
        const leave = hub.agentArrives(GROUP, VISITOR, agent);
        hub.visitorArrives(GROUP, 'cust-1002', tab);
        hub.visitorArrives(67890, VISITOR, tab);
        leave();
        hub.visitorArrives(GROUP, VISITOR, tab);
        assert.deepEqual(agent.got, []);
    });
});

describe('presence', () => {
    test('later posts merge into earlier ones, also of the page before', () => {
        hub.agentArrives(GROUP, VISITOR, agent);
        const first = hub.visitorArrives(GROUP, VISITOR, tab);
        first.presence({ url: '/a', cart: 3 });
        first.closed();
        hub.visitorArrives(GROUP, VISITOR, tab).presence({ url: '/b' });
        assert.deepEqual(agent.got.at(-1), { type: 'presence', data: { url: '/b', cart: 3 } });
    });

    test('nothing is left of a visitor who has been gone for five seconds', () => {
        hub.visitorArrives(GROUP, VISITOR, tab).presence({ cart: 3 });
        const page = hub.visitorArrives(GROUP, 'other', tab);
        page.presence({ cart: 3 });
        page.closed();
        clock.advance(5000);
        hub.visitorArrives(GROUP, 'other', tab);
        assert.deepEqual(hub.lookup(GROUP, 'other')?.data, {});
    });

    test('a visitor without a connection can not be looked up', () => {
        hub.visitorArrives(GROUP, VISITOR, tab).closed();
        assert.equal(hub.lookup(GROUP, VISITOR), null);
    });
});

describe('five seconds', () => {
    test('a message goes to the page that connects within five seconds', () => {
        hub.visitorArrives(GROUP, VISITOR, tab).closed();
        clock.advance(4999);
        assert.equal(hub.deliver(GROUP, VISITOR, MESSAGE), true);
        const next = link<ServerToVisitor>();
        hub.visitorArrives(GROUP, VISITOR, next);
        assert.deepEqual(next.got.at(-1), { type: 'message', message: MESSAGE });
    });

    test('after five seconds nobody is there', () => {
        hub.visitorArrives(GROUP, VISITOR, tab).closed();
        clock.advance(5000);
        assert.equal(hub.deliver(GROUP, VISITOR, MESSAGE), false);
    });

    test('a message that was taken but not fetched in time is lost', () => {
        hub.visitorArrives(GROUP, VISITOR, tab).closed();
        clock.advance(4000);
        assert.equal(hub.deliver(GROUP, VISITOR, MESSAGE), true);
        clock.advance(1000);
        const next = link<ServerToVisitor>();
        hub.visitorArrives(GROUP, VISITOR, next);
        assert.deepEqual(next.got, [{ type: 'focus', focus: true }]);
    });

    test('nobody was ever there', () => {
        assert.equal(hub.deliver(GROUP, VISITOR, MESSAGE), false);
    });
});

describe('focus', () => {
    let other: ReturnType<typeof link<ServerToVisitor>>;

    beforeEach(() => {
        other = link<ServerToVisitor>();
    });

    test('the page that came last has it, and the other is told', () => {
        hub.visitorArrives(GROUP, VISITOR, tab);
        hub.visitorArrives(GROUP, VISITOR, other);
        hub.deliver(GROUP, VISITOR, MESSAGE);
        assert.deepEqual(tab.got.at(-1), { type: 'focus', focus: false });
        assert.deepEqual(other.got.at(-1), { type: 'message', message: MESSAGE });
    });

    test('turning to a page gives it back', () => {
        const page = hub.visitorArrives(GROUP, VISITOR, tab);
        hub.visitorArrives(GROUP, VISITOR, other);
        page.active();
        hub.deliver(GROUP, VISITOR, MESSAGE);
        assert.deepEqual(other.got.at(-1), { type: 'focus', focus: false });
        assert.deepEqual(tab.got.at(-1), { type: 'message', message: MESSAGE });
    });

    test('it passes on when its page closes, and the visitor stays', () => {
        hub.agentArrives(GROUP, VISITOR, agent);
        hub.visitorArrives(GROUP, VISITOR, tab);
        hub.visitorArrives(GROUP, VISITOR, other).closed();
        assert.deepEqual(tab.got.at(-1), { type: 'focus', focus: true });
        assert.deepEqual(agent.got, [{ type: 'visitorconn', connected: true }]);
    });

    test('what a page without it posts does not count', () => {
        hub.agentArrives(GROUP, VISITOR, agent);
        const page = hub.visitorArrives(GROUP, VISITOR, tab);
        hub.visitorArrives(GROUP, VISITOR, other).presence({ url: '/other' });
        page.presence({ url: '/tab' });
        assert.equal(hub.lookup(GROUP, VISITOR)?.data['url'], '/other');
    });
});
