import type { ErrorCode } from 'c/glanceErrors';
import type { Announcement, Effect } from './events';
import type { Attempt, FollowingState, JoinState, Notice } from './state';

/** A state and what is to be done on the way into it. */
export interface Step {
    readonly state: JoinState;
    readonly effects: readonly Effect[];
}

export type In<Status extends JoinState['status']> = Extract<JoinState, { status: Status }>;

export const stay = (state: JoinState): Step => ({ state, effects: [] });

export const problem = (code: ErrorCode, message: string | null = null): Notice => ({
    type: 'problem',
    code,
    message
});

export const announce = (announcement: Announcement): Effect => ({
    type: 'announce',
    announcement
});

export const joinError = (code: ErrorCode, message: string | null = null): Effect =>
    announce({ type: 'joinerror', code, message });

export const settle = (attempt: Attempt): Effect => ({ type: 'settle', attempt: attempt.id });

/** The fields that all following states share, without those of one state only. */
export function base(state: FollowingState) {
    const { visitorId, connected, visitor, withdrawn, attempts, notice } = state;
    return { visitorId, connected, visitor, withdrawn, attempts, notice };
}

/** The state in which the agent can act, by what is known of the visitor. */
export function idle(state: FollowingState, notice: Notice | null): FollowingState {
    const common = { ...base(state), notice };
    if (!state.connected) {
        return { ...common, status: 'failed', problem: 'connectionLost', retrying: true };
    }
    return state.visitor === null
        ? { ...common, status: 'absent' }
        : { ...common, status: 'present', visitor: state.visitor };
}

export function isIdle(
    state: FollowingState
): state is In<'connecting' | 'absent' | 'present' | 'failed'> {
    return !hasAttempt(state) && state.status !== 'inSession';
}

export function hasAttempt(state: JoinState): state is In<'preparing'> | In<'inviting'> {
    return state.status === 'preparing' || state.status === 'inviting';
}

/** Whom the agent deals with at present. */
export function visitorOf(state: FollowingState): string {
    return state.status === 'inSession' ? state.session.visitorId : state.visitorId;
}

/** Whether a session comes of an attempt: a function instead of the terms leads to none. */
export function expectsSession({ request }: Attempt): boolean {
    return !(request.invocation && request.invokeWhen === 'instead');
}

export function openViewer({ id, sessionKey }: Attempt): Effect {
    return { type: 'openViewer', attempt: id, sessionKey };
}
