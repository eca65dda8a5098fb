import type { FastifyInstance } from 'fastify';
import { Refusal } from './http-errors.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import type { GlanceService } from './service.ts';

/** What the stage and its tests use to look at the stand-in and to make it misbehave. Nothing of this exists in life. */
export function stageRoutes(app: FastifyInstance, service: GlanceService): void {
    app.get('/stage/misbehave', () => service.switchboard.get());

    app.post('/stage/misbehave', (request) => {
        try {
            service.switchboard.set((request.body ?? {}) as Partial<Misbehaviour>);
        } catch (error) {
            throw new Refusal(400, (error as Error).message);
        }
        return service.switchboard.get();
    });

    app.get('/stage/traffic', () => service.traffic);
}
