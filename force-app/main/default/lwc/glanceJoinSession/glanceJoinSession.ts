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
export type { SharedJoinSession } from './joinSessions';
export { JoinSession } from './joinSession';
export type { JoinHandlers, JoinListener } from './joinSession';
export { next } from './next';
export { rememberedSessions } from './rememberedSessions';
export type { RememberedPlace } from './rememberedSessions';
export { isSessionKey, readSessionKey } from './sessionKey';
export { initialState } from './state';
export type { JoinTarget, RecordPlace } from './target';
export type {
    Attempt,
    Invocation,
    InvokeWhen,
    InviteStep,
    JoinRequest,
    JoinState,
    Notice,
    Session,
    SessionKeyFrom,
    ViewerWhen,
    Withdrawn
} from './state';
