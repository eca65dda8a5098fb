import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { readBuilt } from './build.ts';
import { foreignFile, LOADER } from './foreign-scripts.ts';
import { Refusal } from './http-errors.ts';
import { findGroup, type GlanceMode } from './options.ts';
import type { GlanceService } from './service.ts';

/** Bundles by the value of `script`; without one it is the visitor's loader. Source: Glance's script addresses. */
const BUNDLES: Readonly<Record<string, string>> = {
    '': 'cobrowse',
    presencevisitor: 'GlancePresenceVisitor',
    presenceagent: 'agent'
};

/** What the loader asks for by name and version. Source: Glance's loader. */
const LOADED_LATER = new Set([
    'GlancePresenceVisitor',
    'GlanceCobrowseVisitorUI',
    'GlanceCobrowseVisitor'
]);

/** What else Glance's loader asks for and the stand-in has no use for: answered, with nothing in it. */
const EMPTY = new Set([
    'GlanceCleanContext',
    'GlanceSessionMetrics',
    'browserCap',
    'GlanceVideoSource'
]);

/** Stand in the bundles for the host that they were downloaded from, and for the version that they play. */
const HOST_MARK = '__GLANCE_STANDIN_HOST__';
const VERSION_MARK = '__GLANCE_STANDIN_VERSION__';

const VISITOR_VERSION = '6.33.0';
const AGENT_VERSIONS: Readonly<Record<GlanceMode, string>> = {
    old: '6.3.1',
    new: '6.25.0',
    newLoadBalanced: '6.25.0',
    new619: '6.19.0'
};

/** The stand-in's texts and styles of the terms, by the folder that Glance's scripts ask for them. */
const STATIC: readonly (readonly [RegExp, string, string])[] = [
    [/^html\/visitor-[a-z]+-[\d.]+\.html$/, 'visitor.html', 'text/html'],
    [/^text\/VisitorText_\w+_[\d.]+\.json$/, 'VisitorText_en.json', 'application/json'],
    [/^styles\/Cobrowse_[\d.]+\.css$/, 'Cobrowse.css', 'text/css']
];

const PUBLIC = { config: { cors: 'anybody' } } as const;

interface ScriptQuery {
    readonly groupid?: string;
    readonly group?: string;
    readonly script?: string;
}

/** `/cobrowse/…` as on Glance's CDN. `group` is an older name of `groupid`. */
export function scriptRoutes(app: FastifyInstance, service: GlanceService): void {
    app.get<{ Querystring: ScriptQuery }>(
        '/cobrowse/CobrowseJS.ashx',
        PUBLIC,
        async ({ query, host }, reply) => {
            const group = findGroup(service.groups, query.groupid ?? query.group);
            if (!group) {
                throw new Refusal(404, 'There is no such group.');
            }
            const name = (query.script ?? '').toLowerCase();
            if (name === 'xdom') {
                return send(reply, 'text/javascript', '');
            }
            if (!Object.hasOwn(BUNDLES, name)) {
                throw new Refusal(404, 'There is no such script.');
            }
            const version =
                name === 'presenceagent'
                    ? AGENT_VERSIONS[service.modes.get(group.groupId) ?? 'new']
                    : VISITOR_VERSION;
            const text =
                (await givenFile(service, name)) ?? (await readBuilt(`${BUNDLES[name]}.js`));
            return send(reply, 'text/javascript', marked(text, host, version));
        }
    );

    const byName = async (
        path: string,
        host: string,
        reply: FastifyReply
    ): Promise<FastifyReply> => {
        const foreign = await foreignFile(service.scripts.visitorScripts, path);
        if (foreign) {
            return send(reply, foreign.type, foreign.text);
        }
        const name = /^(?:js|source\/js)\/([A-Za-z]+)_[\d.]+M\.js$/.exec(path)?.[1] ?? '';
        if (LOADED_LATER.has(name)) {
            const text = marked(await readBuilt(`${name}.js`), host, VISITOR_VERSION);
            return send(reply, 'text/javascript', text);
        }
        if (EMPTY.has(name)) {
            return send(reply, 'text/javascript', '');
        }
        if (/^customstyles\/CustomSkin_\d+_[PS]\.css$/.test(path)) {
            return send(reply, 'text/css', '');
        }
        const [, file, type] = STATIC.find(([pattern]) => pattern.test(path)) ?? [];
        if (file === undefined || type === undefined) {
            throw new Refusal(404, 'There is no such file.');
        }
        return send(
            reply,
            type,
            await readFile(new URL(`./page/visitor/${file}`, import.meta.url), 'utf8')
        );
    };

    for (const folder of ['cobrowse', 'video']) {
        app.get<{ Params: { '*': string } }>(
            `/${folder}/*`,
            PUBLIC,
            async ({ params, host }, reply) => byName(params['*'], host, reply)
        );
    }
}

/** The file to serve in place of the stand-in's script, if one was given. */
async function givenFile({ scripts }: GlanceService, name: string): Promise<string | null> {
    if (name === 'presenceagent') {
        const { agentScriptFile } = scripts;
        return agentScriptFile === undefined ? null : readFile(agentScriptFile, 'utf8');
    }
    const wanted = name === '' ? LOADER : 'js/GlancePresenceVisitor';
    return (await foreignFile(scripts.visitorScripts, wanted))?.text ?? null;
}

function marked(text: string, host: string, version: string): string {
    return text.replaceAll(HOST_MARK, host).replaceAll(VERSION_MARK, version);
}

function send(reply: FastifyReply, type: string, text: string): FastifyReply {
    return reply.type(`${type}; charset=utf-8`).header('cache-control', 'no-cache').send(text);
}
