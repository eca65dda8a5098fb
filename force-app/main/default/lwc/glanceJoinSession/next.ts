import type { ErrorCode } from 'c/glanceErrors';
import type { VisitorPresence } from 'c/glancePresence';
import { isSessionKey } from './sessionKey';
import type { Announcement, Effect, JoinEvent, Preparation, SessionOutcome } from './events';
import type { Attempt, FollowingState, JoinState, Notice, Session } from './state';

/** A state and what is to be done on the way into it. */
export interface Step {
    readonly state: JoinState;
    readonly effects: readonly Effect[];
}

type In<Status extends JoinState['status']> = Extract<JoinState, { status: Status }>;

const stay = (state: JoinState): Step => ({ state, effects: [] });
const problem = (code: ErrorCode, message: string | null = null): Notice => ({
    type: 'problem',
    code,
    message
});
const announce = (announcement: Announcement): Effect => ({ type: 'announce', announcement });

/**
 * The whole logic of a join: from a state and an event to the next state and the effects. Pure: no clock, no input or
 * output. Whatever comes late (from an older attempt, for another visitor) leaves the state as it is.
 */
export function next(state: JoinState, event: JoinEvent): Step {
    switch (event.type) {
        case 'follow':
            return follow(state, event.visitorId);
        case 'unfollow':
            return unfollow(state, event.problem);
        case 'dismiss':
            return stay({ ...state, notice: null });
        default:
            return state.status === 'unconfigured' ? stay(state) : nextWhileFollowing(state, event);
    }
}

function nextWhileFollowing(
    state: FollowingState,
    event: Exclude<JoinEvent, { type: 'follow' | 'unfollow' | 'dismiss' }>
): Step {
    switch (event.type) {
        case 'suspended':
            return isIdle(state) ? stay(connecting(state)) : stay(state);
        case 'connected':
        case 'visitorPresent':
            return event.visitorId === state.visitorId ? found(state, event.visitor) : stay(state);
        case 'visitorAbsent':
            return event.visitorId === state.visitorId ? found(state, null) : stay(state);
        case 'visitorReloaded':
            return reinvite(state, event.visitorId);
        case 'disconnected':
            return event.visitorId === state.visitorId
                ? disconnected(state, event.code, event.retrying)
                : stay(state);
        case 'retry':
            return state.status === 'failed'
                ? { state: connecting(state), effects: [{ type: 'reconnect' }] }
                : stay(state);
        case 'join':
            return state.status === 'present' ? prepare(state, event) : stay(state);
        case 'cancel':
            return hasAttempt(state) ? giveUp(state, { type: 'cancelled' }) : stay(state);
        case 'prepared':
            return state.status === 'preparing' && state.attempt.id === event.attempt
                ? prepared(state, event.outcome)
                : stay(state);
        case 'timedOut':
            return hasAttempt(state) && state.attempt.id === event.attempt
                ? giveUp(
                      state,
                      problem(state.status === 'preparing' ? 'preSessionExpired' : 'inviteExpired')
                  )
                : stay(state);
        case 'inviteSent':
        case 'inviteFailed':
        case 'terms':
            return state.status === 'inviting' && state.attempt.id === event.attempt
                ? inviting(state, event)
                : stay(state);
        case 'sessionStarted':
            return sessionStarted(state, event);
        case 'viewerFailed':
            return state.attempts === event.attempt
                ? {
                      state: { ...state, notice: problem(event.code) },
                      effects: [joinError(event.code, null)]
                  }
                : stay(state);
        case 'sessionEnded':
            return state.status === 'inSession' && state.session.visitorId === event.visitorId
                ? ended(state, 'ended', event.at)
                : stay(state);
        case 'end':
            return state.status === 'inSession' && !state.session.ending
                ? {
                      state: {
                          ...state,
                          session: { ...state.session, ending: true },
                          notice: null
                      },
                      effects: [{ type: 'endSession', visitorId: state.session.visitorId }]
                  }
                : stay(state);
        case 'endFailed':
            return state.status === 'inSession' && state.session.visitorId === event.visitorId
                ? endFailed(state, event.code, event.at)
                : stay(state);
        case 'invoke':
            return state.status === 'present' || state.status === 'inSession'
                ? {
                      state: { ...state, notice: null },
                      effects: [
                          {
                              type: 'invoke',
                              visitorId: visitorOf(state),
                              invocation: event.invocation
                          }
                      ]
                  }
                : stay(state);
        case 'invoked':
            return event.visitorId === visitorOf(state) && !hasAttempt(state)
                ? stay({
                      ...state,
                      notice: event.code === null ? { type: 'invoked' } : problem(event.code)
                  })
                : stay(state);
    }
}

// ---- following

