import { next } from '../next';
import { initialState } from '../state';
import type { JoinRequest, JoinState, Notice } from '../state';
import type { Announcement, JoinEvent } from '../events';

const ME = 'cust-1';
const OTHER = 'cust-2';
const KEY = 'key-1';
const visitor = { url: '/', title: null, browser: null, browserVersion: null, platform: null };
const request: JoinRequest = {
    invocation: null,
    invokeWhen: 'before',
    showTerms: true,
    viewerWhen: 'sessionStart',
    sessionKeyFrom: 'random'
};

const follow = { type: 'follow', visitorId: ME, session: null } as const;
const found = { type: 'connected', visitorId: ME, visitor, at: 0 } as const;
const prepared = {
    type: 'prepared',
    attempt: 1,
    outcome: { proceed: true, visitorId: null, invokeArgs: null },
    at: 600
} as const;
const preparedAgain = { ...prepared, attempt: 2 } as const;
const started = { type: 'sessionStarted', attempt: 1, visitorId: ME, at: 1_000 } as const;
const theirs = { ...started, attempt: null } as const;
const sessionEnded = (reason: 'visitor' | 'agent' | 'error' | null, at = 9_000): JoinEvent => ({
    type: 'sessionEnded',
    visitorId: ME,
    reason,
    at
});
const joining = (changes: Partial<JoinRequest> = {}, sessionKey = KEY): JoinEvent => ({
    type: 'join',
    request: { ...request, ...changes },
    sessionKey
});
const terms = (status: 'displayed' | 'accepted' | 'declined', attempt: number | null = 1) =>
    ({ type: 'terms', attempt, visitorId: ME, status }) as const;
const lookedUp = (
    answer: 'running' | 'waiting' | 'none' | 'unknown',
    at = 2_000,
    sessionKey: string | null = KEY
): JoinEvent => ({ type: 'lookedUp', sessionKey, found: answer, at });
const left = (at: number): JoinEvent => ({ type: 'visitorAbsent', visitorId: ME, at });
const cancel = (at = 500): JoinEvent => ({ type: 'cancel', at });

/** What came of these events, from a state on. */
class Story {
    state: JoinState;
    effects: string[] = [];
    announced: Announcement[] = [];

    constructor(...events: readonly JoinEvent[]) {
        this.state = initialState;
        this.go(...events);
    }

    /** The effects are those of these events only. */
    go(...events: readonly JoinEvent[]): this {
        this.effects = [];
        this.announced = [];
        for (const event of events) {
            const { state, effects } = next(this.state, event);
            this.state = state;
            for (const effect of effects) {
                if (effect.type === 'announce') {
                    this.announced.push(effect.announcement);
                } else {
                    this.effects.push(effect.type);
                }
            }
        }
        return this;
    }

    /** Code of the notice about a problem; otherwise its type. */
    get notice(): string | null {
        const { notice }: { notice: Notice | null } = this.state;
        return notice?.type === 'problem' ? notice.code : (notice?.type ?? null);
    }
}

const present = (): Story => new Story(follow, found);
const inviting = (changes: Partial<JoinRequest> = {}): Story =>
    present().go(joining(changes), prepared, { type: 'inviteSent', attempt: 1 });
const inSession = (): Story => inviting().go(started);
const confirmed = (): Story => inSession().go(lookedUp('running'));

