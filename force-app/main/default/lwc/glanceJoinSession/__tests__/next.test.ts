import type { Announcement, Effect, JoinEvent } from '../events';
import { next } from '../next';
import { initialState } from '../state';
import type { JoinRequest, JoinState, Notice } from '../state';

const ME = 'cust-1';
const OTHER = 'cust-2';
const visitor = { url: '/', title: null, browser: null, browserVersion: null, platform: null };
const invocation = { func: 'GLANCE_COBROWSE.Custom.highlight', args: {} };
const request: JoinRequest = {
    invocation: null,
    invokeWhen: 'before',
    showTerms: true,
    viewerWhen: 'sessionStart',
    sessionKeyFrom: 'random'
};
const go = { proceed: true, visitorId: null, invokeArgs: null } as const;

/** The state after these events, from nothing. */
const after = (...events: readonly JoinEvent[]): JoinState =>
    events.reduce((state, event) => next(state, event).state, initialState);

const follow = { type: 'follow', visitorId: ME, session: null } as const;
const found = { type: 'connected', visitorId: ME, visitor, at: 0 } as const;
const nobody = { type: 'connected', visitorId: ME, visitor: null, at: 0 } as const;
const left = { type: 'visitorAbsent', visitorId: ME, at: 1_500 } as const;
const lost = {
    type: 'disconnected',
    visitorId: ME,
    code: 'connectionLost',
    retrying: true,
    at: 0
} as const;
const join = { type: 'join', request, sessionKey: 'key-1' } as const;
const cancel = { type: 'cancel', at: 500 } as const;
const timedOut = { type: 'timedOut', attempt: 1, at: 500 } as const;
const over = { type: 'sessionEnded', visitorId: ME, reason: 'visitor', at: 2_000 } as const;
const prepared = { type: 'prepared', attempt: 1, outcome: go, at: 0 } as const;
const sent = { type: 'inviteSent', attempt: 1 } as const;
const started = { type: 'sessionStarted', attempt: 1, visitorId: ME, at: 1_000 } as const;
const end = { type: 'end' } as const;

const connecting = after(follow);
const absent = after(follow, nobody);
const present = after(follow, found);
const failed = after(follow, lost);
const preparing = after(follow, found, join);
const sending = after(follow, found, join, prepared);
const inviting = after(follow, found, join, prepared, sent);
const inSession = after(follow, found, join, prepared, sent, started);
const ending = after(follow, found, join, prepared, sent, started, end);

const asking = (changes: Partial<JoinRequest>): JoinState =>
    after(follow, found, { ...join, request: { ...request, ...changes } });
const terms = (status: 'displayed' | 'accepted' | 'declined'): JoinEvent => ({
    type: 'terms',
    attempt: 1,
    visitorId: ME,
    status
});

/** Effects in short: their type, or that of the announcement. */
const short = (effect: Effect): string =>
    effect.type === 'announce' ? effect.announcement.type : effect.type;

type Row = readonly [
    title: string,
    from: JoinState,
    event: JoinEvent,
    status: JoinState['status'],
    effects: readonly (Effect['type'] | Announcement['type'])[]
];

