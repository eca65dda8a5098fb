import { createContext, runInContext } from 'node:vm';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../bundle.ts';
import { AgentClock } from './agent-clock.ts';

export type AgentVersion = '6.3.1' | '6.19.0' | '6.25.0';

/** A request as a server gets it. */
export interface Call {
    readonly method: string;
    readonly host: string;
    /** With its query. */
    readonly path: string;
    readonly authorization: string | null;
    readonly contentType: string | null;
    readonly body: string | null;
}

/** `reset`: the connection breaks. Without `cors` the browser keeps the answer from the page. */
export type Reply =
    'reset' | { readonly status: number; readonly body?: string; readonly cors?: boolean };

/** What the page did on the network. */
export type Deed = { readonly at: number } & (
    | ({ readonly kind: 'request'; readonly origin: string } & Call)
    | { readonly kind: 'socket'; readonly host: string; readonly path: string }
    | { readonly kind: 'sent'; readonly text: string }
    | { readonly kind: 'closed'; readonly code: number }
);

/** The globals of the script, as loosely as a page sees them. */
export interface AgentGlance {
    readonly VERSION: string;
    readonly Authorization: Record<string, (...given: unknown[]) => unknown>;
    readonly Presence: { readonly Agent: new (parameters?: object) => PageAgent };
    readonly Agent?: Record<string, unknown>;
    readonly [name: string]: unknown;
}

export interface PageAgent {
    connect(): void;
    disconnect(): void;
    setVisitorId(id: string): void;
    fire(type: string, data?: unknown): void;
    lookupVisitor(options?: object): void;
    invokeVisitor(options: object): void;
    signalVisitor(options: object): void;
    [handler: `on${string}`]: ((data?: unknown) => void) | null;
}

export interface AgentPage {
    readonly GLANCE: AgentGlance;
    readonly window: Record<string, unknown>;
    /** Id → attributes; may be changed at any time. */
    readonly elements: Record<string, Record<string, string>>;
    /** Texts of errors that nobody caught. */
    readonly errors: string[];
    readonly logged: string[];
    /** Addresses of script elements that the page put in. */
    readonly scripts: string[];
    /** Sends the page a message, as `postMessage` would. @throws what its listeners throw. */
    readonly post: (data: unknown) => void;
}

interface PageOptions {
    readonly elements?: Record<string, Record<string, string>>;
    /** Globals that are there before the script. */
    readonly globals?: Readonly<Record<string, unknown>>;
    /** As in Lightning Web Security's sandbox: `responseXML` throws where there is none. */
    readonly isLightning?: boolean;
    /** The host that the script was downloaded from. */
    readonly downloadedFrom?: string;
}

const PREFLIGHT_LIFE = 5_000;
const SIMPLE_TYPES = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data'];

/** The agent script for a version, as the server serves it. */
async function scriptText(version: AgentVersion, host: string): Promise<string> {
    built ??= bundle(join(fileURLToPath(new URL('../script/', import.meta.url)), 'agent.ts'));
    return (await built)
        .replaceAll('__GLANCE_STANDIN_VERSION__', version)
        .replaceAll('__GLANCE_STANDIN_HOST__', host);
}
let built: Promise<string> | undefined;

/** A browser of nearly nothing, on a clock of its own: pages of one origin, which share localStorage. */
export class AgentBrowser {
    readonly clock = new AgentClock();
    readonly deeds: Deed[] = [];
    readonly storage = new Map<string, string>();
    readonly sockets: BrowserSocket[] = [];
    readonly origin = 'https://crm.example';
    answer: (call: Call) => Reply = () => ({ status: 404 });
    /** What a server does with a socket: false refuses it. */
    accept: (socket: BrowserSocket) => boolean = () => true;
    /** What a server does with a message. */
    hear: (socket: BrowserSocket, message: Record<string, unknown>) => void = () => undefined;
    /** Milliseconds that an answer takes. */
    latency = 0;
    readonly #preflights = new Map<string, number>();

