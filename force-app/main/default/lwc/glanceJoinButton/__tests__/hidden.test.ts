import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { ShownButton } from 'test/jest/shownButton';

type Entry = { readonly contentRect: { readonly width: number; readonly height: number } };

const glance = new FakeGlanceScript().install();
const opened = jest.spyOn(window, 'open');
const measured = jest.spyOn(Element.prototype, 'getBoundingClientRect');
let tell: (entries: readonly Entry[]) => void;
const disconnected = jest.fn();

/** What is seen counts after this time, in milliseconds. */
const SETTLE_MS = 300;

/** Shows or hides the last button, as a console does with the tabs of other records. */
async function resize(width: number, stay = SETTLE_MS): Promise<void> {
    tell([{ contentRect: { width, height: width } }]);
    await jest.advanceTimersByTimeAsync(stay);
    await settled();
}

/** The size of what is rendered from now on. */
function size(width: number): void {
    measured.mockReturnValue({ width, height: width } as DOMRect);
}

describe('a button that nobody sees, in a tab of the console that is not in front', () => {
    beforeEach(() => {
        useFakeClock();
        size(340);
        glance.reset();
        opened.mockReset().mockReturnValue(null);
        disconnected.mockReset();
        globalThis.ResizeObserver = class {
            constructor(callback: (entries: never[], observer: never) => void) {
                tell = callback as unknown as typeof tell;
            }
            observe = jest.fn();
            unobserve = jest.fn();
            disconnect = disconnected;
        };
    });

    afterEach(() => {
        document.body.replaceChildren();
        Reflect.deleteProperty(globalThis, 'ResizeObserver');
        jest.useRealTimers();
    });

    it('follows nobody until it is seen again', async () => {
        const button = await ShownButton.present(glance);
        await resize(0);
        expect(glance.connected).toEqual([]);
        await resize(340);
        expect(glance.connected).toHaveLength(1);
        expect(button.headline).toBe('c.Glance_Present');
    });

    it('that is passed over, follows nobody, and tells nothing that may be out of date', async () => {
        const button = await ShownButton.present(glance);
        const agents = glance.agents.length;
        await resize(0);
        await resize(340, SETTLE_MS - 1);
        expect(button.headline).toBe('c.Glance_Connecting');
        await resize(0);
        expect(glance.agents).toHaveLength(agents);
    });

    it('from the start, as in a tab opened in the background, follows nobody until it is seen', async () => {
        size(0);
        const button = await ShownButton.show(glance);
        expect(glance.agents).toEqual([]);
        await resize(340);
        expect(glance.connected).toHaveLength(1);
        expect(button.headline).toBe('c.Glance_Absent');
    });

    it('keeps a session and hears of its end', async () => {
        const button = await ShownButton.inSession(glance);
        await resize(0);
        expect(button.tone).toBe('session');
        await button.fire('onvisitorsessionend');
        expect(glance.connected).toEqual([]);
    });

    it('opens no viewer for an invitation that it left behind', async () => {
        const button = await ShownButton.inviting(glance);
        const start = (button.agent as unknown as { onvisitorsessionstart: () => void })
            .onvisitorsessionstart;
        await resize(0);
        start();
        await settled();
        expect(opened).not.toHaveBeenCalled();
    });

    it('follows whom it has to show by the time it is seen again', async () => {
        const button = await ShownButton.present(glance);
        await resize(0);
        await button.set({ visitorId: 'the-next' });
        expect(glance.connected).toEqual([]);
        await resize(340);
        expect(glance.connected.map(({ visitorId }) => visitorId)).toEqual(['the-next']);
    });

    it('asks nobody by itself', async () => {
        await ShownButton.show(glance, { autoJoin: true, recordId: '003000000000009' });
        const { visitorId } = glance.connected[0] ?? {};
        await resize(0);
        glance.come(String(visitorId));
        await settled();
        expect(glance.invoked).toEqual([]);
        await resize(340);
        expect(glance.invoked).toHaveLength(1);
    });

    it('follows all the same where the host wants it, as in a utility', async () => {
        await ShownButton.present(glance, { followHidden: true });
        await resize(0);
        expect(glance.connected).toHaveLength(1);
    });

    it('is not watched any more once it is removed', async () => {
        const button = await ShownButton.present(glance);
        button.element.remove();
        expect(disconnected).toHaveBeenCalledTimes(1);
    });
});
