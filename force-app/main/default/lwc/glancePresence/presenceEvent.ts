import type { ErrorCode } from 'c/glanceErrors';
import type { LoginKeyRing } from 'c/glanceLoginKey';
import type { GlanceScript } from './glanceScript';
import type { VisitorPresence } from './visitorPresence';

/** What a connection tells. */
export type PresenceEvent =
    /** Connected; the visitor is there, or `null`. */
    | { readonly type: 'connected'; readonly visitor: VisitorPresence | null }
    /** Not connected. `retrying`: the connection comes back by itself as soon as it can. */
    | { readonly type: 'disconnected'; readonly code: ErrorCode; readonly retrying: boolean }
    | { readonly type: 'visitorPresent'; readonly visitor: VisitorPresence }
    /** The visitor's page was loaded anew, or another page took its place: what it displayed is gone. */
    | { readonly type: 'visitorReloaded' }
    | { readonly type: 'visitorAbsent' }
    | { readonly type: 'terms'; readonly status: 'displayed' | 'accepted' | 'declined' }
    | { readonly type: 'sessionStarted' }
    /** `error`: also when no session had started. */
    | { readonly type: 'sessionEnded'; readonly reason: 'visitor' | 'agent' | 'error' | null }
    /** The session could not start, or broke: `dupkey`, `service`, `conndrop` or another code of Glance's. */
    | { readonly type: 'visitorError'; readonly code: string };

/** Where and as whom to connect, and how to get the script. */
export interface PresenceTarget {
    readonly groupId: number;
    /** Host of the web server, e.g. `www.glance.net`. It tells the script where presence is. */
    readonly webServer: string;
    readonly site: 'production' | 'staging';
    /** Host of the presence server, handed on as documented; the versions seen take no notice of it. */
    readonly presenceServer: string | null;
    readonly visitorId: string;
    readonly loginKeys: LoginKeyRing;
    loadScript(): Promise<GlanceScript>;
}
