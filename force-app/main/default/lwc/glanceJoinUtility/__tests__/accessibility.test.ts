import getContext from '@salesforce/apex/GlanceJoinController.getContext';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { FakeRecords } from 'test/jest/fakeRecords';
import { useFakeClock } from 'test/jest/page';
import { ShownUtility, addCustomers, contact } from 'test/jest/shownUtility';

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
const present = (): Promise<ShownUtility> => ShownUtility.focused(glance, contact(1));

async function withOtherSession(): Promise<ShownUtility> {
    const utility = await present();
    await utility.join('cust-1');
    await utility.focus(contact(2));
    return utility;
}

const states: readonly (readonly [string, string, () => Promise<ShownUtility>])[] = [
    [
        'it awaits its record',
        'c.Glance_Connecting',
        () => {
            records.hold();
            return present();
        }
    ],
    ['there is no record', 'c.Glance_Key_Only', () => ShownUtility.show(glance)],
    [
        'the settings are out of reach',
        'c.Glance_Error_settingsUnavailable',
        () => {
            jest.mocked(getContext).mockRejectedValue(new Error('offline'));
            return ShownUtility.showAsIs(glance, {});
        }
    ],
    ['the customer is absent', 'c.Glance_Absent', () => ShownUtility.focused(glance, contact(2))],
    ['the customer is present', 'c.Glance_Present', present],
    [
        'the customer is asked',
        'c.Glance_Inviting_Sent',
        async () => {
            const utility = await present();
            await utility.main?.press('c.Glance_Join');
            return utility;
        }
    ],
    [
        'a session runs',
        'c.Glance_In_Session',
        async () => {
            const utility = await present();
            await utility.join('cust-1');
            return utility;
        }
    ],
    ['a session with another customer runs', 'c.Glance_Go_To_Record', withOtherSession],
    [
        'it looks for the next record during a session',
        'c.Glance_Connecting',
        async () => {
            const utility = await withOtherSession();
            records.hold();
            await utility.focus(contact(3));
            return utility;
        }
    ]
];

/** All words that are shown, those of the buttons included. */
const wordsOf = ({ text, main, others }: ShownUtility): string =>
    [text, ...[main, ...others].map((one) => one?.element.shadowRoot?.textContent)].join(' ');

describe('the utility is accessible', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
        records.reset();
        addCustomers(records);
        glance.come('cust-1');
        jest.spyOn(window, 'open').mockReturnValue(null);
    });

    afterEach(() => document.body.replaceChildren());

    it.each(states)('when %s', async (_state, words, show) => {
        const utility = await show();
        expect(wordsOf(utility)).toContain(words);
        // The check has timers of its own.
        jest.useRealTimers();
        await expect(utility.element).toBeAccessible();
    });
});
