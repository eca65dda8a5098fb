import type { ErrorCode } from 'c/glanceErrors';
import type { VisitorPresence } from 'c/glancePresence';
import type { Invocation, JoinRequest } from './state';

/** What the pre-session hooks decided. */
export type Preparation =
    | {
          readonly proceed: true;
          /** Another visitor to ask, or `null`. */
          readonly visitorId: string | null;
          /** Other arguments of the custom function, or `null`. */
          readonly invokeArgs: Readonly<Record<string, unknown>> | null;
      }
    | { readonly proceed: false; readonly code: ErrorCode; readonly message: string | null };

/** Everything that can happen to a join. Events of an attempt carry its id, events of a visitor the visitor's id. */
export type JoinEvent =
    /** The component wants this visitor followed (from now on nobody else). */
    | { readonly type: 'follow'; readonly visitorId: string }
    /** The component follows nobody: `problem` says why; `null` when that is as it should be. */
    | { readonly type: 'unfollow'; readonly problem: ErrorCode | null }
    /** The page is hidden and nothing is going on: nobody is followed until it is shown. */
    | { readonly type: 'suspended' }
    | {
          readonly type: 'connected';
          readonly visitorId: string;
          readonly visitor: VisitorPresence | null;
      }
    | {
          readonly type: 'disconnected';
          readonly visitorId: string;
          readonly code: ErrorCode;
          readonly retrying: boolean;
      }
    | {
          readonly type: 'visitorPresent';
          readonly visitorId: string;
          readonly visitor: VisitorPresence;
      }
    | { readonly type: 'visitorReloaded'; readonly visitorId: string }
    | { readonly type: 'visitorAbsent'; readonly visitorId: string }
    /** The agent clicked Join. */
    | { readonly type: 'join'; readonly request: JoinRequest }
    | { readonly type: 'prepared'; readonly attempt: number; readonly outcome: Preparation }
    | { readonly type: 'inviteSent'; readonly attempt: number }
    | { readonly type: 'inviteFailed'; readonly attempt: number; readonly code: ErrorCode }
    | {
          readonly type: 'terms';
          readonly attempt: number;
          readonly status: 'displayed' | 'accepted' | 'declined';
      }
    /** `attempt` is the attempt that listens for the start, `null` when none does. `at`: milliseconds since the epoch. */
    | {
          readonly type: 'sessionStarted';
          readonly attempt: number | null;
          readonly visitorId: string;
          readonly at: number;
      }
    | { readonly type: 'sessionEnded'; readonly visitorId: string; readonly at: number }
    | { readonly type: 'timedOut'; readonly attempt: number }
    | { readonly type: 'viewerFailed'; readonly attempt: number; readonly code: ErrorCode }
    /** The agent withdrew the attempt. */
    | { readonly type: 'cancel' }
    | { readonly type: 'retry' }
    | { readonly type: 'end' }
    | {
          readonly type: 'endFailed';
          readonly visitorId: string;
          readonly code: ErrorCode;
          readonly at: number;
      }
    /** The agent chose the custom function from the menu. */
    | { readonly type: 'invoke'; readonly invocation: Invocation }
    | { readonly type: 'invoked'; readonly visitorId: string; readonly code: ErrorCode | null }
    | { readonly type: 'dismiss' };

/** How a session went. */
export type SessionOutcome = 'ended' | 'visitorLeft';

/** What the world outside hears about. `at` and the times in `SessionReport`: milliseconds since the epoch. */
export type Announcement =
    | { readonly type: 'presencechange'; readonly visitorId: string; readonly present: boolean }
    | { readonly type: 'sessionstart'; readonly sessionKey: string; readonly startedAt: number }
    | {
          readonly type: 'sessionend';
          readonly sessionKey: string;
          readonly startedAt: number;
          readonly endedAt: number;
          readonly durationSeconds: number;
          readonly outcome: SessionOutcome;
      }
    | { readonly type: 'joinerror'; readonly code: ErrorCode; readonly message: string | null };

/** What is to be done. Carried out by `JoinSession`, in order. */
export type Effect =
    | { readonly type: 'connect'; readonly visitorId: string }
    | { readonly type: 'disconnect' }
    | { readonly type: 'reconnect' }
    /** Runs the pre-session hooks, within a time limit. */
    | { readonly type: 'prepare'; readonly attempt: number; readonly visitorId: string }
    /** Listens for the start of the session and asks the visitor, within a time limit. */
    | {
          readonly type: 'invite';
          readonly attempt: number;
          readonly visitorId: string;
          readonly request: JoinRequest;
          /** `true`: the terms are shown once more, after the visitor's page was loaded anew. */
          readonly again: boolean;
      }
    /** Stops whatever the attempt still has going: hooks, listening, time limit. */
    | { readonly type: 'settle'; readonly attempt: number }
    | { readonly type: 'openViewer'; readonly attempt: number; readonly sessionKey: string }
    | { readonly type: 'endSession'; readonly visitorId: string }
    | { readonly type: 'invoke'; readonly visitorId: string; readonly invocation: Invocation }
    | { readonly type: 'announce'; readonly announcement: Announcement };
