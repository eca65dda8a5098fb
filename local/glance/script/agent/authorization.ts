import { configuration, httpUrl } from './page.ts';
import { readStored, removeStored, writeStored } from './storage.ts';

export interface AuthorizeOptions {
    readonly ws?: string;
    readonly site?: string;
    readonly service: string;
    readonly groupid?: string | number;
    readonly credentials?: object;
    /** Minutes. */
    readonly duration?: string | number;
    readonly onsuccess?: () => void;
    readonly onfail: (reason: string) => void;
}

const STORED = 'glanceauth';

/** What `setToken` was given. */
let ownToken: unknown;
/** A token in storage counts only once `authorize` was called on this page. */
let isStorageInUse = false;

/** The token in force, if there is any; whatever the server answered, a text or not. */
export function gettoken(): unknown {
    return (
        configuration()['authtoken'] ??
        ownToken ??
        (isStorageInUse ? readStored(STORED) : undefined)
    );
}

export function authorized(): boolean {
    return Boolean(gettoken());
}

export function setToken(token: unknown): void {
    ownToken = token;
}

/** Before the first `authorize` of a page this leaves the storage alone. */
export function clearToken(): void {
    ownToken = undefined;
    if (isStorageInUse) {
        removeStored(STORED);
    }
}

/** What follows from a 401 or 403 to any call of an agent. */
export function dropRefusedToken(): void {
    ownToken = undefined;
    removeStored(STORED);
}

/**
 * `GLANCE.Authorization.authorize` (`wire.md` §2). With a token in force it does nothing and succeeds, whoever
 * it was made for.
 */
export function authorize(options: AuthorizeOptions): void {
    isStorageInUse = true;
    if (authorized()) {
        options.onsuccess?.();
        return;
    }
    void request(options).then(({ token, reason }) => {
        if (reason !== undefined) {
            options.onfail(reason);
            return;
        }
        writeStored(STORED, token, Number(options.duration));
        options.onsuccess?.();
    });
}

async function request(options: AuthorizeOptions): Promise<{ token?: unknown; reason?: string }> {
    const { ws, site } = configuration();
    const { credentials, service, groupid, duration } = options;
    const query = `groupid=${groupid}&service=${service}&duration=${duration}&site=${options.site ?? site}`;
    const method = `Authorize${credentials ? '' : 'FromWebSession'}`;
    const path = `/services/AuthorizationService.svc/rest/${method}?${query}`;
    let response: Response;
    try {
        response = await fetch(
            httpUrl(options.ws ?? ws, path),
            credentials
                ? {
                      method: 'POST',
                      headers: { 'Content-Type': 'application/json' },
                      body: JSON.stringify(credentials)
                  }
                : { method: 'POST', mode: 'same-origin', credentials: 'include' }
        );
    } catch {
        return { reason: 'connection' };
    }
    if (!response.ok) {
        const isRefused = response.status === 401 || response.status === 403;
        return { reason: isRefused ? 'authorization' : 'error' };
    }
    try {
        return { token: await response.json() };
    } catch {
        return { reason: 'error' };
    }
}
