import { GlanceError } from 'c/glanceErrors';
import type { LoginKey, LoginKeyRing } from 'c/glanceLoginKey';
import { answer } from './answer';
import type { GlanceScript } from './glanceScript';
import { authorizationError } from './reason';

/** Life of a token in minutes, the longest that Glance allows: authorizing is expensive. */
const TOKEN_MINUTES = 120;
/** A token is renewed when this much of its life is left, in milliseconds. */
const RENEW_AHEAD_MS = 60_000;

/** What is authorized: the script holds one token, for one group, at a time. */
export interface Authorizing {
    readonly script: GlanceScript;
    readonly groupId: number;
    /** Host of the web server. */
    readonly webServer: string;
    readonly loginKeys: LoginKeyRing;
}

let subject: string | null = null;
let users = 0;
let validUntil = 0;
let pending: { readonly subject: string; readonly done: Promise<void> } | null = null;

const subjectOf = ({ groupId, webServer }: Authorizing): string => `${groupId} ${webServer}`;

/**
 * Reserves the page's token for one group while a connection uses it.
 * @returns a function that gives the reservation back. The token itself is kept for the next user.
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
    };
}

/**
 * Sees to it that the script holds a valid token: authorizes once for all components of the page, and again only when
 * the token has run out.
 * @throws {GlanceError} codes of the login key; `authorizationRefused`, `originRefused`, `presenceUnreachable`,
 * `groupConflict`.
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
    if (validUntil - Date.now() > RENEW_AHEAD_MS) {
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

function authorizeWith({ script, groupId, webServer }: Authorizing, key: LoginKey): Promise<void> {
    if (key.groupId !== groupId) {
        return Promise.reject(new GlanceError('loginKeyInvalid'));
    }
    return answer(
        (outcome) =>
            script.Authorization.authorize({
                webserver: webServer,
                service: 'presence',
                groupid: groupId,
                credentials: {
                    partnerid: groupId,
                    partneruserid: key.partnerUserId,
                    loginkey: key.loginKey
                },
                duration: TOKEN_MINUTES,
                ...outcome
            }),
        () => undefined,
        authorizationError
    );
}
