import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What the service counts, in Prometheus terms. */
export interface Metrics {
    readonly registry: Registry;
    /** Counts a key issued for a group. */
    issued(groupId: number): void;
    /** Counts a request that ended with `status` after `seconds`. */
    answered(status: number, seconds: number): void;
    /** Counts a request that ended with a problem. */
    refused(code: string): void;
}

/** Metrics in a registry of their own, with Node's own figures beside them. */
export function createMetrics(): Metrics {
    const registers = [new Registry()];
    const [registry] = registers as [Registry];
    collectDefaultMetrics({ register: registry });
    const issued = new Counter({
        name: 'login_keys_issued_total',
        help: 'Login keys issued',
        labelNames: ['group'],
        registers
    });
    const refused = new Counter({
        name: 'login_key_requests_refused_total',
        help: 'Requests that ended with a problem, by its code',
        labelNames: ['code'],
        registers
    });
    const duration = new Histogram({
        name: 'login_key_request_duration_seconds',
        help: 'Time from the headers of a request to the end of its answer',
        labelNames: ['status'],
        buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
        registers
    });
    return {
        registry,
        issued: (groupId) => issued.inc({ group: groupId }),
        refused: (code) => refused.inc({ code }),
        answered: (status, seconds) => duration.observe({ status }, seconds)
    };
}
