import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { useFakeClock } from 'test/jest/page';
import { OpenedViewers } from 'test/jest/openedViewers';
import { ShownButton } from 'test/jest/shownButton';

const glance = new FakeGlanceScript().install();
const viewers = new OpenedViewers();
const focusedIn = ({ element }: ShownButton): Element | null =>
    element.shadowRoot?.activeElement ?? null;

describe('the focus never falls to the page', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
        sessionStorage.clear();
        viewers.reset();
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.useRealTimers();
    });

    it('when the customer leaves while Join has it', async () => {
        const button = await ShownButton.present(glance);
        button.control('c.Glance_Join').focus();
        await button.fire('onvisitorconn', { connected: false });
        await jest.advanceTimersByTimeAsync(6_000);
        expect(button.headline).toBe('c.Glance_Absent');
        expect(focusedIn(button)).toBe(button.find('.headline'));
    });

    it('when Join can’t be used any more', async () => {
        const button = await ShownButton.present(glance);
        button.control('c.Glance_Join').focus();
        await button.set({ customInvokeWhen: 'instead' });
        expect(focusedIn(button)).toBe(button.find('.headline'));
    });

    it('and is not taken from where the agent has gone meanwhile', async () => {
        const elsewhere = document.createElement('input');
        const button = await ShownButton.present(glance);
        document.body.append(elsewhere);
        button.control('c.Glance_Join').focus();
        elsewhere.focus();
        await button.fire('onvisitorconn', { connected: false });
        await jest.advanceTimersByTimeAsync(6_000);
        expect(document.activeElement).toBe(elsewhere);
    });

    it('and stays where it was when something else changes', async () => {
        const button = await ShownButton.present(glance);
        button.control('c.Glance_Join').focus();
        await button.fire('onpresence', { url: 'https://shop.example.com/cart' });
        expect(focusedIn(button)).toBe(button.control('c.Glance_Join'));
    });
});
