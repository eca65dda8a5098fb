import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { readBuilt } from './build.ts';
import { Refusal } from './http-errors.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import type { GlanceService } from './service.ts';
import { stagePage } from './stage-page.ts';

const STYLE = new URL('./page/stage.css', import.meta.url);

/** What the stage and its tests use to look at the stand-in and to make it misbehave. Nothing of this exists in life. */
export function stageRoutes(app: FastifyInstance, service: GlanceService): void {
    const { switchboard, presence, sessions, traffic } = service;

    app.get('/stage/misbehave', () => switchboard.get());

    app.post('/stage/misbehave', (request) => {
        try {
            switchboard.set((request.body ?? {}) as Partial<Misbehaviour>);
        } catch (error) {
            throw new Refusal(400, (error as Error).message);
        }
        return switchboard.get();
    });

    app.post('/stage/reset', () => {
        switchboard.reset();
        return switchboard.get();
    });

    app.post('/stage/drop/agents', () => ({ dropped: switchboard.dropAgentConnections() }));
    app.post('/stage/drop/visitors', () => ({ dropped: switchboard.dropVisitorConnections() }));

    app.get('/stage/traffic', () => traffic);

    app.get('/stage/overview', () => ({
        visitors: presence.overview(),
        sessions: sessions.overview()
    }));

    app.get('/stage', (_request, reply) => reply.redirect('/stage/'));
    app.get('/stage/', (_request, reply) =>
        reply.type('text/html; charset=utf-8').send(stagePage())
    );
    app.get('/stage/stage.js', async (_request, reply) =>
        reply.type('text/javascript; charset=utf-8').send(await readBuilt('stage.js'))
    );
    app.get('/stage/stage.css', async (_request, reply) =>
        reply.type('text/css; charset=utf-8').send(await readFile(STYLE, 'utf8'))
    );
}
