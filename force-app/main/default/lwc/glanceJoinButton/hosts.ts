import { oneOf, textOf } from './normalize';

/** Where Glance is. */
export interface Hosts {
    /** Origin of the web server, e.g. `https://www.glance.net`. */
    readonly webServerOrigin: string;
    /** Host of the presence server, e.g. `presence.glance.net`; `null` where only Glance's script knows it. */
    readonly presenceServer: string | null;
}

/** Web servers by environment. Production: Glance's documentation; beta and staging: public samples. */
const WEB_SERVERS = {
    production: 'www.glance.net',
    beta: 'beta.glance.net',
    staging: 'www.myglance.net'
} as const;

/** Presence servers by environment. Those of beta and staging are not known: Glance's script has its own default. */
const PRESENCE_SERVERS = { production: 'presence.glance.net', beta: null, staging: null } as const;

/** Machines of a developer, where Glance's hosts may be without TLS. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i;

/**
 * The hosts from `environment`, or from the customer's own `webServer` and `presenceServer`; `null` when they can't be used.
 * @param flaw is told the property that can't be used.
 */
export function readHosts(
    given: {
        environment?: unknown;
        webServer?: unknown;
        presenceServer?: unknown;
    },
    flaw: (property: string) => null
): Hosts | null {
    const environment =
        textOf(given.environment) === ''
            ? 'production'
            : oneOf(['production', 'beta', 'staging'], given.environment);
    const webServer = hostIn(
        textOf(given.webServer) || (environment ? WEB_SERVERS[environment] : '')
    );
    if (!webServer) {
        return flaw(textOf(given.webServer) ? 'web-server' : 'environment');
    }
    const own = textOf(given.presenceServer);
    const presenceServer = own ? hostIn(own) : PRESENCE_SERVERS[environment ?? 'production'];
    if (own && !presenceServer) {
        return flaw('presence-server');
    }
    const scheme = LOCAL.test(webServer) ? 'http' : 'https';
    return { webServerOrigin: `${scheme}://${webServer}`, presenceServer };
}

/** Whether a page of the org may be asked to send secrets there: encrypted, or to this machine. */
export function isSafeAddress(text: string): boolean {
    if (!URL.canParse(text, window.location.href)) {
        return false;
    }
    const { protocol, host } = new URL(text, window.location.href);
    return protocol === 'https:' || (protocol === 'http:' && LOCAL.test(host));
}

/** The host of a host name or an origin, with its port; `null` for anything else. */
function hostIn(text: string): string | null {
    const host = text.replace(/^(https?|wss?):\/\//i, '').replace(/\/+$/, '');
    return HOST.test(host) || LOCAL.test(host) ? host.toLowerCase() : null;
}
