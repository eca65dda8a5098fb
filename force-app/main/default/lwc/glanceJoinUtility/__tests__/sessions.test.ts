import { createElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { IsConsoleNavigation, focusTab, getAllTabInfo } from 'lightning/platformWorkspaceApi';
import { joinSessions } from 'c/glanceJoinSession';
import GlanceJoinButton from 'c/glanceJoinButton';
import GlanceJoinUtility from 'c/glanceJoinUtility';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { FakeRecords } from 'test/jest/fakeRecords';
import { OpenedViewers } from 'test/jest/openedViewers';
import { settled, useFakeClock } from 'test/jest/page';
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
const viewers = new OpenedViewers();
const navigated = jest.fn();
Object.defineProperty(GlanceJoinUtility.prototype, NavigationMixin.Navigate, { value: navigated });

/** Says whether the app is a console, and which tabs it has. */
function consoleWith(tabs: readonly object[] | null): void {
    (IsConsoleNavigation as unknown as { emit(value: boolean): void }).emit(tabs !== null);
    jest.mocked(getAllTabInfo).mockResolvedValue(tabs as never);
}

const followed = (): string[] => glance.connected.map(({ visitorId }) => visitorId).sort();
const otherIds = (utility: ShownUtility): string[] =>
    utility.others.map(({ visitorId }) => visitorId);

/** In session with the customer 1, whose record was in focus; now it is that of the customer 2. */
async function movedOn(): Promise<ShownUtility> {
    const utility = await ShownUtility.focused(glance, contact(1));
    await utility.join('cust-1');
    await utility.focus(contact(2));
    return utility;
}

beforeEach(() => {
    useFakeClock();
    glance.reset();
    records.reset();
    addCustomers(records);
    [1, 2, 3].forEach((number) => glance.come(`cust-${number}`));
    viewers.reset();
    sessionStorage.clear();
    navigated.mockReset();
    jest.mocked(focusTab).mockReset();
});

afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
});

