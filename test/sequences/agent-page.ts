import { webcrypto } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';
import type { WebSocket } from 'ws';
import { ask } from '../../local/glance/test/by-name.ts';
import { AGENT, AGENT_ORIGIN, GROUP, makeLoginKey } from '../../local/glance/test/stand.ts';
import type { SharedClock } from './clock.ts';
import type { Network } from './network.ts';
import { pluginScript } from './plugin-bundle.ts';
import type { JoinSession, JoinState, SharedJoinSession } from './plugin.ts';

const WEB = 'www.glance.net';

interface Plugin {
    shareJoinSession(component: object, target: object): SharedJoinSession;
}

/** A viewer that the plugin opened. */
export interface OpenedViewer {
    readonly sessionKey: string;
    readonly visitorId: string;
    /** The attempt in force at that moment. */
    readonly attempt: number;
    /** Which page of the agent opened it. */
    readonly page: number;
}

/** What an agent's browser keeps when a page is loaded anew, and what happened in all of its pages. */
export interface AgentTab {
    readonly local: Map<string, string>;
    readonly session: Map<string, string>;
    readonly viewers: OpenedViewer[];
    /** Errors that nobody caught. */
    readonly errors: string[];
    pages: number;
}

/** A CRM page of the agent: the plugin's own modules and the stage's agent script, on real sockets and a clock of the test. */
export class AgentPage {
    readonly #tab: AgentTab;
    readonly #network: Network;
    readonly #clock: SharedClock;
    readonly #sockets = new Set<WebSocket>();
    readonly #timers = new Set<number>();
    readonly #number: number;
    readonly #plugin: Plugin;
    #share: SharedJoinSession | null = null;
    #isGone = false;

    static async open(tab: AgentTab, network: Network, clock: SharedClock): Promise<AgentPage> {
        const { text } = await ask(
            network.glance,
            `ww2.glancecdn.net/cobrowse/CobrowseJS.ashx?groupid=${GROUP}&script=PresenceAgent`
        );
        return new AgentPage(tab, network, clock, await pluginScript(), text);
    }

