import getContext from '@salesforce/apex/GlanceJoinController.getContext';
import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { FakeRecords } from 'test/jest/fakeRecords';
import { loginKeyAnswer } from 'test/jest/loginKeys';
import { settled, useFakeClock } from 'test/jest/page';
import { ShownUtility, addCustomers, contact, orgSettings } from 'test/jest/shownUtility';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getContext',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);
jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const glance = new FakeGlanceScript().install();
const records = new FakeRecords();
const apex = jest.mocked(getContext);

const retryOf = ({ element }: ShownUtility): HTMLElement | null =>
    element.shadowRoot?.querySelector<HTMLElement>('div > lightning-button') ?? null;

describe('the settings of the utility', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
        records.reset();
        addCustomers(records);
        apex.mockReset().mockImplementation(async ({ settingsName }) => ({
            ...orgSettings,
            groupId: '400001',
            settingsName
        }));
        jest.mocked(getLoginKey).mockImplementation(async () =>
            loginKeyAnswer(3600, { groupId: 400001 })
        );
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.useRealTimers();
    });

    it('are those that an admin named', async () => {
        await ShownUtility.showAsIs(glance, { settingsName: 'Named' });
        expect(apex).toHaveBeenCalledWith({ settingsName: 'Named' });
    });

    it('leave the pre-session flow to the admin, who names it for the utility', async () => {
        const { element } = await ShownUtility.showAsIs(glance, { preSessionFlow: 'Glance_Check' });
        const button = element.shadowRoot?.querySelector<HTMLElement & { preSessionFlow?: string }>(
            'c-glance-join-button'
        );
        expect(button?.preSessionFlow).toBe('Glance_Check');
    });

    it('are shown as awaited until they are there', async () => {
        apex.mockReturnValue(new Promise(() => undefined));
        const utility = await ShownUtility.showAsIs(glance, {});
        expect(utility.text).toBe('c.Glance_Connecting');
    });

    it('can be asked for once more when they were out of reach', async () => {
        apex.mockRejectedValueOnce(new Error('a secret'));
        const utility = await ShownUtility.showAsIs(glance, {});
        await utility.focus(contact(1));
        expect(utility.main?.notice[0]).toBe('c.Glance_Error_settingsUnavailable');
        expect(records.asked).toEqual([]);
        retryOf(utility)?.click();
        await settled();
        expect(utility.name).toBe('Customer 1');
        expect(utility.main?.headline).toBe('c.Glance_Absent');
        expect(retryOf(utility)).toBeNull();
    });

    it('are named as missing, with nothing to try again', async () => {
        apex.mockRejectedValue({ body: { message: 'settingsMissing' } });
        const utility = await ShownUtility.showAsIs(glance, {});
        expect(utility.main?.notice[0]).toBe('c.Glance_Error_settingsMissing');
        expect(retryOf(utility)).toBeNull();
    });

    it('say what stands in the way of joining', async () => {
        apex.mockResolvedValue({ ...orgSettings, groupId: '400001', problems: ['puidMissing'] });
        const utility = await ShownUtility.showAsIs(glance, {});
        expect(utility.main?.notice[0]).toBe('c.Glance_Error_puidMissing');
        expect(glance.agents).toEqual([]);
    });

    it('decide where the viewer opens, unless the utility says otherwise', async () => {
        apex.mockResolvedValue({ ...orgSettings, groupId: '400001', openLocation: 'window' });
        const openLocationOf = ({ main }: ShownUtility): unknown =>
            (main?.element as unknown as { openLocation: unknown }).openLocation;
        expect(openLocationOf(await ShownUtility.showAsIs(glance, {}))).toBe('window');
        const own = await ShownUtility.showAsIs(glance, { openLocation: 'tab' });
        expect(openLocationOf(own)).toBe('tab');
    });
});
