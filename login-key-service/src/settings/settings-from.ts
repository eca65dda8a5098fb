import { Checks, type Source } from './checks.ts';
import { isDevelopmentMode } from './development-mode.ts';
import { groupsFrom, settledGroups } from './groups.ts';
import { allowedHeaders, allowedOrigins } from './origins.ts';
import { requireCallers } from './separate-groups.ts';
import type { Settings } from './settings.ts';
import { trustedProxies } from './trusted-proxies.ts';
import { wantsTraces } from './tracing.ts';
import { refuseUnknownSettings } from './unknown-settings.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * Makes the settings out of environment variables (all of them: README.md).
 * @throws {SettingsError} that lists every mistake and what to do about it.
 */
export function settingsFrom(source: Source): Settings {
    const checks = new Checks();
    const number = (name: string, min: number, max: number, otherwise: number) =>
        checks.wholeNumber(source, name, { min, max, otherwise });
    refuseUnknownSettings(checks, source);
    const { groups, files } = settledGroups(checks, source);
    const host = source['HOST']?.trim() || '127.0.0.1';
    const proxies = trustedProxies(checks, source);
    const developmentMode = isDevelopmentMode(checks, source, { groups, host, proxies });
    if (!developmentMode) requireCallers(checks, groups);

    const settings: Settings = {
        developmentMode,
        host,
        port: number('PORT', 0, 65_535, 4400),
        groups,
        groupFiles: files,
        groupsFrom: (found) => {
            const again = new Checks();
            const groupsNow = groupsFrom(again, source, found);
            if (developmentMode)
                isDevelopmentMode(again, source, { groups: groupsNow, host, proxies });
            else requireCallers(again, groupsNow);
            again.finish();
            return groupsNow;
        },
        allowedOrigins: allowedOrigins(checks, source),
        allowedHeaders: allowedHeaders(checks, source),
        trustedProxies: proxies,
        limits: {
            perAddress: number('LIMIT_PER_ADDRESS', 1, 1e8, 300),
            perCaller: number('LIMIT_PER_CALLER', 1, 1e8, 3000),
            perPartnerUser: number('LIMIT_PER_PUID', 1, 1e8, 30),
            redisUrl: redisUrl(checks, source)
        },
        maxConnections: number('MAX_CONNECTIONS', 1, 1e6, 10_000),
        maxConnectionsPerAddress: number('MAX_CONNECTIONS_PER_ADDRESS', 1, 1e6, 1000),
        maxInFlight: number('MAX_IN_FLIGHT', 1, 1e5, 256),
        maxEventLoopDelay: number('MAX_EVENT_LOOP_DELAY_MS', 0, 60_000, 250),
        requestTimeout: number('REQUEST_TIMEOUT_MS', 100, 60_000, 5000),
        drainDelay: number('DRAIN_DELAY_MS', 0, 60_000, 3000),
        drainTimeout: number('DRAIN_TIMEOUT_MS', 100, 300_000, 10_000),
        metricsPort: metricsPort(checks, source),
        secretPollInterval: number('SECRET_POLL_MS', 20, 3_600_000, 2000),
        logLevel: logLevel(checks, source),
        sendsTraces: wantsTraces(checks, source)
    };
    checks.finish();
    return settings;
}

function redisUrl(checks: Checks, source: Source): string | undefined {
    const text = source['REDIS_URL']?.trim() ?? '';
    if (text === '') return undefined;
    if (!URL.canParse(text) || !/^rediss?:$/.test(new URL(text).protocol)) {
        checks.wrong(
            'REDIS_URL',
            'must look like redis://host:6379 or rediss://user:password@host:6379.'
        );
    }
    return text;
}

function metricsPort(checks: Checks, source: Source): number | undefined {
    if ((source['METRICS_PORT']?.trim() ?? '') === '') return undefined;
    const port = checks.wholeNumber(source, 'METRICS_PORT', {
        min: 0,
        max: 65_535,
        otherwise: 9464
    });
    if (port !== 0 && String(port) === (source['PORT']?.trim() || '4400')) {
        checks.wrong('METRICS_PORT', 'is the same as PORT. Metrics need a port of their own.');
    }
    return port;
}

function logLevel(checks: Checks, source: Source): string {
    const level = source['LOG_LEVEL']?.trim() || 'info';
    if (!LOG_LEVELS.includes(level))
        checks.wrong('LOG_LEVEL', `must be one of ${LOG_LEVELS.join(', ')}.`);
    return level;
}