    private constructor(
        tab: AgentTab,
        network: Network,
        clock: SharedClock,
        plugin: string,
        script: string
    ) {
        this.#tab = tab;
        this.#network = network;
        this.#clock = clock;
        tab.pages += 1;
        this.#number = tab.pages;
        const context = createContext(this.#globals(() => runInContext(script, context)));
        runInContext('globalThis.window = globalThis; Date.now = now;', context);
        runInContext(plugin, context);
        this.#plugin = runInContext('plugin', context) as Plugin;
    }

    get state(): JoinState | null {
        return this.#share?.session.state ?? null;
    }

    get session(): JoinSession | undefined {
        return this.#share?.session;
    }

    /** Shows the record of a customer; the former one's is left. */
    show(visitorId: string): void {
        const target = {
            groupId: GROUP,
            webServerOrigin: `https://${WEB}`,
            site: 'production',
            presenceServer: null,
            loginKeySource: { type: 'org', settingsName: 'Default' },
            visitorId,
            settingsName: 'Default'
        };
        const former = this.#share;
        this.#share = this.#plugin.shareJoinSession({}, target);
        former?.release();
    }

    join(): void {
        const { session } = this;
        session?.join(
            {
                invocation: null,
                invokeWhen: 'before',
                showTerms: true,
                viewerWhen: 'sessionStart',
                sessionKeyFrom: 'random'
            },
            {
                hooks: [],
                recordId: null,
                objectApiName: null,
                openViewer: ({ sessionKey }) =>
                    this.#tab.viewers.push({
                        sessionKey,
                        visitorId: session.target.visitorId,
                        attempt: session.state.attempts,
                        page: this.#number
                    })
            }
        );
    }

    /** The page goes away as a browser lets it: without a word to its scripts. */
    close(): void {
        this.#isGone = true;
        this.#timers.forEach((id) => this.#clock.remove(id));
        this.#sockets.forEach((socket) => socket.terminate());
    }

    #globals(loadScript: () => void): Record<string, unknown> {
        const guard = <T extends unknown[]>(work: (...given: T) => void) => {
            return (...given: T): void => {
                if (this.#isGone) {
                    return;
                }
                try {
                    work(...given);
                } catch (error) {
                    this.#tab.errors.push(String((error as Error).stack));
                }
            };
        };
        const timer = (work: () => void, ms = 0, every: number | null = null): number => {
            const id = this.#clock.add(guard(work), ms, every);
            this.#timers.add(id);
            return id;
        };
        const clear = (id: number): void => this.#clock.remove(id);
        const listeners = {
            addEventListener: () => undefined,
            removeEventListener: () => undefined
        };
        const elements = new Map<string, FakeElement>();
        const find = (selector: string): FakeElement | null =>
            elements.get(selector.replace(/^.*#/, '')) ?? null;
        const head = {
            appendChild: (element: FakeElement) => elements.set(element.id, element),
            append: () => undefined,
            querySelector: find
        };
        return {
            ...listeners,
            console: { log: () => undefined, warn: () => undefined, error: () => undefined },
            now: () => this.#clock.now(),
            document: {
                ...listeners,
                hidden: false,
                head,
                documentElement: { querySelector: find },
                getElementById: (id: string) => find(`#${id}`),
                createElement: () => new FakeElement()
            },
            navigator: { onLine: true },
            location: { href: `${AGENT_ORIGIN}/`, protocol: 'https:' },
            localStorage: storage(this.#tab.local),
            sessionStorage: storage(this.#tab.session),
            crypto: webcrypto,
            URL,
            URLSearchParams,
            AbortController,
            AbortSignal,
            setTimeout: (work: () => void, ms?: number) => timer(work, ms),
            setInterval: (work: () => void, ms?: number) => timer(work, ms, ms ?? 0),
            clearTimeout: clear,
            clearInterval: clear,
            queueMicrotask,
            loadScript: async () => loadScript(),
            apex: this.#apex(),
            fetch: (url: string, init: FetchInit = {}) => this.#fetch(url, init),
            XMLHttpRequest: requestClass(
                (url, method, headers, body) =>
                    this.#network.request(AGENT_ORIGIN, url, method, headers, body),
                guard
            ),
            WebSocket: this.#socketClass(guard)
        };
    }

    /** The org: login keys for this agent, and look-ups with them. */
    #apex(): Record<string, (given: Record<string, string>) => Promise<unknown>> {
        const key = (): string => makeLoginKey({ nowMs: this.#clock.now() });
        return {
            getLoginKey: async () => ({
                loginKey: key(),
                groupId: GROUP,
                partnerUserId: AGENT,
                expiresIn: 3600
            }),
            lookUpSession: async ({ sessionKey = '' }) => {
                const answer = await ask(
                    this.#network.glance,
                    `${WEB}/services/SessionService.asmx/LookupPartnerSession2`,
                    {
                        method: 'POST',
                        body: new URLSearchParams({
                            partnerid: String(GROUP),
                            partneruserid: AGENT,
                            loginkey: key(),
                            ssnkey: sessionKey
                        })
                    }
                ).catch(() => null);
                this.#network.note();
                const id = /<id>(\d+)<\/id>/.exec(answer?.text ?? '')?.[1];
                if (answer?.status !== 200 || id === undefined) {
                    return 'unknown';
                }
                return id === '0'
                    ? 'none'
                    : /<servername>[^<]/.test(answer.text)
                      ? 'running'
                      : 'waiting';
            }
        };
    }

    async #fetch(
        url: string,
        { method = 'GET', headers = {}, body = null }: FetchInit
    ): Promise<object> {
        const answer = await this.#network.request(
            AGENT_ORIGIN,
            url,
            method,
            headers,
            body === null ? null : String(body)
        );
        if (!answer || this.#isGone) {
            throw new TypeError('Failed to fetch');
        }
        return {
            ok: answer.status >= 200 && answer.status < 300,
            status: answer.status,
            headers: { get: () => null },
            text: async () => answer.text,
            json: async () => JSON.parse(answer.text) as unknown
        };
    }

    #socketClass(guard: Guard): unknown {
        const sockets = this.#sockets;
        const open = (url: string): WebSocket => this.#network.socket(AGENT_ORIGIN, url);
        const note = (): void => this.#network.note();
        return class {
            onopen = (): void => undefined;
            onmessage = (_event: { data: string }): void => undefined;
            onerror = (): void => undefined;
            onclose = (_event: { code: number }): void => undefined;
            readonly #socket: WebSocket;
            constructor(url: string) {
                this.#socket = open(url);
                sockets.add(this.#socket);
                this.#socket.on(
                    'open',
                    guard(() => this.onopen())
                );
                this.#socket.on(
                    'message',
                    guard((raw: unknown) => this.onmessage({ data: String(raw) }))
                );
                this.#socket.on(
                    'error',
                    guard(() => this.onerror())
                );
                this.#socket.on(
                    'close',
                    guard((code: number) => this.onclose({ code }))
                );
            }
            get readyState(): number {
                return this.#socket.readyState;
            }
            send(text: string): void {
                note();
                this.#socket.send(text, () => undefined);
            }
            close(): void {
                note();
                this.#socket.close();
            }
        };
    }
}

type Guard = <T extends unknown[]>(work: (...given: T) => void) => (...given: T) => void;

interface FetchInit {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: unknown;
}

class FakeElement {
    id = '';
    readonly isConnected = true;
    readonly #attributes = new Map<string, string>();
    get attributes(): { name: string; value: string }[] {
        return [...this.#attributes].map(([name, value]) => ({ name, value }));
    }
    setAttribute(name: string, value: string): void {
        this.#attributes.set(name, value);
    }
    getAttribute(name: string): string | null {
        return this.#attributes.get(name) ?? null;
    }
    removeAttribute(name: string): void {
        this.#attributes.delete(name);
    }
}

function storage(entries: Map<string, string>): object {
    return {
        getItem: (key: string) => entries.get(key) ?? null,
        setItem: (key: string, value: string) => entries.set(key, String(value)),
        removeItem: (key: string) => entries.delete(key)
    };
}

type Send = (
    url: string,
    method: string,
    headers: Record<string, string>,
    body: string | null
) => Promise<{ status: number; text: string } | null>;

/** `XMLHttpRequest` as far as Glance's script needs it; `responseXML` throws, as in Lightning Web Security. */
function requestClass(send: Send, guard: Guard): unknown {
    return class {
        status = 0;
        responseText = '';
        onload = (): void => undefined;
        onerror = (): void => undefined;
        #target: [string, string] = ['', ''];
        readonly #headers: Record<string, string> = {};
        get responseXML(): null {
            throw new TypeError('Illegal invocation');
        }
        open(method: string, url: string): void {
            this.#target = [url, method];
        }
        setRequestHeader(name: string, value: string): void {
            this.#headers[name] = value;
        }
        send(body: string | null = null): void {
            const done = guard((answer: { status: number; text: string } | null) => {
                if (!answer) {
                    this.onerror();
                    return;
                }
                this.status = answer.status;
                this.responseText = answer.text;
                this.onload();
            });
            void send(...this.#target, this.#headers, body).then(done);
        }
    };
}
