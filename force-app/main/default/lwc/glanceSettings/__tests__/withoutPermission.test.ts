import getContext from '@salesforce/apex/GlanceJoinController.getContext';
import { readSettings } from 'c/glanceSettings';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getContext',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);
jest.mock(
    '@salesforce/customPermission/Glance_Join',
    () => ({ __esModule: true, default: undefined }),
    { virtual: true }
);

describe('the settings for a user without the custom permission Glance_Join', () => {
    it('are not asked for: the user is told what is missing, though Apex would not say it', async () => {
        await expect(readSettings('Default')).rejects.toMatchObject({ code: 'notPermitted' });
        expect(getContext).not.toHaveBeenCalled();
    });
});
