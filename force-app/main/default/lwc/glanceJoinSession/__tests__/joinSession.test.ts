import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { RunningJoin, disposeJoins } from 'test/jest/runningJoin';

const STOP = 'GLANCE.Cobrowse.Visitor.stopSession';
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

    it('is made when Glance says nothing: silence is no failure', async () => {
        glance.onInvoke = () => undefined;
        const join = await RunningJoin.inviting(glance);
        await jest.advanceTimersByTimeAsync(3_000);
        expect(join.state).toMatchObject({ status: 'inviting', step: 'sent' });
        await join.accept();
        expect(join.status).toBe('inSession');
    });

    it('says after eight seconds that the visitor has not answered the terms', async () => {
        const join = await RunningJoin.inviting(glance);
        await jest.advanceTimersByTimeAsync(8_000);
        expect(join.state).toMatchObject({ unanswered: false });
        await join.fire('onterms', { status: 'displayed' });
        await jest.advanceTimersByTimeAsync(7_999);
        expect(join.state).toMatchObject({ unanswered: false });
        await jest.advanceTimersByTimeAsync(1);
        expect(join.state).toMatchObject({ status: 'inviting', unanswered: true });
    });

    it('fails when the session has not started 30 seconds after the visitor accepted', async () => {
        const join = await RunningJoin.inviting(glance);
        await jest.advanceTimersByTimeAsync(119_000);
        await join.fire('onterms', { status: 'accepted' });
        await jest.advanceTimersByTimeAsync(29_999);
        expect(join.state).toMatchObject({ status: 'inviting', step: 'accepted' });
        await jest.advanceTimersByTimeAsync(1);
        expect(join.status).toBe('present');
        expect(join.notice).toBe('sessionStartFailed');
    });

    it.each([
        ['dupkey', 'sessionKeyInUse'],
        ['service', 'sessionStartFailed']
    ])('that was accepted fails at once when the page tells of %s', async (code, told) => {
        const join = await RunningJoin.inviting(glance);
        await join.fire('onterms', { status: 'accepted' });
        await join.fire('onvisitorerror', { code, msg: 'a text', params: {} });
        await join.fire('onvisitorsessionend', { reason: 'error' });
        expect(join.status).toBe('present');
        expect(join.notice).toBe(told);
        expect(join.announced.filter(({ type }) => type === 'joinerror')).toHaveLength(1);
    });

    it('has a key of its own each time', async () => {
        const join = await RunningJoin.inviting(glance);
        const first = join.sessionKey;
        await join.fire('onterms', { status: 'declined' });
        await join.join();
        expect(glance.invoked).toMatchObject([
            { args: { sessionKey: first } },
            { args: { sessionKey: join.sessionKey } }
        ]);
        expect(join.sessionKey).not.toBe(first);
    });

    it('has the visitor id for a key where that was chosen', async () => {
        const join = await RunningJoin.inviting(glance, { sessionKeyFrom: 'visitorId' });
        expect(glance.invoked).toMatchObject([{ args: { sessionKey: join.visitorId } }]);
    });

    it('expires after two minutes, also when the visitor’s page was loaded anew meanwhile', async () => {
        const join = await RunningJoin.inviting(glance);
        await jest.advanceTimersByTimeAsync(60_000);
        await join.reload();
        expect(glance.calls).toEqual([TERMS, TERMS]);
        await jest.advanceTimersByTimeAsync(59_999);
        expect(join.status).toBe('inviting');
        await jest.advanceTimersByTimeAsync(1);
        expect(join.status).toBe('present');
        expect(join.notice).toBe('inviteExpired');
    });

    it('shows the terms after a reload without running the custom function again', async () => {
        const join = await RunningJoin.inviting(glance, { invocation: CUSTOM });
        await join.reload();
        expect(glance.calls).toEqual([CUSTOM.func, TERMS, TERMS]);
    });

    it.each(['authorization', 'visitornotpresent'])(
        'does not show the terms when the custom function before them fails with %s',
        async (reason) => {
            glance.onInvoke = (_invoked, { onfail }) => onfail(reason);
            const join = await RunningJoin.inviting(glance, { invocation: CUSTOM });
            expect(glance.calls).not.toContain(TERMS);
            expect(join.notice).not.toBeNull();
        }
    );

    it('shows the terms when the custom function before them fails otherwise', async () => {
        glance.onInvoke = ({ func }, { onsuccess, onfail }) =>
            func === CUSTOM.func ? onfail('error') : onsuccess();
        const join = await RunningJoin.inviting(glance, { invocation: CUSTOM });
        expect(glance.calls).toContain(TERMS);
        expect(join.state).toMatchObject({ status: 'inviting', step: 'sent' });
    });

    it('shows the terms half a second after a custom function that Glance says nothing of', async () => {
        glance.onInvoke = () => undefined;
        const join = await RunningJoin.inviting(glance, { invocation: CUSTOM });
        await jest.advanceTimersByTimeAsync(499);
        expect(glance.calls).toEqual([CUSTOM.func]);
        await jest.advanceTimersByTimeAsync(1);
        expect(glance.calls).toEqual([CUSTOM.func, TERMS]);
        expect(join.status).toBe('inviting');
    });

    it('survives a lost connection that comes back', async () => {
        const join = await RunningJoin.inviting(glance);
        await join.lose();
        expect(join.state).toMatchObject({ status: 'inviting', connected: false });
        await jest.advanceTimersByTimeAsync(2_000);
        await join.accept();
        expect(join.status).toBe('inSession');
        expect(join.viewers).toHaveLength(1);
    });

    it('ends with a reason when the connection can’t come back', async () => {
        const join = await RunningJoin.inviting(glance);
        glance.onAuthorize = ({ onfail }) => onfail('authorization');
        await join.lose('authorization');
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
    it('that is accepted all the same opens no viewer and is ended at once', async () => {
        const join = await RunningJoin.inviting(glance);
        await join.cancel();
        expect(join.status).toBe('present');
        expect(join.notice).toBe('cancelled');
        await join.accept();
        expect(join.viewers).toEqual([]);
        expect(glance.calls).toEqual([TERMS, STOP]);
        expect(join.notice).toBe('lateAcceptanceEnded');
        await join.fire('onvisitorsessionend', { reason: 'visitor' });
        expect(join.status).toBe('present');
        expect(join.notice).toBe('lateAcceptanceEnded');
    });

    it('is asked again under the same key: the page may start the session under the first one', async () => {
        const join = await RunningJoin.inviting(glance);
        const first = join.sessionKey;
        await join.cancel();
        await join.join();
        expect(join.sessionKey).toBe(first);
        await join.accept();
        expect(join.viewers).toMatchObject([{ sessionKey: first }]);
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
            sessionKey: null,
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
            sessionKey: null,
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
