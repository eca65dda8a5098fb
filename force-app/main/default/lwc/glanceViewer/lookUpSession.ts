import askOrg from '@salesforce/apex/GlanceJoinController.lookUpSession';
import type { LoginKey } from 'c/glanceLoginKey';

/** What Glance says of a session key. `waiting`: a session whose visitor has yet to connect; `unknown`: it could not be asked. */
export type SessionLookup = 'running' | 'waiting' | 'none' | 'unknown';

/** Which session to look up, where, and as which agent. */
export interface LookupQuery {
    /** Origin of Glance's web server, e.g. `https://www.glance.net`. */
    readonly webServerOrigin: string;
    readonly loginKey: LoginKey;
    readonly sessionKey: string;
    /** Developer name of the settings with which the org can ask; `null` where only the browser can. */
    readonly settingsName: string | null;
}

const PATH = '/services/SessionService.asmx/LookupPartnerSession2';
const ANSWER_LIMIT_MS = 10_000;
const ANSWERS: ReadonlySet<unknown> = new Set(['running', 'waiting', 'none']);

/** Whether a web server answers this page: one that never did isn't asked again, since the browser logs each refusal. */
const readable = new Map<string, boolean>();

/** Asks Glance whether a session runs: through the org where it can, otherwise from the browser. Never throws. */
export async function lookUpSession(query: LookupQuery): Promise<SessionLookup> {
    const told = query.settingsName === null ? 'unknown' : await fromOrg(query, query.settingsName);
    return told === 'unknown' ? fromBrowser(query) : told;
}

async function fromOrg({ sessionKey }: LookupQuery, settingsName: string): Promise<SessionLookup> {
    try {
        const answer: unknown = await askOrg({ settingsName, sessionKey });
        return ANSWERS.has(answer) ? (answer as SessionLookup) : 'unknown';
    } catch {
        return 'unknown';
    }
}

async function fromBrowser(query: LookupQuery): Promise<SessionLookup> {
    const { webServerOrigin, loginKey, sessionKey } = query;
    if (readable.get(webServerOrigin) === false) {
        return 'unknown';
    }
    const limit = AbortSignal.timeout(ANSWER_LIMIT_MS);
    try {
        const response = await fetch(webServerOrigin + PATH, {
            method: 'POST',
            // In the body, never in the address. A form is a simple request: no preflight that Glance would have to answer.
            body: new URLSearchParams({
                partnerid: String(loginKey.groupId),
                partneruserid: loginKey.partnerUserId,
                loginkey: loginKey.loginKey,
                ssnkey: sessionKey
            }),
            cache: 'no-store',
            credentials: 'omit',
            referrerPolicy: 'no-referrer',
            signal: limit
        });
        readable.set(webServerOrigin, true);
        return response.ok ? readAnswer(await response.text()) : 'unknown';
    } catch {
        const refused = navigator.onLine && !limit.aborted;
        if (refused && !readable.has(webServerOrigin)) {
            readable.set(webServerOrigin, false);
        }
        return 'unknown';
    }
}

/** An answer without an id is none that is understood: it must not end a session that goes on. */
function readAnswer(xml: string): SessionLookup {
    const id = textOf(xml, 'id');
    if (!id) {
        return 'unknown';
    }
    if (id === '0') {
        return 'none';
    }
    // The session has a server as soon as the visitor's page connects to it.
    return textOf(xml, 'servername') ? 'running' : 'waiting';
}

/** The text of the first element of a name, whatever its namespace and depth; `null` without one. */
function textOf(xml: string, name: string): string | null {
    const element = new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)</`);
    return element.exec(xml)?.[1]?.trim() ?? null;
}
