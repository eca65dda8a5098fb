import type { ErrorCode } from 'c/glanceErrors';
import type { VisitorPresence } from 'c/glancePresence';
import { giveUp, withdraw, withoutWithdrawn } from './attempts';
import type { Effect, JoinEvent } from './events';
import { restored, seenInSession } from './sessions';
import type { FollowingState, JoinState } from './state';
import {
    announce,
    base,
    hasAttempt,
    idle,
    isIdle,
    joinError,
    problem,
    settle,
    stay
} from './steps';
import type { In, Step } from './steps';

export function follow(
    state: JoinState,
    { visitorId, session }: Extract<JoinEvent, { type: 'follow' }>
): Step {
    const followed: In<'connecting'> = {
        status: 'connecting',
        visitorId,
        connected: false,
        visitor: null,
        withdrawn: null,
        attempts: state.attempts,
        notice: null
    };
    return {
        state: session ? restored(followed, session) : followed,
        effects: [
            ...leave(state),
            { type: 'connect', visitorId },
            ...(session ? [{ type: 'lookUp' } as const] : [])
        ]
    };
}

export function unfollow(state: JoinState, why: ErrorCode | null): Step {
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

export function connecting(state: FollowingState): In<'connecting'> {
    return { ...base(state), status: 'connecting', connected: false, visitor: null };
}

/** What a connection tells of a visitor: whether they are there. */
export function seen(
    state: FollowingState,
    event: Extract<JoinEvent, { type: 'connected' | 'visitorPresent' | 'visitorAbsent' }>
): Step {
    const visitor = event.type === 'visitorAbsent' ? null : event.visitor;
    const current = visitor === null ? withoutWithdrawn(state, event.visitorId) : state;
    const step: Step =
        event.visitorId === state.visitorId ? found(current, visitor) : stay(current);
    const { state: after } = step;
    if (after.status !== 'inSession' || after.session.visitorId !== event.visitorId) {
        return step;
    }
    const checked = seenInSession(after, visitor !== null, event);
    return { state: checked.state, effects: [...step.effects, ...checked.effects] };
}

/** Connected, and the visitor is there (or, with `null`, is not). */
function found(state: FollowingState, visitor: VisitorPresence | null): Step {
    const changed = (state.visitor === null) !== (visitor === null);
    const effects = changed ? [presenceChange(state, visitor !== null)] : [];
    const current: FollowingState = { ...state, connected: true, visitor } as FollowingState;
    if (isIdle(state)) {
        // A notice about an earlier attempt stays until the visitor comes: not just the connection.
        const comes = changed && visitor !== null && state.connected;
        return {
            state: idle(current, comes ? null : state.notice),
            effects
        };
    }
    if (
        hasAttempt(current) &&
        visitor === null &&
        current.attempt.visitorId === current.visitorId
    ) {
        const given = giveUp(current, problem('visitorLeft'));
        return { state: given.state, effects: [...effects, ...given.effects] };
    }
    return { state: current, effects };
}

export function disconnected(
    state: FollowingState,
    { code, retrying, at }: Extract<JoinEvent, { type: 'disconnected' }>
): Step {
    const gone = state.visitor === null ? [] : [presenceChange(state, false)];
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
        return { state: failed, effects: [...gone, ...(told ? [] : [joinError(code)])] };
    }
    if (hasAttempt(state) && !retrying) {
        const given = withdraw(state, problem(code), at);
        return {
            state: { ...failed, ...kept(given.state) },
            effects: [...gone, ...given.effects]
        };
    }
    return stay({ ...state, connected: false });
}

function kept(state: JoinState) {
    return {
        notice: state.notice,
        withdrawn: state.status === 'unconfigured' ? null : state.withdrawn
    };
}

function presenceChange({ visitorId }: FollowingState, present: boolean): Effect {
    return announce({ type: 'presencechange', visitorId, present });
}
