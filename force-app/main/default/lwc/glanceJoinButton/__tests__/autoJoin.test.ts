import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled } from 'test/jest/page';
import { ShownButton, newProperties } from 'test/jest/shownButton';
import { autoJoinOnce } from '../autoJoinOnce';

const glance = new FakeGlanceScript().install();
const RECORD = '003000000000001';

describe('asking by itself', () => {
    beforeEach(() => {
        glance.reset();
        sessionStorage.clear();
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

    it('does not happen again after the agent has reloaded the page', async () => {
        const asked: string[] = [];
        const ask = async (): Promise<void> => {
            // Modules are loaded anew, as after a reload; what the browser tab keeps is there.
            await jest.isolateModulesAsync(async () => {
                const anew = await import('../autoJoinOnce');
                anew.autoJoinOnce('a record and its visitor', () => asked.push('asked'));
            });
        };
        await ask();
        await ask();
        expect(asked).toEqual(['asked']);
    });

    it.each(['nonsense', '{}', 'null', '7'])(
        'happens with %p where others have written into the tab’s storage',
        async (stored) => {
            sessionStorage.setItem('glance_asked', stored);
            await ShownButton.present(glance, { autoJoin: true, recordId: RECORD });
            expect(glance.invoked).toHaveLength(1);
        }
    );

    it('happens once where the browser allows no storage', () => {
        const refused = (): never => {
            throw new Error('not allowed');
        };
        jest.spyOn(Storage.prototype, 'getItem').mockImplementation(refused);
        jest.spyOn(Storage.prototype, 'setItem').mockImplementation(refused);
        const ask = jest.fn();
        autoJoinOnce('without storage', ask);
        autoJoinOnce('without storage', ask);
        expect(ask).toHaveBeenCalledTimes(1);
    });

    it('does not happen while the function that should run instead can’t be used', async () => {
        await ShownButton.present(glance, {
            autoJoin: true,
            recordId: RECORD,
            customInvoke: { func: 'alert(1)' },
            customInvokeWhen: 'instead'
        });
        expect(glance.invoked).toEqual([]);
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
