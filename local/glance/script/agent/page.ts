/** A host in the bundle's place of download; joined for the same reason as the version is. */
const DOWNLOADED_FROM = ['__GLANCE_STANDIN_HOST__'].join('');

export interface Configuration {
    readonly ws: string;
    readonly site: string;
    readonly [key: string]: unknown;
}

interface AgentPage {
    GLANCE?: Record<string, unknown>;
    GLANCE_COBROWSE?: Record<string, unknown>;
}

export const page = window as unknown as AgentPage & Record<string, unknown>;

/** The web server where nothing names one: Glance's, or on a page with everything on localhost that same host. */
const DEFAULT_WS = isLoopback(DOWNLOADED_FROM) ? DOWNLOADED_FROM : 'www.glance.net';

/**
 * What the page says, read anew each time: later ones win. What stands in elements is written into
 * `GLANCE_COBROWSE`, too, if there is one (`wire.md` §1).
 */
export function configuration(parameters: object = {}): Configuration {
    const shared = page.GLANCE_COBROWSE;
    const read: Record<string, unknown> = { ws: DEFAULT_WS, site: 'production', ...shared };
    for (const id of ['cobrowsescript', 'glance-cobrowse']) {
        for (const { name, value } of Array.from(document.getElementById(id)?.attributes ?? [])) {
            if (name.startsWith('data-')) {
                const key = name.slice('data-'.length);
                read[key] = value;
                if (shared) {
                    shared[key] = value;
                }
            }
        }
    }
    return { ...(read as Configuration), ...parameters };
}

/** Glance's scripts speak https to every host; only this computer's own is spoken to in plain. */
export function httpUrl(host: string, path: string): string {
    return `${isLoopback(host) ? 'http' : 'https'}://${host}${path}`;
}

/** @see httpUrl */
export function wsUrl(host: string, path: string): string {
    return `${isLoopback(host) ? 'ws' : 'wss'}://${host}${path}`;
}

/** Writes to the console, as Glance's scripts do with every message unless the page forbids it. */
export function log(...parts: readonly unknown[]): void {
    if (page.GLANCE_COBROWSE?.['disableLogging'] !== true) {
        console.log('GLANCE', ...parts);
    }
}

function isLoopback(host: string): boolean {
    return /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host);
}