function follow(state: JoinState, visitorId: string): Step {
    const left = leave(state);
    return {
        state: {
            status: 'connecting',
            visitorId,
            connected: false,
            visitor: null,
            attempts: state.attempts,
            notice: null
        },
        effects: [...left, { type: 'connect', visitorId }]
    };
}

function unfollow(state: JoinState, why: ErrorCode | null): Step {
    return {
        state: { status: 'unconfigured', problem: why, attempts: state.attempts, notice: null },
        effects: leave(state)
    };
}

/** What must stop before another visitor, or nobody, is followed. */
function leave(state: JoinState): Effect[] {
    if (state.status === 'unconfigured') {
        return [];
    }
    return [...(hasAttempt(state) ? [settle(state.attempt)] : []), { type: 'disconnect' }];
}

function connecting(state: FollowingState): In<'connecting'> {
    return { ...base(state), status: 'connecting', connected: false, visitor: null };
}

/** The fields that all following states share, without those of one state only. */
function base(state: FollowingState) {
    const { visitorId, connected, visitor, attempts, notice } = state;
    return { visitorId, connected, visitor, attempts, notice };
}

/** The state in which the agent can act, by what is known of the visitor. */
function idle(state: FollowingState, notice: Notice | null): JoinState {
    const common = { ...base(state), notice };
    if (!state.connected) {
        return { ...common, status: 'failed', problem: 'connectionLost', retrying: true };
    }
    return state.visitor === null
        ? { ...common, status: 'absent' }
        : { ...common, status: 'present', visitor: state.visitor };
}

/** Connected, and the visitor is there (or, with `null`, is not). */
function found(state: FollowingState, visitor: VisitorPresence | null): Step {
    const changed = (state.visitor === null) !== (visitor === null);
    const effects = changed
        ? [
              announce({
                  type: 'presencechange',
                  visitorId: state.visitorId,
                  present: visitor !== null
              })
          ]
        : [];
    const seen: FollowingState = { ...state, connected: true, visitor } as FollowingState;
    if (isIdle(state)) {
        // A notice about an earlier attempt stays until the visitor comes or goes.
        return { state: idle(seen, changed && visitor !== null ? null : state.notice), effects };
    }
    if (hasAttempt(seen) && visitor === null && seen.attempt.visitorId === seen.visitorId) {
        const given = giveUp(seen, problem('visitorLeft'));
        return { state: given.state, effects: [...effects, ...given.effects] };
    }
    return { state: seen, effects };
}

function disconnected(state: FollowingState, code: ErrorCode, retrying: boolean): Step {
    const gone =
        state.visitor === null
            ? []
            : [announce({ type: 'presencechange', visitorId: state.visitorId, present: false })];
    const failed: In<'failed'> = {
        ...base(state),
        status: 'failed',
        connected: false,
        visitor: null,
        problem: code,
        retrying
    };
    if (isIdle(state)) {
        const told = state.status === 'failed' && state.problem === code;
        return { state: failed, effects: [...gone, ...(told ? [] : [joinError(code, null)])] };
    }
    if (hasAttempt(state) && !retrying) {
        const given = giveUp(state, problem(code));
        return {
            state: { ...failed, notice: given.state.notice },
            effects: [...gone, ...given.effects]
        };
    }
    return stay({ ...state, connected: false });
}

// ---- one attempt

function prepare(state: In<'present'>, { request }: Extract<JoinEvent, { type: 'join' }>): Step {
    const attempt: Attempt = { id: state.attempts + 1, visitorId: state.visitorId, request };
    return {
        state: { ...base(state), status: 'preparing', attempt, attempts: attempt.id, notice: null },
        effects: [{ type: 'prepare', attempt: attempt.id, visitorId: attempt.visitorId }]
    };
}

function prepared(state: In<'preparing'>, outcome: Preparation): Step {
    if (!outcome.proceed) {
        return giveUp(state, problem(outcome.code, outcome.message));
    }
    const visitorId = outcome.visitorId ?? state.attempt.visitorId;
    if (!isSessionKey(visitorId)) {
        return giveUp(state, problem('visitorIdInvalid'));
    }
    const { invocation } = state.attempt.request;
    const request = {
        ...state.attempt.request,
        invocation:
            invocation && outcome.invokeArgs
                ? { ...invocation, args: outcome.invokeArgs }
                : invocation
    };
    const attempt: Attempt = { ...state.attempt, visitorId, request };
    const opensNow = request.viewerWhen === 'click' && expectsSession(attempt);
    return {
        state: { ...base(state), status: 'inviting', attempt, step: 'sending' },
        effects: [
            { type: 'invite', attempt: attempt.id, visitorId, request, again: false },
            ...(opensNow ? [openViewer(attempt)] : [])
        ]
    };
}

