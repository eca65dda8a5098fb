import type { FastifyInstance } from 'fastify';
import { Health } from './schemas.ts';

/** `GET /healthz`, the process lives; `GET /readyz`, it wants requests: 503 while `isReady` says no. */
export function healthRoutes(app: FastifyInstance, isReady: () => boolean): void {
    app.get(
        '/healthz',
        {
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
            schema: {
                operationId: 'readiness',
                summary: 'Whether requests should be sent here.',
                response: { 200: Health, 503: Health }
            }
        },
        (_request, reply) =>
            isReady() ? { status: 'ready' } : reply.code(503).send({ status: 'draining' })
    );
}
