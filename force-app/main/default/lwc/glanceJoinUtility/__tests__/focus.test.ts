import { APPLICATION_SCOPE, subscribe } from 'lightning/messageService';
import { getTabInfo } from 'lightning/platformWorkspaceApi';
import TAB_FOCUSED from '@salesforce/messageChannel/lightning__tabFocused';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { FakeRecords } from 'test/jest/fakeRecords';
import { settled, useFakeClock } from 'test/jest/page';
import {
    SETTLE_MS,
    ShownUtility,
    addCustomers,
    caseOf,
    contact,
    recordPage
} from 'test/jest/shownUtility';

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
const askedIds = (): (string | undefined)[] => records.asked.map(({ recordId }) => recordId);
const followed = (): string[] => glance.connected.map(({ visitorId }) => visitorId);

let utility: ShownUtility;

beforeEach(async () => {
    useFakeClock();
    glance.reset();
    records.reset();
    addCustomers(records);
    ShownUtility.tabs({});
    utility = await ShownUtility.show(glance);
});

afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
});

describe('the record in focus', () => {
    it('is that of the current page: its customer is shown and followed', async () => {
        glance.come('cust-1');
        await utility.focus(contact(1));
        expect(utility.name).toBe('Customer 1');
        expect(utility.main?.headline).toBe('c.Glance_Present');
        expect(records.asked).toEqual([
            {
                recordId: contact(1).recordId,
                optionalFields: ['Contact.Glance_Visitor_Id__c', 'Contact.Name']
            }
        ]);
    });

    it('can have its customer on a parent, whose name is shown then', async () => {
        await utility.focus(caseOf(2));
        expect(utility.name).toBe('Customer 2');
        expect(followed()).toEqual(['cust-2']);
        expect(records.asked[0]?.optionalFields).toEqual([
            'Case.Contact.Glance_Visitor_Id__c',
            'Case.Contact.Name'
        ]);
    });

    it('is asked for once the agent has stayed for a moment, and not before', async () => {
        utility.goTo(recordPage(contact(1)));
        await jest.advanceTimersByTimeAsync(SETTLE_MS - 1);
        expect(records.asked).toEqual([]);
        await jest.advanceTimersByTimeAsync(1);
        expect(records.asked).toHaveLength(1);
    });

    it('is shown as awaited until it is there', async () => {
        const answer = records.hold();
        await utility.focus(contact(1));
        expect(utility.text).toBe('c.Glance_Connecting');
        expect(utility.main).toBeNull();
        answer();
        await settled();
        expect(utility.name).toBe('Customer 1');
    });

    it('leaves nothing of the former one', async () => {
        await utility.focus(contact(1));
        const answer = records.hold();
        await utility.focus(contact(2));
        expect(utility.text).not.toContain('Customer 1');
        expect(followed()).toEqual([]);
        answer();
        await settled();
        expect(utility.name).toBe('Customer 2');
        expect(followed()).toEqual(['cust-2']);
    });

    it('whose object the page does not say is found out by its id', async () => {
        glance.come('cust-1');
        utility.goTo({
            type: 'standard__recordPage',
            attributes: { recordId: contact(1).recordId, actionName: 'view' }
        });
        await utility.settle();
        expect(utility.name).toBe('Customer 1');
        expect(utility.main?.headline).toBe('c.Glance_Present');
        expect(utility.main?.element).toMatchObject({ objectApiName: 'Contact' });
        expect(records.asked).toEqual([
            { recordId: contact(1).recordId, layoutTypes: ['Compact'], modes: ['View'] },
            {
                recordId: contact(1).recordId,
                optionalFields: ['Contact.Glance_Visitor_Id__c', 'Contact.Name']
            }
        ]);
    });

    it('whose object the page does not say, and that can’t be read, is named as the reason', async () => {
        utility.goTo({
            type: 'standard__recordPage',
            attributes: { recordId: '003000000000099' }
        });
        await utility.settle();
        expect(utility.main?.notice[0]).toBe('c.Glance_Error_recordUnavailable');
    });

    it('that is read again, and fails for a moment, loses nothing', async () => {
        glance.come('cust-1');
        await utility.focus(contact(1));
        await utility.main?.press('c.Glance_Join');
        records.failing.add(contact(1).recordId);
        records.readAgain(contact(1).recordId);
        await settled();
        expect(utility.name).toBe('Customer 1');
        expect(utility.main?.headline).toBe('c.Glance_Inviting_Sent');
        expect(glance.agents).toHaveLength(1);
    });

    it('is not asked for again when the agent comes back at once', async () => {
        await utility.focus(contact(1));
        utility.goTo(recordPage(contact(2)));
        await utility.focus(contact(1));
        expect(askedIds()).toEqual([contact(1).recordId]);
        expect(glance.agents).toHaveLength(1);
    });

    it('that can’t be read is named as the reason', async () => {
        await utility.focus({ ...contact(1), recordId: '003000000000099' });
        expect(utility.main?.notice[0]).toBe('c.Glance_Error_recordUnavailable');
        expect(followed()).toEqual([]);
    });

    it.each([
        ['has no visitor id', { Glance_Visitor_Id__c: null, Name: 'Ann' }, 'visitorIdMissing'],
        ['does not show its visitor id', { Name: 'Ann' }, 'visitorFieldUnreadable']
    ])('that %s is named as the reason', async (_what, fields, code) => {
        records.add('003000000000098', 'Contact', fields);
        await utility.focus({ ...contact(1), recordId: '003000000000098' });
        expect(utility.name).toBe('Ann');
        expect(utility.main?.notice[0]).toBe(`c.Glance_Error_${code}`);
    });
});

