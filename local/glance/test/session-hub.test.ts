import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { SessionHub, type Provisioning, type SharedPage } from '../session-hub.ts';
import type { Session } from '../session.ts';
import type { ServerToSession, ServerToView } from '../wire.ts';
import { fakeLink, type FakeLink } from './fake-link.ts';
import { ManualClock } from './manual-clock.ts';

const GROUP = 12345;
const GRACE_MS = 15_000;
const KEY = 'k-1001';
const VISITOR = { name: 'Rosa Alvarez' };
const KNOWN = { name: 'Rosa Alvarez', visitorid: 'cust-1001' };
const ALEX = { identity: { name: 'Alex' }, partnerUserId: 'alex' };
const SNAPSHOT = { type: 4 };
const CLICK = { type: 3 };

let clock: ManualClock;
let hub: SessionHub;
let page: FakeLink<ServerToSession>;
let viewer: FakeLink<ServerToView>;

beforeEach(() => {
    clock = new ManualClock();
    hub = new SessionHub(clock, GRACE_MS);
    page = fakeLink();
    viewer = fakeLink();
});

function wish(sessionKey = KEY): Provisioning {
    return { groupId: GROUP, sessionKey, disambiguateId: 7, visitor: VISITOR };
}

function provision(sessionKey = KEY): Session {
    const session = hub.provision(wish(sessionKey));
    assert.ok(typeof session !== 'string', String(session));
    return session;
}

function join(link = page, token = 'secret'): SharedPage | null {
    return hub.join(`${GROUP}.${KEY}.7`, token, link);
}

function run(): SharedPage {
    provision();
    const shared = join();
    assert.ok(shared);
    shared.begin('cust-1001');
    return shared;
}

describe('provisioning', () => {
    test('names the session after group, key and the number of the page', () => {
        const { sessionId, callId } = provision();
        assert.equal(sessionId, `${GROUP}.${KEY}.7`);
        assert.ok(callId > 0);
        assert.ok(provision('other').callId > callId);
    });

    test('makes a key of four digits on demand', () => {
        assert.match(provision('GLANCE_KEYTYPE_RANDOM').sessionKey, /^\d{4}$/);
    });

    test('refuses a key in use, and what is no key', () => {
        provision();
        assert.equal(hub.provision(wish()), 'dupkey');
        assert.equal(hub.provision(wish('a b')), 'key');
    });

    test('frees the key when no page comes', () => {
        provision();
        clock.advance(GRACE_MS);
        assert.equal(hub.find(GROUP, KEY), undefined);
        provision();
    });
});

describe('pages', () => {
    test('the first runs the session from its beginning on', () => {
        provision();
        const shared = join();
        assert.equal(hub.find(GROUP, KEY)?.isRunning, false);
        shared?.begin('cust-1001');
        shared?.begin('');
        assert.equal(hub.find(GROUP, KEY)?.isRunning, true);
        assert.deepEqual(hub.find(GROUP, KEY)?.visitor, KNOWN);
    });

    test('the next takes over, and the former is told and has no say any more', () => {
        const former = run();
        const next = fakeLink<ServerToSession>();
        join(next);
        assert.deepEqual(page.got.at(-1), { mtype: 'BL', data: {} });
        assert.deepEqual(next.got.at(-1)?.mtype, 'SU');
        former.leave();
        former.closed();
        clock.advance(GRACE_MS);
        assert.ok(hub.find(GROUP, KEY));
    });

    test('of somebody else, or of no session, is not let in', () => {
        run();
        assert.equal(join(fakeLink(), 'guessed'), null);
        assert.equal(hub.join('12345.other.7', 'secret', page), null);
    });

    test('the session waits for the next page, and its key stays in use', () => {
        run().closed();
        clock.advance(GRACE_MS - 1);
        assert.equal(hub.provision(wish()), 'dupkey');
        assert.ok(join());
        clock.advance(GRACE_MS);
        assert.ok(hub.find(GROUP, KEY));
    });

    test('no next page: the session is gone, and viewers hear of it', () => {
        const shared = run();
        hub.view(GROUP, KEY, ALEX, viewer);
        shared.closed();
        clock.advance(GRACE_MS);
        assert.deepEqual(viewer.got.at(-1), { type: 'ended' });
        assert.equal(join(), null);
    });

    test('a visitor who leaves ends it and is told nothing', () => {
        const shared = run();
        const before = page.got.length;
        shared.leave();
        assert.equal(page.got.length, before);
        assert.equal(hub.find(GROUP, KEY), undefined);
    });

    test('the server can end all sessions', () => {
        run();
        assert.equal(hub.endAll(), 1);
        assert.deepEqual(page.got.at(-1), { mtype: 'close', data: { reason: 'agent' } });
    });
});

