import type { FastifyInstance } from 'fastify';
import { readBuilt } from './build.ts';
import { Refusal } from './http-errors.ts';
import { findGroup } from './options.ts';
import type { GlanceService } from './service.ts';

/** Bundles by the value of `script`; without one it is the cobrowse loader. Source: Glance's script addresses. */
const BUNDLES: Readonly<Record<string, string>> = {
    '': 'cobrowse',
    presencevisitor: 'presence-visitor',
    presenceagent: 'agent'
};

/** Stands in the bundles for the host that they were downloaded from. */
const HOST_MARK = '__GLANCE_STANDIN_HOST__';

interface ScriptQuery {
    readonly groupid?: string;
    readonly group?: string;
    readonly script?: string;
}

/** `/cobrowse/CobrowseJS.ashx?groupid=…[&script=…]`, as on Glance's CDN; `group` is an older name of `groupid`. */
export function scriptRoutes(app: FastifyInstance, service: GlanceService): void {
    app.get<{ Querystring: ScriptQuery }>('/cobrowse/CobrowseJS.ashx', async (request, reply) => {
        const { groupid, group, script = '' } = request.query;
        if (!findGroup(service.groups, groupid ?? group)) {
            throw new Refusal(404, 'There is no such group.');
        }
        const name = script.toLowerCase();
        const bundle = Object.hasOwn(BUNDLES, name) ? BUNDLES[name] : undefined;
        if (bundle === undefined) {
            throw new Refusal(404, 'There is no such script.');
        }
        const text = await readBuilt(`${bundle}.js`);
        return reply
            .type('text/javascript; charset=utf-8')
            .header('cache-control', 'no-cache')
            .send(text.replaceAll(HOST_MARK, request.host));
    });
}
