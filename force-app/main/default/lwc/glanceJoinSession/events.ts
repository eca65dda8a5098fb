import type { ErrorCode } from 'c/glanceErrors';
import type { VisitorPresence } from 'c/glancePresence';
import type { SessionLookup } from 'c/glanceViewer';
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

/** What is kept of an own session while the page is loaded anew. */
export interface RememberedSession {
    readonly visitorId: string;
    readonly sessionKey: string;
    /** Milliseconds since the epoch. */
    readonly startedAt: number;
}

/**
 * Everything that can happen to a join. Events of an attempt carry its id, events of a visitor the visitor's id.
 * `at`: milliseconds since the epoch.
 */
export type JoinEvent =
    /** The component wants this visitor followed (from now on nobody else). `session`: an own session that runs already. */
    | {
          readonly type: 'follow';
          readonly visitorId: string;
          readonly session: RememberedSession | null;
      }
    /** The component follows nobody: `problem` says why; `null` when that is as it should be. */
    | { readonly type: 'unfollow'; readonly problem: ErrorCode | null }
    /** The page is hidden and nothing is going on: nobody is followed until it is shown. */
    | { readonly type: 'suspended' }
    | {
          readonly type: 'connected';
          readonly visitorId: string;
          readonly visitor: VisitorPresence | null;
          readonly at: number;
      }
    | {
          readonly type: 'disconnected';
          readonly visitorId: string;
          readonly code: ErrorCode;
          readonly retrying: boolean;
          readonly at: number;
      }
    | {
          readonly type: 'visitorPresent';
          readonly visitorId: string;
          readonly visitor: VisitorPresence;
      }
    | { readonly type: 'visitorReloaded'; readonly visitorId: string }
    | { readonly type: 'visitorAbsent'; readonly visitorId: string; readonly at: number }
    /** The agent clicked Join. `sessionKey`: a fresh random one. */
    | {
          readonly type: 'join';
          readonly request: JoinRequest;
          readonly sessionKey: string;
      }
    | {
          readonly type: 'prepared';
          readonly attempt: number;
          readonly outcome: Preparation;
          readonly at: number;
      }
    | { readonly type: 'inviteSent'; readonly attempt: number }
    | {
          readonly type: 'inviteFailed';
          readonly attempt: number;
          readonly code: ErrorCode;
          readonly at: number;
      }
    /** `attempt` is the attempt that listens for the answer, `null` when none does. */
    | {
          readonly type: 'terms';
          readonly attempt: number | null;
          readonly visitorId: string;
          readonly status: 'displayed' | 'accepted' | 'declined';
      }
    /** The terms have been displayed for a while. */
    | { readonly type: 'unanswered'; readonly attempt: number }
    /** The visitor's page could not start the session, or lost it. `code`: Glance's word, such as `dupkey`. */
    | { readonly type: 'visitorError'; readonly visitorId: string; readonly code: string }
    /** `attempt` is the attempt that listens for the start, `null` when none does. */
    | {
          readonly type: 'sessionStarted';
          readonly attempt: number | null;
          readonly visitorId: string;
          readonly at: number;
      }
    | {
          readonly type: 'sessionEnded';
          readonly visitorId: string;
          readonly reason: 'visitor' | 'agent' | 'error' | null;
          readonly at: number;
      }
    /** Glance was asked about the session with this key; `null`: the key is not known, so nothing could be asked. */
    | {
          readonly type: 'lookedUp';
          readonly sessionKey: string | null;
          readonly found: SessionLookup;
          readonly at: number;
      }
    | { readonly type: 'timedOut'; readonly attempt: number; readonly at: number }
    | { readonly type: 'viewerFailed'; readonly attempt: number; readonly code: ErrorCode }
    /** The agent withdrew the attempt. */
    | { readonly type: 'cancel'; readonly at: number }
    | { readonly type: 'retry' }
    | { readonly type: 'end' }
    /** The agent says that the session is over. */
    | { readonly type: 'markEnded'; readonly at: number }
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

/** How a session went: it was ended, broke off, the visitor left the website, or the agent marked it as ended. */
export type SessionOutcome = 'ended' | 'failed' | 'visitorLeft' | 'markedEnded';

/** What the world outside hears about. `at` and the times in `SessionReport`: milliseconds since the epoch. */
export type Announcement =
    | { readonly type: 'presencechange'; readonly visitorId: string; readonly present: boolean }
    /** `sessionKey`: `null` when it is not known. */
    | {
          readonly type: 'sessionstart';
          readonly sessionKey: string | null;
          readonly startedAt: number;
      }
    | {
          readonly type: 'sessionend';
          readonly sessionKey: string | null;
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
          readonly sessionKey: string;
          readonly request: JoinRequest;
          /** `true`: the terms are shown once more, after the visitor's page was loaded anew. */
          readonly again: boolean;
      }
    /** Stops whatever the attempt still has going: hooks, listening, time limit. */
    | { readonly type: 'settle'; readonly attempt: number }
    | { readonly type: 'openViewer'; readonly attempt: number; readonly sessionKey: string }
    | { readonly type: 'endSession'; readonly visitorId: string }
    /** Asks Glance, now, whether the session of the state runs. */
    | { readonly type: 'lookUp' }
    /** Keeps an own session in mind while the page is loaded anew. */
    | { readonly type: 'remember'; readonly session: RememberedSession }
    | { readonly type: 'forget' }
    | { readonly type: 'invoke'; readonly visitorId: string; readonly invocation: Invocation }
    | { readonly type: 'announce'; readonly announcement: Announcement };