describe('the key of an invitation', () => {
    it('is the fresh one, and the visitor’s page, the viewer and the announcement name the same', () => {
        const asked = next(present().go(joining()).state, prepared);
        expect(asked.effects).toMatchObject([{ type: 'invite', sessionKey: KEY }]);
        const { state, effects } = next(asked.state, started);
        expect(state).toMatchObject({ session: { sessionKey: KEY } });
        expect(effects).toContainEqual({ type: 'openViewer', attempt: 1, sessionKey: KEY });
        expect(effects).toContainEqual({
            type: 'announce',
            announcement: { type: 'sessionstart', sessionKey: KEY, startedAt: 1_000 }
        });
    });

    it('is the visitor id where that was chosen, also of the visitor whom a hook named', () => {
        const story = present().go(joining({ sessionKeyFrom: 'visitorId' }), prepared);
        expect(story.state).toMatchObject({ attempt: { sessionKey: ME } });
        const elsewhere = { ...prepared.outcome, visitorId: OTHER };
        story.go(cancel(), joining({ sessionKeyFrom: 'visitorId' }), {
            ...preparedAgain,
            outcome: elsewhere
        });
        expect(story.state).toMatchObject({ attempt: { sessionKey: OTHER } });
    });

    it('is that of the withdrawn request as long as it may still stand on the screen', () => {
        const story = inviting().go(cancel(), joining({}, 'key-2'), preparedAgain);
        expect(story.state).toMatchObject({ attempt: { id: 2, sessionKey: KEY } });
    });

    it.each<[string, JoinEvent]>([
        ['was declined', terms('declined', null)],
        ['went with its page', { type: 'visitorReloaded', visitorId: ME }],
        ['went with the visitor', left(550)]
    ])('is a fresh one after the withdrawn request %s', (_what, event) => {
        const story = inviting().go(cancel(), event, found, joining({}, 'key-2'), preparedAgain);
        expect(story.state).toMatchObject({ attempt: { id: 2, sessionKey: 'key-2' } });
    });

    it('is a fresh one ten minutes after the request was withdrawn', () => {
        const story = inviting().go(cancel(0), joining({}, 'key-2'), {
            ...preparedAgain,
            at: 600_001
        });
        expect(story.state).toMatchObject({ attempt: { sessionKey: 'key-2' } });
    });

    it('is a fresh one for another visitor', () => {
        const story = inviting().go(cancel(), joining({}, 'key-2'), {
            ...preparedAgain,
            outcome: { ...prepared.outcome, visitorId: OTHER }
        });
        expect(story.state).toMatchObject({ attempt: { visitorId: OTHER, sessionKey: 'key-2' } });
    });
});

describe('an invitation', () => {
    it.each(['displayed', 'accepted'] as const)(
        'that is %s goes before what Glance answers',
        (status) => {
            const story = present().go(joining(), prepared, terms(status), {
                type: 'inviteFailed',
                attempt: 1,
                code: 'presenceUnreachable',
                at: 100
            });
            expect(story.state).toMatchObject({ status: 'inviting', step: status });
        }
    );

    it('that stands unanswered says so, until the visitor answers', () => {
        const story = inviting().go(terms('displayed'), { type: 'unanswered', attempt: 1 });
        expect(story.state).toMatchObject({ unanswered: true });
        expect(story.go(terms('accepted')).state).toMatchObject({ unanswered: false });
    });

    it.each<[string, JoinEvent, string]>([
        [
            'its key is in use',
            { type: 'visitorError', visitorId: ME, code: 'dupkey' },
            'sessionKeyInUse'
        ],
        [
            'the page can’t start it',
            { type: 'visitorError', visitorId: ME, code: 'service' },
            'sessionStartFailed'
        ],
        ['it ends before it started', sessionEnded('error'), 'sessionStartFailed'],
        ['it does not start', { type: 'timedOut', attempt: 1, at: 1 }, 'sessionStartFailed']
    ])('that was accepted fails when %s', (_what, event, code) => {
        const story = inviting().go(terms('accepted')).go(event);
        expect(story.state.status).toBe('present');
        expect(story.notice).toBe(code);
        expect(story.effects).toEqual(['settle']);
        expect(story.announced).toEqual([{ type: 'joinerror', code, message: null }]);
    });

    it('has nothing to do with the errors of another visitor', () => {
        const story = inviting().go({ type: 'visitorError', visitorId: OTHER, code: 'dupkey' });
        expect(story.state.status).toBe('inviting');
    });

    it('fails once: the end that follows the error changes nothing', () => {
        const story = inviting()
            .go({ type: 'visitorError', visitorId: ME, code: 'dupkey' })
            .go(sessionEnded('error'));
        expect(story.notice).toBe('sessionKeyInUse');
        expect(story.announced).toEqual([]);
    });
});

