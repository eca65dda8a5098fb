import path from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import fastifyStatic from '@fastify/static';
import { startApexHost } from '../apex/host/apex-host.ts';
import { groupId } from '../people.ts';
import {
    accessFolder,
    outputFolder,
    partFolders,
    sourceFolder,
    stageFolder
} from './build/paths.ts';
import {
    contentSecurityPolicy,
    readTrustedSites,
    stageOrigins,
    type TrustedSite
} from './content-security-policy.ts';
import { readFlexiPages } from './org/flexipages.ts';
import { stageEndpoints, stageNetwork, type LoginKeyService } from './org/network.ts';
import { ACTIVE_FLOWS, createOrg, type Org } from './org/org.ts';
import { stageDefaults, stagePages, stageUtilities } from './pages.ts';
import { PresenceScript } from './presence-script.ts';
import { apexRoutes } from './routes/apex-routes.ts';
import { builderRoutes } from './routes/builder-routes.ts';
import { pageRoutes } from './routes/page-routes.ts';
import { recordRoutes } from './routes/record-routes.ts';
import { stageRoutes } from './routes/stage-routes.ts';

export { buildSalesforce } from './build.ts';

export interface SalesforceOptions {
    /** 0 for any free port. */
    readonly port: number;
    /** Default `127.0.0.1`. Only a loopback address is of use: there is no login. */
    readonly host?: string;
    /** Origin of the stage's Glance, such as `http://localhost:4300`. */
    readonly glanceUrl: string;
    /**
     * Whether pages look for Glance at its own hosts by TLS, with settings and trusted URLs as the package ships them;
     * otherwise at `glanceUrl`. Default false. The server itself always goes to `glanceUrl`.
     */
    readonly byName?: boolean;
    /** Origin of the customer's website, to link to. */
    readonly websiteUrl: string;
    /** Where the Named Credentials for the login key service lead, and the token that one of them sends. */
    readonly loginKeyService: LoginKeyService;
    /** Private keys of the org's certificates in PEM, by name; default none. */
    readonly certificates?: Readonly<Record<string, string>>;
    /** Origins that the stage's admin trusts beside the package's, in `connect-src`; default the login key service's. */
    readonly trustedOrigins?: readonly string[];
    /** The package's metadata; default `force-app/main/default`. */
    readonly metadataFolder?: string;
    /** What `buildSalesforce()` wrote; default `build/local/salesforce`. */
    readonly buildFolder?: string;
}

export interface RunningSalesforce {
    readonly url: string;
    /** The org behind the pages, to change from a test in the same process. */
    readonly org: Org;
    /** Origins that the stage's admin trusts beside the package's: a change shows on the next page. */
    readonly trustedOrigins: string[];
    close(): Promise<void>;
}

/**
 * Starts the stage's CRM. `buildSalesforce()` must have run before.
 * @throws {Error} when the port is taken, or the package's Apex can't be loaded
 */
export async function startSalesforce(options: SalesforceOptions): Promise<RunningSalesforce> {
    const metadataFolder = options.metadataFolder ?? sourceFolder;
    const folders = [metadataFolder, accessFolder, ...partFolders, stageFolder];
    const org = createOrg({
        glanceUrl: options.glanceUrl,
        byName: options.byName === true,
        folders
    });
    const apex = await startApexHost(
        {
            folders,
            activeFlows: ACTIVE_FLOWS,
            endpoints: stageEndpoints(options.glanceUrl, options.loginKeyService),
            certificates: options.certificates ?? {}
        },
        stageNetwork(options.glanceUrl)
    );
    const app = Fastify({ logger: false, forceCloseConnections: true });
    app.get('/healthz', () => ({ status: 'ok' }));
    await serveBuild(app, options.buildFolder ?? outputFolder);
    const trustedOrigins = [...(options.trustedOrigins ?? [options.loginKeyService.url])];
    const packagedSites = await readTrustedSites(path.join(metadataFolder, 'cspTrustedSites'));
    app.register(pageRoutes, {
        contentSecurityPolicy: () => policyFor(options, packagedSites, trustedOrigins)
    });
    app.register(recordRoutes, { org });
    app.register(apexRoutes, {
        org,
        apex,
        log: (line) => {
            process.stderr.write(`Apex: ${line}\n`);
        }
    });
    app.addHook('onClose', () => apex.close());
    const packaged = await readFlexiPages(
        [metadataFolder, ...partFolders].map((folder) => path.join(folder, 'flexipages'))
    );
    const pages = stagePages(packaged);
    const utilities = [...stageUtilities(packaged)];
    app.register(builderRoutes, { pages, utilities });
    app.register(stageRoutes, {
        org,
        pages,
        utilities,
        stageDefaults: stageDefaults(options.byName === true ? null : options.glanceUrl),
        websiteUrl: options.websiteUrl,
        presenceScript: new PresenceScript({
            glanceUrl: options.glanceUrl,
            byName: options.byName === true,
            groupId,
            staticResources: path.join(metadataFolder, 'staticresources')
        })
    });
    const host = options.host ?? '127.0.0.1';
    await app.listen({ port: options.port, host });
    const { port } = app.server.address() as { port: number };
    const name = host === '127.0.0.1' ? 'localhost' : host;
    return { url: `http://${name}:${port}`, org, trustedOrigins, close: () => app.close() };
}

function policyFor(
    { byName, glanceUrl }: SalesforceOptions,
    packaged: readonly TrustedSite[],
    trustedOrigins: readonly string[]
): string {
    const adminsOwn: TrustedSite[] = trustedOrigins.map((endpointUrl) => ({
        endpointUrl,
        directives: ['connect-src']
    }));
    const sites = [...packaged, ...adminsOwn];
    return byName === true
        ? contentSecurityPolicy(sites)
        : contentSecurityPolicy(sites, stageOrigins(glanceUrl));
}

async function serveBuild(app: FastifyInstance, folder: string): Promise<void> {
    const options = { cacheControl: true, maxAge: 0, etag: true };
    await app.register(fastifyStatic, {
        ...options,
        root: path.join(folder, 'page'),
        prefix: '/page/'
    });
    await app.register(fastifyStatic, {
        ...options,
        root: path.join(folder, 'c'),
        prefix: '/c/',
        decorateReply: false
    });
}
