import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { PresenceHub, type Link } from '../presence-hub.ts';
import { SessionHub, type SharedPage, type SessionStart } from '../session-hub.ts';
import type { AgentEvent, ServerToShare, ServerToView } from '../wire.ts';
import { ManualClock } from './manual-clock.ts';

const GROUP = 12345;
const VISITOR = { visitorid: 'cust-1001', name: 'Rosa Alvarez' };
const GRACE_MS = 15_000;
const SNAPSHOT = { type: 4 };
const CLICK = { type: 3 };

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
let hub: SessionHub;
let events: AgentEvent[];
let repeatsStart: boolean;
let page: ReturnType<typeof link<ServerToShare>>;
let viewer: ReturnType<typeof link<ServerToView>>;

beforeEach(() => {
    clock = new ManualClock();
    const presence = new PresenceHub(clock);
    repeatsStart = false;
    hub = new SessionHub(clock, presence, GRACE_MS, () => repeatsStart);
    const agent = link<AgentEvent>();
    events = agent.got;
    presence.agentArrives(GROUP, VISITOR.visitorid, agent);
    page = link<ServerToShare>();
    viewer = link<ServerToView>();
});

function start(change: Partial<SessionStart> = {}): SharedPage {
    const shared = hub.start(
        GROUP,
        {
            sessionKey: 'cust-1001',
            visitor: VISITOR,
            presentAs: 'cust-1001',
            acceptedTerms: false,
            ...change
        },
        page
    );
    assert.ok(typeof shared !== 'string', String(shared));
    return shared;
}

describe('agents who watch the visitor', () => {
    test('hear that the terms were accepted before they hear of the session', () => {
        start({ acceptedTerms: true }).stop();
        assert.deepEqual(events, [
            { type: 'terms', status: 'accepted' },
            { type: 'sessionstart' },
            { type: 'sessionend' }
        ]);
    });

    test('also hear of a session with another key', () => {
        start({ sessionKey: undefined });
        assert.deepEqual(events, [{ type: 'sessionstart' }]);
    });

    test('hear nothing when the page has no presence', () => {
        start({ presentAs: undefined }).stop();
        assert.deepEqual(events, []);
    });

    test('hear nothing when the visitor goes to another page', () => {
        start().closed();
        clock.advance(GRACE_MS - 1);
        hub.resume(GROUP, 'cust-1001', { visitor: VISITOR, presentAs: 'cust-1001' }, link());
        clock.advance(GRACE_MS);
        assert.deepEqual(events, [{ type: 'sessionstart' }]);
    });

    test('hear of the end also when the visitor has logged out meanwhile', () => {
        start().closed();
        hub.resume(GROUP, 'cust-1001', { visitor: {}, presentAs: undefined }, link()).stop();
        assert.deepEqual(events.at(-1), { type: 'sessionend' });
    });

    test('hear of the start again on every page, on demand', () => {
        repeatsStart = true;
        start().closed();
        hub.resume(GROUP, 'cust-1001', { visitor: VISITOR, presentAs: 'cust-1001' }, link());
        assert.deepEqual(events, [{ type: 'sessionstart' }, { type: 'sessionstart' }]);
    });

    test('hear that the connection was lost when no other page comes', () => {
        start().closed();
        clock.advance(GRACE_MS);
        assert.deepEqual(events.slice(1), [
            {
                type: 'visitorerror',
                error: { code: 'conndrop', msg: 'Connection dropped', params: '' }
            },
            { type: 'sessionend' }
        ]);
        assert.equal(hub.isRunning(GROUP, 'cust-1001'), false);
    });
});

describe('session keys', () => {
    test('one that is made has four digits', () => {
        assert.match(start({ sessionKey: undefined }).sessionKey, /^\d{4}$/);
    });

    test('one that is taken or has other characters is refused', () => {
        start();
        const again = { visitor: VISITOR, presentAs: 'cust-1001', acceptedTerms: false };
        assert.match(
            String(hub.start(GROUP, { ...again, sessionKey: 'cust-1001' }, link())),
            /already/
        );
        assert.match(String(hub.start(GROUP, { ...again, sessionKey: 'a b' }, link())), /62/);
    });

    test('one whose page is gone can be used for a new session', () => {
        start().closed();
        start();
        assert.deepEqual(
            events.map(({ type }) => type),
            ['sessionstart', 'sessionend', 'sessionstart']
        );
    });
});

describe('viewers', () => {
    test('one who came early waits, and gets the first snapshot', () => {
        hub.view(GROUP, 'cust-1001', {}, viewer);
        const shared = start();
        shared.event(SNAPSHOT);
        assert.deepEqual(viewer.got, [
            { type: 'waiting' },
            { type: 'live', sessionKey: 'cust-1001', visitor: VISITOR },
            { type: 'event', event: SNAPSHOT }
        ]);
    });

    test('one who comes late gets nothing before a snapshot, which is asked for', () => {
        const shared = start();
        hub.view(GROUP, 'cust-1001', { name: 'Alex' }, viewer);
        shared.event(CLICK);
        shared.event(SNAPSHOT);
        shared.event(CLICK);
        assert.deepEqual(
            viewer.got.slice(1).map((message) => message.type === 'event' && message.event),
            [SNAPSHOT, CLICK]
        );
        assert.deepEqual(page.got.slice(-2), [
            { type: 'snapshot' },
            { type: 'agents', agents: [{ name: 'Alex' }] }
        ]);
    });

    test('all hear of the end, and the visitor too when an agent ends it', () => {
        start();
        hub.view(GROUP, 'cust-1001', {}, viewer).end();
        assert.deepEqual(viewer.got.at(-1), { type: 'ended' });
        assert.deepEqual(page.got.at(-1), { type: 'ended' });
        assert.deepEqual(events.at(-1), { type: 'sessionend' });
    });

    test('one who waits can not end what is not theirs', () => {
        hub.view(GROUP, 'other', {}, viewer).end();
        start();
        assert.equal(hub.isRunning(GROUP, 'cust-1001'), true);
    });
});

test('a page that takes over makes the former one stop', () => {
    const former = start();
    hub.resume(GROUP, 'cust-1001', { visitor: VISITOR, presentAs: 'cust-1001' }, link());
    assert.deepEqual(page.got.at(-1), { type: 'moved' });
    former.stop();
    former.closed();
    clock.advance(GRACE_MS);
    assert.equal(hub.isRunning(GROUP, 'cust-1001'), true);
});
