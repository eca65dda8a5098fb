import type { ErrorCode } from 'c/glanceErrors';
import type { PresenceTarget } from './presenceEvent';

type Place = Pick<PresenceTarget, 'groupId' | 'webServer' | 'site'>;

/** How long the settings are awaited, in milliseconds. */
const LIMIT_MS = 10_000;
/** Browsers trust these hosts without a certificate. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Why Glance's script answers nothing at all: presence is off for the group, or can't be reached. The script keeps both
 * to itself, so the settings that it goes by are asked for once more.
 * @param stop ends the asking.
 */
export async function reasonOfSilence(place: Place, stop: AbortSignal): Promise<ErrorCode> {
    const limit = new AbortController();
    const giveUp = (): void => limit.abort();
    const timer = setTimeout(giveUp, LIMIT_MS);
    stop.addEventListener('abort', giveUp);
    try {
        const response = await fetch(settingsUrl(place), {
            credentials: 'omit',
            signal: limit.signal
        });
        const settings: unknown = response.ok ? await response.json() : null;
        const isOff =
            typeof settings === 'object' &&
            settings !== null &&
            !(settings as { presenceUrl?: unknown }).presenceUrl;
        return isOff ? 'presenceNotEnabled' : 'presenceUnreachable';
    } catch {
        return 'presenceUnreachable';
    } finally {
        clearTimeout(timer);
        stop.removeEventListener('abort', giveUp);
    }
}

/** Makes the script ask again where presence is. It remembers for a day, also that presence is off. */
export function forgetPresenceServer({ groupId, site }: Place): void {
    const entry = `glance_visitor_settings_${groupId}_${site}`;
    localStorage.removeItem(entry);
    localStorage.removeItem(`${entry}_exp`);
}

function settingsUrl({ groupId, webServer, site }: Place): string {
    const scheme = LOCAL.test(webServer) ? 'http' : 'https';
    const query = new URLSearchParams({ groupid: String(groupId), site, service: 'presence' });
    return `${scheme}://${webServer}/services/authorizationservice/GetVisitorSettings3?${query}`;
}
