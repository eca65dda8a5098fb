import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { loginKeyAnswer } from 'test/jest/loginKeys';
import { settled } from 'test/jest/page';
import { ShownButton } from 'test/jest/shownButton';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const apex = jest.mocked(getLoginKey);
const glance = new FakeGlanceScript().install();
const opened = jest.spyOn(window, 'open');
const INVALID = 'c.Glance_Error_sessionKeyInvalid_Action';
const JOIN = 'c.Glance_Join';

interface Field extends HTMLElement {
    value: string;
    setCustomValidity(message: string): void;
    reportValidity(): boolean;
}

const field = (button: ShownButton): Field => button.find<Field>('.key') as Field;

async function type(button: ShownButton, value: string): Promise<void> {
    field(button).dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await settled();
}

/** Shows a button with the field for a session key open. */
async function showEntry(properties = {}): Promise<ShownButton> {
    const button = await ShownButton.show(glance, { presence: false, ...properties });
    await button.press(JOIN);
    return button;
}

let groups = 0;
/** Login keys come from the org, by settings that no other test has seen. */
function fromOrg(): object {
    groups += 1;
    return {
        groupId: 700_000 + groups,
        settingsName: `Keys ${groups}`,
        loginKey: undefined,
        puid: undefined
    };
}

describe('joining with a session key', () => {
    beforeEach(() => {
        glance.reset();
        opened.mockReset().mockReturnValue(null);
        apex.mockReset().mockImplementation(async () => loginKeyAnswer(3600));
    });

    afterEach(() => document.body.replaceChildren());

    it('opens the viewer of that session', async () => {
        const button = await showEntry();
        await type(button, '1234');
        await button.press(JOIN);
        expect(opened).toHaveBeenCalledTimes(1);
        expect(String(opened.mock.lastCall?.[0])).toContain('SessionKey=1234&');
    });

    it('opens the viewer inside the click: the login key was fetched ahead', async () => {
        const button = await showEntry(fromOrg());
        await type(button, '1234');
        button.control(JOIN).click();
        expect(opened).toHaveBeenCalledTimes(1);
    });

    it('opens a window, or lets the host open it, as with a click on Join', async () => {
        const inWindow = await showEntry({ openLocation: 'window' });
        await type(inWindow, '1234');
        await inWindow.press(JOIN);
        expect(opened.mock.lastCall?.[2]).toContain('toolbar=0');
        const openViewer = jest.fn();
        const byHost = await showEntry({ openViewer });
        await type(byHost, '1234');
        await byHost.press(JOIN);
        expect(openViewer).toHaveBeenCalledTimes(1);
        expect(opened).toHaveBeenCalledTimes(1);
    });

    it('takes a pasted key with its spaces and line breaks', async () => {
        const button = await showEntry();
        await type(button, ' 12 34\n');
        expect(field(button).value).toBe('1234');
        await button.press(JOIN);
        expect(String(opened.mock.lastCall?.[0])).toContain('SessionKey=1234&');
    });

    it.each(['12#4', 'ann@example.com', 'x'.repeat(63), 'schlüssel'])(
        'says at the field while it is typed that %s is no session key, and opens nothing',
        async (text) => {
            const button = await showEntry();
            const told = jest.spyOn(field(button), 'setCustomValidity');
            const shown = jest.spyOn(field(button), 'reportValidity');
            await type(button, text);
            expect(told).toHaveBeenLastCalledWith(INVALID);
            expect(shown).toHaveBeenCalledTimes(1);
            await button.press(JOIN);
            expect(opened).not.toHaveBeenCalled();
            await type(button, '1234');
            expect(told).toHaveBeenLastCalledWith('');
        }
    );

    it('says nothing against an empty field before Join is pressed', async () => {
        const button = await showEntry();
        const told = jest.spyOn(field(button), 'setCustomValidity');
        await type(button, '');
        expect(told).toHaveBeenLastCalledWith('');
        await button.press(JOIN);
        expect(told).toHaveBeenLastCalledWith(INVALID);
        expect(opened).not.toHaveBeenCalled();
        await expect(button.element).toBeAccessible();
    });

    it('puts the focus into the field, and back when it is closed', async () => {
        const focused = jest.spyOn(HTMLElement.prototype, 'focus');
        const button = await showEntry();
        expect(focused.mock.contexts.at(-1)).toBe(field(button));
        field(button).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
        await settled();
        expect(field(button)).toBeNull();
        expect(focused.mock.contexts.at(-1)).toBe(button.control(JOIN));
        focused.mockRestore();
    });

    it('starts empty each time', async () => {
        const button = await showEntry();
        await type(button, '12#4');
        field(button).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
        await settled();
        await button.press(JOIN);
        expect(field(button).value).toBe('');
        expect(button.lines).toEqual([]);
    });

    it('leaves a link to the viewer, for when the browser blocked it', async () => {
        const button = await showEntry();
        await type(button, '1234');
        await button.press(JOIN);
        expect(button.link?.href).toBe(opened.mock.lastCall?.[0]);
        expect(button.lines).toEqual(['c.Glance_Viewer_Opened']);
        expect(button.controls).toEqual([JOIN, 'c.Glance_Open_Session']);
        await expect(button.element).toBeAccessible();
    });

    it('is possible from the menu while the visitor is present', async () => {
        const button = await ShownButton.present(glance);
        await button.choose('enterKey');
        await type(button, '1234');
        button.find<HTMLButtonElement>('.key-join')?.click();
        await settled();
        expect(opened).toHaveBeenCalledTimes(1);
        expect(glance.invoked).toEqual([]);
    });

    it('says why there is no login key, and opens nothing', async () => {
        apex.mockRejectedValue({ body: { message: 'puidMissing' } });
        const button = await showEntry(fromOrg());
        await type(button, '1234');
        await button.press(JOIN);
        expect(opened).not.toHaveBeenCalled();
        expect(button.lines).toEqual([
            'c.Glance_Error_puidMissing c.Glance_Error_puidMissing_Action'
        ]);
    });

    it('opens one viewer when Enter is pressed again while the login key is awaited', async () => {
        let answer: () => void = () => undefined;
        apex.mockImplementation(
            () =>
                new Promise((resolve) => {
                    answer = () => resolve(loginKeyAnswer(3600));
                })
        );
        const button = await showEntry(fromOrg());
        await type(button, '1234');
        await button.press(JOIN);
        await button.press(JOIN);
        answer();
        await settled();
        expect(opened).toHaveBeenCalledTimes(1);
    });

    it('opens nothing when another visitor is shown by the time the login key comes', async () => {
        let answer: () => void = () => undefined;
        apex.mockImplementation(
            () =>
                new Promise((resolve) => {
                    answer = () => resolve(loginKeyAnswer(3600));
                })
        );
        const button = await showEntry({ ...fromOrg(), presence: true });
        await type(button, '1234');
        await button.press(JOIN);
        await button.set({ visitorId: 'another' });
        answer();
        await settled();
        expect(opened).not.toHaveBeenCalled();
        expect(button.lines).toEqual([]);
    });

    it('opens nothing after the button was removed', async () => {
        let answer: () => void = () => undefined;
        apex.mockImplementation(
            () =>
                new Promise((resolve) => {
                    answer = () => resolve(loginKeyAnswer(3600));
                })
        );
        const button = await showEntry(fromOrg());
        await type(button, '1234');
        await button.press(JOIN);
        document.body.replaceChildren();
        answer();
        await settled();
        expect(opened).not.toHaveBeenCalled();
    });

    it('forgets the key of a former visitor', async () => {
        const button = await showEntry({ presence: true });
        await type(button, '1234');
        await button.set({ visitorId: 'another' });
        expect(field(button)).toBeNull();
        await button.press(JOIN);
        expect(field(button).value).toBe('');
    });

    it('is not offered any more when the properties become unusable', async () => {
        const button = await showEntry();
        await type(button, '1234');
        await button.set({ groupId: '' });
        expect(field(button)).toBeNull();
        expect(button.controls).toEqual([]);
    });

    it('keeps what the agent types when the host hands over the next login key', async () => {
        const button = await showEntry();
        await type(button, '1234');
        await button.set({ loginKey: loginKeyAnswer(7200).loginKey });
        expect(field(button).value).toBe('1234');
    });
});
