/**
 * Messages and answers on the wire, as Glance's own browser scripts send and read them.
 * Source: the recordings in `vectors/wire/` and what was measured with Glance's scripts. Where this file speaks of
 * "the stand-in's own", Glance's scripts neither send nor understand it.
 */

/** A visitor's presence record: flat, strings and numbers. */
export type PresenceData = Record<string, string | number>;

export type TermsStatus = 'displayed' | 'accepted' | 'declined';

/** Why a session ended, as the visitor's page tells it. `agent`: from the other side, or the page's cookie vanished. */
export type SessionEndReason = 'visitor' | 'agent' | 'error';

/** What `onvisitorerror` and the server's `error` get. `params` is an object when it comes from a visitor. */
export interface GlanceErrorInfo {
    readonly code: string;
    readonly msg: string;
    readonly params?: unknown;
}

/** What an agent can send to a visitor's page. */
export type VisitorMessage =
    | {
          readonly mtype: 'invoke';
          readonly data: { readonly func: string; readonly args?: unknown };
      }
    | { readonly mtype: 'signal'; readonly data: unknown };

// Presence: `wss://<direct server>/agent` and `/visitorws`

/** First message on both sockets. Numbers as ids come as numbers or as text. */
export interface ConnectMessage {
    readonly type: 'connect';
    readonly groupid: string | number;
    readonly visitorid: string;
    /** Three numbers, such as `6.25.0`. */
    readonly version: string;
    /** Agents only; left out when the script has no token. */
    readonly authorization?: string;
    /** Only for ids that `/uniquevisitor` gave. */
    readonly guesttoken?: string;
}

/** Asks for no answer. */
export interface KeepaliveMessage {
    readonly type: 'k';
}

export type AgentToServer =
    | ConnectMessage
    | KeepaliveMessage
    /** Load-balanced groups only. */
    | ({ readonly type: 'invoke' | 'signal' } & VisitorMessage)
    /** `agent.fire(type, data)`. */
    | { readonly type: string; readonly data?: unknown };

/** Events of a visitor that agents hear of; the server passes them on as the visitor's page sent them. */
export type VisitorEvent =
    | { readonly type: 'presence'; readonly data: PresenceData }
    | { readonly type: 'terms'; readonly data: { readonly status: TermsStatus } }
    | {
          readonly type: 'visibility';
          readonly data: { readonly visibility: 'hidden' | 'visible' };
      }
    | { readonly type: 'visitorsessionstart' }
    | { readonly type: 'visitorsessionend'; readonly data: { readonly reason: SessionEndReason } }
    | { readonly type: 'visitorerror'; readonly data: GlanceErrorInfo }
    /** `visitor.fire(type, data)`. */
    | { readonly type: string; readonly data?: unknown };

/** What the server says to either side of presence. */
export type ServerToBoth =
    | {
          readonly type: 'connected';
          /** Seconds between the script's `k` messages. */
          readonly keepalive: number;
          readonly data: object;
      }
    | { readonly type: 'error'; readonly data: GlanceErrorInfo }
    | { readonly type: 'serverclose' }
    | { readonly type: 'redirect'; readonly data: { readonly direct: string } }
    | { readonly type: 'scaledown' };

/** Old scripts hear of coming and going by `visitorconn`, new ones by `visitorsock`: both are sent. */
export type ServerToAgent =
    | ServerToBoth
    | {
          readonly type: 'visitorconn' | 'visitorsock';
          readonly data: { readonly connected: boolean };
      }
    | VisitorEvent;

export type VisitorToServer = ConnectMessage | KeepaliveMessage | VisitorEvent;

export type ServerToVisitor = ServerToBoth | VisitorMessage | { readonly type: 'blur' };

// REST of the web server and of the presence service

/** Who serves the visitor. The socket's host is `directserver` with `:httpsport`. */
export interface DirectServer {
    readonly direct: string;
    readonly directserver: string;
    readonly httpsport: number;
    readonly tlsport: number;
    readonly ds: string;
}

/** `GetVisitorSettings3?service=presence`. Hosts without a scheme; an empty one: presence is off. */
export interface PresenceSettings {
    readonly presenceUrl: string;
    readonly isPresenceLoadBalanced: boolean;
}

/** `GetVisitorSettings3?service=cobrowse`. Host and path without a scheme. */
export interface CobrowseSettings {
    readonly coloSelectUrl: string;
    readonly isMetricsEnabled: boolean;
}

