import type { Attributes } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { Problem } from '../problem.ts';
import { atMostEverySecond } from './at-most-every-second.ts';

/** Milliseconds that leaving may wait for the last spans to be sent. */
const PATIENCE = 2000;

/** Spans of requests and of what they wait for. */
export interface Tracing {
    /**
     * Begins the span of a request, below the one that its caller's `traceparent` names, if any. The function that
     * comes back ends it.
     */
    begin(
        request: object,
        name: string,
        traceparent: string | undefined
    ): (attributes: Attributes, isFailure: boolean) => void;
    /** Does a part of a request's work in a span below the request's. */
    part<T>(request: object, name: string, work: () => Promise<T>): Promise<T>;
    /** Sends what is left; gives up after two seconds. */
    close(): Promise<void>;
}

/** What parts are done with when no traces are sent. */
export const untraced: Pick<Tracing, 'part'> = { part: (_request, _name, work) => work() };

/**
 * Sends spans to the OTLP collector that OpenTelemetry's environment variables name. Nothing is instrumented by itself:
 * ready-made instrumentation puts whole URLs, headers and exceptions into spans, and with them tokens and partner user
 * ids. The SDK is loaded here only, so that it costs nothing while it is off.
 */
export async function openTracing({ log }: { log: Logger }): Promise<Tracing> {
    const [
        { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace },
        { ExportResultCode, parseTraceParent },
        { OTLPTraceExporter },
        { defaultResource, detectResources, envDetector, resourceFromAttributes },
        { BasicTracerProvider, BatchSpanProcessor }
    ] = await Promise.all([
        import('@opentelemetry/api'),
        import('@opentelemetry/core'),
        import('@opentelemetry/exporter-trace-otlp-proto'),
        import('@opentelemetry/resources'),
        import('@opentelemetry/sdk-trace-base')
    ]);
    const collector = new OTLPTraceExporter();
    const warn = atMostEverySecond((times) => log.warn({ times }, 'traces could not be sent'));
    const provider = new BasicTracerProvider({
        resource: defaultResource()
            .merge(resourceFromAttributes({ 'service.name': 'login-key-service' }))
            .merge(detectResources({ detectors: [envDetector] })),
        spanProcessors: [
            new BatchSpanProcessor({
                export(spans, done) {
                    collector.export(spans, (result) => {
                        if (result.code !== ExportResultCode.SUCCESS) warn();
                        done(result);
                    });
                },
                forceFlush: () => collector.forceFlush(),
                shutdown: () => collector.shutdown()
            })
        ]
    });
    const tracer = provider.getTracer('login-key-service');
    const contexts = new WeakMap<object, typeof ROOT_CONTEXT>();
    return {
        begin(request, name, traceparent) {
            // `tracestate` and `baggage` stay behind: a stranger could put anything there.
            const caller = traceparent === undefined ? null : parseTraceParent(traceparent);
            const parent =
                caller === null
                    ? ROOT_CONTEXT
                    : trace.setSpanContext(ROOT_CONTEXT, { ...caller, isRemote: true });
            const span = tracer.startSpan(name, { kind: SpanKind.SERVER }, parent);
            contexts.set(request, trace.setSpan(ROOT_CONTEXT, span));
            return (attributes, isFailure) => {
                span.setAttributes(attributes);
                if (isFailure) span.setStatus({ code: SpanStatusCode.ERROR });
                span.end();
            };
        },
        async part(request, name, work) {
            const span = tracer.startSpan(name, {}, contexts.get(request));
            try {
                return await work();
            } catch (error) {
                const type = error instanceof Problem ? error.code : 'error';
                span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR });
                throw error;
            } finally {
                span.end();
            }
        },
        async close() {
            let timer: NodeJS.Timeout | undefined;
            const late = new Promise<void>((resolve) => {
                timer = setTimeout(resolve, PATIENCE);
            });
            await Promise.race([provider.shutdown().catch(warn), late]);
            clearTimeout(timer);
        }
    };
}
