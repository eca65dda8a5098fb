import { httpUrl, type Configuration } from './page.ts';
import { request } from './request.ts';
import { readStored, writeStored } from './storage.ts';

export interface PresenceSettings {
    /** Host of the presence service, without a scheme. Empty or left out: presence is off for the group. */
    readonly presenceUrl?: string;
    readonly isPresenceLoadBalanced?: boolean;
}

const A_DAY_IN_MINUTES = 24 * 60;

/**
 * Where presence is (`wire.md` §3). An answer counts for 24 hours, "off" as well; a failure is not kept.
 *
 * @param done gets null when the settings can't be had
 */
export function loadSettings(
    { ws, site, groupid }: Configuration,
    done: (settings: PresenceSettings | null) => void
): void {
    const key = `glance_visitor_settings_${groupid}_${site}`;
    const stored = readStored(key) as { presencesettings: PresenceSettings } | undefined;
    if (stored) {
        done(stored.presencesettings);
        return;
    }
    const path = `/services/authorizationservice/GetVisitorSettings3?groupid=${groupid}&site=${site}&service=presence`;
    request({
        method: 'GET',
        url: httpUrl(ws, path),
        onanswer: (answer) => {
            const presencesettings = answer as PresenceSettings;
            const presenceserver = presencesettings.presenceUrl;
            writeStored(key, { presenceserver, presencesettings }, A_DAY_IN_MINUTES);
            done(presencesettings);
        },
        onfail: () => done(null)
    });
}
