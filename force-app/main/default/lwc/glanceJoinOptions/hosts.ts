import { oneOf, textOf } from './normalize';

/** Where Glance is. */
export interface Hosts {
    /** Origin of the web server, e.g. `https://www.glance.net`. */
    readonly webServerOrigin: string;
    /** Which of Glance's sites it is, as Glance's script names it. */
    readonly site: 'production' | 'staging';
    /** Host of the presence server; `null` when none is given: Glance tells its script where presence is. */
    readonly presenceServer: string | null;
}

/** Web servers by environment. Production: Glance's documentation; beta and staging: public samples. Custom: the company's own. */
const WEB_SERVERS = {
    production: 'www.glance.net',
    beta: 'beta.glance.net',
    staging: 'www.myglance.net',
    custom: ''
} as const;

const ENVIRONMENTS = ['production', 'beta', 'staging', 'custom'] as const;

/** Machines of a developer, where Glance's hosts may be without TLS. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i;

/**
 * The hosts from `environment`, or from the customer's own `webServer` and `presenceServer`; `null` when they can't be used.
 * An environment that there is not is an error, also beside an own web server: a login key must not go to the wrong place.
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
        textOf(given.environment) === '' ? 'production' : oneOf(ENVIRONMENTS, given.environment);
    if (!environment) {
        return flaw('environment');
    }
    const webServer = hostIn(textOf(given.webServer) || WEB_SERVERS[environment]);
    if (!webServer) {
        return flaw('web-server');
    }
    const own = textOf(given.presenceServer);
    const presenceServer = hostIn(own);
    if (own && !presenceServer) {
        return flaw('presence-server');
    }
    const scheme = LOCAL.test(webServer) ? 'http' : 'https';
    return {
        webServerOrigin: `${scheme}://${webServer}`,
        site: environment === 'staging' ? 'staging' : 'production',
        presenceServer
    };
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
