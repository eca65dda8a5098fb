import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { RunningJoin, disposeJoins } from 'test/jest/runningJoin';

const TERMS = 'GLANCE.Cobrowse.Visitor.showTerms';
const CUSTOM = { func: 'GLANCE_COBROWSE.Custom.highlight', args: { color: 'red' } };
const glance = new FakeGlanceScript().install();

beforeEach(() => {
    useFakeClock();
    glance.reset();
});

afterEach(() => {
    disposeJoins();
    jest.useRealTimers();
});

describe('an invitation', () => {
    it('tells how far it has come', async () => {
        const join = await RunningJoin.inviting(glance);
        expect(join.state).toMatchObject({ status: 'inviting', step: 'sent' });
        await join.fire('onterms', { status: 'displayed' });
        expect(join.state).toMatchObject({ step: 'displayed' });
        await join.fire('onterms', { status: 'accepted' });
        expect(join.state).toMatchObject({ step: 'accepted' });
        await join.fire('onvisitorsessionstart');
        expect(join.state).toMatchObject({ status: 'inSession', session: { attempt: 1 } });
    });

    it('is made only to somebody who is there', async () => {
        const join = await RunningJoin.absent(glance);
        await join.join();
        expect(join.status).toBe('absent');
        expect(glance.calls).toEqual([]);
    });

    it.each([
        ['authorization', 'agentNotAuthorized', 'present'],
        ['visitornotpresent', 'visitorNotPresent', 'absent'],
        ['of a later version', 'presenceUnreachable', 'present']
    ])('that Glance refuses with %p ends with %s', async (reason, code, status) => {
        glance.onInvoke = (_invoked, { onfail }) => onfail(reason);
        const join = await RunningJoin.inviting(glance);
        expect(join.status).toBe(status);
        expect(join.notice).toBe(code);
        expect(join.announced.at(-1)).toEqual({ type: 'joinerror', code, message: null });
    });

    it('ends with a reason when Glance says nothing for 15 seconds', async () => {
        glance.onInvoke = () => undefined;
        const join = await RunningJoin.inviting(glance);
        await jest.advanceTimersByTimeAsync(14_999);
        expect(join.state).toMatchObject({ status: 'inviting', step: 'sending' });
        await jest.advanceTimersByTimeAsync(1);
        expect(join.status).toBe('present');
        expect(join.notice).toBe('presenceUnreachable');
    });

    it('expires after two minutes, also when the visitor’s page was loaded anew meanwhile', async () => {
        const join = await RunningJoin.inviting(glance);
        await jest.advanceTimersByTimeAsync(60_000);
        await join.fire('onvisitorconn', { connected: false });
        await join.fire('onvisitorconn', { connected: true });
        expect(glance.calls).toEqual([TERMS, TERMS]);
        await jest.advanceTimersByTimeAsync(59_999);
        expect(join.status).toBe('inviting');
        await jest.advanceTimersByTimeAsync(1);
        expect(join.status).toBe('present');
        expect(join.notice).toBe('inviteExpired');
    });

    it('shows the terms after a reload without running the custom function again', async () => {
        const join = await RunningJoin.inviting(glance, { invocation: CUSTOM });
        await join.fire('onvisitorconn', { connected: false });
        await join.fire('onvisitorconn', { connected: true });
        expect(glance.calls).toEqual([CUSTOM.func, TERMS, TERMS]);
    });

    it('does not show the terms when the custom function before them fails', async () => {
        glance.onInvoke = (_invoked, { onfail }) => onfail('authorization');
        const join = await RunningJoin.inviting(glance, { invocation: CUSTOM });
        expect(glance.calls).not.toContain(TERMS);
        expect(join.notice).toBe('agentNotAuthorized');
    });

    it('survives a lost connection that comes back', async () => {
        const join = await RunningJoin.inviting(glance);
        await join.fire('onerror', 'network');
        expect(join.state).toMatchObject({ status: 'inviting', connected: false });
        await jest.advanceTimersByTimeAsync(2_000);
        await join.accept();
        expect(join.status).toBe('inSession');
        expect(join.viewers).toHaveLength(1);
    });

    it('ends with a reason when the connection can’t come back', async () => {
        const join = await RunningJoin.inviting(glance);
        await join.fire('onerror', 'authorization');
        glance.onAuthorize = ({ onfail }) => onfail('refused');
        await jest.advanceTimersByTimeAsync(2_000);
        expect(join.state).toMatchObject({
            status: 'failed',
            problem: 'authorizationRefused',
            retrying: false
        });
        expect(join.notice).toBe('authorizationRefused');
    });
});

