import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

const SAMPLE_INTERVAL = 250;
const LOG_INTERVAL = 1000;

/** One for all: under overload even the making of an error counts. */
const overloaded = new Problem('overloaded');

/**
 * Turns requests away with `overloaded` while too many are at work or the event loop lags, before any work is spent on
 * them. Holds for the routes of the context it is called on. Logs at most a line a second.
 */
export async function shedOverload(
    app: FastifyInstance,
    { maxInFlight, maxEventLoopDelay }: { maxInFlight: number; maxEventLoopDelay: number }
): Promise<void> {
    let turnedAway = 0;
    let lastLine = 0;
    const turnAway = () => {
        turnedAway += 1;
        const now = Date.now();
        if (now - lastLine >= LOG_INTERVAL) {
            app.log.warn({ turnedAway }, 'overloaded');
            turnedAway = 0;
            lastLine = now;
        }
        return overloaded;
    };

    await app.register(underPressure, {
        maxEventLoopDelay,
        sampleInterval: SAMPLE_INTERVAL,
        pressureHandler: () => {
            throw turnAway();
        }
    });

    let inFlight = 0;
    app.addHook('onRequest', (_request, reply, done) => {
        if (inFlight >= maxInFlight) {
            done(turnAway());
            return;
        }
        inFlight += 1;
        reply.raw.once('close', () => {
            inFlight -= 1;
        });
        done();
    });
}
