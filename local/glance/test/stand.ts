import { createHmac } from 'node:crypto';
import { WebSocket } from 'ws';
import { startGlance, type Glance, type GlanceOptions } from '../server.ts';
import { Inbox } from './inbox.ts';

export const GROUP = 12345;
export const API_KEY = '0123456789abcdef0123';
export const AGENT = 'alex.agent@example.com';
export const AGENT_ORIGIN = 'http://localhost:4100';

/** A stand-in with one group and one agent, on a free port. */
export function startStand(options: Partial<GlanceOptions> = {}): Promise<Glance> {
    return startGlance({
        groups: [
            {
                groupId: GROUP,
                apiKey: API_KEY,
                agentOrigins: [AGENT_ORIGIN],
                partnerUserIds: [AGENT]
            },
            {
                groupId: 67890,
                apiKey: 'another',
                agentOrigins: [AGENT_ORIGIN],
                partnerUserIds: [AGENT]
            }
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

export interface Answer {
    readonly status: number;
    readonly body: { readonly token?: string; readonly reason?: string };
    readonly allowedOrigin: string | null;
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
): Promise<Answer> {
    const query = new URLSearchParams({ groupid, duration, service: 'presence' });
    const response = await fetch(`${glance.url}/internal/authorize?${query}`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ partnerid, partneruserid, loginkey })
    });
    return {
        status: response.status,
        body: (await response.json()) as Answer['body'],
        allowedOrigin: response.headers.get('access-control-allow-origin')
    };
}

export async function tokenFrom(glance: Glance): Promise<string> {
    const { body } = await authorize(glance);
    if (body.token === undefined) {
        throw new Error(`Not authorized: ${body.reason}`);
    }
    return body.token;
}

export interface TestSocket {
    readonly inbox: Inbox<Record<string, unknown>>;
    readonly closed: Promise<number>;
    send(message: unknown): void;
    close(): Promise<number>;
}

/** Connects as one of the stand-in's own scripts. @throws with the status when the upgrade is refused. */
export async function dial(
    glance: Glance,
    path: string,
    query: Record<string, string>,
    origin = 'http://shop.example'
): Promise<TestSocket> {
    const address = `ws://localhost:${glance.port}${path}?${new URLSearchParams(query)}`;
    const socket = new WebSocket(address, { origin });
    const inbox = new Inbox<Record<string, unknown>>();
    socket.on('message', (raw) => inbox.push(JSON.parse(String(raw)) as Record<string, unknown>));
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise<void>((resolve, reject) => {
        socket.on('open', () => resolve());
        socket.on('error', reject);
    });
    return {
        inbox,
        closed,
        send: (message) => socket.send(JSON.stringify(message)),
        close: () => {
            socket.close();
            return closed;
        }
    };
}

export function dialVisitor(glance: Glance, visitorid = 'cust-1001'): Promise<TestSocket> {
    return dial(glance, '/internal/visitor', { groupid: String(GROUP), visitorid });
}
