import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Org } from '../org/org.ts';
import type { FlexiPage, OrgContext } from '../page/org-context.ts';
import type { PresenceScript } from '../presence-script.ts';

interface Options {
    readonly org: Org;
    readonly pages: FlexiPage[];
    readonly utilities: OrgContext['utilities'];
    readonly stageDefaults: OrgContext['stageDefaults'];
    readonly websiteUrl: string;
    readonly presenceScript: PresenceScript;
}

/** What may be changed by `PATCH /stage/org`: what an admin would change in Setup. */
type OrgChanges = Partial<
    Pick<Org, 'permissionSets' | 'hiddenFields' | 'presenceScriptUploaded'>
> & {
    readonly federationIdentifier?: string;
    /** Fields of settings records to overwrite, by developer name. */
    readonly settings?: Org['settings'];
};

/** Static resources, what the page has to know of the org, and the admin's switches. */
export async function stageRoutes(app: FastifyInstance, options: Options): Promise<void> {
    const { org, pages, websiteUrl, presenceScript } = options;

    // Before the first page asks: Glance may be gone by then.
    void presenceScript.uploaded();

    app.get('/stage/context.json', async (_request, reply): Promise<OrgContext> => {
        reply.header('Cache-Control', 'no-store');
        return {
            user: { id: org.user.id, name: org.user.name, email: org.user.email },
            customPermissions: org.customPermissions,
            resourceVersion: await resourceVersion(),
            pages,
            utilities: options.utilities,
            stageDefaults: options.stageDefaults,
            websiteUrl
        };
    });

    app.get<{ Params: { name: string } }>('/resource/:version/:name', resource);
    app.get<{ Params: { name: string } }>('/resource/:name', resource);

    app.get('/stage/org', () => switches());
    app.patch<{ Body: OrgChanges }>('/stage/org', (request) => {
        const { federationIdentifier, settings, ...changes } = request.body;
        Object.assign(org, changes);
        if (federationIdentifier !== undefined) {
            org.user.federationIdentifier = federationIdentifier;
        }
        for (const [name, fields] of Object.entries(settings ?? {})) {
            org.settings[name] = { ...org.settings[name], ...fields };
        }
        return switches();
    });

    async function resource(
        request: FastifyRequest<{ Params: { name: string } }>,
        reply: FastifyReply
    ): Promise<string> {
        const script =
            request.params.name === 'GlancePresenceAgent' ? await currentScript() : undefined;
        if (script === undefined) {
            reply.code(404);
            reply.type('text/plain');
            return 'URL No Longer Exists';
        }
        reply.type('text/javascript; charset=utf-8');
        return script;
    }

    /** Nothing to upload yet, because Glance can't be reached, is the same as nothing uploaded. */
    async function currentScript(): Promise<string | undefined> {
        const uploaded = org.presenceScriptUploaded ? await presenceScript.uploaded() : undefined;
        return uploaded ?? presenceScript.placeholder();
    }

    async function resourceVersion(): Promise<string> {
        const digest = createHash('sha256')
            .update((await currentScript()) ?? '')
            .digest();
        return `17${String(digest.readUIntBE(0, 6)).padStart(11, '0').slice(0, 11)}`;
    }

    function switches() {
        return {
            permissionSets: org.permissionSets,
            hiddenFields: org.hiddenFields,
            presenceScriptUploaded: org.presenceScriptUploaded,
            federationIdentifier: org.user.federationIdentifier,
            settings: org.settings
        };
    }
}
