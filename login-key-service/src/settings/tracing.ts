import type { Checks, Source } from './checks.ts';

const SAMPLERS = ['always_on', 'always_off', 'traceidratio'].flatMap((name) => [
    name,
    `parentbased_${name}`
]);

/**
 * Whether traces are sent, by OpenTelemetry's own variables: yes once a collector's endpoint is set. Where they ask for
 * something that is not built in, a problem is noted. All others of these variables the SDK reads itself
 * (opentelemetry.io, "Environment Variable Specification" and "OpenTelemetry Protocol Exporter").
 */
export function wantsTraces(checks: Checks, source: Source): boolean {
    const value = (name: string) => source[name]?.trim() ?? '';
    const isDisabled = value('OTEL_SDK_DISABLED').toLowerCase() === 'true';
    const exporter = value('OTEL_TRACES_EXPORTER') || 'otlp';
    const endpoints = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'].filter(
        (name) => value(name) !== ''
    );
    if (isDisabled || exporter === 'none' || endpoints.length === 0) return false;

    if (exporter !== 'otlp') checks.wrong('OTEL_TRACES_EXPORTER', 'must be "otlp" or "none".');
    for (const name of endpoints) {
        if (!URL.canParse(value(name)) || !/^https?:$/.test(new URL(value(name)).protocol))
            checks.wrong(name, 'must be a URL such as http://otel-collector:4318.');
    }
    for (const name of ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL']) {
        if (!['', 'http/protobuf'].includes(value(name)))
            checks.wrong(name, 'must be "http/protobuf". Set it so, or remove it.');
    }
    if (!['', ...SAMPLERS].includes(value('OTEL_TRACES_SAMPLER')))
        checks.wrong('OTEL_TRACES_SAMPLER', `must be one of ${SAMPLERS.join(', ')}.`);
    return true;
}