/** `/uniquevisitor`; `timeout` in seconds. */
export interface UniqueVisitor extends Partial<DirectServer> {
    readonly visitorid: string;
    readonly uniqueid: string;
    readonly guesttoken: string;
    readonly timeout: number;
}

/** Body of `POST /services/SessionProvisioning/StartSession2`. */
export interface StartSessionRequest {
    readonly authToken: string;
    /** 4: cobrowse. */
    readonly sessionType: number;
    readonly groupid: string | number;
    readonly mainCallId: number;
    /** 524288 for the staging site, else 0. */
    readonly callflags: number;
    /** 6.33.0 is 6033000. */
    readonly clientVersion: number;
    readonly coloId: number;
    readonly disambiguateId: number;
    readonly platform: string;
    /** `GLANCE_KEYTYPE_RANDOM`: the server makes one of four digits. */
    readonly sessionKey: string;
    readonly name?: string;
    readonly email?: string;
    readonly phone?: string;
}

/** `callId` 0: it did not start; `status` 13: the key is in use (`dupkey`). */
export type StartSessionAnswer =
    | {
          readonly callId: number;
          /** `<group>.<key>.<disambiguateId>` */
          readonly sessionId: string;
          readonly sessionKey: string;
          /** Host, and port unless 443, of the session server. */
          readonly serverName: string;
      }
    | { readonly callId: 0; readonly status: number; readonly message: string };

// The session: `wss://<serverName>/visitor/ws`

export interface SessionAgent {
    readonly guestid: number;
    readonly role: 'agent';
    readonly name: string;
}

export type SessionToServer =
    /** First on each page. */
    | {
          readonly mtype: 'CN';
          readonly data: {
              readonly cookie: string;
              readonly ssnid: string;
              readonly visitortoken: string;
              readonly ver: string;
              readonly href: string;
          };
      }
    /** Once for the session, and once for each frame of a page. The session runs from the first one on. */
    | {
          readonly mtype: 'NS';
          readonly data: {
              readonly newssn: {
                  readonly groupid: string;
                  readonly visitortoken: string;
                  readonly visitorid: string;
                  readonly ver: string;
              };
              readonly [more: string]: unknown;
          };
      }
    /** What changed on the page. `rrweb` is the stand-in's own: one rrweb event. */
    | { readonly mtype: 'UP'; readonly data: { readonly rrweb?: unknown } }
    | { readonly mtype: 'CS' | 'MS' | 'DOC'; readonly data: unknown }
    /** The visitor leaves the session. */
    | { readonly mtype: 'LS'; readonly data?: object };

export type ServerToSession =
    | {
          readonly mtype: 'Config';
          /** Milliseconds. */
          readonly data: { readonly pinginterval: number; readonly pingtimeout: number };
      }
    | {
          readonly mtype: 'SU';
          readonly data: {
              readonly state: {
                  readonly agents: {
                      readonly count: number;
                      readonly agentlist: readonly SessionAgent[];
                  };
              };
              readonly messages: readonly unknown[];
          };
      }
    /** The session is over for this page. */
    | { readonly mtype: 'close'; readonly data: { readonly reason: string } }
    /** Another page of the visitor took over. */
    | { readonly mtype: 'BL'; readonly data: object }
    /** The stand-in's own: send a full snapshot now. */
    | { readonly mtype: 'snapshot' };

// The stand-in's own viewer: `/viewer/ws` on the session server

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

/** What the viewer's script finds as JSON in `#session` of its page. */
export interface ViewerPageData {
    readonly groupId: number;
    readonly sessionKey: string;
    /** Host, and port unless 443, of the session server. */
    readonly server: string;
    /** Admits this page to this session; the login key is not needed again. */
    readonly ticket: string;
}

export type ViewToServer =
    { readonly type: 'view'; readonly ticket: string } | { readonly type: 'end' };

export type ServerToView =
    | { readonly type: 'waiting' }
    | { readonly type: 'started'; readonly visitor: VisitorIdentity }
    | { readonly type: 'event'; readonly event: unknown }
    /** The visitor's script isn't the stand-in's: its page can't be drawn. Comes once, after `started`. */
    | { readonly type: 'undrawable' }
    | { readonly type: 'ended' }
    | { readonly type: 'refused' };
