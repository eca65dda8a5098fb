import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from '../operations/metrics.ts';
import { Problem, problemDetails, type ProblemCode } from '../problem.ts';

const CODES: Readonly<Record<number, ProblemCode>> = {
    408: 'request-timeout',
    413: 'body-too-large',
    415: 'unsupported-media-type'
};

const FIELDS = ['partneruserid', 'groupid'];

/** Makes every error of the app a problem (RFC 9457): nothing of its message or of the request reaches the caller. */
export function answerErrorsAsProblems(app: FastifyInstance, metrics: Metrics): void {
    app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
        const code = codeOf(error);
        if (code === 'internal')
            app.log.error({ reqId: request.id, err: error }, 'unexpected error');
        if (code === 'unauthenticated') reply.header('WWW-Authenticate', 'Bearer');
        if (error instanceof Problem && error.retryAfter !== undefined)
            reply.header('Retry-After', error.retryAfter);
        return answer(code, request, reply, reasonOf(error));
    });
    app.setNotFoundHandler((request, reply) => {
        if (request.url.split('?', 1)[0] !== '/loginkey')
            return answer('not-found', request, reply);
        return answer('method-not-allowed', request, reply.header('Allow', 'POST, OPTIONS'));
    });

    function answer(
        code: ProblemCode,
        request: FastifyRequest,
        reply: FastifyReply,
        reason?: string
    ) {
        const details = problemDetails(code, request.id);
        metrics.refused(code, reason);
        if (code !== 'overloaded') {
            const { id: reqId, address, caller } = request;
            app.log.info({ reqId, code, reason, address, caller: caller?.name }, 'refused');
        }
        return reply
            .code(details.status)
            .header('Cache-Control', 'no-store')
            .type('application/problem+json')
            .send(details);
    }
}

/** The code of the problem that an error becomes. */
export function codeOf(error: FastifyError | Problem): ProblemCode {
    if (error instanceof Problem) return error.code;
    const status = error.validation ? 400 : (error.statusCode ?? 500);
    if (status >= 500) return 'internal';
    return CODES[status] ?? 'malformed-request';
}

/** Why it went wrong, in a word out of few: ours, Fastify's code, or the field that fails the schema. */
function reasonOf(error: FastifyError | Problem): string | undefined {
    if (error instanceof Problem) return error.reason;
    const field = error.validation?.[0]?.instancePath.slice(1);
    if (field !== undefined) return FIELDS.includes(field) ? `field-${field}` : 'field';
    return error.code;
}
