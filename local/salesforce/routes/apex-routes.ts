import type { FastifyInstance } from 'fastify';
import type { ApexHost } from '../../apex/host/apex-host.ts';
import type { Answer, Done } from '../../apex/host/protocol.ts';
import type { Json } from '../../apex/aura/result.ts';
import { keepWritten, stateOf } from '../org/apex-state.ts';
import type { Org } from '../org/org.ts';

interface Options {
    readonly org: Org;
    readonly apex: ApexHost;
    /** Is told what stays in the org: exceptions that are not for components, and debug lines. */
    readonly log: (line: string) => void;
}

/**
 * `POST /apex/<Class>/<method>` with the parameters as JSON; `?wired` for wire adapters. As with Lightning's own requests the HTTP
 * status is 200 also when Apex throws: `{state: 'SUCCESS', returnValue}` or `{state: 'ERROR', error: {status, statusText, body}}`.
 */
export async function apexRoutes(app: FastifyInstance, { org, apex, log }: Options): Promise<void> {
    app.post<{
        Params: { className: string; method: string };
        Querystring: { wired?: string };
        Body: Record<string, Json> | null;
    }>('/apex/:className/:method', async ({ params, query, body }): Promise<Answer> => {
        const done = await apex.call({
            kind: 'aura',
            ...params,
            parameters: body ?? {},
            isWired: query.wired !== undefined,
            state: stateOf(org)
        });
        return finished(done);
    });

    app.get<{ Params: { className: string }; Querystring: { entityName?: string } }>(
        '/stage/pick-lists/:className',
        async ({ params, query }, reply) => {
            const done = await apex.call({
                kind: 'pickList',
                className: params.className,
                entityName: query.entityName ?? null,
                state: stateOf(org)
            });
            const answer = finished(done);
            return answer.state === 'SUCCESS'
                ? answer.returnValue
                : reply.code(answer.error.status).send(answer.error.body);
        }
    );

    function finished({ answer, written, log: lines }: Done): Answer {
        keepWritten(org, written);
        lines.forEach(log);
        return answer;
    }
}
