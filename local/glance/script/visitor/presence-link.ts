import { httpUrl, log, wsUrl, type Configuration } from '../agent/page.ts';
import { request } from '../agent/request.ts';
import { loadSettings } from '../agent/settings.ts';
import { readStored, removeStored, writeStored } from '../agent/storage.ts';
import type { UniqueVisitor } from '../../wire.ts';
import { VERSION } from './version.ts';

/** Where the server was found, for the visitor's next pages. */
const STORE = 'glance_presence';
const STORED_MINUTES = 20;

/** Waits before connecting again, in milliseconds: three short ones, then always the long one. */
const SHORT_MS = 5000;
const LONG_MS = 60_000;
const SHORT_WAITS = 3;

export interface LinkOwner {
    /** Who and where, read anew each time. */
    configuration(): Configuration;
    /** Only for ids that `/uniquevisitor` gave. */
    guestToken(): string | undefined;
    receive(message: object): void;
}

/**
 * A visitor's way to the presence service: settings, the direct server, and the socket, which comes back by itself
 * (`wire.md` §3–§6).
 */
export class PresenceLink {
    readonly #owner: LinkOwner;
    #state: 'closed' | 'connecting' | 'open' = 'closed';
    #socket: WebSocket | null = null;
    #server: string | undefined;
    #isLoadBalanced = false;
    /** The service said 503: nothing more is tried on this page. */
    #isDead = false;
    #failures = 0;
    #unsent: { readonly type: string }[] = [];
    #keepalive: ReturnType<typeof setInterval> | undefined;

    constructor(owner: LinkOwner) {
        this.#owner = owner;
    }

    get isOpen(): boolean {
        return this.#state === 'open';
    }

    /** Does nothing without a visitor id, and while connecting or connected. */
    connect(): void {
        const who = this.#owner.configuration();
        if (this.#isDead || this.#state !== 'closed' || !who['visitorid']) {
            return;
        }
        this.#state = 'connecting';
        loadSettings(who, (settings) => {
            if (!settings?.presenceUrl) {
                this.#state = 'closed';
                return;
            }
            this.#isLoadBalanced = settings.isPresenceLoadBalanced === true;
            const server = this.#isLoadBalanced
                ? settings.presenceUrl
                : (this.#server ?? storedServer(who));
            if (server === undefined) {
                this.#findServer(settings.presenceUrl, who);
            } else {
                this.#open(server);
            }
        });
    }

    /** Sends now, or as soon as there is a connection. */
    send(message: { readonly type: string; readonly data?: unknown }): void {
        if (this.isOpen) {
            this.#write(message);
            return;
        }
        this.#unsent.push(message);
        this.connect();
    }

    /** A connection that is just being made is made nevertheless; in a load-balanced group a closed one comes back. */
    disconnect(): void {
        this.#forgetServer();
        if (!this.#socket) {
            return;
        }
        this.#socket.close();
        this.#lose();
        if (this.#isLoadBalanced) {
            this.connectIn(SHORT_MS);
        }
    }

    /** The page is left: the next one finds the server as this one did. */
    leave(): void {
        this.#socket?.close();
        this.#lose();
    }

    connectIn(ms: number): void {
        setTimeout(() => this.connect(), ms);
    }

    /** Follows a `redirect` to another server: which one, is asked anew. */
    redirect(server: unknown): void {
        if (server !== this.#server) {
            this.disconnect();
            this.connectIn(SHORT_MS);
        }
    }

    /** Sends `k` again and again; the server answers nothing to it. */
    keepAlive(seconds: number): void {
        clearInterval(this.#keepalive);
        if (seconds > 0) {
            this.#keepalive = setInterval(() => this.#write({ type: 'k' }), seconds * 1000);
        }
    }

    /** Asks for a visitor id that nobody else has; fails in silence. */
    askForUniqueId(done: (unique: UniqueVisitor) => void): void {
        const who = this.#owner.configuration();
        loadSettings(who, (settings) => {
            if (settings?.presenceUrl) {
                request({
                    method: 'GET',
                    url: httpUrl(settings.presenceUrl, `/uniquevisitor${queryOf(who)}`),
                    onanswer: (answer) => {
                        this.#server = serverOf(answer);
                        done(answer as UniqueVisitor);
                    },
                    onfail: (reason) => log('uniquevisitor failed', reason)
                });
            }
        });
    }

    #findServer(presenceServer: string, who: Configuration): void {
        request({
            method: 'POST',
            url: httpUrl(presenceServer, `/presence${queryOf(who)}`),
            headers: { 'Content-Type': 'application/json; charset=UTF-8' },
            body: '{}',
            onanswer: (answer) => {
                const directserver = serverOf(answer);
                const { groupid, visitorid, ws } = who;
                writeStored(STORE, { directserver, groupid, visitorid, ws }, STORED_MINUTES);
                this.#open(directserver ?? 'undefined');
            },
            onfail: (reason) => {
                this.#state = 'closed';
                this.#isDead = reason === 'serviceunavailable';
                this.#tryAgain();
            }
        });
    }

    #open(server: string): void {
        const socket = new WebSocket(wsUrl(server, '/visitorws'));
        this.#server = server;
        this.#socket = socket;
        const isCurrent = (): boolean => this.#socket === socket;
        socket.onopen = () => {
            if (isCurrent()) {
                this.#greet();
            }
        };
        socket.onmessage = ({ data }) => {
            if (isCurrent()) {
                log('receives', data);
                this.#owner.receive(JSON.parse(String(data)) as object);
            }
        };
        socket.onclose = () => {
            if (isCurrent()) {
                this.#forgetServer();
                this.#lose();
                this.#tryAgain();
            }
        };
    }

    #greet(): void {
        const { groupid, visitorid } = this.#owner.configuration();
        const guesttoken = this.#owner.guestToken();
        this.#state = 'open';
        this.#failures = 0;
        this.#write({
            type: 'connect',
            groupid,
            visitorid,
            ...(guesttoken !== undefined && { guesttoken }),
            version: VERSION
        });
        const unsent = this.#unsent;
        this.#unsent = [];
        unsent.forEach((message) => this.#write(message));
    }

    #write(message: object): void {
        log('sends', message);
        this.#socket?.send(JSON.stringify(message));
    }

    #lose(): void {
        clearInterval(this.#keepalive);
        this.#socket = null;
        this.#state = 'closed';
    }

    #tryAgain(): void {
        this.#failures += 1;
        this.connectIn(this.#failures > SHORT_WAITS ? LONG_MS : SHORT_MS);
    }

    #forgetServer(): void {
        this.#server = undefined;
        removeStored(STORE);
    }
}

/** Both ampersands are sent; nothing is encoded (`wire.md` §4). */
function queryOf({ groupid, visitorid }: Configuration): string {
    return `?groupid=${groupid}&visitorid=${visitorid}&&ver=${VERSION}`;
}

function serverOf(answer: unknown): string | undefined {
    const { directserver, direct, httpsport } = (answer ?? {}) as Record<string, string>;
    const host = directserver ?? direct;
    return host === undefined || httpsport === undefined ? host : `${host}:${httpsport}`;
}

function storedServer(who: Configuration): string | undefined {
    const stored = readStored(STORE) as Record<string, string> | undefined;
    const isOurs =
        stored !== undefined &&
        ['groupid', 'visitorid', 'ws'].every((key) => String(stored[key]) === String(who[key]));
    return isOurs ? stored['directserver'] : undefined;
}
