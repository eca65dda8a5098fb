import type { ErrorCode } from 'c/glanceErrors';
import type { VisitorPresence } from 'c/glancePresence';

/** A function of the visitor's page and its arguments. */
export interface Invocation {
    readonly func: string;
    readonly args: Readonly<Record<string, unknown>>;
}

/** When a custom function runs: before the terms, instead of them, or from the menu only. */
export type InvokeWhen = 'before' | 'instead' | 'menu';

/** When the viewer opens in a one-click connect: at the start of the visitor's session, or at the agent's click. */
export type ViewerWhen = 'sessionStart' | 'click';

export type SessionKeyFrom = 'random' | 'visitorId';

/** What the agent asks for with one click. */
export interface JoinRequest {
    readonly invocation: Invocation | null;
    readonly invokeWhen: InvokeWhen;
    readonly showTerms: boolean;
    readonly viewerWhen: ViewerWhen;
    /** Where the session's key comes from: fresh and random for each invitation, or the visitor id. */
    readonly sessionKeyFrom: SessionKeyFrom;
}

/** One request of the agent, from the click to the start of the session. Results that carry an older id are dropped. */
export interface Attempt {
    readonly id: number;
    /** Whom the agent asks: the followed visitor, unless a pre-session hook named another. */
    readonly visitorId: string;
    /** The key under which the visitor's page is asked to start a session. */
    readonly sessionKey: string;
    readonly request: JoinRequest;
}

/** How far an invitation has come. */
export type InviteStep = 'sending' | 'sent' | 'displayed' | 'accepted';

/** A running session. */
export interface Session {
    /** The attempt that led here; `null` when this agent did not ask for the session. */
    readonly attempt: number | null;
    readonly visitorId: string;
    /** `null` when it is not known: the customer reads it to the agent. */
    readonly sessionKey: string | null;
    /** Milliseconds since the epoch. */
    readonly startedAt: number;
    /** Whether the visitor's page has been asked to stop. */
    readonly ending: boolean;
    /** Whether the session did not end when it was asked to: the agent may mark it as ended. */
    readonly endRefused: boolean;
    /** Whether it was found again after the page was loaded anew. */
    readonly restored: boolean;
}

/** What is known beyond the events: whether a session is this agent's, and whether it still runs. */
export interface SessionCheck {
    /** Whether Glance knows the session by its key: `open` while that is being looked up, `unknown` when it can't be told. */
    readonly confirmation: 'open' | 'yes' | 'unknown';
    /** How many look-ups in a row found no such session. */
    readonly misses: number;
    /** Since when the visitor is not on the website, in milliseconds since the epoch; `null` while they are. */
    readonly absentSince: number | null;
    /** The key of a withdrawn invitation that the visitor seems to have accepted late; otherwise `null`. */
    readonly lateKey: string | null;
}

/** An invitation that came to nothing, but may still stand on the visitor's screen. */
export interface Withdrawn {
    readonly visitorId: string;
    readonly sessionKey: string;
    /** When it was withdrawn, in milliseconds since the epoch. */
    readonly at: number;
}

/** What became of the last thing the agent did, until the next one. */
export type Notice =
    | { readonly type: 'problem'; readonly code: ErrorCode; readonly message: string | null }
    | {
          readonly type:
              | 'cancelled'
              /** Canceled while the pre-session hooks ran: the visitor never heard of it. */
              | 'cancelledBefore'
              | 'invoked'
              | 'sessionEnded'
              /** A withdrawn invitation was accepted late: its session is ended at once. */
              | 'lateAcceptanceEnded'
              | 'markedEnded';
      };

interface Common {
    /** Number of attempts so far: the id of the last one. */
    readonly attempts: number;
    readonly notice: Notice | null;
}

interface Following extends Common {
    readonly visitorId: string;
    /** Whether events of the visitor can arrive at present. */
    readonly connected: boolean;
    /** The visitor's last known presence; `null` when absent. */
    readonly visitor: VisitorPresence | null;
    /** Until it is answered, or the visitor's page is gone. */
    readonly withdrawn: Withdrawn | null;
}

/** Where a join stands. */
export type JoinState =
    /** Nobody is followed: something is missing (`problem`), or presence is off (`null`). */
    | (Common & { readonly status: 'unconfigured'; readonly problem: ErrorCode | null })
    | (Following & { readonly status: 'connecting' })
    | (Following & { readonly status: 'absent' })
    | (Following & { readonly status: 'present'; readonly visitor: VisitorPresence })
    /** Pre-session hooks are running. */
    | (Following & { readonly status: 'preparing'; readonly attempt: Attempt })
    | (Following & {
          readonly status: 'inviting';
          readonly attempt: Attempt;
          readonly step: InviteStep;
          /** Whether the terms were displayed some time ago, without an answer: the visitor may be in a session already. */
          readonly unanswered: boolean;
      })
    | (Following & {
          readonly status: 'inSession';
          readonly session: Session;
          readonly check: SessionCheck;
      })
    | (Following & {
          readonly status: 'failed';
          readonly problem: ErrorCode;
          readonly retrying: boolean;
      });

/** A state in which a visitor is followed. */
export type FollowingState = Exclude<JoinState, { status: 'unconfigured' }>;

/** The state before anything is known. */
export const initialState: JoinState = {
    status: 'unconfigured',
    problem: null,
    attempts: 0,
    notice: null
};
