import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled } from 'test/jest/page';
import { ShownButton } from 'test/jest/shownButton';

type Entry = { readonly contentRect: { readonly width: number; readonly height: number } };

const glance = new FakeGlanceScript().install();
const opened = jest.spyOn(window, 'open');
let tell: (entries: readonly Entry[]) => void;
const disconnected = jest.fn();

/** Shows or hides the last button, as a console does with the tabs of other records. */
async function resize(size: number): Promise<void> {
    tell([{ contentRect: { width: size, height: size } }]);
    await settled();
}

describe('a button that nobody sees, in a tab of the console that is not in front', () => {
    beforeEach(() => {
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
    });

    it('follows nobody until it is seen again', async () => {
        const button = await ShownButton.present(glance);
        await resize(0);
        expect(glance.connected).toEqual([]);
        await resize(340);
        expect(glance.connected).toHaveLength(1);
        expect(button.headline).toBe('c.Glance_Present');
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
