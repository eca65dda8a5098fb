import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { RunningJoin, disposeJoins } from 'test/jest/runningJoin';

const STOP = 'GLANCE.Cobrowse.Visitor.stopSession';
const glance = new FakeGlanceScript().install();

beforeEach(() => {
    useFakeClock();
    glance.reset();
});

afterEach(() => {
    disposeJoins();
    jest.useRealTimers();
});

describe('ending a session', () => {
    it('asks the visitor’s page, and is done when Glance tells of the end', async () => {
        const join = await RunningJoin.inSession(glance);
        await join.end();
        expect(glance.calls.at(-1)).toBe(STOP);
        expect(join.state).toMatchObject({ status: 'inSession', session: { ending: true } });
        await join.fire('onvisitorsessionend');
        expect(join.status).toBe('present');
        expect(join.notice).toBe('sessionEnded');
    });

    it('asks once until there is an answer', async () => {
        const join = await RunningJoin.inSession(glance);
        await join.end();
        await join.end();
        expect(glance.calls.filter((func) => func === STOP)).toHaveLength(1);
    });

    it('is impossible without a session', async () => {
        const join = await RunningJoin.present(glance);
        await join.end();
        expect(glance.calls).toEqual([]);
    });

    it('can be tried again after the visitor’s page did nothing for 15 seconds', async () => {
        const join = await RunningJoin.inSession(glance);
        await join.end();
        await jest.advanceTimersByTimeAsync(14_999);
        expect(join.notice).toBeNull();
        await jest.advanceTimersByTimeAsync(1);
        expect(join.state).toMatchObject({ status: 'inSession', session: { ending: false } });
        expect(join.notice).toBe('endRefused');
        await join.end();
        await join.fire('onvisitorsessionend');
        expect(join.status).toBe('present');
    });

    it('can be tried again after Glance did not answer', async () => {
        const join = await RunningJoin.inSession(glance);
        glance.onInvoke = () => undefined;
        await join.end();
        await jest.advanceTimersByTimeAsync(15_000);
        expect(join.state).toMatchObject({ status: 'inSession', session: { ending: false } });
        expect(join.notice).toBe('endRefused');
    });

    it('is not over just because nobody hears it: the visitor’s tab may be hidden', async () => {
        const join = await RunningJoin.inSession(glance);
        glance.onInvoke = (_invoked, { onfail }) => onfail('visitornotpresent');
        await join.end();
        expect(join.state).toMatchObject({ status: 'inSession', session: { endRefused: true } });
        expect(join.notice).toBe('endRefused');
    });

    it.each([
        ['at any time', 0],
        ['while Glance refuses it', 15_000]
    ])('can be marked by the agent %s', async (_when, milliseconds) => {
        const join = await RunningJoin.inSession(glance);
        await join.end();
        await jest.advanceTimersByTimeAsync(milliseconds);
        join.session.markEnded();
        expect(join.status).toBe('present');
        expect(join.notice).toBe('markedEnded');
        expect(join.announced.at(-1)).toMatchObject({ outcome: 'markedEnded' });
        await jest.advanceTimersByTimeAsync(15_000);
        expect(join.notice).toBe('markedEnded');
    });

    it('leaves the next session alone when Glance’s answer comes after the end', async () => {
        const join = await RunningJoin.inSession(glance);
        let taken: () => void = () => undefined;
        glance.onInvoke = (_invoked, { onsuccess }) => {
            taken = onsuccess;
        };
        await join.end();
        await join.fire('onvisitorsessionend');
        taken();
        await settled();
        await join.fire('onvisitorsessionstart');
        await jest.advanceTimersByTimeAsync(15_000);
        expect(join.status).toBe('inSession');
        expect(join.notice).toBeNull();
    });

    it('leaves the next session alone when Glance refuses after the end', async () => {
        const join = await RunningJoin.inSession(glance);
        let refuse: (reason: string) => void = () => undefined;
        glance.onInvoke = (_invoked, { onfail }) => {
            refuse = onfail;
        };
        await join.end();
        await join.fire('onvisitorsessionend');
        await join.fire('onvisitorsessionstart');
        refuse('visitornotpresent');
        await settled();
        expect(join.status).toBe('inSession');
        expect(join.notice).toBeNull();
    });
});
