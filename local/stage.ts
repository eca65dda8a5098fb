import { randomBytes } from 'node:crypto';
import { startLoginKeyService } from '../login-key-service/src/index.ts';
import { buildForceApp } from '../scripts/build/force-app.ts';
import { buildGlance, startGlance, type Glance } from './glance/server.ts';
import { agent, groupId } from './people.ts';
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

/** The four origins, running. */
export interface Stage {
    readonly salesforce: Part<RunningSalesforce>;
    readonly website: Part<Server>;
    readonly glance: Part<Glance>;
    readonly loginKeyService: Part<Server>;
    /** Gives the login key service another API key than Glance's, or Glance's again. */
    useWrongApiKey(wrong: boolean): Promise<void>;
    close(): Promise<void>;
}

export interface StageOptions {
    readonly ports?: Ports;
    /** Lifetime of a login key in seconds; 3600 when left out. */
    readonly loginKeyLifetime?: number;
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
    loginKeyLifetime = 3600
}: StageOptions = {}): Promise<Stage> {
    const apiKey = secret();
    const bearerToken = secret();
    const salesforceUrl = `http://localhost:${ports.salesforce}`;
    const glanceUrl = `http://localhost:${ports.glance}`;
    const websiteUrl = `http://localhost:${ports.website}`;
    let serviceApiKey = apiKey;

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
                groups: [
                    {
                        groupId,
                        apiKey,
                        agentOrigins: [salesforceUrl],
                        partnerUserIds: [agent.partnerUserId]
                    }
                ]
            })
        );
        const website = await part(() => startWebsite({ port: ports.website, glanceUrl, groupId }));
        const salesforce = await part(() =>
            startSalesforce({
                port: ports.salesforce,
                glanceUrl,
                websiteUrl,
                loginKeyService: { url: loginKeyService.running.url, bearerToken }
            })
        );
        const useWrongApiKey = async (wrong: boolean): Promise<void> => {
            serviceApiKey = wrong ? secret() : apiKey;
            await loginKeyService.stop();
            await loginKeyService.start();
        };
        return { salesforce, website, glance, loginKeyService, useWrongApiKey, close };
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