describe('a withdrawn invitation that is accepted late', () => {
    it.each<[string, JoinEvent]>([
        ['by the agent', cancel()],
        ['because nobody answered', { type: 'timedOut', attempt: 1, at: 500 }],
        [
            'because the connection was lost for good',
            {
                type: 'disconnected',
                visitorId: ME,
                code: 'authorizationRefused',
                retrying: false,
                at: 500
            }
        ]
    ])('is ended at once, and that is said, when it was withdrawn %s', (_what, withdrawal) => {
        const story = inviting().go(withdrawal, found, terms('accepted', null)).go(theirs);
        expect(story.effects).toEqual(['lookUp']);
        expect(story.state).toMatchObject({
            status: 'inSession',
            session: { attempt: null, sessionKey: null }
        });
        story.go(lookedUp('running'));
        expect(story.effects).toEqual(['endSession']);
        expect(story.notice).toBe('lateAcceptanceEnded');
        story.go(sessionEnded('visitor'));
        expect(story.state.status).toBe('present');
        expect(story.notice).toBe('lateAcceptanceEnded');
    });

    it('is ended, too, where Glance can’t be asked', () => {
        const story = inviting().go(cancel(), theirs, lookedUp('unknown'));
        expect(story.state).toMatchObject({ session: { ending: true } });
    });

    it('is somebody else’s session when Glance knows none with its key', () => {
        const story = inviting().go(cancel(), theirs).go(lookedUp('none'));
        expect(story.effects).toEqual([]);
        expect(story.state).toMatchObject({
            status: 'inSession',
            session: { attempt: null, ending: false }
        });
        expect(story.go(sessionEnded('visitor')).notice).toBe('sessionEnded');
    });

    it('ends by look-up when the visitor’s page does not say so', () => {
        const story = inviting().go(cancel(), theirs, lookedUp('running')).go(lookedUp('none'));
        expect(story.state.status).toBe('present');
        expect(story.notice).toBe('lateAcceptanceEnded');
    });

    it('is a session of the visitor’s own ten minutes later', () => {
        const story = inviting()
            .go(cancel(0))
            .go({ ...theirs, at: 600_001 });
        expect(story.effects).toEqual([]);
        expect(story.state).toMatchObject({ session: { attempt: null, ending: false } });
    });

    it('is nothing when it was declined', () => {
        const story = inviting().go(cancel()).go(terms('declined', null));
        expect(story.state.status).toBe('present');
        expect(story.notice).toBe('cancelled');
        expect(story.go(theirs).effects).toEqual([]);
    });
});

describe('a session that has just started', () => {
    it('is this agent’s when Glance knows its key', () => {
        expect(confirmed().state).toMatchObject({ session: { attempt: 1, sessionKey: KEY } });
    });

    it('is somebody else’s when Glance still does not know its key after some tries', () => {
        const story = inSession().go(lookedUp('none'), lookedUp('none'), lookedUp('none'));
        expect(story.state).toMatchObject({ session: { attempt: 1 } });
        story.go(lookedUp('none'));
        expect(story.state).toMatchObject({
            status: 'inSession',
            session: { attempt: null, sessionKey: null }
        });
        expect(story.effects).toEqual(['forget']);
    });

    it('stays this agent’s where Glance can’t be asked', () => {
        const story = inSession().go(...Array.from({ length: 9 }, () => lookedUp('unknown')));
        expect(story.state).toMatchObject({ session: { attempt: 1, sessionKey: KEY } });
    });

    it('takes no answer about another session for its own', () => {
        const story = confirmed().go(lookedUp('none', 3_000, 'another key'));
        expect(story.state.status).toBe('inSession');
    });
});