describe('a running session', () => {
    it('is listed beside the record in focus when the agent moves on', async () => {
        const utility = await movedOn();
        expect(utility.main?.headline).toBe('c.Glance_Present');
        expect(utility.name).toBe('Customer 2');
        expect(otherIds(utility)).toEqual(['cust-1']);
        expect(utility.others[0]?.tone).toBe('session');
    });

    it('keeps its connection and its state, though nobody else shares it', async () => {
        const utility = await movedOn();
        expect(followed()).toEqual(['cust-1', 'cust-2']);
        expect(glance.agents).toHaveLength(2);
        await jest.advanceTimersByTimeAsync(5_000);
        expect(utility.others[0]?.tone).toBe('session');
        expect(viewers.all).toHaveLength(1);
    });

    it('stays at hand while the next record is looked for', async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        await utility.join('cust-1');
        records.hold();
        await utility.focus(contact(2));
        expect(otherIds(utility)).toEqual(['cust-1']);
        expect(utility.others[0]?.controls).toContain('c.Glance_End_Session');
    });

    it('can be ended from there, and is gone from the list then, with its connection', async () => {
        const utility = await movedOn();
        await utility.others[0]?.press('c.Glance_End_Session');
        expect(glance.invoked.at(-1)).toMatchObject({
            visitorId: 'cust-1',
            func: 'GLANCE.Cobrowse.Visitor.stopSession'
        });
        await utility.fire('cust-1', 'onvisitorsessionend');
        expect(utility.others).toEqual([]);
        expect(followed()).toEqual(['cust-2']);
    });

    it('that the customer ends is told until the agent has seen it', async () => {
        const utility = await movedOn();
        await utility.fire('cust-1', 'onvisitorsessionend', { reason: 'visitor' });
        expect(otherIds(utility)).toEqual(['cust-1']);
        expect(utility.others[0]?.notice).toEqual(['c.Glance_Session_Ended']);
        await utility.others[0]?.press('c.Glance_Dismiss');
        expect(utility.others).toEqual([]);
        expect(followed()).toEqual(['cust-2']);
    });

    it('that the customer ends is told at the record, when the agent goes there', async () => {
        const utility = await movedOn();
        await utility.fire('cust-1', 'onvisitorsessionend', { reason: 'visitor' });
        await utility.focus(contact(1));
        expect(utility.main?.notice).toEqual(['c.Glance_Session_Ended']);
        await utility.focus(contact(2));
        expect(utility.others).toEqual([]);
    });

    it('leaves the focus in the panel when it is over', async () => {
        const utility = await movedOn();
        utility.links[0]?.focus();
        await utility.others[0]?.press('c.Glance_End_Session');
        await utility.fire('cust-1', 'onvisitorsessionend');
        expect(utility.links).toEqual([]);
        expect(utility.element.shadowRoot?.activeElement?.className).toContain('panel');
    });

    it('is with the record again when the agent comes back', async () => {
        const utility = await movedOn();
        await utility.focus(contact(1));
        expect(utility.others).toEqual([]);
        expect(utility.main?.tone).toBe('session');
        expect(followed()).toEqual(['cust-1']);
        expect(viewers.all).toHaveLength(1);
    });

    it('leads back to its record', async () => {
        const utility = await movedOn();
        const [link] = utility.links;
        expect(link?.getAttribute('href')).toBe(`/lightning/r/Contact/${contact(1).recordId}/view`);
        const click = new MouseEvent('click', { cancelable: true });
        link?.dispatchEvent(click);
        expect(click.defaultPrevented).toBe(true);
        expect(navigated).toHaveBeenCalledWith({
            type: 'standard__recordPage',
            attributes: {
                recordId: contact(1).recordId,
                objectApiName: 'Contact',
                actionName: 'view'
            }
        });
    });

    it('leads back to the tab of a console where its record is open', async () => {
        const utility = await movedOn();
        const tab = (tabId: string, number: number): object => ({
            tabId,
            pageReference: recordPage(contact(number))
        });
        consoleWith([
            { ...tab('tab-2', 2), subtabs: [tab('subtab-1', 1)] },
            { tabId: 'no-record' }
        ]);
        utility.links[0]?.click();
        await settled();
        expect(focusTab).toHaveBeenCalledWith('subtab-1');
        expect(navigated).not.toHaveBeenCalled();
    });

    it.each([
        ['has no tab with its record', () => consoleWith([])],
        [
            'can’t tell its tabs',
            () => {
                consoleWith([]);
                jest.mocked(getAllTabInfo).mockRejectedValue(new Error('not now'));
            }
        ]
    ])('leads back to its record in a console that %s', async (_what, given) => {
        const utility = await movedOn();
        given();
        utility.links[0]?.click();
        await settled();
        expect(focusTab).not.toHaveBeenCalled();
        expect(navigated).toHaveBeenCalledTimes(1);
    });

    it('is listed with the customer’s name', async () => {
        const utility = await movedOn();
        expect(utility.otherNames).toEqual(['Customer 1']);
    });

    it('does not hinder one with another customer', async () => {
        const utility = await movedOn();
        await utility.join('cust-2');
        await utility.focus(contact(3));
        expect(otherIds(utility).sort()).toEqual(['cust-1', 'cust-2']);
        expect(utility.links).toHaveLength(2);
        expect(viewers.all).toHaveLength(2);
        await utility.fire('cust-1', 'onvisitorsessionend');
        expect(utility.others.map(({ visitorId, tone }) => [visitorId, tone])).toEqual([
            ['cust-1', 'present'],
            ['cust-2', 'session']
        ]);
    });
});

describe('an invitation', () => {
    it('goes on, listed, when the agent moves on, and opens the viewer', async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        await utility.main?.press('c.Glance_Join');
        await utility.focus(contact(2));
        expect(otherIds(utility)).toEqual(['cust-1']);
        expect(utility.others[0]?.controls).toContain('c.Glance_Cancel');
        await utility.fire('cust-1', 'onvisitorsessionstart');
        expect(utility.others[0]?.tone).toBe('session');
        expect(viewers.all).toHaveLength(1);
    });

    it('is gone from the list when the agent cancels it there', async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        await utility.main?.press('c.Glance_Join');
        await utility.focus(contact(2));
        await utility.others[0]?.press('c.Glance_Cancel');
        expect(utility.others).toEqual([]);
        expect(followed()).toEqual(['cust-2']);
    });
});

