import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { useFakeClock } from 'test/jest/page';
import { OpenedViewers } from 'test/jest/openedViewers';
import { ShownButton } from 'test/jest/shownButton';

const glance = new FakeGlanceScript().install();
const viewers = new OpenedViewers();

const JOIN = 'c.Glance_Join';
const MENU = 'c.Glance_More_Actions';
const CANCEL = 'c.Glance_Cancel';
const DISMISS = 'c.Glance_Dismiss';
const OPEN = 'c.Glance_Open_Session';
const END = 'c.Glance_End_Session';
const WAITING = 'c.Glance_Waiting';
const TRY_AGAIN = 'c.Glance_Try_Again';
const JOIN_SESSION = 'c.Glance_Join_Session';
const KEY = 'c.Glance_Session_Key';

const never = (): void => undefined;
const problem = (code: string): string[] => [
    `c.Glance_Error_${code}`,
    `c.Glance_Error_${code}_Action`,
    'c.Glance_Error_Code'
];

interface State {
    readonly name: string;
    build(): Promise<ShownButton>;
    readonly tone: string;
    readonly headline: string;
    readonly controls: readonly string[];
    readonly details?: readonly string[];
    readonly notice?: readonly string[];
    readonly lines?: readonly string[];
    readonly remark?: string;
    readonly hint?: string;
}

/** Nobody can join before an admin has done something. */
const notReady = (
    name: string,
    code: string,
    properties: Readonly<Record<string, unknown>>,
    lines: readonly string[] = []
): State => ({
    name,
    build: () => ShownButton.show(glance, properties),
    tone: 'problem',
    headline: 'c.Glance_Not_Ready',
    controls: [],
    notice: problem(code),
    lines
});

/** A session key is enough to join. */
const keyOnly = (
    name: string,
    code: string,
    properties: Readonly<Record<string, unknown>>
): State => ({
    name,
    build: () => ShownButton.show(glance, properties),
    tone: 'absent',
    headline: 'c.Glance_Key_Only',
    controls: [JOIN],
    notice: problem(code)
});

