import { randomBytes } from 'node:crypto';
import { startLoginKeyService } from '../login-key-service/src/index.ts';
import { buildForceApp } from '../scripts/build/force-app.ts';
import type { GlanceMode } from './glance/options.ts';
import { buildGlance, startGlance, type Glance } from './glance/server.ts';
import { agents, groupId } from './people.ts';
import { portsFrom, type Ports } from './ports.ts';
import { buildSalesforce, startSalesforce, type RunningSalesforce } from './salesforce/server.ts';
import { startWebsite } from './website/server.ts';

interface Server {
    readonly url: string;
    close(): Promise<void>;
}

/** A part of the stage that can be stopped and started again on its port, to see what the plugin makes of it. */
export interface Part<Running extends Server> {
    readonly running: Running;
    stop(): Promise<void>;
    start(): Promise<void>;
}

/** The stage's servers, running. */
export interface Stage {
    readonly salesforce: Part<RunningSalesforce>;
    readonly website: Part<Server>;
    readonly glance: Part<Glance>;
    readonly loginKeyService: Part<Server>;
    /** Whether Glance is spoken to by its own host names and TLS. */
    readonly byName: boolean;
    /** Has Glance behave for the group as this generation of it does, also after a restart. */
    setMode(mode: GlanceMode): void;
    /** Gives the login key service another API key than Glance's, or Glance's again. */
    useWrongApiKey(wrong: boolean): Promise<void>;
    close(): Promise<void>;
}

export interface StageOptions {
    readonly ports?: Ports;
    /** Lifetime of a login key in seconds; 3600 when left out. */
    readonly loginKeyLifetime?: number;
    /**
     * The pages look for Glance at its own hosts (`www.glance.net`, …) by TLS, with the org's settings and trusted URLs as
     * they ship: their browser needs `glanceByName()`. Otherwise Glance is at `localhost`, for any browser. Default false.
     */
    readonly byName?: boolean;
    /** How Glance behaves for the group; default `new`. */
    readonly mode?: GlanceMode;
    /** A file to serve as Glance's agent script in place of the stand-in's. */
    readonly agentScriptFile?: string;
    /** A folder whose files are served in place of the stand-in's visitor scripts. */
    readonly visitorScripts?: string;
}

/** Compiles everything that the stage shows; parts whose inputs have not changed are kept. */
export async function buildStage(): Promise<void> {
    await buildForceApp();
    await Promise.all([buildGlance(), buildSalesforce()]);
}

/**
 * Starts the CRM, the website, Glance and the login key service. `buildStage()` must have run before. Keys and tokens
 * are made anew at each start and never leave the process.
 * @throws {Error} with `code` `EADDRINUSE` and `port` when a port is taken.
 */
export async function startStage({
    ports = portsFrom(undefined),
    loginKeyLifetime = 3600,
    byName = false,
    mode: firstMode = 'new',
    agentScriptFile,
    visitorScripts
}: StageOptions = {}): Promise<Stage> {
    const apiKey = secret();
    const bearerToken = secret();
    const salesforceUrl = `http://localhost:${ports.salesforce}`;
    const glanceUrl = `http://localhost:${ports.glance}`;
    const websiteUrl = `http://localhost:${ports.website}`;
    let serviceApiKey = apiKey;
    let mode = firstMode;

    const started: { stop(): Promise<void> }[] = [];
    const part = async <Running extends Server>(
        start: () => Promise<Running>
    ): Promise<Part<Running>> => {
        const made = await startPart(start);
        started.push(made);
        return made;
    };
    const close = async (): Promise<void> => {
        await Promise.all(started.map((each) => each.stop()));
    };

    try {
        const loginKeyService = await part(() =>
            startLoginKeyService({
                groupId,
                apiKey: serviceApiKey,
                bearerTokens: [bearerToken],
                expiration: loginKeyLifetime,
                allowedOrigins: [salesforceUrl],
                port: ports.loginKeyService,
                logTo: { write: () => undefined }
            })
        );
        const glance = await part(() =>
            startGlance({
                port: ports.glance,
                tlsPort: ports.glanceTls,
                ...(agentScriptFile === undefined ? {} : { agentScriptFile }),
                ...(visitorScripts === undefined ? {} : { visitorScripts }),
                groups: [
                    {
                        groupId,
                        apiKey,
                        agentOrigins: [salesforceUrl],
                        partnerUserIds: agents.map(({ partnerUserId }) => partnerUserId),
                        mode
                    }
                ]
            })
        );
        const website = await part(() =>
            startWebsite({
                port: ports.website,
                glanceUrl: byName ? 'https://www.glancecdn.net' : glanceUrl,
                webServer: byName ? 'www.glance.net' : `localhost:${ports.glance}`,
                groupId
            })
        );
        const salesforce = await part(() =>
            startSalesforce({
                port: ports.salesforce,
                glanceUrl,
                byName,
                websiteUrl,
                loginKeyService: { url: loginKeyService.running.url, bearerToken }
            })
        );
        const useWrongApiKey = async (wrong: boolean): Promise<void> => {
            serviceApiKey = wrong ? secret() : apiKey;
            await loginKeyService.stop();
            await loginKeyService.start();
        };
        const setMode = (next: GlanceMode): void => {
            mode = next;
            glance.running.setMode(groupId, next);
        };
        return {
            salesforce,
            website,
            glance,
            loginKeyService,
            byName,
            setMode,
            useWrongApiKey,
            close
        };
    } catch (thrown) {
        await close();
        throw thrown;
    }
}

async function startPart<Running extends Server>(
    start: () => Promise<Running>
): Promise<Part<Running>> {
    let running: Running = await start();
    let stopped = false;
    return {
        get running() {
            return running;
        },
        async stop() {
            if (!stopped) {
                stopped = true;
                await running.close();
            }
        },
        async start() {
            if (stopped) {
                running = await start();
                stopped = false;
            }
        }
    };
}

const secret = (): string => randomBytes(40).toString('base64url');
