export { functionName } from './calls';
export { readArguments } from './preSession';
export type { PreSessionAnswer, PreSessionContext, PreSessionHook } from './preSession';
export type { Announcement, Preparation, SessionOutcome } from './events';
export {
    joinSessions,
    keepJoinSession,
    placeOf,
    shareJoinSession,
    watchJoinSessions
} from './joinSessions';
export type { RecordPlace, SharedJoinSession } from './joinSessions';
export { JoinSession } from './joinSession';
export type { JoinHandlers, JoinListener, JoinTarget } from './joinSession';
export { next } from './next';
export { isSessionKey } from './sessionKey';
export { initialState } from './state';
export type {
    Attempt,
    Invocation,
    InvokeWhen,
    InviteStep,
    JoinRequest,
    JoinState,
    Notice,
    Session,
    ViewerWhen
} from './state';