const rows: readonly Row[] = [
    // following
    ['a visitor is followed', initialState, follow, 'connecting', ['connect']],
    [
        'another visitor is followed while one is asked',
        inviting,
        { type: 'follow', visitorId: OTHER, session: null },
        'connecting',
        ['settle', 'disconnect', 'connect']
    ],
    [
        'nobody is followed any more',
        present,
        { type: 'unfollow', problem: null },
        'unconfigured',
        ['disconnect']
    ],
    ['the visitor is found', connecting, found, 'present', ['presencechange']],
    ['the visitor is not found', connecting, nobody, 'absent', []],
    [
        'the visitor comes',
        absent,
        { type: 'visitorPresent', visitorId: ME, visitor },
        'present',
        ['presencechange']
    ],
    ['the visitor goes', present, left, 'absent', ['presencechange']],
    [
        'the visitor opens another page',
        present,
        { type: 'visitorPresent', visitorId: ME, visitor: { ...visitor, url: '/cart' } },
        'present',
        []
    ],
    ['somebody else goes', present, { ...left, visitorId: OTHER }, 'present', []],
    ['the connection is lost', present, lost, 'failed', ['presencechange', 'joinerror']],
    ['the connection is still lost', failed, lost, 'failed', []],
    ['the connection comes back', failed, found, 'present', ['presencechange']],
    ['the agent tries again', failed, { type: 'retry' }, 'connecting', ['reconnect']],
    ['there is nothing to try again', present, { type: 'retry' }, 'present', []],
    ['the page is hidden', present, { type: 'suspended' }, 'connecting', []],
    ['the page is hidden in a session', inSession, { type: 'suspended' }, 'inSession', []],
    // an attempt
    ['the agent joins', present, join, 'preparing', ['prepare']],
    ['the agent joins nobody', absent, join, 'absent', []],
    ['the agent joins twice', preparing, join, 'preparing', []],
    ['the hooks agree', preparing, prepared, 'inviting', ['invite']],
    [
        'the hooks agree, and the viewer opens at the click',
        asking({ viewerWhen: 'click' }),
        prepared,
        'inviting',
        ['invite', 'openViewer']
    ],
    [
        'the hooks agree to something that needs no viewer',
        asking({ viewerWhen: 'click', invokeWhen: 'instead', invocation }),
        prepared,
        'inviting',
        ['invite']
    ],
    [
        'a hook stops the join',
        preparing,
        {
            type: 'prepared',
            attempt: 1,
            at: 0,
            outcome: { proceed: false, code: 'preSessionStopped', message: null }
        },
        'present',
        ['settle', 'joinerror']
    ],
    [
        'a hook names somebody who can’t be one',
        preparing,
        { ...prepared, outcome: { ...go, visitorId: 'a b' } },
        'present',
        ['settle', 'joinerror']
    ],
    [
        'the hooks of an older attempt agree',
        preparing,
        { ...prepared, attempt: 0 },
        'preparing',
        []
    ],
    ['the hooks take too long', preparing, timedOut, 'present', ['settle', 'joinerror']],
    ['Glance has taken the invitation', sending, sent, 'inviting', []],
    [
        'Glance has run a function instead of the invitation',
        next(asking({ invokeWhen: 'instead', invocation }), prepared).state,
        sent,
        'present',
        ['settle']
    ],
    [
        'Glance refuses the invitation',
        sending,
        { type: 'inviteFailed', attempt: 1, code: 'agentNotAuthorized', at: 500 },
        'present',
        ['settle', 'joinerror']
    ],
    [
        'there is nobody to invite',
        sending,
        { type: 'inviteFailed', attempt: 1, code: 'visitorNotPresent', at: 500 },
        'absent',
        ['settle', 'joinerror']
    ],
    ['the visitor sees the terms', inviting, terms('displayed'), 'inviting', []],
    ['the visitor accepts', inviting, terms('accepted'), 'inviting', []],
    ['the visitor declines', inviting, terms('declined'), 'present', ['settle', 'joinerror']],
    ['the visitor does not answer', inviting, timedOut, 'present', ['settle', 'joinerror']],
    [
        'the visitor’s page comes back anew',
        inviting,
        { type: 'visitorReloaded', visitorId: ME },
        'inviting',
        ['invite']
    ],
    [
        'the visitor’s page comes back anew after they accepted',
        next(inviting, terms('accepted')).state,
        { type: 'visitorReloaded', visitorId: ME },
        'inviting',
        []
    ],
    [
        'the visitor leaves while they are asked',
        inviting,
        left,
        'absent',
        ['presencechange', 'settle', 'joinerror']
    ],
    ['the connection is lost for a moment while they are asked', inviting, lost, 'inviting', []],
    [
        'the connection is lost for good while they are asked',
        inviting,
        { ...lost, retrying: false },
        'failed',
        ['presencechange', 'settle', 'joinerror']
    ],
    ['the agent cancels the preparation', preparing, cancel, 'present', ['settle']],
    ['the agent cancels the invitation', inviting, cancel, 'present', ['settle']],
    ['there is nothing to cancel', inSession, cancel, 'inSession', []],
    // a session
    [
        'the session starts',
        inviting,
        started,
        'inSession',
        ['settle', 'remember', 'openViewer', 'sessionstart', 'lookUp']
    ],
    [
        'the session starts before Glance has taken the invitation',
        sending,
        started,
        'inSession',
        ['settle', 'remember', 'openViewer', 'sessionstart', 'lookUp']
    ],
    [
        'the session starts, whose viewer opened at the click',
        next(asking({ viewerWhen: 'click' }), prepared).state,
        started,
        'inSession',
        ['settle', 'remember', 'sessionstart', 'lookUp']
    ],
    [
        'the session starts once more',
        inSession,
        { ...started, attempt: null },
        'inSession',
        ['lookUp']
    ],
    [
        'the visitor starts a session',
        present,
        { ...started, attempt: null },
        'inSession',
        ['sessionstart']
    ],
    [
        'the visitor starts a session during the preparation',
        preparing,
        { ...started, attempt: null },
        'inSession',
        ['settle', 'sessionstart']
    ],
    [
        'the session of an older attempt starts',
        inviting,
        { ...started, attempt: 0 },
        'inviting',
        []
    ],
    [
        'the visitor leaves during the session',
        inSession,
        left,
        'inSession',
        ['presencechange', 'lookUp']
    ],
    ['the connection is lost during the session', inSession, lost, 'inSession', []],
    ['the session ends', inSession, over, 'present', ['forget', 'sessionend']],
    [
        'the session of somebody else ends',
        inSession,
        { ...over, visitorId: OTHER },
        'inSession',
        []
    ],
    ['the agent ends the session', inSession, end, 'inSession', ['endSession']],
    ['the agent ends the session twice', ending, end, 'inSession', []],
    [
        'the session does not end',
        ending,
        { type: 'endFailed', visitorId: ME, code: 'endRefused', at: 2_000 },
        'inSession',
        ['joinerror', 'lookUp']
    ],
    [
        'nobody is there to end the session',
        ending,
        { type: 'endFailed', visitorId: ME, code: 'visitorNotPresent', at: 2_000 },
        'inSession',
        ['joinerror', 'lookUp']
    ],
    [
        'the viewer can’t be opened',
        inSession,
        { type: 'viewerFailed', attempt: 1, code: 'viewerFailed' },
        'inSession',
        ['joinerror']
    ],
    // the menu
    ['a function is chosen', present, { type: 'invoke', invocation }, 'present', ['invoke']],
    [
        'a function is chosen in a session',
        inSession,
        { type: 'invoke', invocation },
        'inSession',
        ['invoke']
    ],
    ['a function is chosen for nobody', absent, { type: 'invoke', invocation }, 'absent', []]
];

