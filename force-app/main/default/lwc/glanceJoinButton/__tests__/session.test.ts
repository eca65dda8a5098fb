import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { loginKeyAnswer } from 'test/jest/loginKeys';
import { useFakeClock } from 'test/jest/page';
import { ShownButton } from 'test/jest/shownButton';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const glance = new FakeGlanceScript().install();
const opened = jest.spyOn(window, 'open');
const STOP = 'GLANCE.Cobrowse.Visitor.stopSession';
const END = 'c.Glance_End_Session';

describe('a session', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
        opened.mockReset().mockReturnValue(null);
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

    it('has a link to its viewer, which opens nothing by itself and has no hold on this page', async () => {
        const button = await ShownButton.inSession(glance);
        expect(button.link?.href).toBe(opened.mock.lastCall?.[0]);
        expect(button.link?.target).toBe('_blank');
        expect(button.link?.rel.split(' ')).toEqual(
            expect.arrayContaining(['noopener', 'noreferrer'])
        );
        await jest.advanceTimersByTimeAsync(30_000);
        expect(opened).toHaveBeenCalledTimes(1);
    });

    it('has the renewed login key in its link', async () => {
        const groupId = 800_001;
        jest.mocked(getLoginKey).mockImplementation(async () => loginKeyAnswer(20, { groupId }));
        const button = await ShownButton.inSession(glance, {
            groupId,
            loginKey: undefined,
            puid: undefined
        });
        await jest.advanceTimersByTimeAsync(60_000);
        const key = new URL(button.link?.href ?? '').searchParams.get('loginkey');
        expect(Number(key?.split('$')[2]) * 1000).toBeGreaterThan(Date.now());
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

    it('is over when nobody is there to end it', async () => {
        const button = await ShownButton.inSession(glance);
        glance.onInvoke = (_invoked, { onfail }) => onfail('visitornotpresent');
        await button.press(END);
        expect(button.headline).toBe('c.Glance_Absent');
        expect(button.notice).toEqual(['c.Glance_Session_Ended']);
    });

    it('survives a lost connection', async () => {
        const button = await ShownButton.inSession(glance);
        await button.fire('onerror', 'network');
        expect(button.tone).toBe('session');
        await jest.advanceTimersByTimeAsync(2_000);
        expect(button.details).toEqual([]);
        expect(button.tone).toBe('session');
        await button.fire('onvisitorsessionend');
        expect(button.tone).toBe('present');
        expect(opened).toHaveBeenCalledTimes(1);
    });

    it('stops its clock when it is over', async () => {
        const button = await ShownButton.inSession(glance);
        const during = jest.getTimerCount();
        await button.fire('onvisitorsessionend');
        expect(jest.getTimerCount()).toBe(during - 1);
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

    it('is joined through its link when the visitor started it: no viewer opens unasked', async () => {
        const button = await ShownButton.present(glance);
        await button.fire('onvisitorsessionstart');
        expect(opened).not.toHaveBeenCalled();
        expect(button.link?.href).toContain(`SessionKey=${button.visitorId}`);
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
