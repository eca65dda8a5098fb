import { createElement } from 'lwc';
import isSet from '@salesforce/apex/GlanceApiKeyController.isSet';
import save from '@salesforce/apex/GlanceApiKeyController.save';
import GlanceApiKey from 'c/glanceApiKey';

jest.mock(
    '@salesforce/apex/GlanceApiKeyController.isSet',
    () => ({ __esModule: true, default: jest.fn() }),
    {
        virtual: true
    }
);
jest.mock(
    '@salesforce/apex/GlanceApiKeyController.save',
    () => ({ __esModule: true, default: jest.fn() }),
    {
        virtual: true
    }
);

const asked = jest.mocked(isSet);
const saved = jest.mocked(save);
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function show(): Promise<HTMLElement> {
    const element = createElement('c-glance-api-key', { is: GlanceApiKey });
    document.body.appendChild(element);
    await settled();
    return element;
}

const find = <T = HTMLElement>(element: HTMLElement, selector: string): T =>
    element.shadowRoot?.querySelector(selector) as T;
const text = (element: HTMLElement, selector: string): string =>
    find(element, selector).textContent ?? '';

async function enter(element: HTMLElement, value: string): Promise<void> {
    find(element, 'lightning-input').dispatchEvent(
        new CustomEvent('change', { detail: { value } })
    );
    await settled();
}

async function press(element: HTMLElement): Promise<void> {
    find(element, 'lightning-button').click();
    await settled();
}

describe('c-glance-api-key', () => {
    beforeEach(() => {
        asked.mockResolvedValue(false);
        saved.mockResolvedValue(undefined);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    it('says that there is no key yet, and saves the one entered', async () => {
        const element = await show();
        expect(text(element, '[role="status"]')).toBe('c.Glance_Api_Key_Is_Not_Set');
        expect(find<{ label: string }>(element, 'lightning-button').label).toBe(
            'c.Glance_Api_Key_Save'
        );

        await enter(element, 'the key');
        await press(element);

        expect(saved).toHaveBeenCalledWith({ apiKey: 'the key' });
        expect(text(element, '[role="status"]')).toBe('c.Glance_Api_Key_Saved');
    });

    it('forgets the key once it is saved', async () => {
        const element = await show();
        await enter(element, 'the key');
        await press(element);
        expect(find<HTMLInputElement>(element, 'lightning-input').value).toBe('');
        expect(find<{ label: string }>(element, 'lightning-button').label).toBe(
            'c.Glance_Api_Key_Replace'
        );
    });

    it('never shows a stored key', async () => {
        asked.mockResolvedValue(true);
        const element = await show();
        expect(text(element, '[role="status"]')).toBe('c.Glance_Api_Key_Is_Set');
        expect(find<HTMLInputElement>(element, 'lightning-input').value).toBe('');
        expect(find<HTMLInputElement>(element, 'lightning-input').type).toBe('password');
    });

    it('lets nobody save blanks', async () => {
        const element = await show();
        expect(find<HTMLButtonElement>(element, 'lightning-button').disabled).toBe(true);
        await enter(element, '   ');
        expect(find<HTMLButtonElement>(element, 'lightning-button').disabled).toBe(true);
        await enter(element, 'the key');
        expect(find<HTMLButtonElement>(element, 'lightning-button').disabled).toBe(false);
    });

    it.each([
        ['notPermitted', 'c.Glance_Api_Key_Not_Permitted'],
        ['apiKeyInvalid', 'c.Glance_Api_Key_Invalid'],
        ['something else', 'c.Glance_Api_Key_Failed']
    ])('explains the refusal %s and keeps what was entered', async (message, expected) => {
        saved.mockRejectedValue({ body: { message } });
        const element = await show();
        await enter(element, 'the key');
        await press(element);
        expect(text(element, '[role="alert"]')).toBe(expected);
        expect(find<HTMLInputElement>(element, 'lightning-input').value).toBe('the key');
    });

    it('explains when it cannot tell whether there is a key', async () => {
        asked.mockRejectedValue(new Error('offline'));
        const element = await show();
        expect(text(element, '[role="alert"]')).toBe('c.Glance_Api_Key_Failed');
    });

    it('is accessible', async () => {
        const element = await show();
        await expect(element).toBeAccessible();
        saved.mockRejectedValue({ body: { message: 'notPermitted' } });
        await enter(element, 'the key');
        await press(element);
        await expect(element).toBeAccessible();
    });
});
