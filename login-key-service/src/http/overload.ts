import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

const SAMPLE_INTERVAL = 250;

/**
 * Turns requests away with `overloaded` while too many are at work or the event loop lags, before any work is spent on
 * them. Holds for the routes of the context it is called on.
 */
export async function shedOverload(
    app: FastifyInstance,
    { maxInFlight, maxEventLoopDelay }: { maxInFlight: number; maxEventLoopDelay: number }
): Promise<void> {
    await app.register(underPressure, {
        maxEventLoopDelay,
        sampleInterval: SAMPLE_INTERVAL,
        pressureHandler: () => {
            throw new Problem('overloaded');
        }
    });

    let inFlight = 0;
    app.addHook('onRequest', (_request, reply, done) => {
        if (inFlight >= maxInFlight) {
            done(new Problem('overloaded'));
            return;
        }
        inFlight += 1;
        reply.raw.once('close', () => {
            inFlight -= 1;
        });
        done();
    });
}
