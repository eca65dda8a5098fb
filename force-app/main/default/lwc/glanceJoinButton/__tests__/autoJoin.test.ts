import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled } from 'test/jest/page';
import { ShownButton, newProperties } from 'test/jest/shownButton';

const glance = new FakeGlanceScript().install();
const RECORD = '003000000000001';

describe('asking by itself', () => {
    beforeEach(() => {
        glance.reset();
        jest.spyOn(window, 'open').mockReturnValue(null);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.restoreAllMocks();
    });

    it('happens as soon as the visitor is present', async () => {
        const button = await ShownButton.show(glance, { autoJoin: true, recordId: RECORD });
        expect(glance.invoked).toEqual([]);
        await button.fire('onvisitorconn', { connected: true });
        expect(glance.invoked).toMatchObject([{ visitorId: button.visitorId }]);
        expect(button.headline).toBe('c.Glance_Inviting_Sent');
    });

    it('happens once: not again after the visitor declined, or came back', async () => {
        const button = await ShownButton.present(glance, { autoJoin: true, recordId: RECORD });
        await button.fire('onterms', { status: 'declined' });
        await button.fire('onpresence', { url: 'https://shop.example.com' });
        await button.fire('onerror', 'network');
        window.dispatchEvent(new CustomEvent('online'));
        await settled();
        expect(button.headline).toBe('c.Glance_Present');
        expect(glance.invoked).toHaveLength(1);
    });

    it('happens once for all buttons of a record and a visitor', async () => {
        const properties = { ...newProperties(), autoJoin: true, recordId: RECORD };
        await ShownButton.present(glance, properties);
        await ShownButton.show(glance, properties);
        expect(glance.invoked).toHaveLength(1);
    });

    it('does not happen again when the agent comes back to the record', async () => {
        const properties = { ...newProperties(), autoJoin: true, recordId: RECORD };
        await ShownButton.present(glance, properties);
        document.body.replaceChildren();
        await ShownButton.show(glance, properties);
        expect(glance.invoked).toHaveLength(1);
    });

    it('happens for another record of the same visitor', async () => {
        const properties = { ...newProperties(), autoJoin: true };
        await ShownButton.present(glance, { ...properties, recordId: RECORD });
        document.body.replaceChildren();
        await ShownButton.present(glance, { ...properties, recordId: '500000000000001' });
        expect(glance.invoked).toHaveLength(2);
    });

    it('waits for pre-session hooks like a click', async () => {
        const preSession = jest.fn(() => ({ proceed: false }));
        await ShownButton.present(glance, { autoJoin: true, recordId: RECORD, preSession });
        expect(preSession).toHaveBeenCalledTimes(1);
        expect(glance.invoked).toEqual([]);
    });

    it.each([false, 'false', undefined])('does not happen with auto-join %p', async (autoJoin) => {
        await ShownButton.present(glance, { autoJoin, recordId: RECORD });
        expect(glance.invoked).toEqual([]);
    });
});
