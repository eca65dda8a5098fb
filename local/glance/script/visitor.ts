import type {
    GlanceErrorInfo,
    PresenceData,
    ServerToVisitor,
    TermsStatus,
    VisitorMessage,
    VisitorToServer
} from '../wire.ts';
import { describeBrowser } from './browser.ts';
import { invoke } from './invoke.ts';
import { LastingSocket } from './lasting-socket.ts';
import { configElement, page, pageGroupId, scriptHost, wsUrl } from './page.ts';

const PRESENCE_INTERVAL_MS = 60_000;

interface PresenceParameters {
    readonly data?: PresenceData;
    readonly onsuccess?: () => void;
}

/** The visitor id that the page names. */
export function pageVisitorId(): string | undefined {
    const id = page.GLANCE_COBROWSE?.visitorid ?? configElement()?.getAttribute('data-visitorid');
    return id === undefined || id === null || id === '' ? undefined : String(id);
}

/** `GLANCE.Presence.Visitor`: posts the page's presence and listens for agents. */
export class Visitor {
    /** The most recent one, so that several scripts of a page can share it. */
    static instance: Visitor | undefined;

    onsignal: ((message: unknown) => void) | null | undefined;
    onerror: ((error: GlanceErrorInfo) => void) | null | undefined;

    readonly #groupId: string;
    #visitorId: string | undefined;
    #socket: LastingSocket<VisitorToServer, ServerToVisitor> | null = null;
    /** Custom data not yet posted on this connection. */
    #data: PresenceData = {};
    #wantsConnection = false;
    #posts = false;
    #hasFocus = false;
    #lastId = 0;
    readonly #awaitingAck = new Map<number, () => void>();
    #unsent: VisitorToServer[] = [];

    constructor(parameters: { groupid?: string | number; visitorid?: string | number } = {}) {
        this.#groupId = String(
            parameters.groupid ?? page.GLANCE_COBROWSE?.groupid ?? pageGroupId() ?? ''
        );
        this.#visitorId =
            parameters.visitorid === undefined ? pageVisitorId() : String(parameters.visitorid);
        Visitor.instance = this;
        document.addEventListener('visibilitychange', () => this.#followVisibility());
        addEventListener('focus', () => this.#socket?.send({ type: 'active' }));
        addEventListener('pagehide', () => this.#hangUp());
        addEventListener('pageshow', () => this.#followVisibility());
        setInterval(() => this.#posts && this.#hasFocus && this.#post(), PRESENCE_INTERVAL_MS);
    }

    /** Changes who the visitor is, for presence and as the default session key. */
    static setVisitorId(visitorId: string): void {
        page.GLANCE_COBROWSE = { ...page.GLANCE_COBROWSE, visitorid: visitorId };
        const { instance } = Visitor;
        if (instance) {
            instance.#hangUp();
            instance.#visitorId = String(visitorId);
            instance.#followVisibility();
        }
    }

    /** Who is present here; unknown until the page has said it. */
    get visitorId(): string | undefined {
        return this.#visitorId;
    }

    /** Listens for agents while the page is visible. */
    connect(): void {
        if (this.#visitorId === undefined) {
            this.#fail('visitorid', 'There is no visitor id.');
            return;
        }
        this.#wantsConnection = true;
        this.#followVisibility();
    }

    /** Posts presence now and from then on every minute; connects for it. */
    presence({ data, onsuccess }: PresenceParameters = {}): void {
        this.#data = { ...this.#data, ...data };
        this.#posts = true;
        if (this.#socket === null) {
            this.connect();
        }
        this.#post(onsuccess);
    }

    /** Tells the agents how the visitor took the terms. */
    reportTerms(status: TermsStatus): void {
        this.#sendOrKeep({ type: 'terms', status });
    }

    /** A page that nobody sees is not present: it hangs up, and comes back when it is seen again. */
    #followVisibility(): void {
        if (document.visibilityState === 'hidden') {
            this.#hangUp();
        } else if (this.#wantsConnection && this.#socket === null) {
            this.#dial();
        }
    }

    #dial(): void {
        const who = new URLSearchParams({
            groupid: this.#groupId,
            visitorid: this.#visitorId ?? ''
        });
        this.#socket = new LastingSocket(wsUrl(scriptHost, `/internal/visitor?${who}`), {
            onopen: () => {
                const kept = this.#unsent;
                this.#unsent = [];
                kept.forEach((message) => this.#sendOrKeep(message));
            },
            onmessage: (message) => this.#handle(message),
            onclose: () => {
                this.#hasFocus = false;
            }
        });
    }

    #hangUp(): void {
        this.#socket?.close();
        this.#socket = null;
        this.#hasFocus = false;
    }

    #post(onsuccess?: () => void): void {
        this.#lastId += 1;
        if (onsuccess) {
            this.#awaitingAck.set(this.#lastId, onsuccess);
        }
        const data = { ...describeBrowser(), ...this.#data };
        this.#sendOrKeep({ type: 'presence', id: this.#lastId, data });
    }

    #sendOrKeep(message: VisitorToServer): void {
        if (!this.#socket?.send(message)) {
            const isRepeated = message.type === 'presence' && !this.#awaitingAck.has(message.id);
            if (!isRepeated) {
                this.#unsent.push(message);
            }
        }
    }

    #handle(message: ServerToVisitor): void {
        switch (message.type) {
            case 'message':
                this.#receive(message.message);
                break;
            case 'focus':
                this.#gainFocus(message.focus);
                break;
            case 'ack':
                this.#awaitingAck.get(message.id)?.();
                this.#awaitingAck.delete(message.id);
                break;
            case 'error':
                this.#wantsConnection = false;
                this.#hangUp();
                this.onerror?.(message.error);
                break;
        }
    }

    #receive(message: VisitorMessage): void {
        if (message.mtype === 'invoke') {
            invoke(message.data.func, message.data.args);
        } else {
            this.onsignal?.(message.data);
        }
    }

    #gainFocus(focus: boolean): void {
        const isNew = focus && !this.#hasFocus;
        this.#hasFocus = focus;
        if (isNew && this.#posts) {
            this.#post();
        }
    }

    #fail(code: string, msg: string): void {
        queueMicrotask(() => this.onerror?.({ code, msg, params: '' }));
    }
}
