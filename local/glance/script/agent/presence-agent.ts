import { dropRefusedToken, gettoken } from './authorization.ts';
import { Connection } from './connection.ts';
import { configuration, httpUrl, log, type Configuration } from './page.ts';
import { request } from './request.ts';
import { loadSettings, type PresenceSettings } from './settings.ts';
import { removeStored, readStored } from './storage.ts';
import { FORGETS_FAILURES, IS_OLD, LOOKS_FOR_HANDLERS, VERSION } from './version.ts';

/** Milliseconds. Source of these and of everything below: `wire.md` §4 and §5. */
const SOON = 5_000;
const LATER = 60_000;
const SOON_ATTEMPTS = 3;
const GRACE = 5_000;

interface Callbacks {
    readonly onsuccess?: (answer: unknown) => void;
    readonly onfail?: (reason: string) => void;
}

interface Message {
    readonly mtype?: string;
    readonly type?: string;
    readonly data?: unknown;
    readonly keepalive?: number;
    readonly direct?: string;
}

type Answer = Readonly<Record<string, unknown>> | null;

/** `GLANCE.Presence.Agent`: one visitor, as an agent sees them. Handlers are plain properties, `on<kind>`. */
export class Agent {
    [handler: `on${string}`]: ((...data: unknown[]) => void) | null | undefined;

    readonly #parameters: Record<string, unknown>;
    #state: 'idle' | 'connecting' | 'connected' = 'idle';
    /** After a 503. */
    #isDead = false;
    #settings: PresenceSettings | null = null;
    #directServer: string | undefined;
    #connection: Connection | null = null;
    #queue: object[] = [];
    #lostTimes = 0;
    #isVisitorThere = false;
    #departure: ReturnType<typeof setTimeout> | undefined;
    /** Old: a socket has failed, so only SockJS will do from now on. */
    #waitsForSockJs = false;

    /** `presenceserver` is documented, and read by nothing. */
    constructor(parameters: object = {}) {
        this.#parameters = { ...parameters };
    }

