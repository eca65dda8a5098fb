import { createElement } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import getContext from '@salesforce/apex/GlanceJoinController.getContext';
import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import GlanceJoin from 'c/glanceJoin';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { loginKeyAnswer } from 'test/jest/loginKeys';
import { settled } from 'test/jest/page';

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
const apexContext = jest.mocked(getContext);
// eslint-disable-next-line @lwc/lwc/no-unexpected-wire-adapter-usages -- Jest's stand-in for the adapter
const record = getRecord as unknown as {
    emit(value: unknown): void;
    error(): void;
    getLastConfig(): unknown;
};
const CONTACT = '003000000000001';

const context = {
    groupId: '12345',
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

const contact = (value: unknown): object => ({
    id: CONTACT,
    apiName: 'Contact',
    fields: { Glance_Visitor_Id__c: { value } }
});

type Button = HTMLElement & Record<string, unknown>;

let shown = 0;
/** Shows the component on a contact’s page, with settings that no other test has seen. */
async function show(properties: object = {}): Promise<HTMLElement> {
    shown += 1;
    const element = createElement('c-glance-join', { is: GlanceJoin });
    Object.assign(element, {
        recordId: CONTACT,
        objectApiName: 'Contact',
        settingsName: `Settings_${shown}`,
        ...properties
    });
    document.body.appendChild(element);
    await settled();
    return element;
}

async function emit(value: unknown): Promise<void> {
    record.emit(value);
    await settled();
}

const buttonOf = (element: HTMLElement): Button | null =>
    element.shadowRoot?.querySelector<Button>('c-glance-join-button') ?? null;
const headlineOf = (element: HTMLElement): string | undefined =>
    buttonOf(element)?.shadowRoot?.querySelector('.headline')?.textContent?.trim();
const noticeOf = (element: HTMLElement): string | undefined =>
    buttonOf(element)?.shadowRoot?.querySelector('.notice .words p')?.textContent ?? undefined;

describe('c-glance-join', () => {
    beforeEach(() => {
        glance.reset();
        apexContext.mockReset().mockImplementation(async ({ settingsName }) => ({
            ...context,
            settingsName
        }));
        jest.mocked(getLoginKey)
            .mockReset()
            .mockImplementation(async () => loginKeyAnswer(3600));
    });

    afterEach(() => document.body.replaceChildren());

    it('shows the button for the customer of the record', async () => {
        glance.come('cust-1');
        const element = await show();
        await emit(contact('cust-1'));
        expect(headlineOf(element)).toBe('c.Glance_Present');
        await expect(element).toBeAccessible();
    });

    it('says that it is looking until it has settings and record, and nothing else', async () => {
        const element = await show();
        expect(buttonOf(element)).toBeNull();
        expect(element.shadowRoot?.textContent).toBe('c.Glance_Connecting');
        await expect(element).toBeAccessible();
    });

    describe('reads the visitor id', () => {
        it('from the field that the org’s settings map to the object', async () => {
            await show();
            expect(record.getLastConfig()).toEqual({
                recordId: CONTACT,
                optionalFields: ['Contact.Glance_Visitor_Id__c']
            });
        });

        it('from the field that the page names', async () => {
            await show({ visitorIdField: ' Other_Id__c ' });
            expect(record.getLastConfig()).toMatchObject({
                optionalFields: ['Contact.Other_Id__c']
            });
        });

        it('from that field for a flow, too: Apex reads it once more', async () => {
            const element = await show({ visitorIdField: 'Other_Id__c' });
            await emit({ fields: { Other_Id__c: { value: 'cust-1' } } });
            expect(buttonOf(element)?.visitorIdField).toBe('Other_Id__c');
        });

        it('from the field of a person account’s contact, where the account’s own tells nothing', async () => {
            apexContext.mockResolvedValue({
                ...context,
                visitorFields: [{ objectApiName: 'Account', fieldPath: 'Glance_Visitor_Id__c' }]
            });
            const element = await show({ objectApiName: 'Account', recordId: '001000000000001' });
            expect(record.getLastConfig()).toMatchObject({
                optionalFields: ['Account.Glance_Visitor_Id__c', 'Account.Glance_Visitor_Id__pc']
            });
            await emit({
                fields: {
                    Glance_Visitor_Id__c: { value: null },
                    Glance_Visitor_Id__pc: { value: 'cust-1' }
                }
            });
            expect(buttonOf(element)?.visitorId).toBe('cust-1');
        });

        it('from a parent of the record', async () => {
            const element = await show({ objectApiName: 'Case', recordId: '500000000000001' });
            expect(record.getLastConfig()).toMatchObject({
                optionalFields: ['Case.Contact.Glance_Visitor_Id__c']
            });
            const parent = { fields: { Glance_Visitor_Id__c: { value: 'cust-1' } } };
            await emit({ fields: { Contact: { value: parent } } });
            expect(buttonOf(element)?.visitorId).toBe('cust-1');
        });

        it('without the blanks around it', async () => {
            const element = await show();
            await emit(contact(' cust-1 '));
            expect(buttonOf(element)?.visitorId).toBe('cust-1');
        });

        it('together with the fields that the arguments of a custom function merge', async () => {
            await show({
                customFunction: 'f',
                customArguments: '{"a": "{{Email}} {{Account.Name}}"}'
            });
            expect(record.getLastConfig()).toMatchObject({
                optionalFields: [
                    'Contact.Glance_Visitor_Id__c',
                    'Contact.Email',
                    'Contact.Account.Name'
                ]
            });
        });

        it('only once the settings are known', async () => {
            apexContext.mockReturnValue(new Promise(() => undefined));
            await show();
            expect(record.getLastConfig()).not.toMatchObject({
                optionalFields: expect.anything()
            });
        });
    });

    describe('tells apart', () => {
        it.each([
            ['an empty field', contact(null), 'visitorIdMissing'],
            ['a blank field', contact('  '), 'visitorIdMissing'],
            ['a field that the user may not read', { fields: {} }, 'visitorFieldUnreadable']
        ])('%s', async (_what, data, code) => {
            const element = await show();
            await emit(data);
            expect(noticeOf(element)).toBe(`c.Glance_Error_${code}`);
            expect(headlineOf(element)).toBe('c.Glance_Key_Only');
            await expect(element).toBeAccessible();
        });

        it.each([
            ['a case without a contact', { Contact: { value: null } }, 'visitorIdMissing'],
            ['a contact that the user may not read', {}, 'visitorFieldUnreadable'],
            [
                'a field of the contact that the user may not read',
                { Contact: { value: { fields: {} } } },
                'visitorFieldUnreadable'
            ]
        ])('%s', async (_what, fields, code) => {
            const element = await show({ objectApiName: 'Case' });
            await emit({ fields });
            expect(noticeOf(element)).toBe(`c.Glance_Error_${code}`);
        });

        it('a record that can’t be read', async () => {
            const element = await show();
            record.error();
            await settled();
            expect(noticeOf(element)).toBe('c.Glance_Error_recordUnavailable');
        });

        it('an object without a visitor id field', async () => {
            const element = await show({ objectApiName: 'Invoice__c' });
            expect(noticeOf(element)).toBe('c.Glance_Error_visitorFieldMissing');
        });
    });

    describe('when the record is read again and that fails for a moment', () => {
        async function failing(): Promise<HTMLElement> {
            glance.come('cust-1');
            const element = await show();
            await emit(contact('cust-1'));
            return element;
        }

        it('goes on following its customer', async () => {
            const element = await failing();
            record.error();
            await settled();
            expect(headlineOf(element)).toBe('c.Glance_Present');
            expect(noticeOf(element)).toBeUndefined();
            expect(glance.agents).toHaveLength(1);
        });

        it('withdraws no invitation', async () => {
            const element = await failing();
            buttonOf(element)?.shadowRoot?.querySelector<HTMLElement>('.join_present')?.click();
            await settled();
            record.error();
            await settled();
            expect(headlineOf(element)).toBe('c.Glance_Inviting_Sent');
        });

        it('takes what is read after that', async () => {
            const element = await failing();
            record.error();
            await settled();
            await emit(contact('cust-2'));
            expect(buttonOf(element)?.visitorId).toBe('cust-2');
        });
    });

    describe('when the record changes', () => {
        it('shows nothing of the former record until the new one is there', async () => {
            glance.come('cust-1');
            const element = await show();
            await emit(contact('cust-1'));
            Object.assign(element, { recordId: '003000000000002' });
            await settled();
            expect(buttonOf(element)).toBeNull();
            expect(glance.connected).toEqual([]);
            await emit(contact('cust-2'));
            expect(buttonOf(element)).toMatchObject({
                visitorId: 'cust-2',
                recordId: '003000000000002'
            });
            expect(headlineOf(element)).toBe('c.Glance_Absent');
        });

        it('withdraws what was asked of the former customer', async () => {
            const open = jest.spyOn(window, 'open').mockReturnValue(null);
            glance.come('cust-1');
            const element = await show();
            await emit(contact('cust-1'));
            buttonOf(element)?.shadowRoot?.querySelector<HTMLElement>('.join_present')?.click();
            await settled();
            expect(glance.calls).toHaveLength(1);
            const start = (
                glance.agent('cust-1') as unknown as { onvisitorsessionstart: () => void }
            ).onvisitorsessionstart;
            Object.assign(element, { recordId: '003000000000002' });
            await settled();
            start();
            await settled();
            expect(open).not.toHaveBeenCalled();
        });

        it('forgets that the former record could not be read', async () => {
            const element = await show();
            record.error();
            await settled();
            Object.assign(element, { recordId: '003000000000002' });
            await settled();
            expect(buttonOf(element)).toBeNull();
        });

        it('follows a new visitor id on the same record', async () => {
            const element = await show();
            await emit(contact('cust-1'));
            await emit(contact('cust-2'));
            expect(glance.connected.map(({ visitorId }) => visitorId)).toEqual(['cust-2']);
            expect(buttonOf(element)?.visitorId).toBe('cust-2');
        });
    });

    describe('takes the org’s settings', () => {
        it('and hands them to the button', async () => {
            apexContext.mockResolvedValue({
                ...context,
                settingsName: 'Sandbox',
                groupId: '54321',
                environment: 'custom',
                webServer: 'glance.acme.com',
                confirmedWebServer: 'glance.acme.com',
                presenceServer: 'presence.acme.com',
                showTerms: false,
                openLocation: 'window',
                openViewerWhen: 'click'
            });
            const element = await show();
            await emit(contact('cust-1'));
            expect(buttonOf(element)).toMatchObject({
                settingsName: 'Sandbox',
                groupId: '54321',
                webServer: 'glance.acme.com',
                confirmedWebServer: 'glance.acme.com',
                presenceServer: 'presence.acme.com',
                skipTerms: true,
                openLocation: 'window',
                openViewerWhen: 'click',
                authUrl: null
            });
        });

        it('by the name that the page gives', async () => {
            await show({ settingsName: ' Sandbox_2 ' });
            expect(apexContext).toHaveBeenCalledWith({ settingsName: 'Sandbox_2' });
        });

        it('but for what the page chooses itself', async () => {
            apexContext.mockResolvedValue({ ...context, openLocation: 'window' });
            const element = await show({ openLocation: 'tab' });
            await emit(contact('cust-1'));
            expect(buttonOf(element)?.openLocation).toBe('tab');
        });

        it.each([
            ['URL', 'https://keys.example.com'],
            ['Endpoint', null],
            ['Org', null]
        ])(
            'and calls the endpoint from the browser only with the source %s',
            async (source, url) => {
                apexContext.mockResolvedValue({
                    ...context,
                    loginKeySource: source,
                    authUrl: 'https://keys.example.com'
                });
                const element = await show();
                await emit(contact(null));
                expect(buttonOf(element)?.authUrl).toBe(url);
            }
        );

        it('and says what is missing in them', async () => {
            apexContext.mockResolvedValue({
                ...context,
                problems: ['puidMissing', 'notPermitted']
            });
            const element = await show();
            await emit(contact('cust-1'));
            expect(noticeOf(element)).toBe('c.Glance_Error_puidMissing');
            expect(glance.agents).toEqual([]);
            await expect(element).toBeAccessible();
        });

        it('and says when they can’t be read, and reads them at the agent’s wish', async () => {
            apexContext.mockRejectedValueOnce(new Error('offline'));
            const element = await show();
            expect(noticeOf(element)).toBe('c.Glance_Error_settingsUnavailable');
            await expect(element).toBeAccessible();
            element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
            await settled();
            await emit(contact('cust-1'));
            expect(headlineOf(element)).toBe('c.Glance_Absent');
        });

        it('and keeps the focus when the control that asks again has gone', async () => {
            apexContext.mockRejectedValueOnce(new Error('offline'));
            const element = await show();
            const retry = element.shadowRoot?.querySelector<HTMLElement>('lightning-button');
            // Jest's stand-in takes no focus by itself.
            retry?.setAttribute('tabindex', '0');
            retry?.focus();
            retry?.click();
            await settled();
            expect(element.shadowRoot?.activeElement?.className).toContain('content');
        });

        it('and offers no second try where that is in vain', async () => {
            apexContext.mockRejectedValue({ body: { message: 'settingsMissing' } });
            const element = await show();
            expect(noticeOf(element)).toBe('c.Glance_Error_settingsMissing');
            expect(element.shadowRoot?.querySelector('lightning-button')).toBeNull();
        });
    });

    it('lets agents join by session key on a page without a record', async () => {
        const element = await show({ recordId: undefined, objectApiName: undefined });
        expect(headlineOf(element)).toBe('c.Glance_Key_Only');
        expect(noticeOf(element)).toBeUndefined();
        await expect(element).toBeAccessible();
    });

    describe('with a custom function', () => {
        it('merges fields of the record into its arguments', async () => {
            const element = await show({
                customFunction: 'highlight',
                customArguments: '{"email": "{{Email}}"}'
            });
            await emit({
                fields: {
                    Glance_Visitor_Id__c: { value: 'cust-1' },
                    Email: { value: 'ann"@example.com' }
                }
            });
            expect(buttonOf(element)?.customInvoke).toEqual({
                func: 'highlight',
                args: { email: 'ann"@example.com' }
            });
        });

        it('names a merge field that there is not, and asks nobody', async () => {
            glance.come('cust-1');
            const element = await show({
                customFunction: 'highlight',
                customArguments: '{"email": "{{Emial}}"}',
                customInvokeWhen: 'instead'
            });
            await emit(contact('cust-1'));
            const button = buttonOf(element)?.shadowRoot;
            expect(button?.textContent).toContain(
                'Arguments of the function: {{Emial}}: c.Glance_Error_mergeFieldUnknown'
            );
            const join = button?.querySelector<HTMLButtonElement>('.join_present');
            expect(join?.disabled).toBe(true);
            join?.click();
            await settled();
            expect(glance.invoked).toEqual([]);
            await expect(element).toBeAccessible();
        });

        it('calls the properties what App Builder calls them', async () => {
            const element = await show({ customFunction: 'alert(1)' });
            await emit(contact('cust-1'));
            expect(buttonOf(element)?.shadowRoot?.textContent).toContain(
                'Function on the customer’s page: c.Glance_Error_customInvokeInvalid'
            );
        });

        it('says when its arguments are no JSON, and neither runs it with others nor asks', async () => {
            glance.come('cust-1');
            const element = await show({ customFunction: 'highlight', customArguments: '{color}' });
            await emit(contact('cust-1'));
            const button = buttonOf(element)?.shadowRoot;
            expect(button?.textContent).toContain('c.Glance_Error_customInvokeInvalid');
            button?.querySelector<HTMLElement>('.join_present')?.click();
            await settled();
            expect(glance.calls).toEqual([]);
        });

        it('has none without a name', async () => {
            const element = await show({ customFunction: '  ', customArguments: '{"a": 1}' });
            await emit(contact('cust-1'));
            expect(buttonOf(element)?.customInvoke).toBeNull();
        });
    });
});
