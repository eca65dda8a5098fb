import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from '../operations/metrics.ts';
import { Problem, problemDetails, type ProblemCode } from './problem.ts';

const CODES: Readonly<Record<number, ProblemCode>> = {
    408: 'request-timeout',
    413: 'body-too-large',
    415: 'unsupported-media-type'
};

/** Makes every error of the app a problem (RFC 9457): nothing of its message or of the request reaches the caller. */
export function answerErrorsAsProblems(app: FastifyInstance, metrics: Metrics): void {
    app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
        const code = codeOf(error);
        if (code === 'internal')
            app.log.error({ reqId: request.id, err: error }, 'unexpected error');
        if (code === 'unauthenticated') reply.header('WWW-Authenticate', 'Bearer');
        if (error instanceof Problem && error.retryAfter !== undefined)
            reply.header('Retry-After', error.retryAfter);
        return answer(code, request, reply);
    });
    app.setNotFoundHandler((request, reply) => {
        if (request.url.split('?', 1)[0] !== '/loginkey')
            return answer('not-found', request, reply);
        return answer('method-not-allowed', request, reply.header('Allow', 'POST, OPTIONS'));
    });

    function answer(code: ProblemCode, request: FastifyRequest, reply: FastifyReply) {
        const details = problemDetails(code, request.id);
        metrics.refused(code);
        if (code !== 'overloaded') {
            app.log.info(
                { reqId: request.id, code, address: request.ip, caller: request.caller?.name },
                'refused'
            );
        }
        return reply
            .code(details.status)
            .header('Cache-Control', 'no-store')
            .type('application/problem+json')
            .send(details);
    }
}

function codeOf(error: FastifyError | Problem): ProblemCode {
    if (error instanceof Problem) return error.code;
    const status = error.validation ? 400 : (error.statusCode ?? 500);
    if (status >= 500) return 'internal';
    return CODES[status] ?? 'malformed-request';
}
