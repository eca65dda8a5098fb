import type { ErrorCode } from 'c/glanceErrors';

/** The org's settings for the running user: what `GlanceJoinController.getContext` answers. Holds no secret. */
export interface GlanceSettings {
    readonly settingsName: string;
    readonly groupId: string | null;
    readonly environment: string | null;
    /** `null` when Apex refuses it: then the problems say why. */
    readonly webServer: string | null;
    /** The web server once more, for one that isn't Glance's own. */
    readonly confirmedWebServer: string | null;
    /** `null`: Glance's script finds it out. */
    readonly presenceServer: string | null;
    readonly loginKeySource: 'Endpoint' | 'Org' | 'URL';
    /** The login key endpoint that the browser calls; only with the source `URL`. */
    readonly authUrl: string | null;
    /** The running user's PUID; `null` when the user has none. */
    readonly partnerUserId: string | null;
    readonly showTerms: boolean;
    readonly openLocation: string | null;
    readonly openViewerWhen: string | null;
    /** What an invitation's session key is: `random`, or `visitorId`. */
    readonly sessionKeyFrom: string | null;
    /** Where the visitor id is, by object. */
    readonly visitorFields: readonly {
        readonly objectApiName: string;
        readonly fieldPath: string;
    }[];
    /** What stands in the way of joining, most important first. */
    readonly problems: readonly ErrorCode[];
}
