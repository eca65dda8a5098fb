import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import lookUpSession from '@salesforce/apex/GlanceJoinController.lookUpSession';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { loginKeyAnswer } from 'test/jest/loginKeys';
import { settled } from 'test/jest/page';
import { OpenedViewers, posted } from 'test/jest/openedViewers';
import { ShownButton } from 'test/jest/shownButton';
import type { KeyField } from 'test/jest/shownButton';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);
jest.mock(
    '@salesforce/apex/GlanceJoinController.lookUpSession',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const apex = jest.mocked(getLoginKey);
const lookUp = jest.mocked(lookUpSession);
const glance = new FakeGlanceScript().install();
const viewers = new OpenedViewers();
const INVALID = 'c.Glance_Error_sessionKeyInvalid_Action';
const NOT_FOUND = 'c.Glance_Error_sessionNotFound c.Glance_Error_sessionNotFound_Action';
const JOIN = 'c.Glance_Join';
const JOIN_SESSION = 'c.Glance_Join_Session';
const ANYWAY = 'c.Glance_Open_Anyway';

const field = (button: ShownButton): KeyField => button.keyField as KeyField;

async function type(button: ShownButton, value: string): Promise<void> {
    await button.typeKey(value);
}

async function submit(button: ShownButton): Promise<void> {
    await button.press(JOIN_SESSION);
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
        viewers.reset();
        apex.mockReset().mockImplementation(async () => loginKeyAnswer(3600));
        lookUp.mockReset().mockResolvedValue('unknown');
    });

    afterEach(() => document.body.replaceChildren());

    it('opens the viewer of that session, in a tab, without a key in its address', async () => {
        const button = await showEntry();
        await type(button, '1234');
        await submit(button);
        expect(viewers.all).toEqual([
            expect.objectContaining({ by: 'post', sessionKey: '1234', isolated: true })
        ]);
    });

    it('opens a window, or lets the host open it, as with a click on Join', async () => {
        const inWindow = await showEntry({ openLocation: 'window' });
        await type(inWindow, '1234');
        await submit(inWindow);
        expect(viewers.last).toMatchObject({ by: 'get', sessionKey: '1234', isolated: true });
        expect(viewers.last?.features).toContain('toolbar=0');
        const openViewer = jest.fn();
        const byHost = await showEntry({ openViewer });
        await type(byHost, '1234');
        await submit(byHost);
        expect(openViewer).toHaveBeenCalledTimes(1);
        expect(openViewer.mock.lastCall?.[0]).toContain('SessionKey=1234&');
        expect(viewers.all).toHaveLength(1);
    });

    it.each([
        [' 12 34\n', '1234'],
        ['\u200b1234\ufeff', '1234'],
        ['１２３４', '1234'],
        ['a\u00a0b\u2060c', 'abc']
    ])('understands the pasted key %j', async (pasted, meant) => {
        const button = await showEntry();
        await type(button, pasted);
        expect(field(button).value).toBe(meant);
        await submit(button);
        expect(viewers.last?.sessionKey).toBe(meant);
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
            await submit(button);
            expect(viewers.all).toEqual([]);
            await type(button, '1234');
            expect(told).toHaveBeenLastCalledWith('');
        }
    );

    it('says nothing against an empty field before Join is pressed', async () => {
        const button = await showEntry();
        const told = jest.spyOn(field(button), 'setCustomValidity');
        await type(button, '');
        expect(told).not.toHaveBeenCalled();
        await submit(button);
        expect(told).toHaveBeenLastCalledWith(INVALID);
        expect(viewers.all).toEqual([]);
        await expect(button.element).toBeAccessible();
    });

    it('puts the focus into the field, and back when it is closed', async () => {
        const focused = jest.spyOn(HTMLElement.prototype, 'focus');
        const button = await showEntry();
        expect(focused.mock.contexts.at(-1)).toBe(field(button));
        field(button).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
        await settled();
        expect(button.keyField).toBeNull();
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

    it('leaves a form for the viewer, for when the browser blocked it', async () => {
        const button = await showEntry();
        await type(button, '1234');
        await submit(button);
        expect(posted(button.form as HTMLFormElement)).toEqual(viewers.last);
        expect(button.form).toMatchObject({ method: 'post', target: '_blank' });
        expect(button.lines).toEqual(['c.Glance_Viewer_Opened']);
        expect(button.controls).toEqual([JOIN, 'c.Glance_Open_Session']);
        await expect(button.element).toBeAccessible();
    });

    it('is possible from the menu while the visitor is present', async () => {
        const button = await ShownButton.present(glance);
        await button.choose('enterKey');
        await type(button, '1234');
        await submit(button);
        expect(viewers.all).toHaveLength(1);
        expect(glance.invoked).toEqual([]);
    });

    it('says why there is no login key, and opens nothing', async () => {
        apex.mockRejectedValue({ body: { message: 'puidMissing' } });
        const button = await showEntry(fromOrg());
        await type(button, '1234');
        await submit(button);
        expect(viewers.all).toEqual([]);
        expect(button.lines).toEqual([
            'c.Glance_Error_puidMissing c.Glance_Error_puidMissing_Action'
        ]);
    });

    it('works at once when the host hands over another login key after a failure', async () => {
        const button = await showEntry({ loginKey: 'none' });
        await type(button, '1234');
        await submit(button);
        expect(viewers.all).toEqual([]);
        expect(button.lines).not.toEqual([]);
        await button.set({ loginKey: loginKeyAnswer(3600).loginKey });
        expect(button.lines).toEqual([]);
        await submit(button);
        expect(viewers.last?.sessionKey).toBe('1234');
    });

    describe('asks Glance first if there is such a session', () => {
        it.each(['running', 'waiting', 'unknown'])(
            'and opens the viewer if that is %s',
            async (found) => {
                const properties = fromOrg();
                lookUp.mockResolvedValue(found);
                const button = await showEntry(properties);
                await type(button, '1234');
                await submit(button);
                expect(lookUp).toHaveBeenCalledWith({
                    settingsName: (properties as { settingsName: string }).settingsName,
                    sessionKey: '1234'
                });
                expect(viewers.all).toHaveLength(1);
            }
        );

        it('and says at the field if there is none, and opens nothing', async () => {
            lookUp.mockResolvedValue('none');
            const button = await showEntry(fromOrg());
            const told = jest.spyOn(field(button), 'setCustomValidity');
            await type(button, '1234');
            await submit(button);
            expect(viewers.all).toEqual([]);
            expect(told).toHaveBeenLastCalledWith(NOT_FOUND);
            expect(field(button).value).toBe('1234');
            await expect(button.element).toBeAccessible();
        });

        it('but the agent who knows better has the last word', async () => {
            lookUp.mockResolvedValue('none');
            const button = await showEntry(fromOrg());
            await type(button, '1234');
            expect(button.controls).not.toContain(ANYWAY);
            await submit(button);
            await button.press(ANYWAY);
            expect(lookUp).toHaveBeenCalledTimes(1);
            expect(viewers.last?.sessionKey).toBe('1234');
        });

        it('and takes another key after that', async () => {
            lookUp.mockResolvedValueOnce('none').mockResolvedValue('running');
            const button = await showEntry(fromOrg());
            await type(button, '1234');
            await submit(button);
            await type(button, '1243');
            expect(button.controls).not.toContain(ANYWAY);
            await submit(button);
            expect(viewers.all.map(({ sessionKey }) => sessionKey)).toEqual(['1243']);
        });

        it('and shows that it does', async () => {
            lookUp.mockReturnValue(new Promise(() => undefined));
            const button = await showEntry(fromOrg());
            await type(button, '1234');
            await submit(button);
            expect(button.control('c.Glance_Checking_Key')).toMatchObject({ disabled: true });
            await expect(button.element).toBeAccessible();
        });
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
        await submit(button);
        field(button)
            .closest('form')
            ?.dispatchEvent(new CustomEvent('submit', { cancelable: true }));
        answer();
        await settled();
        expect(viewers.all).toHaveLength(1);
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
        await submit(button);
        await button.set({ visitorId: 'another' });
        answer();
        await settled();
        expect(viewers.all).toEqual([]);
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
        await submit(button);
        document.body.replaceChildren();
        answer();
        await settled();
        expect(viewers.all).toEqual([]);
    });

    it('forgets the key of a former visitor', async () => {
        const button = await showEntry({ presence: true });
        await type(button, '1234');
        await button.set({ visitorId: 'another' });
        expect(button.keyField).toBeNull();
        await button.press(JOIN);
        expect(field(button).value).toBe('');
    });

    it('is not offered any more when the properties become unusable', async () => {
        const button = await showEntry();
        await type(button, '1234');
        await button.set({ groupId: '' });
        expect(button.keyField).toBeNull();
        expect(button.controls).toEqual([]);
    });

    it('keeps what the agent types when the host hands over the next login key', async () => {
        const button = await showEntry();
        await type(button, '1234');
        await button.set({ loginKey: loginKeyAnswer(7200).loginKey });
        expect(field(button).value).toBe('1234');
    });
});
