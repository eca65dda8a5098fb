import { subscribe, unsubscribe } from 'lightning/messageService';
import { open, updateUtility } from 'lightning/platformUtilityBarApi';
import { getTabInfo } from 'lightning/platformWorkspaceApi';
import { joinSessions, keepJoinSession } from 'c/glanceJoinSession';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { FakeRecords } from 'test/jest/fakeRecords';
import { countListeners, settled, useFakeClock } from 'test/jest/page';
import { ShownUtility, addCustomers, contact, recordPage } from 'test/jest/shownUtility';

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

const situations: Record<string, () => Promise<ShownUtility>> = {
    'without a record': () => ShownUtility.show(glance),
    'that waits for the agent to stay at a record': async () => {
        const utility = await ShownUtility.show(glance);
        utility.goTo(recordPage(contact(1)));
        return utility;
    },
    'that asks a tab for its record': async () => {
        const utility = await ShownUtility.show(glance);
        utility.goToTab('tab-1');
        return utility;
    },
    'with a customer': () => ShownUtility.focused(glance, contact(1)),
    'with an invitation': async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        await utility.main?.press('c.Glance_Join');
        return utility;
    },
    'with a session and a customer': async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        await utility.join('cust-1');
        await utility.focus(contact(2));
        return utility;
    }
};

describe('a utility that is removed', () => {
    // At its first query by id, jsdom itself begins to listen.
    beforeAll(() => document.head.querySelector('#none'));

    beforeEach(() => {
        useFakeClock();
        glance.reset();
        records.reset();
        addCustomers(records);
        glance.come('cust-1');
        ShownUtility.tabs({ 'tab-1': contact(1) });
        jest.spyOn(window, 'open').mockReturnValue(null);
        jest.mocked(subscribe).mockReturnValue('a subscription' as never);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
        jest.useRealTimers();
    });

    it.each(Object.keys(situations))(
        '%s leaves no timer, listener, subscription or connection',
        async (situation) => {
            const onDocument = countListeners(document);
            const onWindow = countListeners(window);
            const utility = await situations[situation]?.();
            if (utility) {
                document.body.removeChild(utility.element);
            }
            // The script's objects are told to close once more after some seconds.
            await jest.advanceTimersByTimeAsync(60_000);
            expect(jest.getTimerCount()).toBe(0);
            expect([...onDocument(), ...onWindow()]).toEqual([]);
            expect(glance.connected).toEqual([]);
            expect(joinSessions()).toEqual([]);
            expect(unsubscribe).toHaveBeenCalledTimes(1);
            expect(unsubscribe).toHaveBeenCalledWith('a subscription');
            [document, window].forEach((target) => {
                jest.mocked(target.addEventListener).mockRestore();
                jest.mocked(target.removeEventListener).mockRestore();
            });
        }
    );

    it('asks nothing for a tab that was focused just before', async () => {
        let answer: () => void = () => undefined;
        jest.mocked(getTabInfo).mockImplementation(
            (tabId) =>
                new Promise((resolve) => {
                    answer = () => resolve({ tabId, pageReference: recordPage(contact(1)) });
                })
        );
        const utility = await ShownUtility.show(glance);
        utility.goToTab('tab-1');
        document.body.removeChild(utility.element);
        answer();
        await settled();
        expect(jest.getTimerCount()).toBe(0);
        await jest.advanceTimersByTimeAsync(1_000);
        expect(records.asked).toEqual([]);
    });
});

describe('a utility that is put back, as when it is popped out,', () => {
    let utility: ShownUtility;
    let letGo: () => void;

    beforeEach(async () => {
        useFakeClock();
        glance.reset();
        records.reset();
        addCustomers(records);
        glance.come('cust-1');
        jest.spyOn(window, 'open').mockReturnValue(null);
        jest.mocked(open).mockClear();
        letGo = () => undefined;
        utility = await ShownUtility.focused(glance, contact(1), { openOnAcceptance: true });
    });

    afterEach(() => {
        letGo();
        document.body.replaceChildren();
        jest.useRealTimers();
    });

    async function putBack(): Promise<void> {
        document.body.removeChild(utility.element);
        await settled();
        document.body.appendChild(utility.element);
        await settled();
    }

    it('follows its customer again', async () => {
        await putBack();
        expect(utility.main?.headline).toBe('c.Glance_Present');
        expect(glance.connected).toHaveLength(1);
        await utility.join('cust-1');
        expect(utility.main?.tone).toBe('session');
    });

    it('shows and keeps a session that went on meanwhile', async () => {
        await utility.join('cust-1');
        await utility.focus(null);
        letGo = keepTheJoin();
        await putBack();
        letGo();
        expect(utility.others.map(({ tone }) => tone)).toEqual(['session']);
    });

    it('shows the time of that session', async () => {
        await utility.join('cust-1');
        letGo = keepTheJoin();
        await putBack();
        jest.mocked(updateUtility).mockClear();
        await jest.advanceTimersByTimeAsync(1_000);
        expect(jest.mocked(updateUtility).mock.lastCall?.[1].label).toBe(
            'c.Glance_Utility_In_Session 0:01'
        );
    });

    it('does not take that session for one that was accepted just now', async () => {
        await utility.join('cust-1');
        letGo = keepTheJoin();
        await putBack();
        expect(open).toHaveBeenCalledTimes(1);
    });
});

/** Another component of the page keeps the one join. */
function keepTheJoin(): () => void {
    const [session] = joinSessions();
    if (!session) {
        throw new Error('There is no join.');
    }
    return keepJoinSession(session);
}
