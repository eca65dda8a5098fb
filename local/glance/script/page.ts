/** The host (and port) that this script was downloaded from; the server writes it in. */
export const scriptHost = '__GLANCE_STANDIN_HOST__';

/** Known only while a script tag is being evaluated, and not for a script that a loader evaluates. */
const ownAddress = (document.currentScript as HTMLScriptElement | null)?.src ?? '';

/** The namespaces that Glance defines in a page, and the one that the page defines for Glance. */
export interface GlancePage {
    GLANCE?: Record<string, Record<string, unknown>>;
    GLANCE_COBROWSE?: {
        groupid?: string | number;
        visitorid?: string | number;
        name?: string;
        email?: string;
        phone?: string;
    };
}

export const page = window as unknown as GlancePage;

/** Adds to a namespace of `GLANCE` and leaves alone what other Glance scripts have put there. */
export function define(namespace: string, members: Record<string, unknown>): void {
    page.GLANCE = page.GLANCE || {};
    page.GLANCE[namespace] = Object.assign(page.GLANCE[namespace] || {}, members);
}

/** The element that configures Glance: a script or meta tag with this id. */
export function configElement(): HTMLElement | null {
    return document.getElementById('glance-cobrowse');
}

/** The group id from `#glance-cobrowse`, or from the script's own address; null when the page names none. */
export function pageGroupId(): string | null {
    const configured = configElement()?.getAttribute('data-groupid');
    if (configured) {
        return configured;
    }
    const [, query = ''] = ownAddress.split('?');
    const parameters = new URLSearchParams(query);
    return parameters.get('groupid') ?? parameters.get('group');
}

/** An address on a host as `http:` or `https:`; hosts on this machine have no TLS. */
export function httpUrl(host: string, path: string): string {
    return `${isLocal(host) ? 'http' : 'https'}://${host}${path}`;
}

/** The same for WebSockets. */
export function wsUrl(host: string, path: string): string {
    return `${isLocal(host) ? 'ws' : 'wss'}://${host}${path}`;
}

function isLocal(host: string): boolean {
    return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
}