describe('the end of a session', () => {
    it('that was missed is found by the look-up', () => {
        const once = confirmed().go(found).go(lookedUp('none', 4_000));
        // Once may be between two pages of the visitor.
        expect(once.state.status).toBe('inSession');
        const story = once.go(lookedUp('none', 5_000));
        expect(story.state.status).toBe('present');
        expect(story.announced).toEqual([
            {
                type: 'sessionend',
                sessionKey: KEY,
                startedAt: 1_000,
                endedAt: 5_000,
                durationSeconds: 4,
                outcome: 'ended'
            }
        ]);
    });

    it('is looked up when the connection is back, and when the visitor is gone', () => {
        expect(confirmed().go(found).effects).toEqual(['lookUp']);
        const gone = confirmed().go(left(3_000));
        expect(gone.effects).toEqual(['lookUp']);
        expect(gone.go(left(4_000)).effects).toEqual([]);
    });

    it('is the visitor’s departure when they are gone and Glance knows no session: at the time of the departure', () => {
        const story = confirmed().go(left(31_000)).go(lookedUp('none', 45_000));
        expect(story.state.status).toBe('absent');
        expect(story.announced).toMatchObject([
            { outcome: 'visitorLeft', endedAt: 31_000, durationSeconds: 30 }
        ]);
    });

    it('is not the visitor’s departure as long as Glance knows the session: their tab may be hidden', () => {
        const story = confirmed().go(left(3_000), lookedUp('running', 600_000));
        expect(story.state.status).toBe('inSession');
    });

    it('is the visitor’s departure after two minutes where Glance can’t be asked', () => {
        const story = inSession().go(left(3_000), lookedUp('unknown', 122_999));
        expect(story.state.status).toBe('inSession');
        story.go(lookedUp('unknown', 123_000));
        expect(story.announced).toMatchObject([{ outcome: 'visitorLeft', endedAt: 3_000 }]);
    });

    it('counts the two minutes anew when the visitor was there in between', () => {
        const story = inSession().go(left(3_000), found, left(100_000));
        expect(story.go(lookedUp('unknown', 130_000)).state.status).toBe('inSession');
        expect(story.go(lookedUp('unknown', 220_000)).state.status).toBe('absent');
    });

    it('of a session with an unknown key comes after two minutes, too', () => {
        const story = present().go(theirs, left(3_000), lookedUp('unknown', 123_000, null));
        expect(story.announced).toContainEqual(
            expect.objectContaining({ sessionKey: null, outcome: 'visitorLeft' })
        );
    });

    it.each([
        ['visitor', 'ended'],
        ['agent', 'ended'],
        ['error', 'failed'],
        [null, 'ended']
    ] as const)('for the reason %p is %s', (reason, outcome) => {
        expect(confirmed().go(sessionEnded(reason)).announced).toMatchObject([{ outcome }]);
    });

    it('is never before its start, whatever the clock says', () => {
        expect(confirmed().go(sessionEnded('visitor', -5_000)).announced).toMatchObject([
            { startedAt: 1_000, endedAt: 1_000, durationSeconds: 0 }
        ]);
    });

    it('that the visitor’s page refuses can be marked by the agent', () => {
        const story = confirmed().go({ type: 'end' }).go({
            type: 'endFailed',
            visitorId: ME,
            code: 'endRefused',
            at: 4_000
        });
        expect(story.state).toMatchObject({ session: { ending: false, endRefused: true } });
        expect(story.effects).toEqual(['lookUp']);
        story.go({ type: 'markEnded', at: 5_000 });
        expect(story.state.status).toBe('present');
        expect(story.notice).toBe('markedEnded');
        expect(story.announced).toMatchObject([{ outcome: 'markedEnded', endedAt: 5_000 }]);
    });

    it('is looked up, not taken for granted, when nobody hears that it should end', () => {
        const story = confirmed().go({ type: 'end' }).go({
            type: 'endFailed',
            visitorId: ME,
            code: 'visitorNotPresent',
            at: 4_000
        });
        expect(story.state).toMatchObject({ status: 'inSession', session: { endRefused: true } });
        expect(story.go(lookedUp('none', 9_000)).announced).toMatchObject([
            { outcome: 'visitorLeft', endedAt: 4_000 }
        ]);
    });

    it('follows an error of the visitor’s page, or is found', () => {
        const story = confirmed().go({ type: 'visitorError', visitorId: ME, code: 'conndrop' });
        expect(story.state.status).toBe('inSession');
        expect(story.effects).toEqual(['lookUp']);
    });
});

describe('a session from before the page was loaded anew', () => {
    const session = { visitorId: ME, sessionKey: KEY, startedAt: 1_000 };
    const restored = (): Story => new Story({ ...follow, session });

    it('goes on as this agent’s, is looked up, and opens no viewer', () => {
        const story = restored();
        expect(story.state).toMatchObject({
            status: 'inSession',
            session: { ...session, attempt: 1, restored: true }
        });
        expect(story.effects).toEqual(['connect', 'lookUp']);
        expect(story.announced).toEqual([]);
    });

    it('is over when Glance does not know it any more', () => {
        const story = restored().go(found).go(lookedUp('none', 8_000));
        expect(story.state.status).toBe('present');
        expect(story.effects).toEqual(['forget']);
        expect(story.announced).toMatchObject([{ type: 'sessionend', sessionKey: KEY }]);
    });
});
