import type { FastifyInstance } from 'fastify';
import { isLoopback } from './loopback.ts';
import { Problem } from './problem.ts';

const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * Keeps development mode, in which nobody is asked who they are, to this machine: a request that came through a proxy,
 * or by another name than localhost (as in DNS rebinding), is refused.
 */
export function guardDevelopmentMode(app: FastifyInstance): void {
    app.addHook('onRequest', (request, _reply, done) => {
        const isLocal =
            isLoopback(request.hostname) &&
            PROXY_HEADERS.every((name) => !(name in request.headers));
        done(isLocal ? undefined : new Problem('not-from-this-machine'));
    });
}
