import { oneOf, textOf } from './normalize';

/** Where Glance is. */
export interface Hosts {
    /** Origin of the web server, e.g. `https://www.glance.net`. */
    readonly webServerOrigin: string;
    /** Host of the presence server, e.g. `presence.glance.net`. */
    readonly presenceServer: string;
}

/** Web servers by environment. Production: Glance's documentation; beta and staging: public samples. */
const WEB_SERVERS = {
    production: 'www.glance.net',
    beta: 'beta.glance.net',
    staging: 'www.myglance.net'
} as const;

const PRESENCE_SERVER = 'presence.glance.net';

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
    const presenceServer = hostIn(textOf(given.presenceServer) || PRESENCE_SERVER);
    if (!webServer) {
        return flaw(textOf(given.webServer) ? 'web-server' : 'environment');
    }
    if (!presenceServer) {
        return flaw('presence-server');
    }
    const scheme = LOCAL.test(webServer) ? 'http' : 'https';
    return { webServerOrigin: `${scheme}://${webServer}`, presenceServer };
}

/** The host of a host name or an origin, with its port; `null` for anything else. */
function hostIn(text: string): string | null {
    const host = text.replace(/^(https?|wss?):\/\//i, '').replace(/\/+$/, '');
    return HOST.test(host) || LOCAL.test(host) ? host.toLowerCase() : null;
}
