import type { LoginKey } from 'c/glanceLoginKey';

/** Where the viewer opens: a tab of the browser, or a window of its own. */
export type OpenLocation = 'tab' | 'window';

export interface ViewerRequest {
    /** Origin of Glance's web server, e.g. `https://www.glance.net`. */
    readonly webServerOrigin: string;
    /** Session key; for a visitor with presence, the visitor id. */
    readonly sessionKey: string;
    readonly loginKey: LoginKey;
}

/**
 * The address of the viewer for one session, credentials included: handle it as a secret.
 * `Wait=1` makes the viewer wait until the session has started. Source: Glance's documentation of AgentView.aspx.
 */
export function viewerUrl({ webServerOrigin, sessionKey, loginKey }: ViewerRequest): string {
    const query = new URLSearchParams({
        SessionKey: sessionKey,
        Wait: '1',
        partnerid: String(loginKey.groupId),
        partneruserid: loginKey.partnerUserId,
        loginkey: loginKey.loginKey
    });
    return `${webServerOrigin}/agentjoin/AgentView.aspx?${query.toString()}`;
}

/** Features of a window of its own, as in Glance's samples. */
const WINDOW_FEATURES = 'location=no,menubar=0,titlebar=0,status=0,toolbar=0';

/**
 * Opens the viewer. Whether the browser let it open can't be told: Lightning Web Security forces `noopener`, so
 * `window.open` answers `null` either way. Offer the address as a plain link, too.
 */
export function openViewer(url: string, location: OpenLocation): void {
    const features =
        location === 'window' ? `noopener,noreferrer,${WINDOW_FEATURES}` : 'noopener,noreferrer';
    window.open(url, '_blank', features);
}
