import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { loginKeyAnswer } from 'test/jest/loginKeys';
import { settled, useFakeClock } from 'test/jest/page';
import { RunningJoin, disposeJoins } from 'test/jest/runningJoin';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const glance = new FakeGlanceScript().install();
const apex = jest.mocked(getLoginKey);
let groups = 0;

/** A present visitor; Apex makes login keys of 20 seconds. */
async function withKeysOfTheOrg(): Promise<RunningJoin> {
    groups += 1;
    const groupId = 200_000 + groups;
    apex.mockImplementation(async () => loginKeyAnswer(20, { groupId }));
    const source = { type: 'org', settingsName: `Settings of ${groupId}` } as const;
    return RunningJoin.present(glance, { groupId, loginKeySource: source });
}

/** From now on Apex answers at the test’s command, and the key at hand has run out. */
async function awaitKey(): Promise<{ arrive(): Promise<void>; fail(code: string): Promise<void> }> {
    const waiting: { resolve(key: unknown): void; reject(thrown: unknown): void }[] = [];
    apex.mockImplementation(
        () => new Promise((resolve, reject) => waiting.push({ resolve, reject }))
    );
    await jest.advanceTimersByTimeAsync(20_000);
    return {
        async arrive() {
            waiting.forEach(({ resolve }) =>
                resolve(loginKeyAnswer(20, { groupId: 200_000 + groups }))
            );
            await settled();
        },
        async fail(code) {
            waiting.forEach(({ reject }) => reject({ body: { message: code } }));
            await settled();
        }
    };
}

beforeEach(() => {
    useFakeClock();
    glance.reset();
});

afterEach(() => {
    disposeJoins();
    jest.useRealTimers();
});

describe('the viewer', () => {
    it('opens for the visitor’s session, with the agent’s login key', async () => {
        const join = await RunningJoin.inSession(glance);
        expect(join.viewers).toMatchObject([
            {
                webServerOrigin: 'https://www.glance.net',
                sessionKey: join.sessionKey,
                loginKey: { partnerUserId: 'ann@example.com' }
            }
        ]);
        expect(join.viewers[0]?.sessionKey).toMatch(/^[A-Za-z0-9\-_]{20}$/);
    });

    it('opens once for an attempt, however often the session is told to start', async () => {
        const join = await RunningJoin.inSession(glance);
        await join.accept();
        await join.lose();
        await jest.advanceTimersByTimeAsync(2_000);
        await join.accept();
        expect(join.viewers).toHaveLength(1);
    });

    it('opens once more for the next attempt', async () => {
        const join = await RunningJoin.inSession(glance);
        await join.fire('onvisitorsessionend');
        await join.join();
        await join.accept();
        expect(join.viewers).toHaveLength(2);
    });

    it('opens inside the click when that was chosen, and not again at the start', async () => {
        const join = await RunningJoin.present(glance);
        join.click({ viewerWhen: 'click' });
        expect(join.viewers).toHaveLength(1);
        await settled();
        await join.accept();
        expect(join.viewers).toHaveLength(1);
    });

    it('stays closed when the click only runs a function', async () => {
        const join = await RunningJoin.inviting(glance, {
            viewerWhen: 'click',
            invokeWhen: 'instead',
            invocation: { func: 'GLANCE_COBROWSE.Custom.highlight', args: {} }
        });
        await join.fire('onvisitorsessionstart');
        expect(join.viewers).toEqual([]);
        expect(join.state).toMatchObject({ status: 'inSession', session: { attempt: null } });
    });

    it('that can’t be opened is named, and the session goes on', async () => {
        const openViewer = jest.fn(() => {
            throw new Error('a secret');
        });
        const join = await RunningJoin.inviting(glance, {}, { openViewer });
        await join.accept();
        expect(join.status).toBe('inSession');
        expect(join.notice).toBe('viewerFailed');
        expect(join.announced.at(-1)).toEqual({
            type: 'joinerror',
            code: 'viewerFailed',
            message: null
        });
    });
});

describe('a viewer that waits for its login key', () => {
    it('opens when the key arrives', async () => {
        const join = await withKeysOfTheOrg();
        const key = await awaitKey();
        await join.join();
        await join.accept();
        expect(join.viewers).toEqual([]);
        await key.arrive();
        expect(join.viewers).toHaveLength(1);
    });

    it('names the reason when there is none', async () => {
        const join = await withKeysOfTheOrg();
        const key = await awaitKey();
        await join.join();
        await join.accept();
        await key.fail('loginKeyRefused');
        expect(join.status).toBe('inSession');
        expect(join.notice).toBe('loginKeyRefused');
        expect(join.viewers).toEqual([]);
    });

    it('stays closed when the agent cancelled meanwhile', async () => {
        const join = await withKeysOfTheOrg();
        const key = await awaitKey();
        await join.join({ viewerWhen: 'click' });
        await join.cancel();
        await key.arrive();
        expect(join.viewers).toEqual([]);
    });

    it('stays closed when the session has ended meanwhile', async () => {
        const join = await withKeysOfTheOrg();
        const key = await awaitKey();
        await join.join();
        await join.accept();
        await join.fire('onvisitorsessionend');
        await key.arrive();
        expect(join.viewers).toEqual([]);
    });

    it('stays closed when nobody follows the visitor any more', async () => {
        const join = await withKeysOfTheOrg();
        const key = await awaitKey();
        await join.join();
        await join.accept();
        join.session.dispose();
        await key.arrive();
        expect(join.viewers).toEqual([]);
    });
});
