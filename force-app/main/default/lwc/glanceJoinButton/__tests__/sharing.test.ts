import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { loginKeyAnswer } from 'test/jest/loginKeys';
import { countListeners, hidePage, settled, useFakeClock } from 'test/jest/page';
import { OpenedViewers } from 'test/jest/openedViewers';
import { ShownButton, newProperties } from 'test/jest/shownButton';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const glance = new FakeGlanceScript().install();
const viewers = new OpenedViewers();

beforeEach(() => {
    useFakeClock();
    glance.reset();
    viewers.reset();
    sessionStorage.clear();
});

afterEach(() => {
    hidePage(false);
    document.body.replaceChildren();
    jest.useRealTimers();
});

describe('two buttons for one visitor', () => {
    async function showTwo(): Promise<[ShownButton, ShownButton]> {
        const properties = newProperties();
        return [
            await ShownButton.present(glance, properties),
            await ShownButton.show(glance, properties)
        ];
    }

    it('share one connection and one authorization', async () => {
        await showTwo();
        expect(glance.agents).toHaveLength(1);
        expect(glance.authorized).toHaveLength(1);
    });

    it('show the same', async () => {
        const [first, second] = await showTwo();
        await first.press('c.Glance_Join');
        expect(second.headline).toBe('c.Glance_Inviting_Sent');
        await second.press('c.Glance_Cancel');
        expect(first.notice).toEqual(['c.Glance_Cancelled']);
    });

    it('ask once and open one viewer', async () => {
        const [first, second] = await showTwo();
        const joins = [first.control('c.Glance_Join'), second.control('c.Glance_Join')];
        joins.forEach((join) => join.click());
        await settled();
        await first.fire('onvisitorsessionstart');
        expect(glance.calls).toHaveLength(1);
        expect(viewers.all).toHaveLength(1);
        expect(second.tone).toBe('session');
    });

    it('go on without each other', async () => {
        const [first, second] = await showTwo();
        await first.press('c.Glance_Join');
        document.body.removeChild(first.element);
        expect(glance.connected).toHaveLength(1);
        await second.fire('onvisitorsessionstart');
        expect(second.tone).toBe('session');
        expect(viewers.all).toHaveLength(1);
    });
});

describe('a button that is removed', () => {
    it.each([
        ['absent', ShownButton.show],
        ['present', ShownButton.present],
        ['inviting', ShownButton.inviting],
        ['in a session', ShownButton.inSession]
    ] as const)('while %s leaves no connection, timer or listener', async (_what, show) => {
        const onDocument = countListeners(document);
        const onWindow = countListeners(window);
        const button = await show.call(ShownButton, glance);
        expect(onDocument()).not.toEqual([]);
        document.body.removeChild(button.element);
        await settled();
        expect(glance.connected).toEqual([]);
        // The script's objects are told to close once more after some seconds.
        await jest.advanceTimersByTimeAsync(60_000);
        expect(glance.connected).toEqual([]);
        expect(jest.getTimerCount()).toBe(0);
        expect(onDocument()).toEqual([]);
        expect(onWindow()).toEqual([]);
        jest.mocked(document.addEventListener).mockRestore();
        jest.mocked(document.removeEventListener).mockRestore();
        jest.mocked(window.addEventListener).mockRestore();
        jest.mocked(window.removeEventListener).mockRestore();
    });

    it('opens no viewer for what goes on', async () => {
        const button = await ShownButton.inviting(glance);
        const start = (button.agent as unknown as { onvisitorsessionstart: () => void })
            .onvisitorsessionstart;
        document.body.removeChild(button.element);
        start();
        await jest.advanceTimersByTimeAsync(300_000);
        expect(viewers.all).toEqual([]);
    });

    it('works when it is put back, as in a console tab that was moved', async () => {
        const button = await ShownButton.present(glance);
        document.body.removeChild(button.element);
        document.body.appendChild(button.element);
        await settled();
        expect(glance.connected).toHaveLength(1);
        await button.press('c.Glance_Join');
        expect(glance.calls).toHaveLength(1);
    });
});

describe('another visitor id', () => {
    it('is followed instead of the former one', async () => {
        const button = await ShownButton.present(glance);
        glance.come('the-next');
        await button.set({ visitorId: 'the-next' });
        expect(glance.connected.map(({ visitorId }) => visitorId)).toEqual(['the-next']);
        expect(button.headline).toBe('c.Glance_Present');
        expect(glance.authorized).toHaveLength(1);
    });

    it('shows nothing of the former one, not even for a moment', async () => {
        const button = await ShownButton.present(glance);
        await button.fire('onpresence', { title: 'Cart' });
        glance.onLookup = () => undefined;
        await button.set({ visitorId: 'the-next' });
        expect(button.headline).toBe('c.Glance_Connecting');
        expect(button.details).toEqual([]);
    });
});

describe('a hidden page', () => {
    it('follows nobody after half a minute, and everybody again when it is shown', async () => {
        const button = await ShownButton.present(glance);
        hidePage(true);
        await jest.advanceTimersByTimeAsync(29_999);
        expect(glance.connected).toHaveLength(1);
        await jest.advanceTimersByTimeAsync(1);
        expect(glance.connected).toHaveLength(0);
        const lookups = glance.agents[0]?.lookups;
        await jest.advanceTimersByTimeAsync(3_600_000);
        expect(glance.agents).toHaveLength(1);
        expect(glance.agents[0]?.lookups).toBe(lookups);
        expect(glance.authorized).toHaveLength(1);
        hidePage(false);
        await settled();
        expect(glance.connected).toHaveLength(1);
        expect(button.headline).toBe('c.Glance_Present');
    });

    it('keeps the connection of a session', async () => {
        const button = await ShownButton.inSession(glance);
        hidePage(true);
        await jest.advanceTimersByTimeAsync(40_000);
        expect(glance.connected).toHaveLength(1);
        await button.fire('onvisitorsessionend');
        expect(glance.connected).toHaveLength(0);
    });

    it('starts with no connection when it was opened in the background', async () => {
        hidePage(true);
        await ShownButton.present(glance);
        expect(glance.agents).toHaveLength(0);
        hidePage(false);
        await settled();
        expect(glance.agents).toHaveLength(1);
    });
});

describe('ten buttons for ten visitors', () => {
    it('need one authorization per token and one login key per key lifetime, for hours', async () => {
        const apex = jest.mocked(getLoginKey);
        const groupId = 600_001;
        apex.mockImplementation(async () => loginKeyAnswer(3600, { groupId }));
        await Promise.all(
            Array.from({ length: 10 }, () =>
                ShownButton.present(glance, { groupId, loginKey: undefined, puid: undefined })
            )
        );
        expect(glance.connected).toHaveLength(10);
        await jest.advanceTimersByTimeAsync(115 * 60_000);
        expect(glance.authorized).toHaveLength(1);
        // The first key and one renewal, five minutes ahead of its end; the second is due at 110 minutes.
        expect(apex).toHaveBeenCalledTimes(3);
        expect(glance.connected).toHaveLength(10);
    });
});
