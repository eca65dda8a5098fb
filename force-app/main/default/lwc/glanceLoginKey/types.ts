/** A login key and what belongs to it. `loginKey` is a secret: never log, store or show it. */
export interface LoginKey {
    readonly loginKey: string;
    readonly groupId: number;
    /** The agent's PUID, for which the key was made. */
    readonly partnerUserId: string;
    /** By this computer's clock, right or wrong, in milliseconds since the epoch: the key is valid before this moment. */
    readonly expiresAt: number;
}

/** The org makes or fetches the key in Apex, for the running user. */
export interface OrgSource {
    readonly type: 'org';
    /** Developer name of the Glance_Settings__mdt record. */
    readonly settingsName: string;
}

/** The browser posts to a login key endpoint, as Glance's React plugin does. */
export interface UrlSource {
    readonly type: 'url';
    readonly authUrl: string;
    readonly authHeaders: Readonly<Record<string, string>>;
    readonly authBody: Readonly<Record<string, string>>;
    readonly groupId: number;
    readonly partnerUserId: string;
}

/** A ready login key, handed over by the host. */
export interface ReadySource {
    readonly type: 'ready';
    readonly loginKey: string;
    readonly groupId: number;
    readonly partnerUserId: string;
}

export type LoginKeySource = OrgSource | UrlSource | ReadySource;