describe('a withdrawn invitation', () => {
    it('opens no viewer when the visitor accepts all the same, and the session is noticed', async () => {
        const join = await RunningJoin.inviting(glance);
        await join.cancel();
        expect(join.status).toBe('present');
        expect(join.notice).toBe('cancelled');
        await join.accept();
        expect(join.viewers).toEqual([]);
        expect(join.state).toMatchObject({ status: 'inSession', session: { attempt: null } });
        expect(join.announced.at(-1)).toMatchObject({
            type: 'sessionstart',
            sessionKey: join.visitorId
        });
    });

    it('takes no notice of what becomes of it', async () => {
        let fail: (reason: unknown) => void = () => undefined;
        glance.onInvoke = (_invoked, { onfail }) => {
            fail = onfail;
        };
        const join = await RunningJoin.inviting(glance);
        await join.cancel();
        fail('visitornotpresent');
        await join.fire('onterms', { status: 'declined' });
        expect(join.status).toBe('present');
        expect(join.notice).toBe('cancelled');
    });

    it('shows no terms when the custom function before them was still under way', async () => {
        let taken: () => void = () => undefined;
        glance.onInvoke = (_invoked, { onsuccess }) => {
            taken = onsuccess;
        };
        const join = await RunningJoin.inviting(glance, { invocation: CUSTOM });
        await join.cancel();
        taken();
        await settled();
        expect(glance.calls).toEqual([CUSTOM.func]);
    });

    it('does not stand in the way of the next one', async () => {
        const join = await RunningJoin.inviting(glance);
        await join.cancel();
        await join.join();
        // The time limit of the first one is gone with it.
        await jest.advanceTimersByTimeAsync(119_999);
        expect(join.status).toBe('inviting');
        await join.accept();
        expect(join.state).toMatchObject({ status: 'inSession', session: { attempt: 2 } });
        expect(join.viewers).toHaveLength(1);
    });
});

describe('a session that the visitor starts', () => {
    it('is noticed and opens no viewer', async () => {
        const join = await RunningJoin.present(glance);
        await join.fire('onvisitorsessionstart');
        expect(join.state).toMatchObject({ status: 'inSession', session: { attempt: null } });
        expect(join.viewers).toEqual([]);
        expect(join.announced.at(-1)).toEqual({
            type: 'sessionstart',
            sessionKey: join.visitorId,
            startedAt: Date.now()
        });
    });

    it('takes the place of an attempt that is still being prepared', async () => {
        const join = await RunningJoin.inviting(
            glance,
            {},
            { hooks: [() => new Promise(() => undefined)] }
        );
        await join.fire('onvisitorsessionstart');
        expect(join.status).toBe('inSession');
        await jest.advanceTimersByTimeAsync(30_000);
        expect(join.status).toBe('inSession');
        expect(join.notice).toBeNull();
        expect(glance.calls).toEqual([]);
    });

    it('tells how long it took once it has ended', async () => {
        const join = await RunningJoin.present(glance);
        await join.fire('onvisitorsessionstart');
        const startedAt = Date.now();
        await jest.advanceTimersByTimeAsync(90_400);
        await join.fire('onvisitorsessionend');
        expect(join.announced.at(-1)).toEqual({
            type: 'sessionend',
            sessionKey: join.visitorId,
            startedAt,
            endedAt: startedAt + 90_400,
            durationSeconds: 90,
            outcome: 'ended'
        });
    });
});

describe('a custom function from the menu', () => {
    it.each(['present', 'inSession'] as const)('runs while %s', async (status) => {
        const join = await RunningJoin[status](glance);
        join.session.invoke(CUSTOM);
        await settled();
        expect(glance.invoked.at(-1)).toEqual({ visitorId: join.visitorId, ...CUSTOM });
        expect(join.notice).toBe('invoked');
        expect(join.status).toBe(status);
    });

    it('runs for nobody', async () => {
        const join = await RunningJoin.absent(glance);
        join.session.invoke(CUSTOM);
        await settled();
        expect(glance.calls).toEqual([]);
    });

    it('says when it failed', async () => {
        const join = await RunningJoin.present(glance);
        glance.onInvoke = (_invoked, { onfail }) => onfail('visitornotpresent');
        join.session.invoke(CUSTOM);
        await settled();
        expect(join.notice).toBe('visitorNotPresent');
    });
});
