import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readBuilt } from './build.ts';
import { Refusal } from './http-errors.ts';
import type { Misbehaviour, ServerWord } from './misbehaviour.ts';
import { setMode, type GlanceService } from './service.ts';
import { stagePage } from './stage-page.ts';

const STYLE = new URL('./page/stage.css', import.meta.url);
const STAGE = { config: { cors: 'stage' } } as const;
const WORDS: readonly string[] = ['serverclose', 'redirect', 'scaledown'];

type DropRequest = FastifyRequest<{ Querystring: { how?: string } }>;

/** What the stage and its tests use to look at the stand-in and to make it misbehave. Nothing of this exists in life. */
export function stageRoutes(app: FastifyInstance, service: GlanceService): void {
    const { switchboard, presence, sessions, traffic } = service;

    app.get('/stage/misbehave', STAGE, () => switchboard.get());

    app.post('/stage/misbehave', STAGE, (request) => {
        orRefuse(() => switchboard.set((request.body ?? {}) as Partial<Misbehaviour>));
        return switchboard.get();
    });

    app.post('/stage/reset', STAGE, () => {
        switchboard.reset();
        return switchboard.get();
    });

    app.post<{ Body: { groupId?: unknown; mode?: unknown } | null }>(
        '/stage/mode',
        STAGE,
        ({ body }) => {
            orRefuse(() => setMode(service, body?.groupId, body?.mode));
            return modes(service);
        }
    );

    app.post('/stage/drop/agents', STAGE, ({ query }: DropRequest) => ({
        dropped: switchboard.dropAgentConnections(query.how === 'cut' ? 'cut' : 'close')
    }));
    app.post('/stage/drop/visitors', STAGE, ({ query }: DropRequest) => ({
        dropped: switchboard.dropVisitorConnections(query.how === 'cut' ? 'cut' : 'close')
    }));
    app.post<{ Querystring: { word?: string } }>('/stage/tell/agents', STAGE, ({ query }) => ({
        told: switchboard.tellAgents(word(query.word))
    }));
    app.post<{ Querystring: { word?: string } }>('/stage/tell/visitors', STAGE, ({ query }) => ({
        told: switchboard.tellVisitors(query.word === 'blur' ? 'blur' : word(query.word))
    }));
    app.post('/stage/end-sessions', STAGE, () => ({ ended: switchboard.endSessions() }));
    app.post('/stage/void-tokens', STAGE, () => ({ ended: switchboard.voidTokens() }));

    app.get('/stage/traffic', STAGE, () => traffic);
    app.get('/stage/invitations', STAGE, () => service.invitations);
    app.get('/stage/overview', STAGE, () => ({
        visitors: presence.overview(),
        sessions: sessions.overview(),
        groups: modes(service)
    }));

    app.get('/stage', STAGE, (_request, reply) => reply.redirect('/stage/'));
    app.get('/stage/', STAGE, (_request, reply) =>
        reply.type('text/html; charset=utf-8').send(stagePage(modes(service)))
    );
    app.get('/stage/stage.js', STAGE, async (_request, reply) =>
        reply.type('text/javascript; charset=utf-8').send(await readBuilt('stage.js'))
    );
    app.get('/stage/stage.css', STAGE, async (_request, reply) =>
        reply.type('text/css; charset=utf-8').send(await readFile(STYLE, 'utf8'))
    );
}

function modes(service: GlanceService): { groupId: number; mode: string }[] {
    return [...service.modes].map(([groupId, mode]) => ({ groupId, mode }));
}

function word(given: string | undefined): ServerWord {
    if (given === undefined || !WORDS.includes(given)) {
        throw new Refusal(400, `The server says ${WORDS.join(', ')}.`);
    }
    return given as ServerWord;
}

function orRefuse(task: () => void): void {
    try {
        task();
    } catch (error) {
        throw new Refusal(400, (error as Error).message);
    }
}
