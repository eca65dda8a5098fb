import type { FastifyInstance } from 'fastify';
import { Health } from './schemas.ts';

/**
 * `GET` and `HEAD`: `/healthz`, the process lives; `/readyz`, it wants requests: 503 while `whyNot` gives a reason.
 */
export function healthRoutes(app: FastifyInstance, whyNot: () => string | undefined): void {
    app.get(
        '/healthz',
        {
            exposeHeadRoute: true,
            schema: {
                operationId: 'health',
                summary: 'Whether the process lives.',
                response: { 200: Health }
            }
        },
        () => ({ status: 'ok' })
    );
    app.get(
        '/readyz',
        {
            exposeHeadRoute: true,
            schema: {
                operationId: 'readiness',
                summary: 'Whether requests should be sent here.',
                response: { 200: Health, 503: Health }
            }
        },
        (_request, reply) => {
            const reason = whyNot();
            return reason === undefined
                ? { status: 'ready' }
                : reply.code(503).send({ status: reason });
        }
    );
}