describe('a step of a join', () => {
    it.each(rows)('when %s', (_title, from, event, status, effects) => {
        const step = next(from, event);
        expect(step.state.status).toBe(status);
        expect(step.effects.map(short)).toEqual(effects);
    });

    it.each<readonly [string, JoinState, JoinEvent, Notice | null]>([
        [
            'the words of a hook',
            preparing,
            {
                type: 'prepared',
                attempt: 1,
                at: 0,
                outcome: { proceed: false, code: 'preSessionStopped', message: 'No consent.' }
            },
            { type: 'problem', code: 'preSessionStopped', message: 'No consent.' }
        ],
        [
            'that hooks took too long',
            preparing,
            timedOut,
            { type: 'problem', code: 'preSessionExpired', message: null }
        ],
        [
            'that the visitor did not answer',
            inviting,
            timedOut,
            { type: 'problem', code: 'inviteExpired', message: null }
        ],
        ['that the agent cancelled', inviting, cancel, { type: 'cancelled' }],
        ['that the session has ended', inSession, over, { type: 'sessionEnded' }],
        [
            'that a function ran',
            present,
            { type: 'invoked', visitorId: ME, code: null },
            { type: 'invoked' }
        ]
    ])('leaves a notice of %s', (_what, from, event, notice) => {
        expect(next(from, event).state.notice).toEqual(notice);
    });

    it.each<readonly [string, JoinEvent]>([
        ['closes it', { type: 'dismiss' }],
        ['joins again', join]
    ])('takes the notice away when the agent %s', (_what, event) => {
        const declined = next(inviting, terms('declined')).state;
        expect(declined.notice).not.toBeNull();
        expect(next(declined, event).state.notice).toBeNull();
    });

    it('keeps the notice of a declined invitation until the visitor comes anew', () => {
        const declined = next(inviting, terms('declined')).state;
        const gone = next(declined, left).state;
        expect(gone.notice).toMatchObject({ code: 'visitorDeclined' });
        expect(next(gone, found).state.notice).toBeNull();
    });

    it('names the visitor who is asked in the session, not the one who is followed', () => {
        const elsewhere: JoinEvent = { ...prepared, outcome: { ...go, visitorId: OTHER } };
        const asked = next(preparing, elsewhere).state;
        const { state, effects } = next(asked, { ...started, visitorId: OTHER });
        expect(state).toMatchObject({ visitorId: ME, session: { visitorId: OTHER } });
        expect(effects).toContainEqual({ type: 'openViewer', attempt: 1, sessionKey: 'key-1' });
    });
});