function inviting(
    state: In<'inviting'>,
    event: Extract<JoinEvent, { type: 'inviteSent' | 'inviteFailed' | 'terms' }>
): Step {
    if (event.type === 'inviteFailed') {
        const gone =
            event.code === 'visitorNotPresent' && state.attempt.visitorId === state.visitorId;
        return giveUp(gone ? { ...state, visitor: null } : state, problem(event.code));
    }
    if (event.type === 'inviteSent') {
        if (!expectsSession(state.attempt)) {
            return giveUp(state, { type: 'invoked' });
        }
        return stay(state.step === 'sending' ? { ...state, step: 'sent' } : state);
    }
    if (event.status === 'declined') {
        return giveUp(state, problem('visitorDeclined'));
    }
    return stay(state.step === 'accepted' ? state : { ...state, step: event.status });
}

/** Shows the terms once more when the visitor's page was loaded anew while the agent waits for an answer. */
function reinvite(state: FollowingState, visitorId: string): Step {
    if (state.status !== 'inviting' || state.attempt.visitorId !== visitorId) {
        return stay(state);
    }
    if (state.step === 'sending' || state.step === 'accepted') {
        return stay(state);
    }
    const { id, request } = state.attempt;
    return {
        state: { ...state, step: 'sending' },
        effects: [{ type: 'invite', attempt: id, visitorId, request, again: true }]
    };
}

/** Ends an attempt without a session. */
function giveUp(state: In<'preparing'> | In<'inviting'>, notice: Notice): Step {
    return {
        state: idle(state, notice),
        effects: [
            settle(state.attempt),
            ...(notice.type === 'problem' ? [joinError(notice.code, notice.message)] : [])
        ]
    };
}

// ---- a session

function sessionStarted(
    state: FollowingState,
    event: Extract<JoinEvent, { type: 'sessionStarted' }>
): Step {
    if (state.status === 'inSession') {
        return stay(state);
    }
    const asked = state.status === 'inviting' && event.attempt === state.attempt.id;
    if (asked ? event.visitorId !== state.attempt.visitorId : event.visitorId !== state.visitorId) {
        return stay(state);
    }
    if (!asked && (event.attempt !== null || state.status === 'inviting')) {
        return stay(state);
    }
    const session: Session = {
        attempt: event.attempt,
        visitorId: event.visitorId,
        startedAt: event.at,
        ending: false
    };
    const opensNow = asked && state.attempt.request.viewerWhen === 'sessionStart';
    return {
        state: { ...base(state), status: 'inSession', connected: true, session, notice: null },
        effects: [
            ...(hasAttempt(state) ? [settle(state.attempt)] : []),
            ...(opensNow ? [openViewer(state.attempt)] : []),
            announce({
                type: 'sessionstart',
                sessionKey: session.visitorId,
                startedAt: session.startedAt
            })
        ]
    };
}

function ended(state: In<'inSession'>, outcome: SessionOutcome, at: number): Step {
    const { visitorId, startedAt } = state.session;
    return {
        state: idle(state, { type: 'sessionEnded' }),
        effects: [
            announce({
                type: 'sessionend',
                sessionKey: visitorId,
                startedAt,
                endedAt: at,
                durationSeconds: Math.max(0, Math.round((at - startedAt) / 1000)),
                outcome
            })
        ]
    };
}

function endFailed(state: In<'inSession'>, code: ErrorCode, at: number): Step {
    // Nobody is there to stop: the session is over, we only did not hear of its end.
    if (code === 'visitorNotPresent') {
        return ended(
            state.session.visitorId === state.visitorId ? { ...state, visitor: null } : state,
            'visitorLeft',
            at
        );
    }
    return {
        state: {
            ...state,
            session: { ...state.session, ending: false },
            notice: problem('endRefused')
        },
        effects: [joinError('endRefused', null)]
    };
}

// ---- small questions

function isIdle(
    state: FollowingState
): state is In<'connecting' | 'absent' | 'present' | 'failed'> {
    return !hasAttempt(state) && state.status !== 'inSession';
}

function hasAttempt(state: JoinState): state is In<'preparing'> | In<'inviting'> {
    return state.status === 'preparing' || state.status === 'inviting';
}

function visitorOf(state: FollowingState): string {
    return state.status === 'inSession' ? state.session.visitorId : state.visitorId;
}

function expectsSession({ request }: Attempt): boolean {
    return !(request.invocation && request.invokeWhen === 'instead');
}

function settle(attempt: Attempt): Effect {
    return { type: 'settle', attempt: attempt.id };
}

function openViewer(attempt: Attempt): Effect {
    return { type: 'openViewer', attempt: attempt.id, sessionKey: attempt.visitorId };
}

function joinError(code: ErrorCode, message: string | null): Effect {
    return announce({ type: 'joinerror', code, message });
}
