import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { loginKeyAnswer } from 'test/jest/loginKeys';
import { settled, useFakeClock } from 'test/jest/page';
import { OpenedViewers } from 'test/jest/openedViewers';
import { ShownButton, newProperties } from 'test/jest/shownButton';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const TERMS = 'GLANCE.Cobrowse.Visitor.showTerms';
const glance = new FakeGlanceScript().install();
const viewers = new OpenedViewers();

/** The session key under which the visitor was last asked to start. */
function keyOfInvitation(): unknown {
    return (glance.invoked.at(-1)?.args as { sessionKey?: unknown } | undefined)?.sessionKey;
}

async function accept(button: ShownButton): Promise<void> {
    await button.fire('onterms', { status: 'accepted' });
    await button.fire('onvisitorsessionstart');
}

describe('a click on Join', () => {
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

    it('shows the terms to the visitor, and opens the viewer once the session starts', async () => {
        const button = await ShownButton.inviting(glance);
        expect(glance.invoked).toEqual([
            { visitorId: button.visitorId, func: TERMS, args: { sessionKey: expect.any(String) } }
        ]);
        await button.fire('onterms', { status: 'accepted' });
        expect(viewers.all).toEqual([]);
        await button.fire('onvisitorsessionstart');
        expect(viewers.all).toEqual([
            expect.objectContaining({ by: 'post', sessionKey: keyOfInvitation(), isolated: true })
        ]);
    });

    it('has the session under a key that nobody can guess, or under the visitor id', async () => {
        const random = await ShownButton.inviting(glance);
        expect(keyOfInvitation()).not.toBe(random.visitorId);
        document.body.replaceChildren();
        random.element.remove();
        const own = await ShownButton.inviting(glance, { sessionKeyFrom: 'visitorId' });
        expect(keyOfInvitation()).toBe(own.visitorId);
    });

    it('posts from a form that is gone at once: no login key stays in the page', async () => {
        const button = await ShownButton.inSession(glance);
        expect(viewers.all).toHaveLength(1);
        expect(button.find('.forms')?.childElementCount).toBe(0);
        expect(document.body.querySelector('form')).toBeNull();
    });

    it('opens the viewer all the same when the button that was clicked is gone', async () => {
        const properties = newProperties();
        const button = await ShownButton.inviting(glance, properties);
        await ShownButton.show(glance, properties);
        button.element.remove();
        glance.agent(button.visitorId).fire('onvisitorsessionstart');
        await settled();
        expect(viewers.last).toMatchObject({ by: 'post', isolated: true });
    });

    it('asks once, also when it is a double click', async () => {
        const button = await ShownButton.present(glance);
        const join = button.control('c.Glance_Join');
        join.click();
        join.click();
        await settled();
        expect(glance.calls).toEqual([TERMS]);
        await accept(button);
        expect(viewers.all).toHaveLength(1);
    });

    it('opens one viewer, however often Glance tells of the start', async () => {
        const button = await ShownButton.inviting(glance);
        await accept(button);
        await accept(button);
        await jest.advanceTimersByTimeAsync(60_000);
        expect(viewers.all).toHaveLength(1);
    });

    it('opens the viewer even when the session starts before Glance has taken the request', async () => {
        glance.onInvoke = ({ visitorId }) => glance.agent(visitorId).fire('onvisitorsessionstart');
        await ShownButton.inviting(glance);
        expect(viewers.all).toHaveLength(1);
    });

    it('opens the viewer at the click, and not again, when an admin chose so', async () => {
        const button = await ShownButton.inviting(glance, { openViewerWhen: 'click' });
        expect(viewers.all).toHaveLength(1);
        await accept(button);
        expect(viewers.all).toHaveLength(1);
    });

    it('opens a window when an admin chose so', async () => {
        await ShownButton.inSession(glance, { openLocation: 'window' });
        expect(viewers.last).toMatchObject({ by: 'get', isolated: true });
        expect(viewers.last?.features).toContain('toolbar=0');
    });

    it('leaves the opening to a host that wants it', async () => {
        const openViewer = jest.fn();
        await ShownButton.inSession(glance, { openViewer });
        expect(viewers.all).toEqual([]);
        expect(openViewer).toHaveBeenCalledTimes(1);
        expect(openViewer.mock.lastCall?.[0]).toContain(`SessionKey=${keyOfInvitation()}&`);
    });

    it('starts without terms when an admin chose so', async () => {
        await ShownButton.inSession(glance, { skipTerms: true });
        expect(glance.calls).toEqual(['GLANCE.Cobrowse.Visitor.startSession']);
        expect(viewers.all).toHaveLength(1);
    });

    it('runs the custom function before the terms', async () => {
        await ShownButton.inviting(glance, {
            customInvoke: { func: 'highlight', args: { color: 'red' } }
        });
        expect(glance.invoked).toMatchObject([
            { func: 'GLANCE_COBROWSE.Custom.highlight', args: { color: 'red' } },
            { func: TERMS }
        ]);
    });

    it('runs the custom function instead of the terms, and opens no viewer', async () => {
        const button = await ShownButton.inviting(glance, {
            customInvoke: { func: 'highlight' },
            customInvokeWhen: 'instead',
            openViewerWhen: 'click'
        });
        expect(glance.calls).toEqual(['GLANCE_COBROWSE.Custom.highlight']);
        expect(button.notice).toEqual(['c.Glance_Invoked']);
        expect(viewers.all).toEqual([]);
    });

    it('hands Glance arguments of its own, which the script may change', async () => {
        const button = await ShownButton.inviting(glance, {
            customInvoke: { func: 'highlight', args: { deep: { color: 'red' } } }
        });
        const { args } = glance.invoked[0] as unknown as { args: { deep: { color: string } } };
        expect(() => {
            args.deep.color = 'blue';
        }).not.toThrow();
        expect(button.tone).toBe('busy');
    });

    it('can be withdrawn: a late acceptance opens no viewer', async () => {
        const button = await ShownButton.inviting(glance);
        await button.press('c.Glance_Cancel');
        await accept(button);
        expect(viewers.all).toEqual([]);
    });

    it('can be withdrawn after the acceptance', async () => {
        const button = await ShownButton.inviting(glance);
        await button.fire('onterms', { status: 'accepted' });
        await button.press('c.Glance_Cancel');
        await button.fire('onvisitorsessionstart');
        expect(viewers.all).toEqual([]);
    });

    it('opens no viewer after the visitor declined', async () => {
        const button = await ShownButton.inviting(glance);
        await button.fire('onterms', { status: 'declined' });
        await button.fire('onvisitorsessionstart');
        expect(viewers.all).toEqual([]);
    });

    it('opens no viewer for a former visitor', async () => {
        const button = await ShownButton.inviting(glance);
        const former = button.agent;
        const start = (former as unknown as { onvisitorsessionstart: () => void })
            .onvisitorsessionstart;
        await button.set({ visitorId: 'another' });
        start();
        await settled();
        expect(viewers.all).toEqual([]);
        expect(former.connected).toBe(false);
        expect(button.headline).toBe('c.Glance_Absent');
    });

    it('can be repeated after it was declined', async () => {
        const button = await ShownButton.inviting(glance);
        await button.fire('onterms', { status: 'declined' });
        await jest.advanceTimersByTimeAsync(1_000);
        await button.press('c.Glance_Join');
        await accept(button);
        expect(glance.calls).toEqual([TERMS, TERMS]);
        expect(viewers.all).toHaveLength(1);
    });

    it('leads back with a reason when the visitor does not answer for two minutes', async () => {
        const button = await ShownButton.inviting(glance);
        await jest.advanceTimersByTimeAsync(120_000);
        expect(button.notice[0]).toBe('c.Glance_Error_inviteExpired');
        expect(button.controls).toContain('c.Glance_Join');
        await accept(button);
        expect(viewers.all).toEqual([]);
    });

    it('leads back with a reason when the visitor leaves', async () => {
        const button = await ShownButton.inviting(glance);
        await button.fire('onvisitorconn', { connected: false });
        await jest.advanceTimersByTimeAsync(5_000);
        expect(button.headline).toBe('c.Glance_Absent');
        expect(button.notice[0]).toBe('c.Glance_Error_visitorLeft');
    });

    it('shows the terms again when the visitor’s page is loaded anew', async () => {
        const button = await ShownButton.inviting(glance);
        await button.fire('onterms', { status: 'displayed' });
        await button.fire('onvisibility', { visibility: 'hidden' });
        await button.fire('onpresence', { url: 'https://shop.example.com/cart' });
        await settled();
        expect(glance.calls).toEqual([TERMS, TERMS]);
        expect(button.headline).toBe('c.Glance_Inviting_Sent');
    });

    it('leads back with a reason when there is nobody to ask', async () => {
        glance.onInvoke = (_invoked, { onfail }) => onfail('visitornotpresent');
        const button = await ShownButton.inviting(glance);
        expect(button.headline).toBe('c.Glance_Absent');
        expect(button.notice[0]).toBe('c.Glance_Error_visitorNotPresent');
    });

    it('keeps the focus on what can be done next', async () => {
        const focused = jest.spyOn(HTMLElement.prototype, 'focus');
        const button = await ShownButton.inviting(glance);
        expect(focused.mock.contexts.at(-1)).toBe(button.find('.headline'));
        await button.press('c.Glance_Cancel');
        expect(focused.mock.contexts.at(-1)).toBe(button.control('c.Glance_Join'));
        focused.mockRestore();
    });

    describe('with a login key of the org', () => {
        const fromOrg = { loginKey: undefined, puid: undefined };

        it('opens the viewer with a key that has been renewed ahead, all day long', async () => {
            const button = await ShownButton.present(glance, {
                ...fromOrg,
                ...orgKeys(newGroup())
            });
            await jest.advanceTimersByTimeAsync(8 * 3_600_000);
            await button.press('c.Glance_Join');
            await accept(button);
            const expiry = Number(viewers.last?.loginKey?.split('$')[2]) * 1000;
            expect(expiry).toBeGreaterThan(Date.now() + 60_000);
        });

        it('names the failure when no key can be had for the viewer, and opens nothing', async () => {
            const groupId = newGroup();
            const button = await ShownButton.present(glance, { ...fromOrg, ...orgKeys(groupId) });
            jest.mocked(getLoginKey).mockRejectedValue({ body: { message: 'loginKeyRefused' } });
            await jest.advanceTimersByTimeAsync(3_600_000);
            await button.press('c.Glance_Join');
            await accept(button);
            expect(viewers.all).toEqual([]);
            expect(button.notice[0]).toBe('c.Glance_Error_loginKeyRefused');
        });
    });
});

let groups = 0;
function newGroup(): number {
    groups += 1;
    return 900_000 + groups;
}

/** Apex makes keys of an hour for a group; its settings are the group’s own. */
function orgKeys(groupId: number): { groupId: number; settingsName: string } {
    jest.mocked(getLoginKey).mockImplementation(async () => loginKeyAnswer(3600, { groupId }));
    return { groupId, settingsName: `Settings of ${groupId}` };
}
