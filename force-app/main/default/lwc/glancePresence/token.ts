import type { GlanceScript } from './glanceScript';
import { removeForeignTokens } from './scriptConfiguration';

/** Where the script keeps a token, for up to two hours and for whoever uses this browser next. */
const ENTRY = 'glanceauth';
const EXPIRY = 'glanceauth_exp';

export function clearStoredToken(): void {
    localStorage.removeItem(ENTRY);
    localStorage.removeItem(EXPIRY);
}

/**
 * Leaves the script without any token. While one is in force `authorize` succeeds without asking Glance, for whatever
 * agent, group and server: the token of the agent who used this computer before would do. `clearToken` alone leaves
 * the stored one where it is until `authorize` was called once on the page.
 */
export function dropToken({ Authorization }: GlanceScript): void {
    removeForeignTokens();
    Authorization.clearToken?.();
    clearStoredToken();
}

/**
 * Moves a token that `authorize` has just stored into the script's memory, so that it is gone with the page and other
 * tabs neither see nor remove it. Where the script can't do that, the token stays in storage.
 * @returns whether the script holds it and nothing of it is left in storage.
 */
export function keepTokenInMemory({ Authorization }: GlanceScript): boolean {
    const stored = localStorage.getItem(ENTRY);
    const expiry = localStorage.getItem(EXPIRY);
    const token = read(stored);
    if (stored === null) {
        return Authorization.authorized?.() === true;
    }
    if (token === null || !Authorization.setToken || !Authorization.clearToken) {
        return false;
    }
    Authorization.setToken(token);
    clearStoredToken();
    if (Authorization.authorized?.() !== false) {
        return true;
    }
    localStorage.setItem(ENTRY, stored);
    if (expiry !== null) {
        localStorage.setItem(EXPIRY, expiry);
    }
    return false;
}

function read(stored: string | null): string | null {
    try {
        const token: unknown = JSON.parse(stored ?? 'null');
        return typeof token === 'string' ? token : null;
    } catch {
        return null;
    }
}
