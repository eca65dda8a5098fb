import { splitTokens } from '../callers/bearer-tokens.ts';
import { isLoopback } from '../http/loopback.ts';
import { Checks, type Source } from './checks.ts';
import { groupSettings } from './group.ts';
import { GROUP_SETTINGS, groupEntries } from './groups-file.ts';
import { allowedHeaders, allowedOrigins } from './origins.ts';
import { currentSecret } from './secret-source.ts';
import type { GroupSettings, Settings } from './settings.ts';
import { trustedProxies } from './trusted-proxies.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * Makes the settings out of environment variables (all of them: README.md).
 * @throws {SettingsError} that lists every mistake and what to do about it.
 */
export function settingsFrom(source: Source): Settings {
    const checks = new Checks();
    const groups = groupsOf(checks, source);
    const host = source['HOST']?.trim() || '127.0.0.1';
    const proxies = trustedProxies(checks, source);
    const developmentMode = isDevelopmentMode(checks, source, { groups, host, proxies });
    if (checks.problems.length === 0) separateGroups(checks, groups);
    if (!developmentMode) requireCallers(checks, groups);

    const settings: Settings = {
        developmentMode,
        host,
        port: checks.wholeNumber(source, 'PORT', { min: 0, max: 65_535, otherwise: 4400 }),
        groups,
        allowedOrigins: allowedOrigins(checks, source),
        allowedHeaders: allowedHeaders(checks, source),
        trustedProxies: proxies,
        limits: {
            perAddress: checks.wholeNumber(source, 'LIMIT_PER_ADDRESS', {
                min: 1,
                max: 1e8,
                otherwise: 3000
            }),
            perCaller: checks.wholeNumber(source, 'LIMIT_PER_CALLER', {
                min: 1,
                max: 1e8,
                otherwise: 3000
            }),
            perPartnerUser: checks.wholeNumber(source, 'LIMIT_PER_PUID', {
                min: 1,
                max: 1e8,
                otherwise: 30
            }),
            redisUrl: redisUrl(checks, source)
        },
        maxInFlight: checks.wholeNumber(source, 'MAX_IN_FLIGHT', {
            min: 1,
            max: 1e5,
            otherwise: 256
        }),
        maxEventLoopDelay: checks.wholeNumber(source, 'MAX_EVENT_LOOP_DELAY_MS', {
            min: 0,
            max: 60_000,
            otherwise: 100
        }),
        requestTimeout: checks.wholeNumber(source, 'REQUEST_TIMEOUT_MS', {
            min: 100,
            max: 60_000,
            otherwise: 5000
        }),
        drainDelay: checks.wholeNumber(source, 'DRAIN_DELAY_MS', {
            min: 0,
            max: 60_000,
            otherwise: 3000
        }),
        drainTimeout: checks.wholeNumber(source, 'DRAIN_TIMEOUT_MS', {
            min: 100,
            max: 300_000,
            otherwise: 10_000
        }),
        metricsPort: metricsPort(checks, source),
        secretPollInterval: checks.wholeNumber(source, 'SECRET_POLL_MS', {
            min: 20,
            max: 3_600_000,
            otherwise: 2000
        }),
        logLevel: logLevel(checks, source)
    };
    checks.finish();
    return settings;
}

function groupsOf(checks: Checks, source: Source): GroupSettings[] {
    const file = source['GLANCE_GROUPS_FILE'];
    if (file === undefined) return [groupSettings(checks, source)];
    const stray = GROUP_SETTINGS.filter((name) => source[name] !== undefined);
    if (stray.length > 0) {
        checks.wrong(
            stray.join(', '),
            'cannot stand beside GLANCE_GROUPS_FILE. Move it into that file, or remove the file.'
        );
    }
    return groupEntries(checks, file).map((entry, index) => {
        const own = new Checks();
        const group = groupSettings(own, entry);
        for (const problem of own.problems)
            checks.wrong(`Entry ${index + 1} of GLANCE_GROUPS_FILE:`, problem);
        return group;
    });
}

function isDevelopmentMode(
    checks: Checks,
    source: Source,
    { groups, host, proxies }: { groups: GroupSettings[]; host: string; proxies: string[] }
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
    if (groups.length > 1 || groups.some((group) => group.jwt ?? group.bearerTokens)) {
        checks.wrong(
            name,
            'asks nobody who they are, so it cannot stand beside JWT_…, BEARER_TOKENS or several groups. Choose.'
        );
    }
    return true;
}

/** A credential decides which group's keys its owner gets, so no two groups may accept the same one. */
function separateGroups(checks: Checks, groups: readonly GroupSettings[]): void {
    const name = 'GLANCE_GROUPS_FILE';
    if (hasDuplicate(groups.map((group) => group.groupId))) {
        checks.wrong(name, 'holds a group id twice. Keep one entry for each group.');
    }
    if (
        hasDuplicate(
            groups.flatMap((group) =>
                group.jwt ? [`${group.jwt.issuer}\n${group.jwt.audience}`] : []
            )
        )
    ) {
        checks.wrong(
            name,
            'holds two groups with the same JWT_ISSUER and JWT_AUDIENCE. Give each an audience of its own.'
        );
    }
    const tokens = groups.flatMap(({ bearerTokens }) =>
        bearerTokens ? splitTokens(currentSecret(bearerTokens)) : []
    );
    if (hasDuplicate(tokens)) {
        checks.wrong(name, 'holds two groups that share a bearer token. Give each its own.');
    }
}

function hasDuplicate(values: readonly unknown[]): boolean {
    return new Set(values).size < values.length;
}

function requireCallers(checks: Checks, groups: readonly GroupSettings[]): void {
    for (const group of groups) {
        if (
            group.jwt === undefined &&
            group.bearerTokens === undefined &&
            checks.problems.length === 0
        ) {
            checks.wrong(
                `Group ${group.groupId}`,
                'has nobody who may ask for keys. Set JWT_JWKS_URL or JWT_PUBLIC_KEY_FILE (with JWT_ISSUER and JWT_AUDIENCE), ' +
                    'or BEARER_TOKENS.'
            );
        }
    }
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