describe('an agent who switches at speed', () => {
    const five = [contact(1), contact(2), contact(3), contact(4), contact(5)];

    it('ends at the right customer, and nothing is asked for records passed over', async () => {
        for (const customer of five) {
            utility.goTo(recordPage(customer));
            // eslint-disable-next-line no-await-in-loop -- one page after the other
            await jest.advanceTimersByTimeAsync(SETTLE_MS - 1);
        }
        await utility.settle();
        expect(utility.name).toBe('Customer 5');
        expect(askedIds()).toEqual([contact(5).recordId]);
        expect(followed()).toEqual(['cust-5']);
        expect(glance.agents).toHaveLength(1);
    });

    it('ends at the right customer in a console', async () => {
        ShownUtility.tabs(Object.fromEntries(five.map((customer, at) => [`tab-${at}`, customer])));
        five.forEach((_customer, at) => utility.goToTab(`tab-${at}`));
        utility.goToTab('tab-2');
        await utility.settle();
        expect(utility.name).toBe('Customer 3');
        expect(askedIds()).toEqual([contact(3).recordId]);
        expect(followed()).toEqual(['cust-3']);
    });
});

describe('in a console', () => {
    it('the focused tab or subtab of the whole application is followed', async () => {
        expect(subscribe).toHaveBeenLastCalledWith('a context', TAB_FOCUSED, expect.any(Function), {
            scope: APPLICATION_SCOPE
        });
        ShownUtility.tabs({ 'tab-1': contact(1), 'tab-2': caseOf(2) });
        utility.goToTab('tab-1');
        await utility.settle();
        expect(utility.name).toBe('Customer 1');
        utility.goToTab('tab-2');
        await utility.settle();
        expect(utility.name).toBe('Customer 2');
    });

    it('an answer that comes after the agent went on is dropped', async () => {
        const late: (() => void)[] = [];
        jest.mocked(getTabInfo).mockImplementation(
            (tabId) =>
                new Promise((resolve) => {
                    const customer = tabId === 'tab-1' ? contact(1) : contact(2);
                    late.push(() => resolve({ tabId, pageReference: recordPage(customer) }));
                })
        );
        utility.goToTab('tab-1');
        utility.goToTab('tab-2');
        late.reverse().forEach((answer) => answer());
        await utility.settle();
        expect(utility.name).toBe('Customer 2');
        expect(askedIds()).toEqual([contact(2).recordId]);
    });

    it('a tab that is closed again changes nothing', async () => {
        await utility.focus(contact(1));
        utility.goToTab('gone');
        await utility.settle();
        utility.goToTab(null);
        await utility.settle();
        expect(utility.name).toBe('Customer 1');
        expect(followed()).toEqual(['cust-1']);
    });
});

describe('without a customer', () => {
    it.each([
        ['on a page that is no record’s', null],
        ['on a record of an object without a visitor id', { ...contact(1), objectApiName: 'Order' }]
    ])('%s an agent joins by session key', async (_where, focus) => {
        await utility.focus(contact(2));
        await utility.focus(focus);
        expect(utility.name).toBeNull();
        expect(utility.main?.headline).toBe('c.Glance_Key_Only');
        expect(utility.main?.notice).toEqual([]);
        expect(askedIds()).toEqual([contact(2).recordId]);
        expect(followed()).toEqual([]);
    });
});
