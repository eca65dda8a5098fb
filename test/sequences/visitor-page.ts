import type { WebSocket } from 'ws';
import type { Network } from './network.ts';

const ORIGIN = 'https://shop.example';
const WEB = 'https://www.glance.net';
const GROUP = '12345';

interface Invoke {
    readonly mtype?: string;
    readonly data?: { readonly func?: string; readonly args?: { readonly sessionKey?: string } };
}

/**
 * A visitor's browser, as Glance's visitor script 6.33 makes it behave (`wire.md` §6, §9): presence while a page is shown,
 * terms, and a session that following pages go on with. The dialog keeps the key of the first call.
 */
export class VisitorPage {
    readonly visitorId: string;
    readonly #network: Network;
    #presence: WebSocket | null = null;
    #session: { readonly socket: WebSocket; readonly key: string; readonly id: string } | null =
        null;
    /** The key that the dialog on the screen was opened with. */
    #asked: string | null = null;

    constructor(network: Network, visitorId: string) {
        this.#network = network;
        this.visitorId = visitorId;
    }

    get isThere(): boolean {
        return this.#presence !== null;
    }

    get isAsked(): boolean {
        return this.#asked !== null;
    }

    /** The key of the session that the visitor is in. */
    get sessionKey(): string | null {
        return this.#session?.key ?? null;
    }

    /** Opens a page of the website; a session goes on. */
    async come(): Promise<void> {
        const socket = this.#network.socket(
            ORIGIN,
            `wss://${this.#network.presenceHost}/visitorws`
        );
        this.#presence = socket;
        socket.on('message', (raw) => this.#hear(JSON.parse(String(raw)) as Invoke));
        socket.on('error', () => undefined);
        socket.on('open', () => {
            this.#tell({
                type: 'connect',
                groupid: GROUP,
                visitorid: this.visitorId,
                version: '6.33.0'
            });
            this.#tell({ type: 'presence', data: { url: `${ORIGIN}/`, browser: 'chrome' } });
        });
        await this.#network.quiet();
        if (this.#session) {
            const { key, id } = this.#session;
            await this.#connectSession(key, id);
        }
    }

    /** Closes the page, or goes to another. The dialog is gone with it. */
    async leave(): Promise<void> {
        this.#tell({ type: 'visibility', data: { visibility: 'hidden' } });
        this.#presence?.close();
        this.#presence = null;
        this.#asked = null;
        this.#session?.socket.close();
        await this.#network.quiet();
    }

    async reload(): Promise<void> {
        await this.leave();
        await this.come();
    }

    async accept(): Promise<void> {
        const key = this.#asked;
        this.#asked = null;
        if (key !== null) {
            this.#tell({ type: 'terms', data: { status: 'accepted' } });
            await this.#start(key);
        }
    }

    async decline(): Promise<void> {
        this.#asked = null;
        this.#tell({ type: 'terms', data: { status: 'declined' } });
        await this.#network.quiet();
    }

    async stop(): Promise<void> {
        this.#end('visitor');
        await this.#network.quiet();
    }

    /** Starts a session without being asked. */
    async shareByThemselves(): Promise<void> {
        await this.#start('GLANCE_KEYTYPE_RANDOM');
    }

    /** Everything of this visitor ends. */
    async close(): Promise<void> {
        this.#end('visitor');
        await this.leave();
    }

    async #start(sessionKey: string): Promise<void> {
        const answer = await this.#network.request(
            ORIGIN,
            `${WEB}/services/SessionProvisioning/StartSession2`,
            'POST',
            { 'content-type': 'application/json; charset=UTF-8' },
            JSON.stringify({
                authToken: '',
                sessionType: 4,
                groupid: GROUP,
                sessionKey,
                disambiguateId: 7
            })
        );
        const started = JSON.parse(answer?.text ?? '{}') as {
            callId?: number;
            sessionId?: string;
            sessionKey?: string;
        };
        if (!started.callId || !started.sessionId || !started.sessionKey) {
            this.#tell({ type: 'visitorerror', data: { code: 'dupkey', msg: '', params: {} } });
            this.#tell({ type: 'visitorsessionend', data: { reason: 'error' } });
            await this.#network.quiet();
            return;
        }
        await this.#connectSession(started.sessionKey, started.sessionId);
        this.#tell({ type: 'visitorsessionstart' });
        await this.#network.quiet();
    }

    async #connectSession(key: string, id: string): Promise<void> {
        const socket = this.#network.socket(ORIGIN, 'wss://cs1.glance.net/visitor/ws');
        this.#session = { socket, key, id };
        socket.on('error', () => undefined);
        socket.on('open', () => {
            socket.send(JSON.stringify({ mtype: 'CN', data: { ssnid: id, visitortoken: id } }));
            socket.send(
                JSON.stringify({ mtype: 'NS', data: { newssn: { visitorid: this.visitorId } } })
            );
        });
        socket.on('message', (raw) => {
            const { mtype } = JSON.parse(String(raw)) as { mtype?: string };
            if (mtype === 'close' && this.#session?.socket === socket) {
                this.#session = null;
                this.#tell({ type: 'visitorsessionend', data: { reason: 'agent' } });
            }
        });
        await this.#network.quiet();
    }

    #end(reason: 'visitor'): void {
        const session = this.#session;
        this.#session = null;
        if (session) {
            session.socket.send(JSON.stringify({ mtype: 'LS', data: {} }), () =>
                session.socket.close()
            );
            this.#tell({ type: 'visitorsessionend', data: { reason } });
        }
    }

    #hear({ mtype, data }: Invoke): void {
        if (mtype !== 'invoke') {
            return;
        }
        if (data?.func === 'GLANCE.Cobrowse.Visitor.showTerms') {
            this.#tell({ type: 'terms', data: { status: 'displayed' } });
            if (!this.#session) {
                this.#asked ??= data.args?.sessionKey ?? this.visitorId;
            }
        } else if (data?.func === 'GLANCE.Cobrowse.Visitor.stopSession') {
            this.#end('visitor');
        }
    }

    #tell(message: object): void {
        if (this.#presence?.readyState === 1) {
            this.#presence.send(JSON.stringify(message));
            this.#network.note();
        }
    }
}
