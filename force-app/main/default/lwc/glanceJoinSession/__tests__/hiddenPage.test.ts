import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { hidePage, settled, useFakeClock } from 'test/jest/page';
import { CLOSING_MS, RunningJoin, disposeJoins } from 'test/jest/runningJoin';

const glance = new FakeGlanceScript().install();

describe('a page that is hidden', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
    });

    afterEach(() => {
        disposeJoins();
        hidePage(false);
        jest.useRealTimers();
    });

    it('follows nobody after 30 seconds', async () => {
        const join = await RunningJoin.present(glance);
        hidePage(true);
        await jest.advanceTimersByTimeAsync(29_999);
        expect(glance.connected).toHaveLength(1);
        await jest.advanceTimersByTimeAsync(1);
        expect(glance.connected).toEqual([]);
        expect(join.status).toBe('connecting');
        await jest.advanceTimersByTimeAsync(CLOSING_MS);
        expect(jest.getTimerCount()).toBe(0);
    });

    it('goes on as if nothing had been when it is shown in time', async () => {
        const join = await RunningJoin.present(glance);
        hidePage(true);
        await jest.advanceTimersByTimeAsync(29_999);
        hidePage(false);
        await jest.advanceTimersByTimeAsync(30_000);
        expect(glance.agents).toHaveLength(1);
        expect(join.status).toBe('present');
    });

    it('makes no traffic for hours, and follows again when it is shown', async () => {
        const join = await RunningJoin.present(glance);
        hidePage(true);
        await jest.advanceTimersByTimeAsync(30_000);
        const agent = glance.agents[0];
        const before = agent?.lookups;
        await jest.advanceTimersByTimeAsync(4 * 3_600_000);
        expect(glance.agents).toHaveLength(1);
        expect(agent?.lookups).toBe(before);
        hidePage(false);
        await settled();
        expect(glance.connected).toHaveLength(1);
        expect(join.status).toBe('present');
    });

    it('follows nobody to begin with when it is opened in the background', async () => {
        hidePage(true);
        const join = await RunningJoin.present(glance);
        expect(glance.agents).toEqual([]);
        expect(join.status).toBe('connecting');
        hidePage(false);
        await settled();
        expect(join.status).toBe('present');
    });

    it('waits for the visitor’s answer, and follows nobody after it', async () => {
        const join = await RunningJoin.inviting(glance);
        hidePage(true);
        await jest.advanceTimersByTimeAsync(60_000);
        expect(join.status).toBe('inviting');
        await join.fire('onterms', { status: 'declined' });
        expect(glance.connected).toEqual([]);
        expect(join.status).toBe('connecting');
        expect(join.notice).toBe('visitorDeclined');
    });

    it('stays in session, and follows nobody after it', async () => {
        const join = await RunningJoin.inSession(glance);
        hidePage(true);
        await jest.advanceTimersByTimeAsync(600_000);
        expect(join.status).toBe('inSession');
        await join.fire('onvisitorsessionend');
        expect(join.announced.at(-1)).toMatchObject({ type: 'sessionend', durationSeconds: 600 });
        expect(glance.connected).toEqual([]);
    });

    it('lets the hooks finish, over the same connection', async () => {
        const takesItsTime = (): Promise<void> =>
            new Promise((resolve) => {
                setTimeout(resolve, 20_000);
            });
        const join = await RunningJoin.inviting(
            glance,
            {},
            { hooks: [takesItsTime, takesItsTime] }
        );
        hidePage(true);
        await jest.advanceTimersByTimeAsync(39_999);
        expect(join.status).toBe('preparing');
        expect(glance.connected).toHaveLength(1);
        await jest.advanceTimersByTimeAsync(1);
        expect(join.status).toBe('inviting');
        expect(glance.calls).toHaveLength(1);
        expect(glance.agents).toHaveLength(1);
    });
});
