import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { atMostEverySecond } from '../operations/at-most-every-second.ts';
import { Problem } from '../problem.ts';

const SAMPLE_INTERVAL = 250;
const RESOLUTION = 10;

/** One each for all: under overload even the making of an error counts. */
const tooManyAtWork = new Problem('overloaded', { reason: 'in-flight' });
const lagging = new Problem('overloaded', { reason: 'event-loop' });

/**
 * Turns requests away with `overloaded` while too many are at work or the event loop lags, before any work is spent on
 * them. Holds for the routes of the context it is called on. Logs at most a line a second.
 *
 * `@fastify/under-pressure` does the second half, but asks for the memory in use as well, which throws out of a timer,
 * and so ends the process, when no descriptor is left (it reads /proc).
 */
export function shedOverload(
    app: FastifyInstance,
    { maxInFlight, maxEventLoopDelay }: { maxInFlight: number; maxEventLoopDelay: number }
): void {
    const warn = atMostEverySecond((turnedAway) => app.log.warn({ turnedAway }, 'overloaded'));
    const lag = maxEventLoopDelay === 0 ? () => 0 : eventLoopLag(app);

    let inFlight = 0;
    app.addHook('onRequest', (_request, reply, done) => {
        const isLagging = lag() > maxEventLoopDelay;
        if (isLagging || inFlight >= maxInFlight) {
            warn();
            done(isLagging ? lagging : tooManyAtWork);
            return;
        }
        inFlight += 1;
        reply.raw.once('close', () => {
            inFlight -= 1;
        });
        done();
    });
}

/** How many milliseconds the event loop lagged on average in the last quarter of a second. */
function eventLoopLag(app: FastifyInstance): () => number {
    let lag = 0;
    const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
    histogram.enable();
    const timer = setInterval(() => {
        // Without a single sample the loop stood still all the time.
        lag = Number.isNaN(histogram.mean)
            ? Number.POSITIVE_INFINITY
            : histogram.mean / 1e6 - RESOLUTION;
        histogram.reset();
    }, SAMPLE_INTERVAL).unref();
    app.addHook('onClose', () => {
        clearInterval(timer);
        histogram.disable();
        return Promise.resolve();
    });
    return () => lag;
}
