import { GlanceError } from 'c/glanceErrors';
import type { LoginKey } from 'c/glanceLoginKey';
import { answer } from './answer';
import type { GlanceScript } from './glanceScript';
import type { PresenceTarget } from './presenceEvent';
import { authorizationError } from './reason';
import { clearStoredToken, dropToken, keepTokenInMemory } from './token';

/** Life of a token in minutes, the longest that Glance allows: authorizing is expensive. */
const TOKEN_MINUTES = 120;
/** A token is renewed when this much of its life is left, in milliseconds. */
const RENEW_AHEAD_MS = 90_000;

/** What is authorized: the script holds one token, for one group, at a time. */
export type Authorizing = Pick<PresenceTarget, 'groupId' | 'webServer' | 'site' | 'loginKeys'> & {
    readonly script: GlanceScript;
};

let subject: string | null = null;
let users = 0;
let validUntil = 0;
let inStorage: GlanceScript | null = null;
/** Number of the latest request for a token. */
let latest = 0;
let pending: { readonly subject: string; readonly done: Promise<void> } | null = null;

const subjectOf = ({ groupId, webServer, site }: Authorizing): string =>
    JSON.stringify([groupId, webServer, site]);

/**
 * Reserves the page's token for one group while a connection uses it.
 * @returns a function that gives the reservation back. The token itself is kept for the next user, if it is in memory.
 * @throws {GlanceError} `groupConflict` while the page uses a token of another group.
 */
export function useAuthorization(request: Authorizing): () => void {
    if (subject !== subjectOf(request)) {
        if (users > 0) {
            throw new GlanceError('groupConflict');
        }
        subject = subjectOf(request);
        validUntil = 0;
    }
    users += 1;
    return () => {
        users -= 1;
        leaveNothing();
    };
}

/** Where nobody needs a token that is in storage, the next agent at this computer must not find it. */
function leaveNothing(): void {
    if (users === 0 && inStorage) {
        dropToken(inStorage);
        inStorage = null;
        validUntil = 0;
    }
}

/** Sees to a token that has come, at last perhaps: nobody may await it any more, or another may be in its place. */
function keep(script: GlanceScript, request: number): void {
    if (request === latest) {
        inStorage = keepTokenInMemory(script) ? null : script;
        leaveNothing();
    } else {
        clearStoredToken();
    }
}

/**
 * Sees to it that the script holds a valid token of this agent: authorizes once for all components of the page, and
 * again only when the token has run out or is gone.
 * @throws {GlanceError} codes of the login key; `authorizationRefused`, `authorizationFailed`,
 * `authorizationUnreachable`, `groupConflict`.
 */
export function ensureAuthorized(request: Authorizing): Promise<void> {
    const mine = subjectOf(request);
    if (subject !== mine) {
        return Promise.reject(new GlanceError('groupConflict'));
    }
    if (pending && pending.subject !== mine) {
        // The token of a former group is on its way: it must not come last and replace this one's.
        return pending.done.catch(() => undefined).then(() => ensureAuthorized(request));
    }
    // After a 401 or 403 of any call the script has thrown its token away.
    const held = request.script.Authorization.authorized?.() !== false;
    if (held && validUntil - Date.now() > RENEW_AHEAD_MS) {
        return Promise.resolve();
    }
    pending ??= { subject: mine, done: authorizeOnce(request, mine) };
    return pending.done;
}

async function authorizeOnce(request: Authorizing, mine: string): Promise<void> {
    try {
        await authorize(request);
        if (subject === mine) {
            validUntil = Date.now() + TOKEN_MINUTES * 60_000;
        }
    } finally {
        pending = null;
    }
}

/** Forgets the token after Glance refused it, so that the next call authorizes again. */
export function forgetAuthorization(): void {
    validUntil = 0;
}

async function authorize(request: Authorizing): Promise<void> {
    const key = await request.loginKeys.get();
    try {
        await authorizeWith(request, key);
    } catch (thrown) {
        if (!(thrown instanceof GlanceError) || thrown.code !== 'authorizationRefused') {
            throw thrown;
        }
        // The key may have been voided since it was fetched: one more try, with a new one.
        request.loginKeys.discard(key);
        const fresh = await request.loginKeys.get();
        if (fresh.loginKey === key.loginKey) {
            throw thrown;
        }
        await authorizeWith(request, fresh);
    }
}

function authorizeWith(
    { script, groupId, webServer, site }: Authorizing,
    key: LoginKey
): Promise<void> {
    if (key.groupId !== groupId) {
        return Promise.reject(new GlanceError('loginKeyInvalid'));
    }
    latest += 1;
    const request = latest;
    return answer({
        call(outcome) {
            dropToken(script);
            script.Authorization.authorize({
                ws: webServer,
                webserver: webServer,
                site,
                service: 'presence',
                groupid: groupId,
                credentials: {
                    partnerid: groupId,
                    partneruserid: key.partnerUserId,
                    loginkey: key.loginKey
                },
                duration: TOKEN_MINUTES,
                ...outcome
            });
        },
        read() {
            // Some version may store it only after it has told.
            queueMicrotask(() => keep(script, request));
        },
        toError: authorizationError,
        silence: 'authorizationUnreachable'
    });
}
