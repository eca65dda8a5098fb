import {
    inviting,
    lateAnswer,
    prepare,
    prepared,
    reinvite,
    startFailed,
    timedOut,
    withdraw
} from './attempts';
import type { JoinEvent } from './events';
import { connecting, disconnected, follow, seen, unfollow } from './following';
import { endFailed, ended, lookedUp, sessionStarted, startedUnheard } from './sessions';
import type { FollowingState, JoinState } from './state';
import { hasAttempt, isIdle, joinError, problem, stay, visitorOf } from './steps';
import type { Step } from './steps';

export type { Step };

/**
 * The whole logic of a join: from a state and an event to the next state and the effects. Pure: no clock, no input or
 * output. Whatever comes late (from an older attempt, for another visitor) leaves the state as it is.
 */
export function next(state: JoinState, event: JoinEvent): Step {
    switch (event.type) {
        case 'follow':
            return follow(state, event);
        case 'unfollow':
            return unfollow(state, event.problem);
        case 'dismiss':
            return stay({ ...state, notice: null });
        default:
            return state.status === 'unconfigured' ? stay(state) : nextWhileFollowing(state, event);
    }
}

type Following = Exclude<JoinEvent, { type: 'follow' | 'unfollow' | 'dismiss' }>;

function nextWhileFollowing(state: FollowingState, event: Following): Step {
    switch (event.type) {
        case 'suspended':
            return isIdle(state) ? stay(connecting(state)) : stay(state);
        case 'connected':
        case 'visitorPresent':
        case 'visitorAbsent':
            return seen(state, event);
        case 'visitorReloaded':
            return reinvite(state, event.visitorId);
        case 'disconnected':
            return event.visitorId === state.visitorId ? disconnected(state, event) : stay(state);
        case 'retry':
            return state.status === 'failed'
                ? { state: connecting(state), effects: [{ type: 'reconnect' }] }
                : stay(state);
        case 'join':
            return state.status === 'present' ? prepare(state, event) : stay(state);
        case 'cancel':
            return withdraw(
                state,
                { type: state.status === 'preparing' ? 'cancelledBefore' : 'cancelled' },
                event.at
            );
        case 'prepared':
            return state.status === 'preparing' && state.attempt.id === event.attempt
                ? prepared(state, event.outcome, event.at)
                : stay(state);
        case 'timedOut':
            return hasAttempt(state) && state.attempt.id === event.attempt
                ? timedOut(state, event.at)
                : stay(state);
        case 'inviteSent':
        case 'inviteFailed':
        case 'unanswered':
        case 'terms':
            return answered(state, event);
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
        default:
            return nextOfSession(state, event);
    }
}

function answered(
    state: FollowingState,
    event: Extract<JoinEvent, { type: 'inviteSent' | 'inviteFailed' | 'unanswered' | 'terms' }>
): Step {
    if (state.status === 'inviting' && state.attempt.id === event.attempt) {
        return inviting(state, event);
    }
    return event.type === 'terms' && event.attempt === null
        ? lateAnswer(state, event)
        : stay(state);
}

type OfSession = Extract<
    JoinEvent,
    {
        type:
            | 'sessionStarted'
            | 'sessionEnded'
            | 'visitorError'
            | 'lookedUp'
            | 'viewerFailed'
            | 'end'
            | 'endFailed'
            | 'markEnded';
    }
>;

function nextOfSession(state: FollowingState, event: OfSession): Step {
    if (event.type === 'sessionStarted') {
        return sessionStarted(state, event);
    }
    if (event.type === 'viewerFailed') {
        return state.attempts === event.attempt
            ? { state: { ...state, notice: problem(event.code) }, effects: [joinError(event.code)] }
            : stay(state);
    }
    if (state.status !== 'inSession') {
        switch (event.type) {
            case 'sessionEnded':
                return startFailed(state, event.visitorId, null);
            case 'visitorError':
                return startFailed(state, event.visitorId, event.code);
            case 'lookedUp':
                return startedUnheard(state, event);
            default:
                return stay(state);
        }
    }
    const { session } = state;
    if ('visitorId' in event && event.visitorId !== session.visitorId) {
        return stay(state);
    }
    switch (event.type) {
        case 'sessionEnded':
            return ended(state, event.reason === 'error' ? 'failed' : 'ended', event.at);
        case 'visitorError':
            // The end follows; where it is missed, the look-up finds it.
            return { state, effects: [{ type: 'lookUp' }] };
        case 'lookedUp':
            return lookedUp(state, event);
        case 'end':
            return session.ending
                ? stay(state)
                : {
                      state: { ...state, session: { ...session, ending: true }, notice: null },
                      effects: [{ type: 'endSession', visitorId: session.visitorId }]
                  };
        case 'endFailed':
            return endFailed(state, event.code, event.at);
        case 'markEnded':
            return ended(state, 'markedEnded', event.at);
    }
}
