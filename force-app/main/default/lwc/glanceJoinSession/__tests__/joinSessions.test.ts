import {
    joinSessions,
    keepJoinSession,
    placeOf,
    shareJoinSession,
    watchJoinSessions
} from 'c/glanceJoinSession';
import type { JoinTarget, SharedJoinSession } from 'c/glanceJoinSession';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { loginKeyText } from 'test/jest/loginKeys';
import { settled, useFakeClock } from 'test/jest/page';
import { CLOSING_MS, anyComponent, newJoinTarget } from 'test/jest/runningJoin';

const CONTACT = { recordId: '003000000000001', objectApiName: 'Contact' };
const CASE = { recordId: '500000000000001', objectApiName: 'Case' };
const glance = new FakeGlanceScript().install();

let target: JoinTarget;
let shares: (() => void)[];
let stopWatching: () => void;
const watcher = jest.fn();

function share(...rest: Partial<Parameters<typeof shareJoinSession>>): SharedJoinSession {
    const [, to = target, place] = rest;
    const shared = shareJoinSession(anyComponent, to, place);
    shares.push(() => shared.release());
    return shared;
}

beforeEach(() => {
    useFakeClock();
    glance.reset();
    target = newJoinTarget();
    shares = [];
    stopWatching = () => undefined;
    watcher.mockReset();
});

afterEach(() => {
    stopWatching();
    shares.forEach((release) => release());
    jest.useRealTimers();
});

describe('a join', () => {
    it('is one for all who name the same visitor', async () => {
        const first = share();
        const second = share(anyComponent, { ...target });
        await settled();
        expect(second.session).toBe(first.session);
        expect(glance.connected).toHaveLength(1);
        expect(joinSessions()).toEqual([first.session]);
    });

    it.each([
        ['visitor', { visitorId: 'another' }],
        ['group', { groupId: 99_999 }],
        ['web server', { webServerOrigin: 'https://beta.glance.net' }],
        ['login key', { loginKeySource: { type: 'org', settingsName: 'Other' } }]
    ] as const)('is another one for another %s', (_what, changes) => {
        expect(share(anyComponent, { ...target, ...changes }).session).not.toBe(share().session);
    });

    it('goes on until the last share ends', async () => {
        const first = share();
        const second = share();
        await settled();
        first.release();
        expect(glance.connected).toHaveLength(1);
        second.release();
        expect(glance.connected).toEqual([]);
        expect(joinSessions()).toEqual([]);
        await jest.advanceTimersByTimeAsync(CLOSING_MS);
        expect(jest.getTimerCount()).toBe(0);
    });

    it('counts each share once, however often it is released', () => {
        const first = share();
        share();
        first.release();
        first.release();
        expect(joinSessions()).toHaveLength(1);
    });

    it('begins anew after it has ended', () => {
        const first = share();
        first.release();
        expect(share().session).not.toBe(first.session);
    });
});

describe('a join that failed', () => {
    const withKey = (loginKey: string): JoinTarget => ({
        ...target,
        loginKeySource: { type: 'ready', loginKey, groupId: target.groupId, partnerUserId: 'ann' }
    });

    it('is tried again at once with the next login key, and not with the same one', async () => {
        glance.come(target.visitorId);
        const { session } = share(anyComponent, withKey('no login key'));
        await settled();
        expect(session.state).toMatchObject({
            status: 'failed',
            problem: 'loginKeyPropertyInvalid'
        });
        share(anyComponent, withKey('no login key'));
        expect(session.state.status).toBe('failed');
        const next = share(anyComponent, withKey(loginKeyText(Date.now() + 3_600_000)));
        expect(next.session).toBe(session);
        expect(session.state.status).toBe('connecting');
        await settled();
        expect(session.state.status).toBe('present');
    });

    it('is not tried with a former login key by somebody who only keeps it', async () => {
        const { session } = share(anyComponent, withKey('no login key'));
        share(anyComponent, withKey(loginKeyText(Date.now() + 3_600_000)));
        await settled();
        shares.push(keepJoinSession(session));
        await settled();
        expect(session.state.status).toBe('absent');
    });
});

describe('a join that is kept', () => {
    it('goes on without the components that shared it', async () => {
        const shared = share();
        await settled();
        const letGo = keepJoinSession(shared.session);
        shared.release();
        expect(joinSessions()).toEqual([shared.session]);
        expect(glance.connected).toHaveLength(1);
        letGo();
        expect(joinSessions()).toEqual([]);
        expect(glance.connected).toEqual([]);
    });

    it('is the same for a component that comes back', () => {
        const shared = share();
        shares.push(keepJoinSession(shared.session));
        shared.release();
        expect(share().session).toBe(shared.session);
    });

    it('remembers where its customer was met', () => {
        const { session, release } = share(anyComponent, target, CONTACT);
        shares.push(keepJoinSession(session));
        release();
        expect(placeOf(session)).toBe(CONTACT);
    });
});

describe('the place of a join', () => {
    it('is unknown until somebody says', () => {
        expect(placeOf(share().session)).toBeNull();
    });

    it('is the record on which the customer was met last', () => {
        const { session } = share(anyComponent, target, CONTACT);
        share();
        expect(placeOf(session)).toBe(CONTACT);
        share(anyComponent, target, CASE);
        expect(placeOf(session)).toBe(CASE);
    });
});

describe('who watches the joins of the page', () => {
    beforeEach(() => {
        stopWatching = watchJoinSessions(watcher);
    });

    it('hears of a join that comes, and finds it', () => {
        watcher.mockImplementation(() => expect(joinSessions()).toHaveLength(1));
        share();
        expect(watcher).toHaveBeenCalledTimes(1);
    });

    it('hears of a join that goes, and does not find it any more', () => {
        const shared = share();
        watcher.mockReset().mockImplementation(() => expect(joinSessions()).toEqual([]));
        shared.release();
        expect(watcher).toHaveBeenCalled();
    });

    it('hears of a new state', async () => {
        glance.come(target.visitorId);
        const { session } = share();
        watcher.mockReset();
        await settled();
        expect(session.state.status).toBe('present');
        expect(watcher).toHaveBeenCalled();
    });

    it('hears where the customer is met', () => {
        share();
        watcher.mockReset();
        share(anyComponent, target, CONTACT);
        expect(watcher).toHaveBeenCalledTimes(1);
    });

    it('hears nothing when only the number of shares changes', () => {
        const { session } = share();
        watcher.mockReset();
        share().release();
        keepJoinSession(session)();
        expect(watcher).not.toHaveBeenCalled();
    });

    it('hears nothing any more after it stopped', async () => {
        stopWatching();
        share();
        await settled();
        expect(watcher).not.toHaveBeenCalled();
    });
});
