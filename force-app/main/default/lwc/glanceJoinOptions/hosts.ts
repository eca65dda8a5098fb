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

/**
 * Web servers by environment. Production: Glance's documentation; beta and staging: public samples. Custom: the company's own.
 * The same as in `GlanceWebServer.cls`, which decides for the settings before a login key is made.
 */
const WEB_SERVERS = {
    production: 'www.glance.net',
    beta: 'beta.glance.net',
    staging: 'www.myglance.net',
    custom: ''
} as const;

const ENVIRONMENTS = ['production', 'beta', 'staging', 'custom'] as const;

/** Machines of a developer, where Glance's hosts may be without TLS. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const HOST = /^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*(:\d{1,5})?$/i;
/** Glance's own hosts. They need no port. */
const OF_GLANCE = /^([a-z0-9-]+\.)+(my)?glance\.net$/;

/**
 * The hosts from `environment`, or from the customer's own `webServer` and `presenceServer`; `null` when they can't be used.
 * Login keys are sent to the web server. So an environment that there is not is an error, also beside an own web server, and a
 * web server that isn't Glance's own is taken only with the environment `custom`, and named twice.
 * @param flaw is told the property that can't be used, and why.
 */
export function readHosts(
    given: {
        environment?: unknown;
        webServer?: unknown;
        confirmedWebServer?: unknown;
        presenceServer?: unknown;
    },
    flaw: (property: string, code: 'hostInvalid' | 'webServerUnconfirmed') => null
): Hosts | null {
    const environment =
        textOf(given.environment) === '' ? 'production' : oneOf(ENVIRONMENTS, given.environment);
    if (!environment) {
        return flaw('environment', 'hostInvalid');
    }
    const webServer = webServerIn(textOf(given.webServer) || WEB_SERVERS[environment]);
    if (!webServer) {
        return flaw('web-server', 'hostInvalid');
    }
    const confirmed =
        environment === 'custom' && webServerIn(textOf(given.confirmedWebServer)) === webServer;
    if (!confirmed && !OF_GLANCE.test(webServer)) {
        return flaw('web-server', 'webServerUnconfirmed');
    }
    const own = textOf(given.presenceServer);
    const presenceServer = hostIn(own.replace(/^(https?|wss?):\/\//i, ''));
    if (own && !presenceServer) {
        return flaw('presence-server', 'hostInvalid');
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

/** A web server as it may be written: a host name, or its https origin. */
function webServerIn(text: string): string | null {
    return hostIn(text.replace(/^https:\/\//i, ''));
}

/** The host, in lower case and with its port; `null` for anything else. Letters are ASCII: none can look like another. */
function hostIn(text: string): string | null {
    const host = text.replace(/\/+$/, '');
    return HOST.test(host) || LOCAL.test(host) ? host.toLowerCase() : null;
}