const states: readonly State[] = [
    notReady('without a group id', 'groupIdMissing', { groupId: undefined }),
    notReady('with a group id that is none', 'groupIdInvalid', { groupId: '12' }),
    notReady('with a login key but no PUID', 'puidMissing', { puid: undefined }),
    notReady('with a web server that is no host', 'hostInvalid', { webServer: 'no host!' }, [
        'web-server: c.Glance_Error_hostInvalid'
    ]),
    notReady(
        'with an endpoint that is no address',
        'optionsInvalid',
        { loginKey: undefined, authUrl: 'https://[' },
        ['auth-url: c.Glance_Error_optionsInvalid']
    ),
    notReady('with a problem that the host knows', 'notPermitted', {
        setupProblem: 'notPermitted'
    }),
    notReady(
        'with two properties that can’t be used',
        'hostInvalid',
        { webServer: 'no host!', groupId: '' },
        ['web-server: c.Glance_Error_hostInvalid', 'group-id: c.Glance_Error_groupIdMissing']
    ),
    {
        ...keyOnly('with presence but no visitor id', 'visitorIdMissing', { visitorId: undefined }),
        // No alarm on each record: many customers have none.
        notice: ['c.Glance_Error_visitorIdMissing', 'c.Glance_Error_visitorIdMissing_Action']
    },
    keyOnly('with a visitor id that is an email address', 'visitorIdInvalid', {
        visitorId: 'ann@example.com'
    }),
    keyOnly('with a reason for the lack of a visitor id', 'visitorFieldUnreadable', {
        visitorId: undefined,
        visitorProblem: 'visitorFieldUnreadable'
    }),
    {
        name: 'without presence',
        build: () => ShownButton.show(glance, { presence: false }),
        tone: 'absent',
        headline: 'c.Glance_Key_Only',
        controls: [JOIN]
    },
    {
        name: 'while it connects',
        build: () => {
            glance.onLookup = never;
            return ShownButton.show(glance);
        },
        tone: 'absent',
        headline: 'c.Glance_Connecting',
        controls: [JOIN]
    },
    {
        name: 'while the visitor is absent',
        build: () => ShownButton.show(glance),
        tone: 'absent',
        headline: 'c.Glance_Absent',
        controls: [JOIN]
    },
    {
        name: 'while the visitor is present',
        build: () => ShownButton.present(glance),
        tone: 'present',
        headline: 'c.Glance_Present',
        controls: [JOIN, MENU]
    },
    {
        name: 'while a pre-session hook runs',
        build: () => ShownButton.inviting(glance, { preSession: () => new Promise(never) }),
        tone: 'busy',
        headline: 'c.Glance_Preparing',
        controls: [WAITING, CANCEL]
    },
    {
        name: 'while the invitation is being sent',
        build: () => {
            glance.onInvoke = never;
            return ShownButton.inviting(glance);
        },
        tone: 'busy',
        headline: 'c.Glance_Inviting_Sending',
        controls: [WAITING, CANCEL]
    },
    {
        name: 'after the invitation was sent',
        build: () => ShownButton.inviting(glance),
        tone: 'busy',
        headline: 'c.Glance_Inviting_Sent',
        controls: [WAITING, CANCEL]
    },
    {
        name: 'while the visitor reads the terms',
        build: async () => {
            const button = await ShownButton.inviting(glance);
            await button.fire('onterms', { status: 'displayed' });
            return button;
        },
        tone: 'busy',
        headline: 'c.Glance_Inviting_Displayed',
        controls: [WAITING, CANCEL]
    },
    {
        name: 'while the visitor lets the terms wait',
        build: async () => {
            const button = await ShownButton.inviting(glance);
            await button.fire('onterms', { status: 'displayed' });
            await jest.advanceTimersByTimeAsync(8_000);
            return button;
        },
        tone: 'busy',
        headline: 'c.Glance_Inviting_Displayed',
        remark: 'c.Glance_Unanswered',
        controls: [WAITING, CANCEL]
    },
    {
        name: 'after the visitor accepted',
        build: async () => {
            const button = await ShownButton.inviting(glance);
            await button.fire('onterms', { status: 'accepted' });
            return button;
        },
        tone: 'busy',
        headline: 'c.Glance_Inviting_Accepted',
        controls: [WAITING, CANCEL]
    },
    {
        name: 'while it connects again during an invitation',
        build: async () => {
            const button = await ShownButton.inviting(glance);
            await button.fire('onerror', { error: 'connfail', detail: 'connection' });
            return button;
        },
        tone: 'busy',
        headline: 'c.Glance_Inviting_Sent',
        details: ['c.Glance_Connecting_Again'],
        controls: [WAITING, CANCEL]
    },
    {
        name: 'after the visitor declined',
        build: async () => {
            const button = await ShownButton.inviting(glance);
            await button.fire('onterms', { status: 'declined' });
            return button;
        },
        tone: 'present',
        headline: 'c.Glance_Present',
        controls: [JOIN, MENU, DISMISS],
        notice: problem('visitorDeclined')
    },
    {
        name: 'after the agent cancelled',
        build: async () => {
            const button = await ShownButton.inviting(glance);
            await button.press(CANCEL);
            return button;
        },
        tone: 'present',
        headline: 'c.Glance_Present',
        controls: [JOIN, MENU, DISMISS],
        notice: ['c.Glance_Cancelled']
    },
    {
        name: 'in a session',
        build: () => ShownButton.inSession(glance),
        tone: 'session',
        headline: 'c.Glance_In_Sessionc.Glance_Duration0:00',
        hint: 'c.Glance_Popup_Hint',
        controls: [OPEN, END]
    },
    {
        name: 'in a session, with a custom function',
        build: () => ShownButton.inSession(glance, { customInvoke: { func: 'highlight' } }),
        tone: 'session',
        headline: 'c.Glance_In_Sessionc.Glance_Duration0:00',
        hint: 'c.Glance_Popup_Hint',
        controls: [OPEN, END, MENU]
    },
    {
        name: 'in a session while it connects again',
        build: async () => {
            const button = await ShownButton.inSession(glance);
            await button.fire('onerror', { error: 'connfail', detail: 'connection' });
            return button;
        },
        tone: 'session',
        headline: 'c.Glance_In_Sessionc.Glance_Duration0:00',
        details: ['c.Glance_Connecting_Again'],
        hint: 'c.Glance_Popup_Hint',
        controls: [OPEN, END]
    },
    {
        name: 'while a session is being ended',
        build: async () => {
            const button = await ShownButton.inSession(glance);
            await button.press(END);
            return button;
        },
        tone: 'session',
        headline: 'c.Glance_In_Sessionc.Glance_Duration0:00',
        hint: 'c.Glance_Popup_Hint',
        controls: [OPEN, 'c.Glance_Ending']
    },
    {
        name: 'in a session that did not end when it was asked to',
        build: async () => {
            const button = await ShownButton.inSession(glance);
            glance.onInvoke = never;
            await button.press(END);
            await jest.advanceTimersByTimeAsync(30_000);
            return button;
        },
        tone: 'session',
        headline: 'c.Glance_In_Sessionc.Glance_Duration0:30',
        hint: 'c.Glance_Popup_Hint',
        notice: problem('endRefused'),
        controls: [OPEN, END, 'c.Glance_Mark_Ended', DISMISS]
    },
    {
        name: 'after a session that the agent marked as ended',
        build: async () => {
            const button = await ShownButton.inSession(glance);
            glance.onInvoke = never;
            await button.press(END);
            await jest.advanceTimersByTimeAsync(30_000);
            await button.press('c.Glance_Mark_Ended');
            return button;
        },
        tone: 'present',
        headline: 'c.Glance_Present',
        controls: [JOIN, MENU, DISMISS],
        notice: ['c.Glance_Marked_Ended']
    },
    {
        name: 'after a session',
        build: async () => {
            const button = await ShownButton.inSession(glance);
            await button.fire('onvisitorsessionend');
            return button;
        },
        tone: 'present',
        headline: 'c.Glance_Present',
        controls: [JOIN, MENU, DISMISS],
        notice: ['c.Glance_Session_Ended']
    },
    {
        name: 'when the visitor shares without being asked',
        build: async () => {
            const button = await ShownButton.present(glance);
            await button.fire('onvisitorsessionstart');
            return button;
        },
        tone: 'session',
        headline: 'c.Glance_Visitor_Sharingc.Glance_Duration0:00',
        controls: [END, KEY, JOIN_SESSION]
    },
    {
        name: 'after Glance refused the login key',
        build: () => {
            glance.onAuthorize = ({ onfail }) => onfail('authorization');
            return ShownButton.show(glance);
        },
        tone: 'problem',
        headline: 'c.Glance_Failed',
        controls: [JOIN, TRY_AGAIN],
        notice: problem('authorizationRefused')
    },
    {
        name: 'while it comes back by itself',
        build: () => {
            glance.onAuthorize = ({ onfail }) => onfail('connection');
            return ShownButton.show(glance);
        },
        tone: 'problem',
        headline: 'c.Glance_Connecting_Again',
        controls: [JOIN, TRY_AGAIN],
        notice: problem('authorizationUnreachable')
    },
    {
        name: 'after a failure that trying again does not mend',
        build: async () => {
            await ShownButton.show(glance);
            return ShownButton.show(glance);
        },
        tone: 'problem',
        headline: 'c.Glance_Failed',
        controls: [JOIN],
        notice: problem('groupConflict')
    },
    {
        name: 'while a session key is entered',
        build: async () => {
            const button = await ShownButton.show(glance);
            await button.press(JOIN);
            return button;
        },
        tone: 'absent',
        headline: 'c.Glance_Absent',
        controls: [KEY, JOIN_SESSION]
    }
];

