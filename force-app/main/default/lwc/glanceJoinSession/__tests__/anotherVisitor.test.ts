import type { PreSessionHook } from 'c/glanceJoinSession';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { CLOSING_MS, RunningJoin, disposeJoins } from 'test/jest/runningJoin';

const OTHER = 'other-visitor';
const glance = new FakeGlanceScript().install();
const hooks: PreSessionHook[] = [() => ({ visitorId: OTHER })];

const connected = (): string[] => glance.connected.map(({ visitorId }) => visitorId);

/** A hook has named another visitor than the followed one. */
const invitingOther = (): Promise<RunningJoin> => RunningJoin.inviting(glance, {}, { hooks });

describe('another visitor, named by a hook', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
        glance.come(OTHER);
    });

    afterEach(() => {
        disposeJoins();
        jest.useRealTimers();
    });

    it('is asked over a connection of their own, beside that of the followed one', async () => {
        const join = await invitingOther();
        expect(connected()).toEqual([join.visitorId, OTHER]);
        expect(glance.invoked).toMatchObject([
            { visitorId: OTHER, args: { sessionKey: join.sessionKey } }
        ]);
    });

    it('is who the viewer and the announcements are about', async () => {
        const join = await invitingOther();
        await join.accept(OTHER);
        expect(join.state).toMatchObject({ status: 'inSession', session: { visitorId: OTHER } });
        const { sessionKey } = join;
        expect(join.viewers).toMatchObject([{ sessionKey }]);
        expect(join.announced.at(-1)).toMatchObject({ type: 'sessionstart', sessionKey });
    });

    it('is the one whose page ends the session, and whose connection is closed after it', async () => {
        const join = await invitingOther();
        await join.accept(OTHER);
        await join.end();
        expect(glance.invoked.at(-1)).toMatchObject({ visitorId: OTHER });
        await join.fire('onvisitorsessionend', undefined, OTHER);
        expect(join.status).toBe('present');
        expect(connected()).toEqual([join.visitorId]);
    });

    it('is let go of when the agent cancels', async () => {
        const join = await invitingOther();
        await join.cancel();
        expect(connected()).toEqual([join.visitorId]);
    });

    it('is let go of with the followed one', async () => {
        const join = await invitingOther();
        await join.accept(OTHER);
        join.session.dispose();
        expect(connected()).toEqual([]);
        await jest.advanceTimersByTimeAsync(CLOSING_MS);
        expect(jest.getTimerCount()).toBe(0);
    });

    it('is still asked when the followed one leaves', async () => {
        const join = await invitingOther();
        await join.leave();
        expect(join.status).toBe('inviting');
        await join.accept(OTHER);
        expect(join.viewers).toHaveLength(1);
    });

    it('is not mistaken for the followed one, whose terms and sessions are others', async () => {
        const join = await invitingOther();
        await join.fire('onterms', { status: 'accepted' });
        await join.fire('onvisitorsessionstart');
        expect(join.state).toMatchObject({ status: 'inviting', step: 'sent' });
        expect(join.viewers).toEqual([]);
    });

    it('keeps the time limit of an end that the followed one has nothing to do with', async () => {
        const join = await invitingOther();
        await join.accept(OTHER);
        await join.end();
        await join.fire('onvisitorsessionend');
        await jest.advanceTimersByTimeAsync(15_000);
        expect(join.notice).toBe('endRefused');
    });

    it('who is not there leaves the followed one as they were', async () => {
        glance.onInvoke = (_invoked, { onfail }) => onfail('visitornotpresent');
        const join = await invitingOther();
        expect(join.status).toBe('present');
        expect(join.notice).toBe('visitorNotPresent');
        expect(connected()).toEqual([join.visitorId]);
    });

    it('who can’t be one is named as a mistake, and nobody is asked', async () => {
        const join = await RunningJoin.inviting(
            glance,
            {},
            { hooks: [() => ({ visitorId: 'ann@example.com' })] }
        );
        await settled();
        expect(join.notice).toBe('visitorIdInvalid');
        expect(connected()).toEqual([join.visitorId]);
        expect(glance.calls).toEqual([]);
    });
});
