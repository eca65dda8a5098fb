import type { ErrorCode } from 'c/glanceErrors';
import type { JoinEvent, Preparation } from './events';
import { isSessionKey } from './sessionKey';
import type { Attempt, FollowingState, JoinState, Notice, Withdrawn } from './state';
import {
    base,
    expectsSession,
    hasAttempt,
    idle,
    joinError,
    openViewer,
    problem,
    settle,
    stay
} from './steps';
import type { In, Step } from './steps';

/** A withdrawn invitation counts for this long, in milliseconds: who answers later has not been waiting for an answer. */
const WITHDRAWN_LIFE_MS = 10 * 60_000;

/** The withdrawn invitation that may still stand on a visitor's screen. */
export function standing(state: FollowingState, visitorId: string, at: number): Withdrawn | null {
    const { withdrawn } = state;
    return withdrawn?.visitorId === visitorId && at - withdrawn.at <= WITHDRAWN_LIFE_MS
        ? withdrawn
        : null;
}

/** The page that showed a withdrawn invitation is gone, or has answered it. */
export function withoutWithdrawn<State extends FollowingState>(
    state: State,
    visitorId: string
): State {
    return state.withdrawn?.visitorId === visitorId ? { ...state, withdrawn: null } : state;
}

export function prepare(
    state: In<'present'>,
    { request, sessionKey }: Extract<JoinEvent, { type: 'join' }>
): Step {
    const { visitorId } = state;
    const attempt: Attempt = { id: state.attempts + 1, visitorId, sessionKey, request };
    return {
        state: { ...base(state), status: 'preparing', attempt, attempts: attempt.id, notice: null },
        effects: [{ type: 'prepare', attempt: attempt.id, visitorId }]
    };
}

export function prepared(state: In<'preparing'>, outcome: Preparation, at: number): Step {
    if (!outcome.proceed) {
        return giveUp(state, problem(outcome.code, outcome.message));
    }
    const { request: asked } = state.attempt;
    const visitorId = outcome.visitorId ?? state.attempt.visitorId;
    if (!isSessionKey(visitorId)) {
        return giveUp(state, problem('visitorIdInvalid'));
    }
    const request =
        asked.invocation && outcome.invokeArgs
            ? { ...asked, invocation: { ...asked.invocation, args: outcome.invokeArgs } }
            : asked;
    // The visitor's page may start the session under the key of a request that still stands there.
    const fresh = standing(state, visitorId, at)?.sessionKey ?? state.attempt.sessionKey;
    const sessionKey = asked.sessionKeyFrom === 'visitorId' ? visitorId : fresh;
    const attempt: Attempt = { ...state.attempt, visitorId, sessionKey, request };
    const opensNow = request.viewerWhen === 'click' && expectsSession(attempt);
    return {
        state: {
            ...base(withoutWithdrawn(state, visitorId)),
            status: 'inviting',
            attempt,
            step: 'sending',
            unanswered: false
        },
        effects: [
            { type: 'invite', attempt: attempt.id, visitorId, sessionKey, request, again: false },
            ...(opensNow ? [openViewer(attempt)] : [])
        ]
    };
}

export function inviting(
    state: In<'inviting'>,
    event: Extract<JoinEvent, { type: 'inviteSent' | 'inviteFailed' | 'terms' | 'unanswered' }>
): Step {
    switch (event.type) {
        case 'inviteSent':
            if (!expectsSession(state.attempt)) {
                return giveUp(state, { type: 'invoked' });
            }
            return stay(state.step === 'sending' ? { ...state, step: 'sent' } : state);
        case 'inviteFailed':
            return inviteFailed(state, event.code, event.at);
        case 'unanswered':
            return stay(state.step === 'displayed' ? { ...state, unanswered: true } : state);
        case 'terms':
            if (event.status === 'declined') {
                return giveUp(state, problem('visitorDeclined'));
            }
            return stay(
                state.step === 'accepted'
                    ? state
                    : { ...state, step: event.status, unanswered: false }
            );
    }
}

function inviteFailed(state: In<'inviting'>, code: ErrorCode, at: number): Step {
    // What the visitor's page tells goes before what Glance answered: it has the request.
    if (state.step === 'displayed' || state.step === 'accepted') {
        return stay(state);
    }
    if (code === 'visitorNotPresent' && state.attempt.visitorId === state.visitorId) {
        return giveUp({ ...state, visitor: null }, problem(code));
    }
    const refused = code === 'visitorNotPresent' || code === 'agentNotAuthorized';
    return refused ? giveUp(state, problem(code)) : withdraw(state, problem(code), at);
}

/** An answer to an invitation that was withdrawn. An acceptance has no effect before its session starts. */
export function lateAnswer(
    state: FollowingState,
    { visitorId, status }: Extract<JoinEvent, { type: 'terms' }>
): Step {
    return stay(status === 'declined' ? withoutWithdrawn(state, visitorId) : state);
}

/** Shows the terms once more when the visitor's page was loaded anew while the agent waits for an answer. */
export function reinvite(state: FollowingState, visitorId: string): Step {
    if (
        state.status !== 'inviting' ||
        state.attempt.visitorId !== visitorId ||
        state.step === 'sending' ||
        state.step === 'accepted'
    ) {
        return stay(withoutWithdrawn(state, visitorId));
    }
    const { id, sessionKey, request } = state.attempt;
    return {
        state: { ...state, step: 'sending', unanswered: false },
        effects: [{ type: 'invite', attempt: id, visitorId, sessionKey, request, again: true }]
    };
}

export function timedOut(state: In<'preparing'> | In<'inviting'>, at: number): Step {
    if (state.status === 'preparing') {
        return giveUp(state, problem('preSessionExpired'));
    }
    const late = state.step === 'accepted' ? 'sessionStartFailed' : 'inviteExpired';
    return withdraw(state, problem(late), at);
}

/** The visitor's page could not start the session: `dupkey` is Glance's word for a key that is in use. */
export function startFailed(state: FollowingState, visitorId: string, code: string | null): Step {
    return state.status === 'inviting' &&
        state.attempt.visitorId === visitorId &&
        expectsSession(state.attempt)
        ? giveUp(state, problem(code === 'dupkey' ? 'sessionKeyInUse' : 'sessionStartFailed'))
        : stay(state);
}

/** Ends an attempt without a session. */
export function giveUp(state: In<'preparing'> | In<'inviting'>, notice: Notice): Step {
    return {
        state: idle(state, notice),
        effects: [
            settle(state.attempt),
            ...(notice.type === 'problem' ? [joinError(notice.code, notice.message)] : [])
        ]
    };
}

/** Ends an attempt from this side: the visitor may still see the request. */
export function withdraw(state: JoinState, notice: Notice, at: number): Step {
    if (!hasAttempt(state)) {
        return stay(state);
    }
    if (state.status === 'preparing' || !expectsSession(state.attempt)) {
        return giveUp(state, notice);
    }
    const { visitorId, sessionKey } = state.attempt;
    return giveUp({ ...state, withdrawn: { visitorId, sessionKey, at } }, notice);
}
