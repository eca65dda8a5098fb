import type { LineWriter } from './operations/line-writer.ts';
import { startServer } from './server.ts';
import { settingsFrom } from './settings/settings-from.ts';

/** What an embedding program, such as the stage or a test, sets. Everything else is as in README.md. */
export interface LoginKeyServiceOptions {
    readonly groupId: number;
    readonly apiKey: string;
    /** Tokens of server-to-server callers, 32 bytes or longer. Without any, `developmentMode` must be true. */
    readonly bearerTokens?: readonly string[];
    /** Lets anybody on this machine in. Refused with NODE_ENV=production and beside `bearerTokens`. */
    readonly developmentMode?: boolean;
    /** Lifetime of a login key in seconds; 900 when left out. */
    readonly expiration?: number;
    readonly allowedOrigins?: readonly string[];
    /** 127.0.0.1 when left out. */
    readonly host?: string;
    /** 0, any free port, when left out. */
    readonly port?: number;
    /** Where log lines go; standard output when left out. */
    readonly logTo?: LineWriter;
}

/**
 * Starts a service inside another program. Limits are high and a lagging event loop sheds nothing, since the program's
 * own work shares it.
 * @throws {SettingsError} for options that the service would not start with.
 */
export async function startLoginKeyService(
    options: LoginKeyServiceOptions
): Promise<{ url: string; close(): Promise<void> }> {
    const { bearerTokens = [], allowedOrigins = [], expiration, logTo } = options;
    const settings = settingsFrom({
        NODE_ENV: process.env['NODE_ENV'],
        GLANCE_GROUP_ID: String(options.groupId),
        GLANCE_API_KEY: options.apiKey,
        GLANCE_EXPIRATION: expiration === undefined ? undefined : String(expiration),
        BEARER_TOKENS: bearerTokens.length === 0 ? undefined : bearerTokens.join(','),
        GLANCE_DEVELOPMENT_MODE: options.developmentMode ? 'yes' : 'no',
        ALLOWED_ORIGINS: allowedOrigins.join(','),
        HOST: options.host,
        PORT: String(options.port ?? 0),
        LIMIT_PER_ADDRESS: '1000000',
        LIMIT_PER_CALLER: '1000000',
        LIMIT_PER_PUID: '1000000',
        MAX_CONNECTIONS_PER_ADDRESS: '10000',
        MAX_EVENT_LOOP_DELAY_MS: '0'
    });
    const { url, close } = await startServer(settings, logTo);
    return { url, close };
}
