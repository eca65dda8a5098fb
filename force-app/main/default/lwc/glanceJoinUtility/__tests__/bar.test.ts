import { open, updateUtility } from 'lightning/platformUtilityBarApi';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { FakeRecords } from 'test/jest/fakeRecords';
import { settled, useFakeClock } from 'test/jest/page';
import { ShownUtility, UTILITY_ID, addCustomers, contact } from 'test/jest/shownUtility';

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
const update = jest.mocked(updateUtility);
/** What the utility was given since the last time that this was asked. */
function looks(): string[] {
    const given = update.mock.calls.map(
        ([id, { label, icon, highlighted }]) =>
            `${id}: ${label} ${icon}${highlighted ? ' highlighted' : ''}`
    );
    update.mockClear();
    return given.map((look) => look.replace(`${UTILITY_ID}: `, ''));
}

beforeEach(() => {
    useFakeClock();
    glance.reset();
    records.reset();
    addCustomers(records);
    jest.spyOn(window, 'open').mockReturnValue(null);
    update.mockReset().mockResolvedValue(true);
    jest.mocked(open).mockReset().mockResolvedValue(true);
});

afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
});

describe('the utility in the bar', () => {
    it('tells who comes, goes and comes back while its panel is closed', async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        expect(looks()).toEqual(['c.Glance_Region screen', 'c.Glance_Utility_Absent offline']);
        await utility.fire('cust-1', 'onvisitorconn', { connected: true });
        expect(looks()).toEqual(['c.Glance_Utility_Present user highlighted']);
        await utility.fire('cust-1', 'onvisitorconn', { connected: false });
        await jest.advanceTimersByTimeAsync(5_000);
        expect(looks()).toEqual(['c.Glance_Utility_Absent offline']);
        await utility.fire('cust-1', 'onvisitorconn', { connected: true });
        expect(looks()).toEqual(['c.Glance_Utility_Present user highlighted']);
    });

    it('tells how a join goes, and shows the time of the session', async () => {
        glance.come('cust-1');
        const utility = await ShownUtility.focused(glance, contact(1));
        looks();
        await utility.main?.press('c.Glance_Join');
        expect(looks()).toEqual(['c.Glance_Utility_Waiting clock highlighted']);
        await utility.fire('cust-1', 'onvisitorsessionstart');
        await jest.advanceTimersByTimeAsync(2_000);
        expect(looks()).toEqual([
            'c.Glance_Utility_In_Session 0:00 screen highlighted',
            'c.Glance_Utility_In_Session 0:01 screen highlighted',
            'c.Glance_Utility_In_Session 0:02 screen highlighted'
        ]);
        await utility.fire('cust-1', 'onvisitorsessionend');
        expect(looks()).toEqual(['c.Glance_Utility_Present user highlighted']);
        await jest.advanceTimersByTimeAsync(10_000);
        expect(looks()).toEqual([]);
    });

    it('tells that a customer is asked also when the agent has moved on', async () => {
        glance.come('cust-1');
        const utility = await ShownUtility.focused(glance, contact(1));
        await utility.main?.press('c.Glance_Join');
        await utility.focus(contact(2));
        expect(looks().at(-1)).toBe('c.Glance_Utility_Waiting_Other clock highlighted');
    });

    it('tells that another customer has declined, until the agent has seen it', async () => {
        glance.come('cust-1');
        const utility = await ShownUtility.focused(glance, contact(1));
        await utility.main?.press('c.Glance_Join');
        await utility.focus(contact(2));
        await utility.fire('cust-1', 'onterms', { status: 'declined' });
        expect(looks().at(-1)).toBe('c.Glance_Utility_News notification highlighted');
        await utility.others[0]?.press('c.Glance_Dismiss');
        expect(looks().at(-1)).toBe('c.Glance_Utility_Absent offline');
    });

    it('is changed only when there is something new to tell', async () => {
        glance.come('cust-1');
        const utility = await ShownUtility.focused(glance, contact(1));
        looks();
        await utility.fire('cust-1', 'onpresence', { url: 'https://shop.example.com/cart' });
        await utility.fire('cust-1', 'onpresence', { url: 'https://shop.example.com/help' });
        expect(looks()).toEqual([]);
    });

    it('is neutral again on a page that is no record’s', async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        await utility.focus(null);
        expect(looks().at(-1)).toBe('c.Glance_Region screen');
    });

    it('tells of a lost connection', async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        await utility.fire('cust-1', 'onerror', { error: 'connfail', detail: 'connection' });
        expect(looks().at(-1)).toBe('c.Glance_Utility_Failed warning');
    });

    it('tells once more what the bar did not take', async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        looks();
        update.mockRejectedValueOnce(new Error('not now'));
        await utility.fire('cust-1', 'onvisitorconn', { connected: true });
        await utility.fire('cust-1', 'onpresence', { url: 'https://shop.example.com/cart' });
        expect(looks()).toEqual([
            'c.Glance_Utility_Present user highlighted',
            'c.Glance_Utility_Present user highlighted'
        ]);
    });
});

describe('the panel', () => {
    async function accepted(properties: object): Promise<ShownUtility> {
        glance.come('cust-1');
        const utility = await ShownUtility.focused(glance, contact(1), properties);
        await utility.join('cust-1');
        return utility;
    }

    it.each([true, 'true'])('opens when a customer accepts, if that is %p', async (value) => {
        const utility = await accepted({ openOnAcceptance: value });
        expect(open).toHaveBeenCalledTimes(1);
        expect(open).toHaveBeenCalledWith(UTILITY_ID, { autoFocus: false });
        await utility.fire('cust-1', 'onpresence', {});
        await jest.advanceTimersByTimeAsync(5_000);
        expect(open).toHaveBeenCalledTimes(1);
    });

    it('opens for each acceptance', async () => {
        const utility = await accepted({ openOnAcceptance: true });
        await utility.fire('cust-1', 'onvisitorsessionend');
        await jest.advanceTimersByTimeAsync(1_000);
        await utility.join('cust-1');
        expect(open).toHaveBeenCalledTimes(2);
    });

    it.each([false, 'false', undefined])('stays closed if that is %p', async (value) => {
        await accepted({ openOnAcceptance: value });
        expect(open).not.toHaveBeenCalled();
    });

    it('stays closed for a session that the visitor started', async () => {
        glance.come('cust-1');
        const utility = await ShownUtility.focused(glance, contact(1), { openOnAcceptance: true });
        await utility.fire('cust-1', 'onvisitorsessionstart');
        expect(open).not.toHaveBeenCalled();
    });

    it('does no harm when it can’t be opened', async () => {
        jest.mocked(open).mockRejectedValue(new Error('not now'));
        const utility = await accepted({ openOnAcceptance: true });
        await settled();
        expect(utility.main?.tone).toBe('session');
    });
});