describe('viewers', () => {
    test('one who came early waits, and gets the first snapshot', () => {
        hub.view(GROUP, KEY, ALEX, viewer);
        run().changed(SNAPSHOT);
        assert.deepEqual(viewer.got, [
            { type: 'waiting' },
            { type: 'started', visitor: KNOWN },
            { type: 'event', event: SNAPSHOT }
        ]);
        assert.ok(page.got.some(({ mtype }) => mtype === 'snapshot'));
    });

    test('one who comes between provisioning and the first page waits, too', () => {
        provision();
        hub.view(GROUP, KEY, ALEX, viewer);
        assert.deepEqual(viewer.got, [{ type: 'waiting' }]);
        join()?.begin('');
        assert.deepEqual(viewer.got.at(-1), { type: 'started', visitor: VISITOR });
    });

    test('one who comes late gets nothing before a snapshot, which is asked for', () => {
        const shared = run();
        hub.view(GROUP, KEY, ALEX, viewer);
        for (const event of [CLICK, SNAPSHOT, CLICK]) {
            shared.changed(event);
        }
        assert.deepEqual(
            viewer.got.slice(1).map((message) => message.type === 'event' && message.event),
            [SNAPSHOT, CLICK]
        );
        assert.deepEqual(page.got.at(-1), { mtype: 'snapshot' });
    });

    test('are told once that a page can’t be drawn', () => {
        const shared = run();
        hub.view(GROUP, KEY, ALEX, viewer);
        shared.changed(undefined);
        shared.changed(undefined);
        assert.deepEqual(viewer.got.slice(1), [{ type: 'undrawable' }]);
    });

    test('the visitor’s page is told who watches', () => {
        run();
        const seat = hub.view(GROUP, KEY, ALEX, viewer);
        const watching = page.got.filter(({ mtype }) => mtype === 'SU').at(-1);
        assert.deepEqual(watching, {
            mtype: 'SU',
            data: {
                state: {
                    agents: { count: 1, agentlist: [{ guestid: 1, role: 'agent', name: 'Alex' }] }
                },
                messages: []
            }
        });
        seat.closed();
        assert.match(JSON.stringify(page.got.at(-1)), /"count":0/);
    });

    test('an agent ends it for all', () => {
        run();
        hub.view(GROUP, KEY, ALEX, viewer).end();
        assert.deepEqual(viewer.got.at(-1), { type: 'ended' });
        assert.deepEqual(page.got.at(-1), { mtype: 'close', data: { reason: 'agent' } });
    });

    test('one who waits can’t end what isn’t theirs', () => {
        hub.view(GROUP, 'other', ALEX, viewer).end();
        run();
        assert.ok(hub.find(GROUP, KEY));
    });

    test('an agent who is made to leave is gone; the session goes on', () => {
        run();
        hub.view(GROUP, KEY, ALEX, viewer);
        hub.findByAgent(GROUP, '', 'alex')?.eject('alex');
        assert.deepEqual(viewer.got.at(-1), { type: 'ended' });
        assert.equal(hub.findByAgent(GROUP, '', 'alex'), undefined);
        assert.ok(hub.find(GROUP, KEY)?.isRunning);
    });
});
