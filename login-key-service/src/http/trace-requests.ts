import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Tracing } from '../operations/tracing.ts';
import type { ProblemCode } from '../problem.ts';
import { codeOf } from './error-handler.ts';

/**
 * Gives each request a span that lasts until its answer has left or its connection is gone. What a span holds is named
 * here: no URL, no body, no header, nobody's id.
 */
export function traceRequests(app: FastifyInstance, tracing: Tracing): void {
    const problems = new WeakMap<FastifyRequest, ProblemCode>();
    app.addHook('onError', (request, _reply, error, done) => {
        problems.set(request, codeOf(error));
        done();
    });
    app.addHook('onRequest', (request, reply, done) => {
        const { traceparent } = request.headers;
        const method = request.method === 'POST' ? 'POST' : '_OTHER';
        const end = tracing.begin(
            request,
            `${method} /loginkey`,
            typeof traceparent === 'string' ? traceparent : undefined
        );
        reply.raw.once('close', () => {
            const problem = problems.get(request);
            const group = request.caller?.group.groupId;
            end(
                {
                    'http.request.method': method,
                    'http.route': '/loginkey',
                    'http.response.status_code': reply.statusCode,
                    'login_key.request_id': request.id,
                    ...(problem === undefined ? {} : { 'error.type': problem }),
                    ...(group === undefined ? {} : { 'login_key.group': group })
                },
                reply.statusCode >= 500
            );
        });
        done();
    });
}
