/**
 * Messages between the stand-in's own scripts and its server, as JSON over WebSockets.
 * They are private: Glance's own are not documented, and nobody but these scripts may rely on them.
 */

/** A visitor's presence record: flat, strings and numbers. */
export type PresenceData = Record<string, string | number>;

export type TermsStatus = 'displayed' | 'accepted' | 'declined';

/** The shape in which errors reach `onerror` and `onvisitorerror`. */
export interface GlanceErrorInfo {
    readonly code: string;
    readonly msg: string;
    readonly params: string;
}

/** What an agent can send to a visitor's page. Names and shape as in Glance's REST API. */
export type VisitorMessage =
    | {
          readonly mtype: 'invoke';
          readonly data: { readonly func: string; readonly args?: unknown };
      }
    | { readonly mtype: 'signal'; readonly data: unknown };

export type AgentToServer = { readonly type: 'hello'; readonly token: string };

/** Events for the agents who watch a visitor. */
export type AgentEvent =
    | { readonly type: 'visitorconn'; readonly connected: boolean }
    | { readonly type: 'presence'; readonly data: PresenceData }
    | { readonly type: 'terms'; readonly status: TermsStatus }
    | { readonly type: 'sessionstart' }
    | { readonly type: 'sessionend' }
    | { readonly type: 'visitorerror'; readonly error: GlanceErrorInfo };

export type ServerToAgent =
    AgentEvent | { readonly type: 'error'; readonly error: GlanceErrorInfo };

export type VisitorToServer =
    | { readonly type: 'presence'; readonly id: number; readonly data: PresenceData }
    | { readonly type: 'active' }
    | { readonly type: 'terms'; readonly status: TermsStatus };

export type ServerToVisitor =
    | { readonly type: 'message'; readonly message: VisitorMessage }
    | { readonly type: 'focus'; readonly focus: boolean }
    | { readonly type: 'ack'; readonly id: number }
    | { readonly type: 'error'; readonly error: GlanceErrorInfo };

/** Who the customer is, as far as the website told. */
export interface VisitorIdentity {
    readonly visitorid?: string;
    readonly name?: string;
    readonly email?: string;
    readonly phone?: string;
}

/** Who watches, as far as the viewer's address told. */
export interface AgentIdentity {
    readonly name?: string;
    readonly email?: string;
    readonly phone?: string;
}

export interface StartSession {
    readonly type: 'start';
    /** Absent: the server makes one of four digits. */
    readonly sessionKey?: string;
    readonly visitor: VisitorIdentity;
    /** The visitor id that the page is present with; without one no agent hears of the session. */
    readonly presentAs?: string;
    /** Whether the visitor has just accepted the terms. */
    readonly acceptedTerms: boolean;
}

export interface ContinueSession {
    readonly type: 'continue';
    readonly resume: string;
    readonly visitor: VisitorIdentity;
}

export type ShareToServer =
    | StartSession
    | ContinueSession
    | { readonly type: 'event'; readonly event: unknown }
    | { readonly type: 'stop' };

export type ServerToShare =
    | { readonly type: 'started'; readonly sessionKey: string; readonly resume: string }
    | { readonly type: 'refused'; readonly reason: string }
    | { readonly type: 'snapshot' }
    | { readonly type: 'agents'; readonly agents: readonly AgentIdentity[] }
    /** Another page of the visitor goes on with the session. */
    | { readonly type: 'moved' }
    | { readonly type: 'ended' };

export type ViewToServer =
    | { readonly type: 'hello'; readonly groupId: number; readonly ticket: string }
    | { readonly type: 'end' };

export type ServerToView =
    | { readonly type: 'waiting' }
    | { readonly type: 'live'; readonly sessionKey: string; readonly visitor: VisitorIdentity }
    | { readonly type: 'event'; readonly event: unknown }
    | { readonly type: 'ended' }
    | { readonly type: 'refused' };
