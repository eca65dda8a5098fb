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

/** What the agent asks for with one click. */
export interface JoinRequest {
    readonly invocation: Invocation | null;
    readonly invokeWhen: InvokeWhen;
    readonly showTerms: boolean;
    readonly viewerWhen: ViewerWhen;
}

/** One request of the agent, from the click to the start of the session. Results that carry an older id are dropped. */
export interface Attempt {
    readonly id: number;
    /** Whom the agent asks: the followed visitor, unless a pre-session hook named another. */
    readonly visitorId: string;
    readonly request: JoinRequest;
}

/** How far an invitation has come. */
export type InviteStep = 'sending' | 'sent' | 'displayed' | 'accepted';

/** A running session. */
export interface Session {
    /** The attempt that led here, or `null` when the visitor started the session. */
    readonly attempt: number | null;
    readonly visitorId: string;
    /** Milliseconds since the epoch. */
    readonly startedAt: number;
    /** Whether the visitor's page has been asked to stop. */
    readonly ending: boolean;
}

/** What became of the last thing the agent did, until the next one. */
export type Notice =
    | { readonly type: 'problem'; readonly code: ErrorCode; readonly message: string | null }
    | { readonly type: 'cancelled' | 'invoked' | 'sessionEnded' };

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
      })
    | (Following & { readonly status: 'inSession'; readonly session: Session })
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