describe('an invitation that comes to nothing while the agent looks at another record', () => {
    async function declined(): Promise<ShownUtility> {
        const utility = await ShownUtility.focused(glance, contact(1));
        await utility.main?.press('c.Glance_Join');
        await utility.focus(contact(2));
        await utility.fire('cust-1', 'onterms', { status: 'declined' });
        return utility;
    }

    it('stays listed with the reason until the agent has dismissed it', async () => {
        const utility = await declined();
        expect(utility.others[0]?.notice[0]).toBe('c.Glance_Error_visitorDeclined');
        await utility.focus(contact(3));
        expect(otherIds(utility)).toEqual(['cust-1']);
        await utility.others[0]?.press('c.Glance_Dismiss');
        expect(utility.others).toEqual([]);
        expect(followed()).toEqual(['cust-3']);
    });

    it('stays listed also when that happened just as the agent left the record', async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        await utility.main?.press('c.Glance_Join');
        utility.goTo(recordPage(contact(2)));
        await utility.fire('cust-1', 'onterms', { status: 'declined' });
        await utility.settle();
        expect(otherIds(utility)).toEqual(['cust-1']);
    });

    it('tells the reason at the record, and is gone from there on', async () => {
        const utility = await declined();
        await utility.focus(contact(1));
        expect(utility.main?.notice[0]).toBe('c.Glance_Error_visitorDeclined');
        expect(utility.others).toEqual([]);
        await utility.focus(contact(2));
        expect(utility.others).toEqual([]);
        expect(followed()).toEqual(['cust-2']);
    });

    it('and is made again, can come to nothing again', async () => {
        const utility = await declined();
        await utility.focus(contact(1));
        await utility.main?.press('c.Glance_Join');
        await utility.focus(contact(2));
        await utility.fire('cust-1', 'onterms', { status: 'declined' });
        expect(otherIds(utility)).toEqual(['cust-1']);
    });
});

describe('together with the button on the page', () => {
    /** The button that a record page has, for the customer whom the utility shows. */
    async function onPage(utility: ShownUtility): Promise<HTMLElement> {
        const element = createElement('c-glance-join-button', { is: GlanceJoinButton });
        const main = utility.main?.element as unknown as Record<string, unknown>;
        const { settingsName, groupId, visitorId, recordId, objectApiName } = main;
        Object.assign(element, {
            settingsName,
            groupId,
            visitorId,
            recordId,
            objectApiName,
            presence: true
        });
        document.body.appendChild(element);
        await settled();
        return element;
    }

    it('there is one connection, one state and one viewer, whichever was clicked', async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        const page = await onPage(utility);
        page.shadowRoot?.querySelector<HTMLElement>('button.join')?.click();
        await settled();
        expect(utility.main?.headline).toBe('c.Glance_Inviting_Sent');
        await utility.fire('cust-1', 'onvisitorsessionstart');
        expect(utility.main?.tone).toBe('session');
        expect(joinSessions()).toHaveLength(1);
        expect(glance.agents).toHaveLength(1);
        expect(viewers.all).toHaveLength(1);
    });

    it('a session stays when the page with its button is gone', async () => {
        const utility = await ShownUtility.focused(glance, contact(1));
        const page = await onPage(utility);
        await utility.join('cust-1');
        await utility.focus(contact(2));
        document.body.removeChild(page);
        await settled();
        expect(otherIds(utility)).toEqual(['cust-1']);
        expect(followed()).toEqual(['cust-1', 'cust-2']);
    });
});

describe('a session during which the agent has reloaded the page', () => {
    /** In session with the customer 1; then everything of the page is gone but what the browser tab keeps. */
    async function reloaded(properties = {}): Promise<ShownUtility> {
        const before = await ShownUtility.focused(glance, contact(1));
        await before.join('cust-1');
        await jest.advanceTimersByTimeAsync(60_000);
        document.body.replaceChildren();
        await settled();
        expect(joinSessions()).toEqual([]);
        viewers.reset();
        return ShownUtility.showAsIs(glance, properties);
    }

    it('is listed at once, with its time and the way to its record', async () => {
        const utility = await reloaded();
        expect(otherIds(utility)).toEqual(['cust-1']);
        expect(utility.others[0]?.tone).toBe('session');
        expect(utility.others[0]?.headline).toContain('1:00');
        expect(utility.links[0]?.getAttribute('href')).toBe(
            `/lightning/r/Contact/${contact(1).recordId}/view`
        );
    });

    it('opens no viewer and no panel by itself', async () => {
        const { open } = await import('lightning/platformUtilityBarApi');
        jest.mocked(open).mockClear();
        const utility = await reloaded({ openOnAcceptance: true });
        expect(utility.others[0]?.controls).toContain('c.Glance_Open_Session');
        expect(viewers.all).toEqual([]);
        expect(open).not.toHaveBeenCalled();
    });

    it('is shown at the record, and in the list only elsewhere', async () => {
        const utility = await reloaded();
        await utility.focus(contact(1));
        expect(utility.main?.tone).toBe('session');
        expect(utility.others).toEqual([]);
        await utility.focus(contact(2));
        expect(otherIds(utility)).toEqual(['cust-1']);
    });

    it('has an end that is heard of', async () => {
        const utility = await reloaded();
        await utility.fire('cust-1', 'onvisitorsessionend', { reason: 'visitor' });
        expect(utility.others[0]?.notice).toEqual(['c.Glance_Session_Ended']);
        await utility.others[0]?.press('c.Glance_Dismiss');
        expect(utility.others).toEqual([]);
    });
});
