import type { CobrowseSettings, StartSessionAnswer, StartSessionRequest } from '../../wire.ts';
import { configuration, httpUrl } from '../agent/page.ts';
import { addressOf, type SessionParameters } from './cobrowse-page.ts';
import type { StoredSession } from './session-store.ts';
import { BUILD, VERSION_NUMBER } from './version.ts';

/** Asks for a session key that the service makes: four digits. */
const RANDOM_KEY = 'GLANCE_KEYTYPE_RANDOM';
/** `status` of a key that is in use. */
const KEY_IN_USE = 13;
const STAGING_FLAG = 524_288;
const COBROWSE_SESSION = 4;

/** Without these the session breaks later on. */
const NEEDED_SETTINGS = [
    'port',
    'urlwhitelist',
    'urlblacklist',
    'maskedURLs',
    'maskingSelectors',
    'selectiveEditing',
    'nogids',
    'trusteddomains'
];

/** Why a session could not start, or broke, as agents and the page hear it. */
export class SessionError extends Error {
    readonly code: 'dupkey' | 'service' | 'conndrop';
    readonly params: Readonly<Record<string, unknown>>;

    constructor(code: SessionError['code'], message: string, params: SessionError['params'] = {}) {
        super(message);
        this.code = code;
        this.params = params;
    }
}

/** What each page of a session needs first. @throws {SessionError} */
export async function loadVisitorSettings(): Promise<{ readonly port: string }> {
    const { ws, groupid, site } = configuration();
    const path = `/api/CobrowseSettings/VisitorSettings?groupid=${groupid}&site=${site}&ver=${BUILD}`;
    const settings = await getJson<Record<string, unknown>>(httpUrl(ws, path));
    for (const name of NEEDED_SETTINGS) {
        if (settings[name] === undefined) {
            throw new TypeError(`GLANCE: the settings have no ${name}.`);
        }
    }
    return { port: String(settings['port']) };
}

/**
 * Gets a session from the service (`wire.md` §9, steps 2 to 4). The key: as given, else the visitor id, else a random one.
 * @throws {SessionError}
 */
export async function provisionSession(parameters: SessionParameters): Promise<StoredSession> {
    const { ws, site, visitorid, ...page } = configuration();
    const groupid = groupOf(parameters, page['groupid'] as string | number);
    const query = `groupid=${groupid}&site=${site}&service=cobrowse`;
    const { coloSelectUrl } = await getJson<CobrowseSettings>(
        httpUrl(ws, `/services/authorizationservice/GetVisitorSettings3?${query}`)
    );
    const { colo_id: coloId } = await getJson<{ colo_id?: number }>(addressOf(coloSelectUrl));
    if (!coloId) {
        throw new SessionError('service', 'No place for the session');
    }
    const asked = String(parameters.sessionKey ?? visitorid ?? RANDOM_KEY);
    const body: StartSessionRequest = {
        authToken: '',
        sessionType: COBROWSE_SESSION,
        groupid,
        mainCallId: 0,
        callflags: site === 'staging' ? STAGING_FLAG : 0,
        clientVersion: VERSION_NUMBER,
        coloId,
        disambiguateId: Math.floor(Math.random() * 2 ** 31),
        platform: 'win',
        sessionKey: asked,
        ...identity({ ...page, ...parameters })
    };
    const answer = await postJson(httpUrl(ws, '/services/SessionProvisioning/StartSession2'), body);
    if (!answer.callId) {
        const { status, message } = answer as Extract<StartSessionAnswer, { callId: 0 }>;
        throw new SessionError(status === KEY_IN_USE ? 'dupkey' : 'service', String(message));
    }
    const { callId, sessionId, sessionKey, serverName } = answer as Exclude<
        StartSessionAnswer,
        { callId: 0 }
    >;
    if (ws.endsWith('.glance.net') && !serverName.split(':')[0]?.endsWith('.glance.net')) {
        throw new SessionError('service', `${serverName} is not a server of ${ws}`);
    }
    return {
        ssnid: sessionId,
        tok: makeToken(),
        server: serverName,
        ver: BUILD,
        groupid,
        sessionKey,
        callId,
        startparams: parameters,
        isKeyToRead: asked === RANDOM_KEY
    };
}

/** Another group than the page's counts only if `additionalgroupids` lists it (its form, ids with commas, is a guess). */
function groupOf(parameters: SessionParameters, pageGroup: string | number): string | number {
    const { additionalgroupids } = configuration();
    const others = String(additionalgroupids ?? '').split(/[\s,]+/);
    const { groupid } = parameters;
    return groupid !== undefined && others.includes(String(groupid)) ? groupid : pageGroup;
}

function identity(
    known: Readonly<Record<string, unknown>>
): Pick<StartSessionRequest, 'name' | 'email' | 'phone'> {
    const { name, email, phone } = known as Record<string, string | undefined>;
    return {
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email }),
        ...(phone !== undefined && { phone })
    };
}

function makeToken(): string {
    const words = crypto.getRandomValues(new Uint32Array(8));
    return Array.from(words, (word) => word.toString(36)).join('');
}

async function postJson(url: string, body: StartSessionRequest): Promise<StartSessionAnswer> {
    const init = {
        method: 'POST',
        headers: { 'Content-Type': 'application/json; charset=UTF-8' },
        body: JSON.stringify(body)
    };
    return getJson(url, init);
}

async function getJson<Answer>(url: string, init?: RequestInit): Promise<Answer> {
    try {
        const response = await fetch(url, init);
        if (!response.ok) {
            throw new Error(`status ${response.status}`);
        }
        return (await response.json()) as Answer;
    } catch (error) {
        const [where = ''] = url.split('?');
        throw new SessionError('service', `${where}: ${(error as Error).message}`);
    }
}
