import lookUpStub from '@salesforce/apex/GlanceJoinController.lookUpSession';
import { rememberedSessions, shareJoinSession } from 'c/glanceJoinSession';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { RunningJoin, anyComponent, disposeJoins } from 'test/jest/runningJoin';

jest.mock(
    '@salesforce/apex/GlanceJoinController.lookUpSession',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const STORED = 'glanceJoinSessions';
const CONTACT = { recordId: '003000000000001', objectApiName: 'Contact' };
const glance = new FakeGlanceScript().install();
const lookUp = jest.mocked(lookUpStub);

/** The page is loaded anew while the agent is in session. */
async function afterReload(): Promise<{ before: RunningJoin; join: RunningJoin; key: string }> {
    const before = await RunningJoin.present(glance, { settingsName: 'Default' });
    await before.join();
    await before.accept();
    const key = String(before.sessionKey);
    disposeJoins();
    const join = new RunningJoin(glance, before.session.target);
    return { before, join, key };
}

/** What is kept now, with changes. */
function tamper(change: (entry: Record<string, unknown>) => unknown): void {
    const [entry] = JSON.parse(sessionStorage.getItem(STORED) ?? '[]');
    sessionStorage.setItem(STORED, JSON.stringify([change(entry)]));
}

beforeEach(() => {
    useFakeClock();
    glance.reset();
    sessionStorage.clear();
    lookUp.mockReset().mockResolvedValue('running');
});

afterEach(() => {
    disposeJoins();
    jest.useRealTimers();
});

describe('after a reload of the page', () => {
    it('an own session goes on, with its key and since its start, and opens no viewer', async () => {
        const { before, join, key } = await afterReload();
        expect(join.state).toMatchObject({
            status: 'inSession',
            session: {
                sessionKey: key,
                visitorId: join.visitorId,
                restored: true,
                endRefused: false
            }
        });
        expect(join.state).not.toMatchObject({ session: { attempt: null } });
        await settled();
        expect(lookUp).toHaveBeenLastCalledWith({ settingsName: 'Default', sessionKey: key });
        expect(join.state).toMatchObject({ status: 'inSession', connected: true });
        expect(join.viewers).toEqual([]);
        expect(join.announced).not.toContainEqual(
            expect.objectContaining({ type: 'sessionstart' })
        );
        expect(before.viewers).toHaveLength(1);
    });

    it('a session that Glance does not know any more has ended, and is not found again', async () => {
        lookUp.mockResolvedValueOnce('running').mockResolvedValue('none');
        const { join } = await afterReload();
        await settled();
        expect(join.status).toBe('present');
        expect(join.notice).toBe('sessionEnded');
        expect(sessionStorage.getItem(STORED)).toBeNull();
    });

    it('can be ended as any other', async () => {
        const { join } = await afterReload();
        await settled();
        await join.end();
        await join.fire('onvisitorsessionend', { reason: 'agent' });
        expect(join.status).toBe('present');
        expect(rememberedSessions(join.session.target)).toEqual([]);
    });

    it('is found for the group and the web server, with the record where the customer was met', async () => {
        const { join } = await afterReload();
        join.session.place = CONTACT;
        const { target } = join.session;
        expect(rememberedSessions(target)).toEqual([{ visitorId: join.visitorId, place: CONTACT }]);
        expect(rememberedSessions({ ...target, groupId: 1 })).toEqual([]);
        expect(
            rememberedSessions({ ...target, webServerOrigin: 'https://beta.glance.net' })
        ).toEqual([]);
        const { session, release } = shareJoinSession(anyComponent, target);
        expect(session.place).toEqual(CONTACT);
        release();
    });

    it('nothing is left of a session that ended before', async () => {
        const join = await RunningJoin.inSession(glance);
        await join.fire('onvisitorsessionend', { reason: 'visitor' });
        expect(sessionStorage.getItem(STORED)).toBeNull();
    });

    it('a session of somebody else is not this agent’s', async () => {
        const join = await RunningJoin.present(glance);
        await join.fire('onvisitorsessionstart');
        expect(sessionStorage.getItem(STORED)).toBeNull();
    });
});

describe('what is kept of a session', () => {
    it('is no login key, no token and no agent’s id of Glance', async () => {
        await afterReload();
        const text = String(sessionStorage.getItem(STORED));
        expect(text).not.toContain('$1$');
        expect(text).not.toContain('ann@example.com');
        expect(Object.keys(JSON.parse(text)[0]).sort()).toEqual(
            ['groupId', 'place', 'session', 'userId', 'visitorId', 'webServerOrigin'].sort()
        );
    });

    it.each<[string, (entry: Record<string, unknown>) => unknown]>([
        ['another user of the browser tab', (entry) => ({ ...entry, userId: '005000000000002' })],
        ['nothing', () => null],
        ['another shape', () => ({ visitorId: 1 })],
        ['a place that is none', (entry) => ({ ...entry, place: 'there' })],
        [
            'a key that can’t be one',
            (entry) => ({ ...entry, session: { ...(entry.session as object), sessionKey: '<a>' } })
        ],
        [
            'a start eight hours ago',
            (entry) => ({
                ...entry,
                session: { ...(entry.session as object), startedAt: Date.now() - 8 * 3_600_000 }
            })
        ]
    ])('is ignored when it is of %s', async (_what, change) => {
        const { join } = await afterReload();
        tamper(change);
        join.session.dispose();
        expect(rememberedSessions(join.session.target)).toEqual([]);
        expect(new RunningJoin(glance, join.session.target).status).toBe('connecting');
    });

    it('is ignored when it can’t be read', async () => {
        const { join } = await afterReload();
        join.session.dispose();
        sessionStorage.setItem(STORED, '{');
        expect(rememberedSessions(join.session.target)).toEqual([]);
    });

    it('may be nothing at all in a browser that stores nothing', async () => {
        jest.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
            throw new Error('no storage');
        });
        try {
            const join = await RunningJoin.inSession(glance);
            expect(join.status).toBe('inSession');
        } finally {
            jest.restoreAllMocks();
        }
    });
});
