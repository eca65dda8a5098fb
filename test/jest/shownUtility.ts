import { createElement } from 'lwc';
import type { LightningElement } from 'lwc';
import { MessageContext, subscribe } from 'lightning/messageService';
import { CurrentPageReference } from 'lightning/navigation';
import { EnclosingUtilityId } from 'lightning/platformUtilityBarApi';
import { getTabInfo } from 'lightning/platformWorkspaceApi';
import getContext from '@salesforce/apex/GlanceJoinController.getContext';
import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import GlanceJoinUtility from 'c/glanceJoinUtility';
import type { FakeGlanceScript } from './fakeGlanceScript';
import type { FakeRecords } from './fakeRecords';
import { loginKeyAnswer } from './loginKeys';
import { settled } from './page';
import { ShownButton } from './shownButton';

export const UTILITY_ID = 'utility-1';
/** A record counts as the one in focus after this time, in milliseconds. */
export const SETTLE_MS = 300;

interface Emitting {
    emit(value: unknown): void;
}
// Jest's stand-ins for the adapters.
const page = CurrentPageReference as unknown as Emitting;
const utilityId = EnclosingUtilityId as unknown as Emitting;
const messageContext = MessageContext as unknown as Emitting;

export interface Customer {
    readonly recordId: string;
    readonly objectApiName: string;
    readonly visitorId: string;
    readonly name: string;
}

/** The customers 1 to 9: each a contact with a visitor id. */
export const contact = (number: number): Customer => ({
    recordId: `00300000000000${number}`,
    objectApiName: 'Contact',
    visitorId: `cust-${number}`,
    name: `Customer ${number}`
});

/** A case of the customer with that number. */
export const caseOf = (number: number): Customer => ({
    ...contact(number),
    recordId: `50000000000000${number}`,
    objectApiName: 'Case'
});

/** The org has the customers 1 to 9, each with a case. */
export function addCustomers(records: FakeRecords): void {
    for (let number = 1; number <= 9; number += 1) {
        const { recordId, visitorId, name } = contact(number);
        const fields = { Glance_Visitor_Id__c: visitorId, Name: name };
        records.add(recordId, 'Contact', fields);
        records.add(caseOf(number).recordId, 'Case', { Contact: fields });
    }
}

export const recordPage = ({
    recordId,
    objectApiName
}: Pick<Customer, 'recordId' | 'objectApiName'>): object => ({
    type: 'standard__recordPage',
    attributes: { recordId, objectApiName, actionName: 'view' }
});

export const orgSettings = {
    environment: null,
    webServer: null,
    confirmedWebServer: null,
    presenceServer: null,
    loginKeySource: 'Endpoint',
    authUrl: null,
    partnerUserId: 'ann@example.com',
    showTerms: true,
    openLocation: null,
    openViewerWhen: null,
    visitorFields: [
        { objectApiName: 'Contact', fieldPath: 'Glance_Visitor_Id__c' },
        { objectApiName: 'Case', fieldPath: 'Contact.Glance_Visitor_Id__c' }
    ],
    problems: []
};

let shown = 0;

/** The utility in the utility bar. The Apex methods have to be mocked by the test. */
export class ShownUtility {
    readonly element: HTMLElement;
    readonly #glance: FakeGlanceScript;

    /** Shows the utility on a page that is no record's, with settings and a group that no other test has seen. */
    static async show(glance: FakeGlanceScript, properties: object = {}): Promise<ShownUtility> {
        shown += 1;
        const groupId = 300_000 + shown;
        jest.mocked(getContext).mockImplementation(async ({ settingsName }) => ({
            ...orgSettings,
            groupId: String(groupId),
            settingsName
        }));
        jest.mocked(getLoginKey).mockImplementation(async () => loginKeyAnswer(3600, { groupId }));
        return ShownUtility.showAsIs(glance, properties);
    }

    /** Shows the utility without saying what Apex answers. */
    static async showAsIs(glance: FakeGlanceScript, properties: object): Promise<ShownUtility> {
        shown += 1;
        const element = createElement('c-glance-join-utility', {
            is: GlanceJoinUtility as unknown as typeof LightningElement
        });
        Object.assign(element, { settingsName: `Settings_${shown}`, ...properties });
        document.body.appendChild(element);
        utilityId.emit(UTILITY_ID);
        messageContext.emit('a context');
        await settled();
        return new ShownUtility(glance, element);
    }

    /** Shows the utility with a customer's record in focus. */
    static async focused(
        glance: FakeGlanceScript,
        customer: Customer,
        properties: object = {}
    ): Promise<ShownUtility> {
        const utility = await ShownUtility.show(glance, properties);
        await utility.focus(customer);
        return utility;
    }

    constructor(glance: FakeGlanceScript, element: HTMLElement) {
        this.#glance = glance;
        this.element = element;
    }

    /** The agent goes to another page. Nothing that follows has run yet. */
    goTo(reference: unknown): void {
        page.emit(reference);
    }

    /** The agent goes to a record and stays there. */
    async focus(customer: Customer | null): Promise<void> {
        this.goTo(customer ? recordPage(customer) : { type: 'standard__namedPage' });
        await this.settle();
    }

    /** The agent goes to another tab of a console. */
    goToTab(tabId: string | null): void {
        const listener = jest.mocked(subscribe).mock.lastCall?.[2] as
            ((message: object) => void) | undefined;
        listener?.({ currentTabId: tabId });
    }

    /** What the tabs of a console show. */
    static tabs(tabs: Readonly<Record<string, Customer>>): void {
        jest.mocked(getTabInfo).mockImplementation(async (tabId) => {
            const customer = tabs[tabId];
            if (!customer) {
                throw new Error('There is no such tab.');
            }
            return { tabId, pageReference: recordPage(customer) };
        });
    }

    async settle(): Promise<void> {
        await jest.advanceTimersByTimeAsync(SETTLE_MS);
        await settled();
    }

    get name(): string | null {
        return this.element.shadowRoot?.querySelector('h2')?.textContent ?? null;
    }

    get text(): string {
        return this.element.shadowRoot?.textContent ?? '';
    }

    /** The button for the record in focus; `null` while there is none. */
    get main(): ShownButton | null {
        return this.buttonsIn('div > c-glance-join-button:not(section *)')[0] ?? null;
    }

    /** The buttons of the other sessions. */
    get others(): ShownButton[] {
        return this.buttonsIn('section c-glance-join-button');
    }

    /** The names of the customers of the other sessions. */
    get otherNames(): (string | null)[] {
        return [...(this.element.shadowRoot?.querySelectorAll('section h3') ?? [])].map(
            ({ textContent }) => textContent
        );
    }

    /** The links to the records of the other sessions. */
    get links(): HTMLAnchorElement[] {
        return [...(this.element.shadowRoot?.querySelectorAll<HTMLAnchorElement>('a') ?? [])];
    }

    /** Joins the customer of the record in focus, who accepts. */
    async join(visitorId: string): Promise<void> {
        await this.main?.press('c.Glance_Join');
        await this.fire(visitorId, 'onterms', { status: 'accepted' });
        await this.fire(visitorId, 'onvisitorsessionstart');
    }

    async fire(
        visitorId: string,
        handler: Parameters<ShownButton['fire']>[0],
        payload?: unknown
    ): Promise<void> {
        this.#glance.agent(visitorId).fire(handler, payload);
        await settled();
    }

    private buttonsIn(selector: string): ShownButton[] {
        return [...(this.element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])].map(
            (element) =>
                new ShownButton(
                    this.#glance,
                    element,
                    String((element as { visitorId?: unknown }).visitorId)
                )
        );
    }
}
