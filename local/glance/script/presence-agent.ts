import type {
    GlanceErrorInfo,
    PresenceData,
    ServerToAgent,
    TermsStatus,
    VisitorMessage
} from '../wire.ts';
import { token } from './authorization.ts';
import { httpUrl, pageGroupId, scriptHost, wsUrl } from './page.ts';

interface AgentParameters {
    readonly visitorid: string;
    readonly groupid?: string | number;
    readonly presenceserver?: string;
}

interface Callbacks<Result = void> {
    readonly onsuccess?: (result: Result) => void;
    readonly onfail?: (code: string) => void;
}

type Handler<Payload> = ((payload: Payload) => void) | null | undefined;

/** `GLANCE.Presence.Agent`: one visitor, as an agent sees them. */
export class Agent {
    onvisitorconn: Handler<{ connected: boolean }>;
    onpresence: Handler<PresenceData>;
    onterms: Handler<{ status: TermsStatus }>;
    onvisitorsessionstart: Handler<object>;
    onvisitorsessionend: Handler<object>;
    onvisitorerror: Handler<GlanceErrorInfo>;
    onerror: Handler<GlanceErrorInfo>;

    readonly #visitorId: string;
    readonly #groupId: string;
    readonly #host: string;
    #socket: WebSocket | null = null;

    constructor({ visitorid, groupid, presenceserver }: AgentParameters) {
        this.#visitorId = String(visitorid);
        this.#groupId = String(groupid ?? pageGroupId() ?? '');
        this.#host = presenceserver || scriptHost;
        if (this.#groupId === '') {
            console.error(
                'GLANCE: the page must hold <meta id="glance-cobrowse" data-groupid="…">.'
            );
        }
    }

    /** Opens the event connection. There is no event for having opened it, and it does not come back by itself. */
    connect(): void {
        if (this.#socket) {
            return;
        }
        const currentToken = this.#token();
        if (currentToken === null) {
            queueMicrotask(() => this.#fail('authorization', 'The agent is not authorized.'));
            return;
        }
        const socket = new WebSocket(wsUrl(this.#host, `/internal/agent?${this.#who()}`));
        this.#socket = socket;
        let hasOpened = false;
        let isToldWhy = false;
        socket.addEventListener('open', () => {
            hasOpened = true;
            socket.send(JSON.stringify({ type: 'hello', token: currentToken }));
        });
        socket.addEventListener('message', ({ data }) => {
            if (this.#socket === socket) {
                const message = JSON.parse(String(data)) as ServerToAgent;
                isToldWhy ||= message.type === 'error';
                this.#handle(message);
            }
        });
        socket.addEventListener('close', () => {
            if (this.#socket !== socket) {
                return;
            }
            this.#socket = null;
            if (!isToldWhy) {
                this.#fail('conndrop', hasOpened ? 'Connection dropped' : 'Connect failed');
            }
        });
    }

    /** Closes the event connection; no handler is called for it. */
    disconnect(): void {
        const socket = this.#socket;
        this.#socket = null;
        socket?.close();
    }

    /** The visitor's presence record; of an absent visitor an empty one. */
    lookupVisitor({ onsuccess, onfail }: Callbacks<object> = {}): void {
        void this.#call('GET', '/lookupvisitor').then(({ record, code }) =>
            record ? onsuccess?.(record) : onfail?.(code)
        );
    }

    /** Runs a function of the visitor's page. Success means that the service took the order. */
    invokeVisitor({
        func,
        args,
        ...callbacks
    }: { readonly func: string; readonly args?: unknown } & Callbacks): void {
        this.#send({ mtype: 'invoke', data: { func, args } }, callbacks);
    }

    /** Sends a message to the `onsignal` of the visitor's page. Success means that the service took it. */
    signalVisitor({ data, ...callbacks }: { readonly data: unknown } & Callbacks): void {
        this.#send({ mtype: 'signal', data }, callbacks);
    }

    #send(message: VisitorMessage, { onsuccess, onfail }: Callbacks): void {
        void this.#call('POST', '/signalvisitor', message).then(({ record, code }) =>
            record ? onsuccess?.() : onfail?.(code)
        );
    }

    async #call(
        method: string,
        path: string,
        message?: VisitorMessage
    ): Promise<{ record: object | null; code: string }> {
        const currentToken = this.#token();
        if (currentToken === null) {
            return { record: null, code: 'authorization' };
        }
        try {
            const response = await fetch(httpUrl(this.#host, `${path}?${this.#who()}`), {
                method,
                headers: {
                    authorization: `Bearer ${currentToken}`,
                    ...(message && { 'content-type': 'application/json' })
                },
                ...(message && { body: JSON.stringify(message) })
            });
            const answer = (await response.json()) as object & { reason?: string };
            return response.ok
                ? { record: answer, code: '' }
                : { record: null, code: answer.reason ?? 'failed' };
        } catch {
            return { record: null, code: 'unreachable' };
        }
    }

    /** Without a group there is nothing that a token could be good for. */
    #token(): string | null {
        return this.#groupId === '' ? null : token();
    }

    #who(): string {
        return new URLSearchParams({
            groupid: this.#groupId,
            visitorid: this.#visitorId
        }).toString();
    }

    #handle(message: ServerToAgent): void {
        switch (message.type) {
            case 'visitorconn':
                this.onvisitorconn?.({ connected: message.connected });
                break;
            case 'presence':
                this.onpresence?.(message.data);
                break;
            case 'terms':
                this.onterms?.({ status: message.status });
                break;
            case 'sessionstart':
                this.onvisitorsessionstart?.({});
                break;
            case 'sessionend':
                this.onvisitorsessionend?.({});
                break;
            case 'visitorerror':
                this.onvisitorerror?.(message.error);
                break;
            case 'error':
                this.onerror?.(message.error);
                break;
        }
    }

    #fail(code: string, msg: string): void {
        this.onerror?.({ code, msg, params: '' });
    }
}
