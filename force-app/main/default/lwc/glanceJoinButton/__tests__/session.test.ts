import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { loginKeyAnswer } from 'test/jest/loginKeys';
import { useFakeClock } from 'test/jest/page';
import { OpenedViewers, posted } from 'test/jest/openedViewers';
import { ShownButton } from 'test/jest/shownButton';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const glance = new FakeGlanceScript().install();
const viewers = new OpenedViewers();
const STOP = 'GLANCE.Cobrowse.Visitor.stopSession';
const END = 'c.Glance_End_Session';

describe('a session', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
        viewers.reset();
        sessionStorage.clear();
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.useRealTimers();
    });

    it('shows how long it has been running', async () => {
        const button = await ShownButton.inSession(glance);
        const time = (): string => button.headline.replace(/^.*Duration/, '');
        expect(time()).toBe('0:00');
        await jest.advanceTimersByTimeAsync(5_000);
        expect(time()).toBe('0:05');
        jest.setSystemTime(Date.now() + 3_660_000);
        await jest.advanceTimersByTimeAsync(1_000);
        expect(time()).toBe('1:01:06');
    });

    it('does not tell a screen reader each second', async () => {
        const button = await ShownButton.inSession(glance);
        const before = button.spoken;
        await jest.advanceTimersByTimeAsync(10_000);
        expect(button.spoken).toBe(before);
    });

    it('has a form for its viewer, which opens nothing by itself and has no hold on this page', async () => {
        const button = await ShownButton.inSession(glance);
        const form = button.form as HTMLFormElement;
        expect(posted(form)).toEqual(viewers.last);
        expect(form).toMatchObject({ method: 'post', target: '_blank' });
        expect(form.getAttribute('action')).not.toMatch(/[?$]/);
        await jest.advanceTimersByTimeAsync(30_000);
        expect(viewers.all).toHaveLength(1);
    });

    it('has the renewed login key in its form', async () => {
        const groupId = 800_001;
        jest.mocked(getLoginKey).mockImplementation(async () => loginKeyAnswer(20, { groupId }));
        const button = await ShownButton.inSession(glance, {
            groupId,
            loginKey: undefined,
            puid: undefined
        });
        await jest.advanceTimersByTimeAsync(60_000);
        const { loginKey } = posted(button.form as HTMLFormElement);
        expect(Number(loginKey?.split('$')[2]) * 1000).toBeGreaterThan(Date.now());
    });

    it('is ended by the visitor’s page when the agent asks for it', async () => {
        const button = await ShownButton.inSession(glance);
        await button.press(END);
        expect(glance.calls.at(-1)).toBe(STOP);
        expect(button.control('c.Glance_Ending')).toMatchObject({ disabled: true });
        await button.fire('onvisitorsessionend');
        expect(button.notice).toEqual(['c.Glance_Session_Ended']);
    });

    it('is asked to end once, also at a double click', async () => {
        const button = await ShownButton.inSession(glance);
        const end = button.control(END);
        end.click();
        await button.press(END);
        expect(glance.calls.filter((func) => func === STOP)).toHaveLength(1);
    });

    it('goes on, with a reason, when the visitor’s page does not end it', async () => {
        const button = await ShownButton.inSession(glance);
        await button.press(END);
        await jest.advanceTimersByTimeAsync(15_000);
        expect(button.tone).toBe('session');
        expect(button.notice[0]).toBe('c.Glance_Error_endRefused');
        expect(button.controls).toContain(END);
    });

    it('is not over just because nobody is there to end it: the agent may mark it as ended', async () => {
        const button = await ShownButton.inSession(glance);
        glance.onInvoke = (_invoked, { onfail }) => onfail('visitornotpresent');
        await button.press(END);
        expect(button.notice[0]).toBe('c.Glance_Error_endRefused');
        expect(button.controls).toContain('c.Glance_Mark_Ended');
    });

    it('survives a lost connection', async () => {
        const button = await ShownButton.inSession(glance);
        await button.fire('onerror', { error: 'connfail', detail: 'connection' });
        expect(button.details).toEqual(['c.Glance_Connecting_Again']);
        expect(button.tone).toBe('session');
        await jest.advanceTimersByTimeAsync(60_000);
        expect(button.details).toEqual([]);
        expect(button.tone).toBe('session');
        await button.fire('onvisitorsessionend');
        expect(button.tone).toBe('present');
        expect(viewers.all).toHaveLength(1);
    });

    it('stops its clock when it is over', async () => {
        const button = await ShownButton.inSession(glance);
        const during = jest.getTimerCount();
        await button.fire('onvisitorsessionend');
        // The clock, and the look-ups of the session.
        expect(jest.getTimerCount()).toBe(during - 2);
    });

    it('runs the custom function from the menu', async () => {
        const button = await ShownButton.inSession(glance, {
            customInvoke: { func: 'highlight', args: { color: 'red' } },
            customInvokeWhen: 'menu'
        });
        glance.invoked = [];
        await button.choose('invoke');
        expect(glance.invoked).toMatchObject([
            { func: 'GLANCE_COBROWSE.Custom.highlight', args: { color: 'red' } }
        ]);
        expect(button.notice).toEqual(['c.Glance_Invoked']);
        expect(button.tone).toBe('session');
    });

    it('names the failure of the custom function', async () => {
        const button = await ShownButton.inSession(glance, { customInvoke: { func: 'highlight' } });
        glance.onInvoke = (_invoked, { onfail }) => onfail('something new');
        await button.choose('invoke');
        expect(button.notice[0]).toBe('c.Glance_Error_presenceUnreachable');
        expect(button.tone).toBe('session');
    });

    it('offers no form with a login key that has run out, and fetches the next one at the click', async () => {
        const groupId = 800_002;
        const apex = jest.mocked(getLoginKey);
        apex.mockImplementation(async () => loginKeyAnswer(20, { groupId }));
        const button = await ShownButton.inSession(glance, {
            groupId,
            settingsName: 'Keys that run out',
            loginKey: undefined,
            puid: undefined
        });
        viewers.reset();
        apex.mockRejectedValue(new Error('offline'));
        await jest.advanceTimersByTimeAsync(60_000);
        expect(button.form).toBeNull();
        expect(button.controls).toContain('c.Glance_Open_Session');
        apex.mockImplementation(async () => loginKeyAnswer(3600, { groupId }));
        await button.press('c.Glance_Open_Session');
        expect(viewers.all).toHaveLength(1);
    });

    it('that has not been heard of for half a minute can be marked as ended', async () => {
        const button = await ShownButton.inSession(glance);
        await button.fire('onerror', { error: 'connfail', detail: 'connection' });
        glance.trouble = 'connection';
        await jest.advanceTimersByTimeAsync(29_000);
        expect(button.controls).not.toContain('c.Glance_Mark_Ended');
        await jest.advanceTimersByTimeAsync(2_000);
        await button.press('c.Glance_Mark_Ended');
        expect(button.tone).not.toBe('session');
    });

    describe('that the visitor started', () => {
        const theirs = async (): Promise<ShownButton> => {
            const button = await ShownButton.present(glance);
            await button.fire('onvisitorsessionstart');
            return button;
        };

        it('opens no viewer unasked, and offers none under a key that would be wrong', async () => {
            const button = await theirs();
            expect(viewers.all).toEqual([]);
            expect(button.form).toBeNull();
            expect(button.controls).not.toContain('c.Glance_Open_Session');
        });

        it('asks for the key that only the visitor sees', async () => {
            const button = await theirs();
            expect(button.keyField).not.toBeNull();
            expect(button.keyHint).toBe('c.Glance_Ask_For_Key');
            expect(button.spoken).toContain('c.Glance_Ask_For_Key');
        });

        it('is opened by that key, and can be opened again', async () => {
            const button = await theirs();
            await button.typeKey('4711');
            await button.press('c.Glance_Join_Session');
            expect(viewers.last).toMatchObject({ by: 'post', sessionKey: '4711' });
            expect(button.keyField).toBeNull();
            expect(posted(button.form as HTMLFormElement).sessionKey).toBe('4711');
            expect(button.spoken).not.toContain('c.Glance_Ask_For_Key');
        });

        it('takes another key when that was the wrong one', async () => {
            const button = await theirs();
            await button.typeKey('4711');
            await button.press('c.Glance_Join_Session');
            await button.choose('enterKey');
            await button.typeKey('4712');
            await button.press('c.Glance_Join_Session');
            expect(viewers.last?.sessionKey).toBe('4712');
        });
    });
});

describe('a custom function for the menu', () => {
    beforeEach(() => glance.reset());
    afterEach(() => document.body.replaceChildren());

    it('can be run without inviting, and is no part of the invitation', async () => {
        const properties = { customInvoke: { func: 'highlight' }, customInvokeWhen: 'menu' };
        const button = await ShownButton.present(glance, properties);
        await button.choose('invoke');
        expect(glance.calls).toEqual(['GLANCE_COBROWSE.Custom.highlight']);
        expect(button.tone).toBe('present');
        await button.press('c.Glance_Join');
        expect(glance.calls.slice(1)).toEqual(['GLANCE.Cobrowse.Visitor.showTerms']);
    });
});