describe('the button', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
        sessionStorage.clear();
        viewers.reset();
    });

    afterEach(() => {
        // What is let go of now keeps the time of the test.
        useFakeClock();
        document.body.replaceChildren();
        jest.useRealTimers();
    });

    it.each(states)('$name says how things stand and what can be done', async (state) => {
        const button = await state.build();
        expect(button.tone).toBe(state.tone);
        expect(button.headline).toBe(state.headline);
        expect(button.details).toEqual(state.details ?? []);
        expect(button.notice).toEqual(state.notice ?? []);
        expect(button.lines).toEqual(state.lines ?? []);
        expect(button.remark).toBe(state.remark ?? '');
        expect(button.hint).toBe(state.hint ?? '');
        expect(button.controls).toEqual(state.controls);
    });

    it.each(states)('$name says the same to a screen reader', async (state) => {
        const button = await state.build();
        const [happened, action] = state.notice ?? [];
        expect(button.spoken).toContain(state.headline.replace(/c.Glance_Duration.*/, ''));
        expect(button.spoken).toContain(happened ?? '');
        expect(button.spoken).toContain(action?.endsWith('_Action') ? action : '');
        expect(button.spoken).toContain(state.remark ?? '');
        expect(button.spoken).toContain(state.hint ?? '');
    });

    it.each(states)('$name has no two controls of one name', async (state) => {
        const { controls } = await state.build();
        expect(new Set(controls).size).toBe(controls.length);
    });

    it.each(states)('$name is accessible', async (state) => {
        const button = await state.build();
        jest.useRealTimers();
        await expect(button.element).toBeAccessible();
    });

    it('shows by an icon of its own, too, what it shows by colour', async () => {
        const icons = new Map<string, string>();
        for (const state of states) {
            glance.reset();
            document.body.replaceChildren();
            // eslint-disable-next-line no-await-in-loop -- one state after the other
            const button = await state.build();
            const icon = button.find<HTMLElement & { iconName: string }>('.badge lightning-icon');
            icons.set(button.tone, icon?.iconName ?? '');
        }
        expect(icons.size).toBe(5);
        expect(new Set(icons.values()).size).toBe(5);
    });

    it('says what the visitor looks at, and with what', async () => {
        const button = await ShownButton.present(glance);
        await button.fire('onpresence', {
            url: 'https://shop.example.com/cart',
            title: 'Cart',
            browser: 'Firefox',
            browserver: '140',
            platform: 'Linux'
        });
        expect(button.details).toEqual(['c.Glance_Viewing', 'c.Glance_Browser_On_Platform']);
        jest.useRealTimers();
        await expect(button.element).toBeAccessible();
    });

    it('closes a message at the agent’s wish', async () => {
        const button = await ShownButton.inviting(glance);
        await button.press(CANCEL);
        await button.press(DISMISS);
        expect(button.notice).toEqual([]);
        expect(button.controls).toEqual([JOIN, MENU]);
    });

    it('offers to close no message that would stay', async () => {
        const button = await ShownButton.inviting(glance);
        await button.press(CANCEL);
        await button.fire('onerror', { error: 'connfail', detail: 'connection' });
        expect(button.notice).toEqual(problem('connectionLost'));
        expect(button.controls).not.toContain(DISMISS);
    });

    it('tries again at a click', async () => {
        glance.onAuthorize = ({ onfail }) => onfail('authorization');
        const button = await ShownButton.show(glance);
        glance.reset();
        await button.press('c.Glance_Try_Again');
        expect(button.headline).toBe('c.Glance_Absent');
    });
});
