import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseMetadata } from './build/metadata-xml.ts';

/** A trusted URL of the org (`CspTrustedSite`). */
export interface TrustedSite {
    readonly endpointUrl: string;
    /** Names of CSP directives that the site is allowed in, such as `connect-src`. */
    readonly directives: readonly string[];
}

const DIRECTIVES: Readonly<Record<string, string>> = {
    isApplicableToConnectSrc: 'connect-src',
    isApplicableToFontSrc: 'font-src',
    isApplicableToFrameSrc: 'frame-src',
    isApplicableToImgSrc: 'img-src',
    isApplicableToMediaSrc: 'media-src',
    isApplicableToStyleSrc: 'style-src'
};

/**
 * What Lightning Experience allows without any trusted site. `blob:` lets Lightning Web Security run the scripts of
 * `loadScript`, `'unsafe-eval'` its sandbox.
 */
const LIGHTNING: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", "'unsafe-eval'", 'blob:'],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'", 'data:'],
    'media-src': ["'self'", 'blob:'],
    'connect-src': ["'self'"],
    'frame-src': ["'self'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'self'"],
    'base-uri': ["'self'"]
};

/**
 * Reads a `.cspTrustedSite-meta.xml`.
 * @returns `undefined` for a site that is not active or not for Lightning Experience
 */
export function trustedSite(xml: string): TrustedSite | undefined {
    const site = (parseMetadata(xml) as { CspTrustedSite?: Record<string, string> }).CspTrustedSite;
    const endpointUrl = site?.['endpointUrl'];
    const context = site?.['context'] ?? 'LEX';
    if (
        endpointUrl === undefined ||
        site?.['isActive'] !== 'true' ||
        !['All', 'LEX'].includes(context)
    ) {
        return undefined;
    }
    return {
        endpointUrl,
        directives: Object.entries(DIRECTIVES)
            .filter(([flag]) => site[flag] === 'true')
            .map(([, directive]) => directive)
    };
}

/** The trusted sites of a `cspTrustedSites` folder; none when there is no such folder. */
export async function readTrustedSites(folder: string): Promise<TrustedSite[]> {
    const files = (await readdir(folder).catch(() => [])).sort();
    const sites = await Promise.all(
        files
            .filter((file) => file.endsWith('.cspTrustedSite-meta.xml'))
            .map(async (file) => trustedSite(await readFile(path.join(folder, file), 'utf8')))
    );
    return sites.filter((site) => site !== undefined);
}

/**
 * The value of the `Content-Security-Policy` header of a Lightning page.
 * @param replaceOrigin what to put in place of a trusted URL's origin
 */
export function contentSecurityPolicy(
    sites: readonly TrustedSite[],
    replaceOrigin: (endpointUrl: string) => string = (endpointUrl) => endpointUrl
): string {
    return Object.entries(LIGHTNING)
        .map(([directive, own]) => {
            const trusted = sites
                .filter(({ directives }) => directives.includes(directive))
                .map(({ endpointUrl }) => replaceOrigin(endpointUrl));
            return [directive, ...new Set([...own, ...trusted])].join(' ');
        })
        .join('; ');
}

const GLANCE_HOSTS = ['www.glance.net', 'ww2.glancecdn.net', 'presence.glance.net'];

/**
 * Puts the stage's Glance in place of Glance's production hosts, with the scheme that matches: `https:` becomes the
 * stage's `http:`, `wss:` its `ws:`. Other URLs stay as they are.
 * @param glanceUrl origin of the stage's Glance, such as `http://localhost:4300`
 */
export function stageOrigins(glanceUrl: string): (endpointUrl: string) => string {
    const glance = new URL(glanceUrl);
    return (endpointUrl) => {
        const match = /^(https|wss):\/\/([^/:]+)/.exec(endpointUrl);
        const [, scheme, host = ''] = match ?? [];
        if (!GLANCE_HOSTS.some((name) => matchesHost(host, name))) {
            return endpointUrl;
        }
        const plain = glance.protocol === 'http:';
        const stageScheme = scheme === 'wss' ? (plain ? 'ws' : 'wss') : plain ? 'http' : 'https';
        return `${stageScheme}://${glance.host}`;
    };
}

function matchesHost(pattern: string, host: string): boolean {
    return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : pattern === host;
}