    connect(): void {
        if (this.#isDead || this.#state !== 'idle' || !this.#visitorId()) {
            return;
        }
        this.#state = 'connecting';
        if (IS_OLD) {
            this.#findServer();
            return;
        }
        loadSettings(this.#configuration(), (settings) => {
            this.#settings = settings;
            if (settings?.isPresenceLoadBalanced && settings.presenceUrl) {
                this.#directServer ??= settings.presenceUrl;
            }
            this.#findServer();
        });
    }

    /** Closes the socket, and knows nothing of look-ups and timers that will open one again. */
    disconnect(): void {
        const connection = this.#connection;
        this.#forgetConnection();
        if (!IS_OLD) {
            removeStored('glance_presence');
        }
        connection?.close();
    }

    setVisitorId(visitorid: string): void {
        const wasConnected = this.#state === 'connected';
        this.#parameters['visitorid'] = visitorid;
        delete this.#parameters['uniqueid'];
        if (wasConnected || this.#configuration()['presence'] !== 'api') {
            this.disconnect();
            this.connect();
        }
    }

    /** Over the socket, now or as soon as there is one. */
    fire(type: string, data?: unknown): void {
        this.#push({ type, data });
    }

    /** The visitor's presence record. After an empty answer it throws where nobody can catch it, and never calls back. */
    lookupVisitor({ onsuccess, onfail }: Callbacks = {}): void {
        this.#callPresence('/lookupvisitor', onfail, (answer) => {
            const record = Object.entries(answer as object).map(([name, value]) => [
                name,
                typeof value === 'string' && value.startsWith("{'")
                    ? JSON.parse(value.replaceAll("'", '"'))
                    : value
            ]);
            onsuccess?.(Object.fromEntries(record));
        });
    }

    query({ onsuccess, onfail }: Callbacks = {}): void {
        this.#callPresence('/query', onfail, (answer) => onsuccess?.(answer));
    }

    /** Runs a function of the visitor's page. In a load-balanced group neither callback is ever called. */
    invokeVisitor({
        func,
        args,
        ...callbacks
    }: { func: string; args?: unknown } & Callbacks): void {
        this.#send('invoke', { func, args }, callbacks);
    }

    /** @see invokeVisitor */
    signalVisitor({ data, ...callbacks }: { data?: unknown } & Callbacks): void {
        this.#send('signal', data, callbacks);
    }

    #send(mtype: 'invoke' | 'signal', data: unknown, { onsuccess, onfail }: Callbacks): void {
        if (this.#isLoadBalanced()) {
            this.#push({ type: mtype, mtype, data });
            return;
        }
        this.#callPresence('/findvisitor', onfail, (answer) => {
            if (!answer?.['visitorfound']) {
                this.#fail('visitornotpresent', onfail);
                return;
            }
            this.#call({
                host: String(this.#directServer),
                path: '/signalvisitor',
                body: { mtype, data },
                onfail,
                onanswer: (result) => onsuccess?.(result)
            });
        });
    }

    #push(message: object): void {
        if (this.#isDead) {
            return;
        }
        if (this.#state === 'connected') {
            this.#connection?.send(message);
            return;
        }
        this.#queue.push(message);
        this.connect();
    }

    #findServer(): void {
        this.#directServer ??= this.#storedServer();
        if (this.#directServer !== undefined) {
            this.#open();
            return;
        }
        const onfail = (reason: string): void => {
            this.#state = 'idle';
            this.#fail(reason);
        };
        this.#callPresence('/findvisitor', onfail, () => this.#open());
    }

    /** What a visitor's script on the same origin has left behind. */
    #storedServer(): string | undefined {
        const { groupid, ws } = this.#configuration();
        const stored = readStored('glance_presence') as Record<string, string> | undefined;
        const isOurs =
            stored?.['groupid'] === String(groupid) &&
            stored['visitorid'] === this.#visitorId() &&
            stored['ws'] === ws;
        return isOurs ? stored['directserver'] : undefined;
    }

    #open(): void {
        if (this.#waitsForSockJs) {
            return;
        }
        const server = this.#directServer;
        const connection = new Connection(server, {
            onopen: () => {
                this.#state = 'connected';
                if (FORGETS_FAILURES) {
                    this.#lostTimes = 0;
                }
                connection.send({
                    type: 'connect',
                    authorization: gettoken(),
                    groupid: this.#configuration()['groupid'],
                    visitorid: this.#visitorId(),
                    version: VERSION
                });
                for (const message of this.#queue.splice(0)) {
                    connection.send(message);
                }
            },
            onmessage: (message) => this.#receive(message as Message, connection),
            onerror: () => {
                if (IS_OLD && !this.#waitsForSockJs) {
                    this.#waitsForSockJs = true;
                    loadSockJs();
                }
            },
            onclose: (isWanted) => {
                if (this.#connection === connection) {
                    this.#forgetConnection();
                }
                if (!isWanted || this.#isLoadBalanced()) {
                    this.#lostTimes += 1;
                    this.#connectIn(this.#lostTimes > SOON_ATTEMPTS ? LATER : SOON);
                }
            }
        });
        this.#connection = connection;
    }

    #connectIn(milliseconds: number): void {
        setTimeout(() => this.connect(), milliseconds);
    }

    #forgetConnection(): void {
        this.#connection = null;
        this.#state = 'idle';
        this.#directServer = undefined;
    }

    #receive(message: Message, connection: Connection): void {
        const kind = message.mtype ?? message.type;
        const data = message.data as { connected?: boolean; direct?: string } | undefined;
        log('received', kind, data);
        switch (kind) {
            case 'connected':
                if (!this.#configuration()['nokeepalive']) {
                    connection.keepAlive(message.keepalive ?? 0);
                    if (!IS_OLD) {
                        this.#tell('connected', data);
                    }
                }
                break;
            case 'visitorconn':
            case 'visitorsock':
                if (IS_OLD) {
                    this.#tell(kind, data);
                } else {
                    this.#hearOfVisitor(kind, data);
                }
                break;
            case 'serverclose':
                this.disconnect();
                this.#tell('close');
                break;
            case 'redirect':
                if ((data?.direct ?? message.direct) !== this.#directServer) {
                    this.disconnect();
                    this.#connectIn(SOON);
                }
                break;
            case 'scaledown':
                this.disconnect();
                this.connect();
                break;
            case 'invoke':
                break;
            default:
                this.#tell(String(kind), data);
        }
    }

    /** New: arrivals are told once, departures late, and only if the visitor has not come back until then. */
    #hearOfVisitor(kind: string, data: { connected?: boolean } | undefined): void {
        const isSocket = kind === 'visitorsock';
        if (isSocket) {
            clearTimeout(this.#departure);
        }
        if (data?.connected && !this.#isVisitorThere) {
            this.#isVisitorThere = true;
            this.#tellPresence(data);
        } else if (!data?.connected && isSocket && this.#isVisitorThere) {
            this.#departure = setTimeout(() => {
                this.#isVisitorThere = false;
                this.#tellPresence(data);
            }, GRACE);
        }
    }

    #tellPresence(data: unknown): void {
        if (LOOKS_FOR_HANDLERS) {
            this.#tell('visitorconn', data);
        } else {
            this['onvisitorconn']!(data);
        }
    }

    #tell(kind: string, ...data: readonly unknown[]): void {
        this[`on${kind}`]?.(...data);
    }

    #fail(reason: string, onfail?: (reason: string) => void): void {
        if (onfail) {
            onfail(reason);
        } else {
            this.#tell('error', { error: 'connfail', detail: reason });
        }
    }

    /** GETs of the presence host. Without settings, or with presence off, this ends in silence. */
    #callPresence(
        path: string,
        onfail: Callbacks['onfail'],
        onanswer: (answer: Answer) => void
    ): void {
        if (this.#isDead) {
            return;
        }
        loadSettings(this.#configuration(), (settings) => {
            this.#settings = settings;
            if (!settings?.presenceUrl) {
                return;
            }
            this.#call({
                host: settings.presenceUrl,
                path,
                onfail,
                onanswer: (answer) => {
                    this.#learnServer(answer);
                    onanswer(answer);
                }
            });
        });
    }

    #call({
        host,
        path,
        body,
        onfail,
        onanswer
    }: {
        host: string;
        path: string;
        body?: object;
        onfail: Callbacks['onfail'];
        onanswer: (answer: Answer) => void;
    }): void {
        const token = gettoken();
        const query = `groupid=${this.#configuration()['groupid']}&visitorid=${this.#visitorId()}&&ver=${VERSION}`;
        request({
            method: body ? 'POST' : 'GET',
            url: httpUrl(host, `${path}?${query}`),
            headers: {
                ...(token ? { Authorization: `Bearer ${token as string}` } : {}),
                ...(body && { 'Content-Type': 'application/json; charset=UTF-8' })
            },
            ...(body && { body: JSON.stringify(body) }),
            onanswer: (answer) => onanswer(answer as Answer),
            onfail: (reason) => {
                if (reason === 'authorization') {
                    dropRefusedToken();
                }
                this.#isDead ||= reason === 'serviceunavailable';
                this.#fail(reason, onfail);
            }
        });
    }

    /** An answer that names another host than the open socket's moves the socket there; spelling counts. */
    #learnServer(answer: Answer): void {
        const host = answer?.['directserver'] || answer?.['direct'];
        if (!host) {
            return;
        }
        const port = answer?.['httpsport'];
        const server = port ? `${host as string}:${port as number}` : (host as string);
        const isElsewhere = this.#connection !== null && this.#connection.server !== server;
        if (isElsewhere) {
            this.disconnect();
        }
        this.#directServer = server;
        if (isElsewhere) {
            this.connect();
        }
    }

    #isLoadBalanced(): boolean {
        return !IS_OLD && Boolean(this.#settings?.isPresenceLoadBalanced);
    }

    #visitorId(): unknown {
        const { uniqueid, visitorid } = this.#configuration();
        return uniqueid ? `UNQ-${uniqueid as string}` : visitorid;
    }

    #configuration(): Configuration {
        return configuration(this.#parameters);
    }
}

/** Nobody has seen what an agent does once it has SockJS: here it goes on waiting. */
function loadSockJs(): void {
    const script = document.createElement('script');
    script.src = '//www.glancecdn.net/cobrowse/js/sockjs1.0.2.min.js';
    document.head.append(script);
}