    async openPage(version: AgentVersion, options: PageOptions = {}): Promise<AgentPage> {
        const { elements = {}, globals = {}, isLightning = false } = options;
        const errors: string[] = [];
        const logged: string[] = [];
        const scripts: string[] = [];
        const listeners: ((event: { data: unknown }) => void)[] = [];
        const guard = (work: () => void): void => {
            try {
                work();
            } catch (error) {
                errors.push((error as Error).message);
            }
        };
        const { clock, storage } = this;
        const window: Record<string, unknown> = createContext({
            ...globals,
            console: { log: (...parts: unknown[]) => logged.push(JSON.stringify(parts)) },
            document: {
                getElementById: (id: string) =>
                    elements[id] && {
                        attributes: Object.entries(elements[id]).map(([name, value]) => ({
                            name,
                            value
                        }))
                    },
                createElement: () => ({}),
                head: { append: ({ src }: { src: string }) => scripts.push(src) }
            },
            localStorage: {
                getItem: (key: string) => storage.get(key) ?? null,
                setItem: (key: string, value: string) => storage.set(key, value),
                removeItem: (key: string) => storage.delete(key)
            },
            addEventListener: (_: string, listener: (event: { data: unknown }) => void) =>
                listeners.push(listener),
            setTimeout: (work: () => void, wait = 0) => clock.add(() => guard(work), wait),
            setInterval: (work: () => void, wait: number) =>
                clock.add(() => guard(work), wait, wait),
            clearTimeout: (id: number) => clock.remove(id),
            clearInterval: (id: number) => clock.remove(id),
            fetch: (url: string, init: FetchInit) => this.#fetch(url, init),
            XMLHttpRequest: this.#requestClass(guard, isLightning),
            WebSocket: this.#socketClass(guard)
        }) as Record<string, unknown>;
        window['now'] = () => clock.now;
        runInContext('globalThis.window = globalThis; Date.now = now;', window);
        const host = options.downloadedFrom ?? 'www.glancecdn.net';
        runInContext(await scriptText(version, host), window);
        const GLANCE = window['GLANCE'] as AgentGlance;
        const post = (data: unknown): void => listeners.forEach((listener) => listener({ data }));
        return { GLANCE, window, elements, errors, logged, scripts, post };
    }

    /** Sends a message over the newest socket. */
    send(message: unknown): void {
        this.sockets.at(-1)?.receive(message);
    }

    /** The sockets that are open. */
    get open(): readonly BrowserSocket[] {
        return this.sockets.filter(({ isOpen }) => isOpen);
    }

    #request(
        method: string,
        address: string,
        headers: Readonly<Record<string, string>>,
        body: string | null,
        done: (reply: { status: number; body: string } | null) => void
    ): void {
        const { host, pathname, search } = new URL(address);
        const path = pathname + search;
        const contentType = headers['content-type'] ?? null;
        const call = {
            method,
            host,
            path,
            authorization: headers['authorization'] ?? null,
            contentType,
            body
        };
        const isSimple =
            call.authorization === null &&
            (contentType === null || SIMPLE_TYPES.includes(contentType.split(';')[0] ?? ''));
        if (!isSimple && (this.#preflights.get(address) ?? -Infinity) <= this.clock.now) {
            this.#preflights.set(address, this.clock.now + PREFLIGHT_LIFE);
            const bare = { authorization: null, contentType: null, body: null };
            this.#note({
                kind: 'request',
                origin: this.origin,
                method: 'OPTIONS',
                host,
                path,
                ...bare
            });
        }
        this.#note({ kind: 'request', origin: this.origin, ...call });
        const reply = this.answer(call);
        const isHidden = reply === 'reset' || reply.cors === false;
        this.clock.add(
            () => done(isHidden ? null : { status: reply.status, body: reply.body ?? '' }),
            this.latency
        );
    }

    #fetch(url: string, init: FetchInit): Promise<object> {
        return new Promise((resolve, reject) => {
            const fail = (): void => reject(new TypeError('Failed to fetch'));
            if (init.mode === 'same-origin') {
                fail();
                return;
            }
            this.#request(init.method, url, lowerCased(init.headers), init.body ?? null, (reply) =>
                reply
                    ? resolve({
                          ok: reply.status >= 200 && reply.status < 300,
                          status: reply.status,
                          text: () => Promise.resolve(reply.body),
                          json: () => new Promise((parsed) => parsed(JSON.parse(reply.body)))
                      })
                    : fail()
            );
        });
    }

    #requestClass(guard: (work: () => void) => void, isLightning: boolean): unknown {
        const request = this.#request.bind(this);
        return class {
            status = 0;
            responseText = '';
            onload = (): void => undefined;
            onerror = (): void => undefined;
            headers: Record<string, string> = {};
            target: [string, string] = ['', ''];
            get responseXML(): null {
                if (isLightning) {
                    throw new TypeError('Illegal invocation');
                }
                return null;
            }
            open(method: string, url: string): void {
                this.target = [method, url];
            }
            setRequestHeader(name: string, value: string): void {
                this.headers[name] = value;
            }
            send(body: string | null): void {
                request(...this.target, lowerCased(this.headers), body, (reply) =>
                    guard(() => {
                        if (!reply) {
                            this.onerror();
                            return;
                        }
                        this.status = reply.status;
                        this.responseText = reply.body;
                        this.onload();
                    })
                );
            }
        };
    }

    #socketClass(guard: (work: () => void) => void): unknown {
        // eslint-disable-next-line @typescript-eslint/no-this-alias -- the class inside has a `this` of its own
        const browser = this;
        return class extends BrowserSocket {
            constructor(url: string) {
                const base = `${browser.origin.replace('http', 'ws')}/`;
                super(new URL(url, base), browser.clock, guard, {
                    note: (deed) => browser.#note(deed),
                    hear: (message) => browser.hear(this as unknown as BrowserSocket, message)
                });
                browser.sockets.push(this);
                browser.#note({
                    kind: 'socket',
                    host: this.address.host,
                    path: this.address.pathname
                });
                this.begin(() => browser.accept(this));
            }
        };
    }

    #note(deed: Unstamped<Deed>): void {
        this.deeds.push({ at: this.clock.now, ...deed });
    }
}

