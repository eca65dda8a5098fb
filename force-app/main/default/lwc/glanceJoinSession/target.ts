import type { LoginKeySource } from 'c/glanceLoginKey';

/** Whom to follow, where, and with which login key. */
export interface JoinTarget {
    readonly groupId: number;
    /** Origin of the web server, e.g. `https://www.glance.net`. */
    readonly webServerOrigin: string;
    readonly site: 'production' | 'staging';
    /** Host of the presence server, e.g. `presence.glance.net`; `null` for the group's own. */
    readonly presenceServer: string | null;
    readonly loginKeySource: LoginKeySource;
    readonly visitorId: string;
    /** Developer name of the settings with which the org can look up sessions; `null` where it can't. */
    readonly settingsName: string | null;
    /** Whether Glance's scripts may write to the console: visitor data included. */
    readonly debug?: boolean;
}

/** The record on which a customer is met. */
export interface RecordPlace {
    readonly recordId: string;
    readonly objectApiName: string | null;
}
