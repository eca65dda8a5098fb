import getContext from '@salesforce/apex/GlanceJoinController.getContext';
import { readSettings } from 'c/glanceSettings';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getContext',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const apex = jest.mocked(getContext);

describe('the org’s settings', () => {
    beforeEach(() => {
        apex.mockReset().mockImplementation(async ({ settingsName }) => ({
            settingsName,
            problems: []
        }));
    });

    it('are asked for once a page, however many components need them', async () => {
        const all = await Promise.all([readSettings('Shared'), readSettings(' Shared ')]);
        await readSettings('Shared');
        expect(apex).toHaveBeenCalledTimes(1);
        expect(all[0]).toBe(all[1]);
    });

    it.each([undefined, '', '  '])('are the default ones for the name %p', async (name) => {
        expect((await readSettings(name)).settingsName).toBe('Default');
    });

    it('are told apart by name', async () => {
        await readSettings('One');
        expect((await readSettings('Two')).settingsName).toBe('Two');
    });

    it('are asked for again after a failure', async () => {
        apex.mockRejectedValueOnce(new Error('a secret'));
        await expect(readSettings('Again')).rejects.toMatchObject({
            code: 'settingsUnavailable',
            message: 'c.Glance_Error_settingsUnavailable'
        });
        await expect(readSettings('Again')).resolves.toMatchObject({ settingsName: 'Again' });
    });

    it('fail with the code that Apex sent', async () => {
        apex.mockRejectedValue({ body: { message: 'settingsMissing' } });
        await expect(readSettings('Gone')).rejects.toMatchObject({ code: 'settingsMissing' });
    });

    it('name only problems that have a row in the error table', async () => {
        apex.mockResolvedValue({ problems: ['of a later version', 'puidMissing', 7] });
        expect((await readSettings('Later')).problems).toEqual(['puidMissing']);
        apex.mockResolvedValue({});
        expect((await readSettings('Older')).problems).toEqual([]);
    });
});
