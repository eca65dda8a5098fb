import { isLoopback } from './loopback.ts';
import type { Checks, Source } from './checks.ts';
import type { GroupSettings } from './settings.ts';

/** Reads `GLANCE_DEVELOPMENT_MODE`, and sees to it that nothing else looks like production. */
export function isDevelopmentMode(
    checks: Checks,
    source: Source,
    { groups, host, proxies }: { groups: readonly GroupSettings[]; host: string; proxies: string[] }
): boolean {
    const name = 'GLANCE_DEVELOPMENT_MODE';
    const wanted = source[name]?.trim().toLowerCase() ?? '';
    if (wanted === '' || wanted === 'no') return false;
    if (wanted !== 'yes') {
        checks.wrong(name, 'must be "yes" or "no".');
        return false;
    }
    if (source['NODE_ENV'] === 'production') {
        checks.wrong(
            name,
            'cannot be used with NODE_ENV=production: it gives keys to anybody. Set up JWT_… or BEARER_TOKENS.'
        );
    }
    if (!isLoopback(host)) {
        checks.wrong(name, 'works on this machine only. Set HOST to 127.0.0.1, or remove HOST.');
    }
    if (proxies.length > 0) {
        checks.wrong(name, 'cannot be used behind a proxy. Remove TRUSTED_PROXIES.');
    }
    if (groups.length > 1 || groups.some((group) => group.jwt ?? group.tokenDigests)) {
        checks.wrong(
            name,
            'asks nobody who they are, so it cannot stand beside JWT_…, BEARER_TOKENS or several groups. Choose.'
        );
    }
    return true;
}
