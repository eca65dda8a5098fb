import { createHmac } from 'node:crypto';
import { startGlance, type Glance, type GlanceOptions } from '../server.ts';
import { ask, dial, type TestSocket } from './by-name.ts';

export const GROUP = 12345;
export const OTHER_GROUP = 67890;
export const API_KEY = '0123456789abcdef0123';
export const AGENT = 'alex.agent@example.com';
export const AGENT_ORIGIN = 'https://crm.example';
export const SHOP_ORIGIN = 'https://shop.example';

/** A stand-in with two groups and one agent, on free ports. */
export function startStand(options: Partial<GlanceOptions> = {}): Promise<Glance> {
    const group = { agentOrigins: [AGENT_ORIGIN], partnerUserIds: [AGENT] };
    return startGlance({
        groups: [
            { groupId: GROUP, apiKey: API_KEY, ...group },
            { groupId: OTHER_GROUP, apiKey: 'another', ...group }
        ],
        ...options
    });
}

export interface KeyOptions {
    readonly nowMs?: number;
    readonly seconds?: number;
    readonly apiKey?: string;
    readonly partnerUserId?: string;
    readonly encoding?: 'base64url' | 'base64';
}

/** A login key as a company's own endpoint would make it. */
export function makeLoginKey({
    nowMs = Date.now(),
    seconds = 3600,
    apiKey = API_KEY,
    partnerUserId = AGENT,
    encoding = 'base64url'
}: KeyOptions = {}): string {
    const expiry = Math.floor(nowMs / 1000) + seconds;
    const signature = createHmac('sha256', apiKey)
        .update(`${GROUP}${partnerUserId}1${expiry}`, 'utf8')
        .digest(encoding);
    return `$1$${expiry}$${signature.slice(0, 43)}`;
}

/** Credentials as agents' pages send them. */
export function credentials(loginkey = makeLoginKey()): Record<string, string> {
    return { partnerid: String(GROUP), partneruserid: AGENT, loginkey };
}

export interface Authorization {
    readonly status: number;
    /** The token, or an object that says why not. */
    readonly body: unknown;
    readonly allowedOrigin: string | undefined;
}

/** Asks for a token the way the agent script does. */
export async function authorize(
    glance: Glance,
    {
        loginkey = makeLoginKey(),
        partneruserid = AGENT,
        partnerid = String(GROUP),
        groupid = String(GROUP),
        duration = '20',
        origin = AGENT_ORIGIN
    } = {}
): Promise<Authorization> {
    const query = new URLSearchParams({
        groupid,
        service: 'presence',
        duration,
        site: 'production'
    });
    const { status, headers, json } = await ask(
        glance,
        `www.glance.net/services/AuthorizationService.svc/rest/Authorize?${query}`,
        { method: 'POST', origin, body: { partnerid, partneruserid, loginkey } }
    );
    return { status, body: json, allowedOrigin: headers['access-control-allow-origin'] };
}

export async function tokenFrom(glance: Glance): Promise<string> {
    const { body } = await authorize(glance);
    if (typeof body !== 'string') {
        throw new Error(`Not authorized: ${JSON.stringify(body)}`);
    }
    return body;
}

/** An agent who listens for a visitor. */
export async function listen(
    glance: Glance,
    authorization: string,
    visitorid = 'cust-1001',
    groupid: number | string = String(GROUP)
): Promise<TestSocket> {
    const socket = await dial(glance, 'pr1.glance.net/agent', AGENT_ORIGIN);
    socket.send({ type: 'connect', authorization, groupid, visitorid, version: '6.25.0' });
    await socket.inbox.next(({ type }) => type === 'connected');
    return socket;
}

/** A page of a visitor that is present. */
export async function arrive(
    glance: Glance,
    visitorid = 'cust-1001',
    data: object = { url: `${SHOP_ORIGIN}/` }
): Promise<TestSocket> {
    const socket = await dial(glance, 'pr1.glance.net/visitorws', SHOP_ORIGIN);
    socket.send({ type: 'connect', groupid: String(GROUP), visitorid, version: '6.33.0' });
    await socket.inbox.next(({ type }) => type === 'connected');
    socket.send({ type: 'presence', data });
    return socket;
}

/** A page of a visitor that has started a session. */
export async function share(glance: Glance, sessionKey: string): Promise<TestSocket> {
    const { json } = await ask(
        glance,
        'www.glance.net/services/SessionProvisioning/StartSession2',
        {
            method: 'POST',
            origin: SHOP_ORIGIN,
            body: {
                sessionType: 4,
                groupid: String(GROUP),
                disambiguateId: 7,
                sessionKey,
                name: 'Rosa'
            }
        }
    );
    const { serverName, sessionId } = json as { serverName: string; sessionId: string };
    const socket = await dial(glance, `${serverName}/visitor/ws`, SHOP_ORIGIN);
    socket.send({ mtype: 'CN', data: { ssnid: sessionId, visitortoken: 'secret' } });
    socket.send({ mtype: 'NS', data: { newssn: { visitorid: 'cust-1001' } } });
    await socket.inbox.next(({ mtype }) => mtype === 'Config');
    return socket;
}