type Unstamped<T> = T extends unknown ? Omit<T, 'at'> : never;

interface FetchInit {
    readonly method: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly mode?: string;
}

interface SocketEnds {
    readonly note: (deed: Unstamped<Deed>) => void;
    readonly hear: (message: Record<string, unknown>) => void;
}

/** A WebSocket of the page; the server's end as well. */
export class BrowserSocket {
    readonly address: URL;
    isOpen = false;
    onopen: () => void = () => undefined;
    onmessage: (event: { data: string }) => void = () => undefined;
    onerror: () => void = () => undefined;
    onclose: (event: { code: number }) => void = () => undefined;
    readonly #clock: AgentClock;
    readonly #guard: (work: () => void) => void;
    readonly #ends: SocketEnds;
    #isOver = false;

    constructor(
        address: URL,
        clock: AgentClock,
        guard: (work: () => void) => void,
        ends: SocketEnds
    ) {
        this.address = address;
        this.#clock = clock;
        this.#guard = guard;
        this.#ends = ends;
    }

    begin(isAccepted: () => boolean): void {
        this.#later(() => {
            if (this.#isOver) {
                return;
            }
            if (isAccepted()) {
                this.isOpen = true;
                this.onopen();
                return;
            }
            this.#isOver = true;
            this.#later(() => this.onclose({ code: 1006 }));
            this.onerror();
        });
    }

    send(text: string): void {
        this.#ends.note({ kind: 'sent', text });
        this.#ends.hear(JSON.parse(text) as Record<string, unknown>);
    }

    /** The page closes it. Before it is open that is an error for the page, as in browsers. */
    close(): void {
        const wasOpen = this.isOpen;
        this.end(wasOpen ? 1005 : 1006, wasOpen);
        if (!wasOpen) {
            this.#later(() => this.onerror());
        }
    }

    /** The server closes it, or it breaks. */
    end(code: number, isNoted = true): void {
        if (this.#isOver) {
            return;
        }
        this.#isOver = true;
        this.isOpen = false;
        if (isNoted) {
            this.#ends.note({ kind: 'closed', code });
        }
        this.#later(() => this.onclose({ code }));
    }

    /** The server sends something. */
    receive(message: unknown): void {
        this.#guard(() => this.onmessage({ data: JSON.stringify(message) }));
    }

    #later(work: () => void): void {
        this.#clock.add(() => this.#guard(work), 0);
    }
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
    return Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
    );
}
