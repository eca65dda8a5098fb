import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { loginKeyAnswer } from 'test/jest/loginKeys';
import { countListeners, hidePage, settled, useFakeClock } from 'test/jest/page';
import { CLOSING_MS, RunningJoin, disposeJoins } from 'test/jest/runningJoin';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const glance = new FakeGlanceScript().install();

async function preparing(): Promise<{ join: RunningJoin; signal: AbortSignal | null }> {
    let signal: AbortSignal | null = null;
    const join = await RunningJoin.inviting(
        glance,
        {},
        {
            hooks: [
                (context) => {
                    signal = context.signal;
                    return new Promise(() => undefined);
                }
            ]
        }
    );
    return { join, signal };
}

const situations: Record<string, () => Promise<RunningJoin>> = {
    'of an absent visitor': () => RunningJoin.absent(glance),
    'of a present visitor': () => RunningJoin.present(glance),
    'whose login key is renewed': () => {
        const groupId = 210_001;
        jest.mocked(getLoginKey).mockImplementation(async () => loginKeyAnswer(3600, { groupId }));
        const source = { type: 'org', settingsName: 'Renewed' } as const;
        return RunningJoin.present(glance, { groupId, loginKeySource: source });
    },
    'in preparation': async () => (await preparing()).join,
    'with an invitation': () => RunningJoin.inviting(glance),
    'with an invitation that Glance has not taken yet': () => {
        glance.onInvoke = () => undefined;
        return RunningJoin.inviting(glance);
    },
    'with terms that stand unanswered': async () => {
        const join = await RunningJoin.inviting(glance);
        await join.fire('onterms', { status: 'displayed' });
        return join;
    },
    'with a function before the terms that Glance says nothing of': () => {
        glance.onInvoke = () => undefined;
        const invocation = { func: 'GLANCE_COBROWSE.Custom.highlight', args: {} };
        return RunningJoin.inviting(glance, { invocation });
    },
    'whose visitor accepted': async () => {
        const join = await RunningJoin.inviting(glance);
        await join.fire('onterms', { status: 'accepted' });
        return join;
    },
    'in a session whose visitor left': async () => {
        const join = await RunningJoin.inSession(glance);
        await join.leave();
        return join;
    },
    'in session': () => RunningJoin.inSession(glance),
    'in a session that is being ended': async () => {
        const join = await RunningJoin.inSession(glance);
        await join.end();
        return join;
    },
    'that waits to connect again': async () => {
        const join = await RunningJoin.present(glance);
        await join.lose();
        return join;
    },
    'that is hidden for a moment': async () => {
        const join = await RunningJoin.present(glance);
        hidePage(true);
        return join;
    }
};

describe('a join that ends', () => {
    // At its first query by id, jsdom itself begins to listen.
    beforeAll(() => document.head.querySelector('#none'));

    beforeEach(() => {
        useFakeClock();
        glance.reset();
    });

    afterEach(() => {
        disposeJoins();
        hidePage(false);
        jest.restoreAllMocks();
        jest.useRealTimers();
    });

    it.each(Object.keys(situations))(
        '%s leaves no timer, listener or connection',
        async (situation) => {
            const onDocument = countListeners(document);
            const onWindow = countListeners(window);
            const join = await situations[situation]?.();
            expect(onDocument()).toContain('visibilitychange');
            join?.session.dispose();
            await settled();
            await jest.advanceTimersByTimeAsync(CLOSING_MS);
            expect(jest.getTimerCount()).toBe(0);
            expect([...onDocument(), ...onWindow()]).toEqual([]);
            expect(glance.connected).toEqual([]);
        }
    );

    it('tells its hooks', async () => {
        const { join, signal } = await preparing();
        expect(signal?.aborted).toBe(false);
        join.session.dispose();
        expect(signal?.aborted).toBe(true);
    });

    it('says so once, and nothing after it', async () => {
        const join = await RunningJoin.inviting(glance);
        const before = join.states.length;
        join.session.dispose();
        expect(join.states.slice(before)).toMatchObject([{ status: 'unconfigured' }]);
        join.session.retry();
        join.session.cancel();
        hidePage(true);
        await jest.advanceTimersByTimeAsync(300_000);
        hidePage(false);
        await settled();
        expect(join.states).toHaveLength(before + 1);
        expect(glance.connected).toEqual([]);
    });

    it('can be ended by somebody who listens', async () => {
        const join = await RunningJoin.present(glance);
        join.session.subscribe((state) => {
            if (state.status === 'inviting') {
                join.session.dispose();
            }
        });
        await join.join();
        expect(join.status).toBe('unconfigured');
        expect(glance.connected).toEqual([]);
        await jest.advanceTimersByTimeAsync(CLOSING_MS);
        expect(jest.getTimerCount()).toBe(0);
    });
});
