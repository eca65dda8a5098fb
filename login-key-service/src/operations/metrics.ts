import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What the service counts, in Prometheus terms. */
export interface Metrics {
    readonly registry: Registry;
    /** Counts a key issued for a group. */
    issued(groupId: number): void;
    /** Counts a request for a key that ended with `status` after `seconds`. */
    answered(status: number, seconds: number): void;
    /** Counts a request that ended with a problem. `reason` is a word out of few, or empty. */
    refused(code: string, reason?: string): void;
    /** Counts a connection that was closed because of a limit. */
    connectionDropped(limit: 'all' | 'address'): void;
    /** Counts an audit line that could not be written. */
    auditFailed(): void;
    /** Counts a line of the log, no audit line, that could not be written. */
    logLineLost(): void;
    /** Counts changed settings of groups that could not be used. */
    settingsRefused(): void;
    /** Counts a fetch of an issuer's keys that failed. */
    identityProviderFailed(): void;
    /** When the first certificate of each group expires, in Unix seconds. */
    certificatesExpire(expiries: readonly { groupId: number; seconds: number }[]): void;
    /** Whether limits are counted in Redis; counts what it failed at, by a word out of few. */
    redis(isUp: boolean, reason?: string): void;
}

/** Metrics in a registry of their own, with Node's own figures beside them. */
export function createMetrics(): Metrics {
    const registry = new Registry();
    const registers = [registry];
    collectDefaultMetrics({ register: registry });
    const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
        new Counter({ name, help, labelNames, registers });
    const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
        new Gauge({ name, help, labelNames, registers });

    const issued = counter('login_keys_issued_total', 'Login keys issued', ['group']);
    const refused = counter(
        'login_key_requests_refused_total',
        'Requests that ended with a problem, by its code and the reason behind it',
        ['code', 'reason']
    );
    const dropped = counter(
        'login_key_connections_dropped_total',
        'Connections closed because there were too many, in all or from their address',
        ['limit']
    );
    const auditFailures = counter(
        'login_key_audit_failures_total',
        'Audit lines that could not be written; no key was given for them'
    );
    const linesLost = counter('login_key_log_lines_lost_total', 'Log lines that were not written');
    const settingsFailures = counter(
        'login_key_settings_failures_total',
        'Changed settings of groups that could not be used'
    );
    const identityProviderFailures = counter(
        'login_key_identity_provider_failures_total',
        'Fetches of public keys that failed'
    );
    const expiry = gauge(
        'login_key_certificate_expiry_timestamp_seconds',
        'When the first certificate of a group expires, in Unix seconds',
        ['group']
    );
    const redisUp = gauge('login_key_redis_up', 'Whether limits are counted in Redis');
    const redisFailures = counter('login_key_redis_failures_total', 'What Redis failed at', [
        'reason'
    ]);
    const duration = new Histogram({
        name: 'login_key_request_duration_seconds',
        help: 'Time from the headers of a request for a key to the end of its answer',
        labelNames: ['status'],
        buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
        registers
    });
    return {
        registry,
        issued: (groupId) => issued.inc({ group: groupId }),
        refused: (code, reason = '') => refused.inc({ code, reason }),
        answered: (status, seconds) => duration.observe({ status }, seconds),
        connectionDropped: (limit) => dropped.inc({ limit }),
        auditFailed: () => auditFailures.inc(),
        logLineLost: () => linesLost.inc(),
        settingsRefused: () => settingsFailures.inc(),
        identityProviderFailed: () => identityProviderFailures.inc(),
        certificatesExpire: (expiries) => {
            expiry.reset();
            for (const { groupId, seconds } of expiries) expiry.set({ group: groupId }, seconds);
        },
        redis: (isUp, reason) => {
            redisUp.set(isUp ? 1 : 0);
            if (reason !== undefined) redisFailures.inc({ reason });
        }
    };
}
