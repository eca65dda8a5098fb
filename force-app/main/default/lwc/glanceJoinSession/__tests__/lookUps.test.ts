import lookUpStub from '@salesforce/apex/GlanceJoinController.lookUpSession';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { RunningJoin, disposeJoins } from 'test/jest/runningJoin';

jest.mock(
    '@salesforce/apex/GlanceJoinController.lookUpSession',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const STOP = 'GLANCE.Cobrowse.Visitor.stopSession';
const glance = new FakeGlanceScript().install();
const lookUp = jest.mocked(lookUpStub);

/** In a session that the agent asked for. The org looks sessions up. */
async function inSession(): Promise<RunningJoin> {
    const join = await RunningJoin.present(glance, { settingsName: 'Default' });
    await join.join();
    await join.accept();
    return join;
}

beforeEach(() => {
    useFakeClock();
    glance.reset();
    lookUp.mockReset().mockResolvedValue('running');
});

afterEach(() => {
    disposeJoins();
    jest.useRealTimers();
});

describe('a session that Glance is asked about', () => {
    it('is looked up at its start, by its key, and every 15 seconds: its end may be missed', async () => {
        const join = await inSession();
        expect(lookUp.mock.calls).toEqual([
            [{ settingsName: 'Default', sessionKey: join.sessionKey }]
        ]);
        await jest.advanceTimersByTimeAsync(60_000);
        expect(lookUp).toHaveBeenCalledTimes(5);
    });

    it('has ended when Glance knows it no more twice in a row, although nobody told', async () => {
        const join = await inSession();
        lookUp.mockResolvedValueOnce('none');
        await jest.advanceTimersByTimeAsync(30_000);
        expect(join.status).toBe('inSession');
        lookUp.mockResolvedValue('none');
        await jest.advanceTimersByTimeAsync(20_000);
        expect(join.status).toBe('present');
        expect(join.notice).toBe('sessionEnded');
    });

    it('has started when Glance knows it, although nobody told: the viewer opens', async () => {
        lookUp.mockResolvedValue('none');
        const join = await RunningJoin.present(glance, { settingsName: 'Default' });
        await join.join();
        await jest.advanceTimersByTimeAsync(15_000);
        expect(join.status).toBe('inviting');
        lookUp.mockResolvedValue('running');
        await jest.advanceTimersByTimeAsync(15_000);
        expect(join.status).toBe('inSession');
        expect(join.viewers).toHaveLength(1);
    });

    it('is looked up a few times when Glance does not know it yet', async () => {
        lookUp.mockResolvedValueOnce('none').mockResolvedValueOnce('none');
        const join = await inSession();
        await jest.advanceTimersByTimeAsync(6_000);
        expect(lookUp).toHaveBeenCalledTimes(3);
        expect(join.state).toMatchObject({ session: { attempt: 1 } });
    });

    it('is somebody else’s when Glance never gets to know it: its key is not this agent’s to know', async () => {
        lookUp.mockResolvedValue('none');
        const join = await inSession();
        await jest.advanceTimersByTimeAsync(9_000);
        expect(join.state).toMatchObject({
            status: 'inSession',
            session: { attempt: null, sessionKey: null }
        });
        await jest.advanceTimersByTimeAsync(600_000);
        expect(lookUp).toHaveBeenCalledTimes(4);
    });

    it('has ended when the visitor closed the page: found by look-up, at the time of the departure', async () => {
        const join = await inSession();
        await jest.advanceTimersByTimeAsync(30_000);
        lookUp.mockResolvedValue('none');
        await join.leave();
        await jest.advanceTimersByTimeAsync(100);
        expect(join.status).toBe('absent');
        expect(join.announced.at(-1)).toMatchObject({
            type: 'sessionend',
            outcome: 'visitorLeft',
            durationSeconds: 30
        });
    });

    it('goes on while the visitor looks at another tab', async () => {
        const join = await inSession();
        await join.leave();
        await jest.advanceTimersByTimeAsync(300_000);
        expect(join.status).toBe('inSession');
        await join.comeBack();
        expect(join.status).toBe('inSession');
    });

    it('has ended two minutes after the visitor left where nobody can tell', async () => {
        const join = await inSession();
        lookUp.mockRejectedValue(new Error('offline'));
        await join.leave();
        await jest.advanceTimersByTimeAsync(119_000);
        expect(join.status).toBe('inSession');
        await jest.advanceTimersByTimeAsync(15_000);
        expect(join.status).toBe('absent');
        expect(join.announced.at(-1)).toMatchObject({
            outcome: 'visitorLeft',
            durationSeconds: 0
        });
    });

    it('ends by itself when its end was missed: nothing but the connection came back', async () => {
        const join = await inSession();
        await join.lose();
        lookUp.mockResolvedValue('none');
        await jest.advanceTimersByTimeAsync(20_000);
        expect(join.status).not.toBe('inSession');
        expect(join.announced.at(-1)).toMatchObject({ type: 'sessionend', outcome: 'ended' });
    });

    it('ends by itself after the visitor’s page refused to end it', async () => {
        const join = await inSession();
        await join.end();
        await jest.advanceTimersByTimeAsync(15_000);
        expect(join.notice).toBe('endRefused');
        lookUp.mockResolvedValue('none');
        await jest.advanceTimersByTimeAsync(15_000);
        expect(join.status).toBe('present');
        expect(join.notice).toBe('sessionEnded');
    });

    it('leaves no look-up behind', async () => {
        const join = await inSession();
        await join.leave();
        join.session.dispose();
        lookUp.mockClear();
        await jest.advanceTimersByTimeAsync(60_000);
        expect(lookUp).not.toHaveBeenCalled();
    });

    it('takes no late answer for one about the next session', async () => {
        let answer: (found: string) => void = () => undefined;
        lookUp.mockImplementationOnce(
            () =>
                new Promise((resolve) => {
                    answer = resolve;
                })
        );
        const join = await inSession();
        await join.fire('onvisitorsessionend', { reason: 'visitor' });
        await join.join();
        await join.accept();
        for (let times = 0; times < 5; times += 1) {
            answer('none');
            // eslint-disable-next-line no-await-in-loop -- one answer after the other
            await settled();
        }
        expect(join.state).toMatchObject({ status: 'inSession', session: { attempt: 2 } });
    });
});

describe('a withdrawn invitation that is accepted late', () => {
    it('is left alone when Glance knows no session with its key: it is another agent’s', async () => {
        const join = await RunningJoin.present(glance, { settingsName: 'Default' });
        await join.join();
        await join.cancel();
        lookUp.mockResolvedValue('none');
        await join.accept();
        expect(glance.calls).not.toContain(STOP);
        expect(join.state).toMatchObject({
            status: 'inSession',
            session: { attempt: null, sessionKey: null }
        });
    });
});
