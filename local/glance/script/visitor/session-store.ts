import { configuration } from '../agent/page.ts';
import { readStored, removeStored, writeStored } from '../agent/storage.ts';
import type { SessionParameters } from './cobrowse-page.ts';

const NAME = 'glance_ssn_info';
const HOURS = 8;

/** What the visitor's next page needs to go on with the session. */
export interface StoredSession {
    readonly ssnid: string;
    /** The visitor's token. */
    readonly tok: string;
    readonly server: string;
    /** Only a page with the same scripts goes on. */
    readonly ver: string;
    readonly groupid: string | number;
    readonly sessionKey: string;
    readonly callId: number;
    readonly startparams: SessionParameters;
    /** Whether the visitor has to tell the key to the agent. The stand-in's own. */
    readonly isKeyToRead: boolean;
}

/**
 * The session is kept in a cookie for all hosts of the website, or as `cookietype` says: `ls` localStorage, `dual` both,
 * `secure` a cookie for https (`wire.md` §9). Where no such cookie can be, nothing is kept: then the session ends at once.
 */
export function keepSession(session: StoredSession): void {
    const { inStorage, inCookie } = places();
    if (inStorage) {
        writeStored(NAME, session, HOURS * 60);
    }
    if (inCookie) {
        writeCookie(encodeURIComponent(JSON.stringify(session)), HOURS * 3600);
    }
}

/** The session that the visitor is in, if any. */
export function keptSession(): StoredSession | null {
    const { inStorage } = places();
    try {
        const stored = inStorage ? readStored(NAME) : undefined;
        return (stored ?? JSON.parse(decodeURIComponent(readCookie(NAME)))) as StoredSession;
    } catch {
        return null;
    }
}

export function forgetSession(): void {
    removeStored(NAME);
    writeCookie('', 0);
}

function places(): { inStorage: boolean; inCookie: boolean } {
    const type = configuration()['cookietype'];
    return { inStorage: type === 'ls' || type === 'dual', inCookie: type !== 'ls' };
}

function writeCookie(value: string, seconds: number): void {
    const { cookietype, cookiedomain } = configuration();
    const domain = (cookiedomain as string | undefined) ?? registrableDomain();
    if (domain !== null) {
        const secure = cookietype === 'secure' ? '; Secure' : '';
        document.cookie = `${NAME}=${value}; Domain=${domain}; Path=/; Max-Age=${seconds}; SameSite=Lax${secure}`;
    }
}

function readCookie(name: string): string {
    const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${name}=`));
    return found?.slice(name.length + 1) ?? '';
}

/** The widest domain for which the browser takes a cookie; null on hosts without one, such as `localhost`. */
function registrableDomain(): string | null {
    const labels = location.hostname.split('.');
    if (/^[\d.]+$/.test(location.hostname)) {
        return null;
    }
    for (let count = 2; count <= labels.length; count += 1) {
        const domain = labels.slice(-count).join('.');
        document.cookie = `glance_probe=1; Domain=${domain}; Path=/`;
        const works = readCookie('glance_probe') === '1';
        document.cookie = `glance_probe=; Domain=${domain}; Path=/; Max-Age=0`;
        if (works) {
            return domain;
        }
    }
    return null;
}
