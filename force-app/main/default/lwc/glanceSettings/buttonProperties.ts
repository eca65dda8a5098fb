import type { ErrorCode } from 'c/glanceErrors';
import type { GlanceSettings } from './types';

/** Properties of `c-glance-join-button` that the org's settings decide, for `lwc:spread`. */
export interface ButtonProperties {
    readonly settingsName: string;
    readonly setupProblem: ErrorCode | null;
    readonly groupId: string | null;
    readonly environment: string | null;
    readonly webServer: string | null;
    readonly confirmedWebServer: string | null;
    readonly presenceServer: string | null;
    readonly authUrl: string | null;
    readonly puid: string | null;
    readonly openLocation: string | null;
    readonly openViewerWhen: string | null;
    readonly sessionKeyFrom: string | null;
    readonly skipTerms: boolean;
}

/**
 * The button's properties by the settings.
 * @param openLocation the page's own choice, which goes before the settings'.
 */
export function buttonProperties(
    settings: GlanceSettings,
    openLocation: string | undefined
): ButtonProperties {
    return {
        settingsName: settings.settingsName,
        setupProblem: settings.problems[0] ?? null,
        groupId: settings.groupId,
        environment: settings.environment,
        webServer: settings.webServer,
        confirmedWebServer: settings.confirmedWebServer,
        presenceServer: settings.presenceServer,
        authUrl: settings.loginKeySource === 'URL' ? settings.authUrl : null,
        puid: settings.partnerUserId,
        openLocation: openLocation?.trim() || settings.openLocation,
        openViewerWhen: settings.openViewerWhen,
        sessionKeyFrom: settings.sessionKeyFrom,
        skipTerms: !settings.showTerms
    };
}
