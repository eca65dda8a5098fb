import type { DirectServer } from './wire.ts';

/** What a host of Glance's is for. */
export type Role = 'web' | 'presence' | 'direct' | 'session' | 'colo' | 'scripts';

const ROLES: readonly (readonly [RegExp, Role])[] = [
    [/^[^.]+\.glancecdn\.|^cdn\./, 'scripts'],
    [/^presence\./, 'presence'],
    [/^pr\d+\./, 'direct'],
    [/^cs\d+\./, 'session'],
    [/^colo\./, 'colo']
];

const LABELS = { presence: 'presence', direct: 'pr1', session: 'cs1', colo: 'colo' } as const;

/**
 * Whether a request to this host may have been meant for a server of this role. Without a certificate everything is at
 * one loopback address.
 *
 * @param host the request's `Host` header
 */
export function serves(host: string, role: Role): boolean {
    return (
        isLoopback(host) || (ROLES.find(([pattern]) => pattern.test(host))?.[1] ?? 'web') === role
    );
}

/**
 * The host of a role, named for whoever asked at `host`: the same one where that is loopback, else one of the same domain.
 */
export function hostOf(role: keyof typeof LABELS, host: string): string {
    return isLoopback(host) ? host : `${LABELS[role]}.${domainOf(host)}`;
}

/** The server that has the visitor. In life there are many; here it is always the same, in one spelling. */
export function directServer(host: string): DirectServer {
    const [name = '', port = '443'] = hostOf('direct', host).split(':');
    return {
        direct: name,
        directserver: name,
        httpsport: Number(port),
        tlsport: Number(port),
        ds: `${name}/0`
    };
}

/** `glance.net` of `www.glance.net:443`. */
export function domainOf(host: string): string {
    const labels = (host.split(':')[0] ?? '').split('.');
    return labels.slice(labels.length > 2 ? 1 : 0).join('.');
}

/** Whether a server of Glance's would answer: named hosts speak TLS only, but for the scripts. */
export function isSpoken(host: string, isEncrypted: boolean): boolean {
    return isEncrypted || isLoopback(host);
}

export function isLoopback(host: string): boolean {
    return /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host);
}
