import { publish } from 'lightning/messageService';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { useFakeClock } from 'test/jest/page';
import { ShownButton } from 'test/jest/shownButton';

const glance = new FakeGlanceScript().install();
const published = jest.mocked(publish);

/** The session key under which the visitor was asked to start. */
function keyOfInvitation(): unknown {
    return (glance.invoked.at(-1)?.args as { sessionKey?: unknown } | undefined)?.sessionKey;
}

/** Messages on the channel of this visitor. */
const messages = (button: ShownButton): unknown[] =>
    published.mock.calls
        .map(([, , message]) => message as { visitorId: string })
        .filter(({ visitorId }) => visitorId === button.visitorId);

describe('the button tells its host', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
        sessionStorage.clear();
        published.mockClear();
        jest.spyOn(window, 'open').mockReturnValue(null);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.useRealTimers();
        jest.restoreAllMocks();
    });

    it('when the visitor comes and goes', async () => {
        const button = await ShownButton.show(glance);
        const told = button.listen('presencechange');
        await button.fire('onvisitorconn', { connected: true });
        await button.fire('onpresence', { url: 'https://shop.example.com' });
        await button.fire('onvisitorconn', { connected: false });
        await jest.advanceTimersByTimeAsync(5_000);
        const { visitorId } = button;
        expect(told).toEqual([
            { visitorId, present: true },
            { visitorId, present: false }
        ]);
    });

    it('when it follows another visitor: the former one is not there any more', async () => {
        const button = await ShownButton.present(glance);
        const told = button.listen('presencechange');
        glance.come('the-next');
        await button.set({ visitorId: 'the-next' });
        expect(told).toEqual([
            { visitorId: button.visitorId, present: false },
            { visitorId: 'the-next', present: true }
        ]);
    });

    it('when it follows nobody any more', async () => {
        const button = await ShownButton.present(glance);
        const told = button.listen('presencechange');
        await button.set({ visitorId: undefined });
        expect(told).toEqual([{ visitorId: button.visitorId, present: false }]);
    });

    it('that a visitor is there whom another button has been following', async () => {
        const first = await ShownButton.present(glance);
        const button = await ShownButton.show(glance);
        const told = button.listen('presencechange');
        const { groupId, loginKey } = first.element as unknown as Record<string, unknown>;
        await button.set({ groupId, loginKey, visitorId: first.visitorId });
        expect(told).toEqual([{ visitorId: first.visitorId, present: true }]);
    });

    it('when a session starts', async () => {
        const button = await ShownButton.inviting(glance);
        const told = button.listen('sessionstart');
        await button.fire('onvisitorsessionstart');
        expect(told).toEqual([{ sessionKey: keyOfInvitation(), startedAt: Date.now() }]);
    });

    it('of a session that has been running with another button', async () => {
        const first = await ShownButton.inSession(glance);
        const button = await ShownButton.show(glance);
        const told = button.listen('sessionstart');
        const startedAt = Date.now();
        await jest.advanceTimersByTimeAsync(3_000);
        const { groupId, loginKey } = first.element as unknown as Record<string, unknown>;
        await button.set({ groupId, loginKey, visitorId: first.visitorId });
        expect(told).toEqual([{ sessionKey: keyOfInvitation(), startedAt }]);
    });

    it('of each session once, however often its properties change', async () => {
        const button = await ShownButton.inviting(glance);
        const told = button.listen('sessionstart');
        await button.fire('onvisitorsessionstart');
        await button.set({ recordId: '003000000000009' });
        await button.fire('onvisitorsessionend');
        await button.fire('onvisitorsessionstart');
        expect(told).toHaveLength(2);
    });

    it('how a session went', async () => {
        const button = await ShownButton.inSession(glance);
        const told = button.listen('sessionend');
        const startedAt = Date.now();
        await jest.advanceTimersByTimeAsync(3_000);
        await button.fire('onvisitorsessionend');
        expect(told).toEqual([
            {
                sessionKey: keyOfInvitation(),
                startedAt,
                endedAt: startedAt + 3_000,
                durationSeconds: 3,
                outcome: 'ended'
            }
        ]);
    });

    it('of errors, with their code', async () => {
        const button = await ShownButton.inviting(glance);
        const told = button.listen('joinerror');
        await button.fire('onterms', { status: 'declined' });
        expect(told).toEqual([{ code: 'visitorDeclined', message: null }]);
    });

    it('of errors, with the message of the hook that stopped the join', async () => {
        const button = await ShownButton.present(glance, {
            preSession: () => ({ proceed: false, message: 'No consent.' })
        });
        const told = button.listen('joinerror');
        await button.press('c.Glance_Join');
        expect(told).toEqual([{ code: 'preSessionStopped', message: 'No consent.' }]);
    });

    it('and nobody else: events neither bubble nor leave a shadow tree', async () => {
        const button = await ShownButton.show(glance);
        const above = jest.fn();
        const events: Event[] = [];
        for (const type of ['presencechange', 'sessionstart', 'sessionend', 'joinerror']) {
            document.body.addEventListener(type, above);
            button.element.addEventListener(type, (event) => events.push(event));
        }
        await button.fire('onvisitorconn', { connected: true });
        await button.press('c.Glance_Join');
        await button.fire('onterms', { status: 'declined' });
        await button.fire('onvisitorsessionstart');
        await button.fire('onvisitorsessionend');
        expect(events.map(({ type }) => type)).toEqual([
            'presencechange',
            'joinerror',
            'sessionstart',
            'sessionend'
        ]);
        expect(events.filter(({ bubbles, composed }) => bubbles || composed)).toEqual([]);
        expect(above).not.toHaveBeenCalled();
    });

    it('and other components the same through the message channel, without secrets', async () => {
        const button = await ShownButton.inSession(glance);
        await button.fire('onvisitorsessionend');
        expect(messages(button)).toMatchObject([
            { type: 'presencechange', present: true },
            { type: 'sessionstart', sessionKey: keyOfInvitation() },
            { type: 'sessionend', outcome: 'ended' }
        ]);
        expect(JSON.stringify(published.mock.calls)).not.toContain('$1$');
    });
});
