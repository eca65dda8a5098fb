import { readFile } from 'node:fs/promises';
import type { BrowserContext, Route, WebSocketRoute } from '@playwright/test';
import { readBuilt } from '../build.ts';
import {
    addClosed,
    addMessage,
    addRequest,
    addSocket,
    noLines,
    type VisitorLines
} from './visitor-lines.ts';

/** What the recording server was told for a step. */
export interface ServiceState {
    isPresenceLoadBalanced: boolean;
    presenceUrl: string;
    /** Of `POST /presence`. */
    presenceStatus: number;
    /** Seconds; 0: none. */
    keepalive: number;
    /** What `StartSession2` answers. */
    startSession: object;
    /** Whether the session server takes sockets. */
    takesSessions: boolean;
    /** Paths that answer 500. */
    broken: RegExp;
}

const DIRECT = {
    direct: 'pr7.glance.net',
    directserver: 'pr7.glance.net',
    httpsport: 443,
    tlsport: 443,
    ds: 'pr7.glance.net/0'
};

/** Not in the recordings: the recording server didn't note them. */
const UNRECORDED = /\/(html|styles|customstyles)\//;

/**
 * Answers a visitor's pages as the server did that the recordings were made with, and notes what they send. Nothing
 * leaves the browser: hosts, TLS and sockets are Playwright's.
 */
export class VisitorService {
    readonly state: ServiceState;
    lines: VisitorLines = noLines();
    /** Open sockets of presence, the latest last. */
    readonly presence: WebSocketRoute[] = [];
    readonly sessions: WebSocketRoute[] = [];

    constructor(state: Partial<ServiceState> = {}) {
        this.state = {
            isPresenceLoadBalanced: false,
            presenceUrl: 'presence.glance.net',
            presenceStatus: 200,
            keepalive: 0,
            startSession: {},
            takesSessions: true,
            broken: /^$/,
            ...state
        };
    }

    /** @param html every page of the website at `host` */
    async serve(context: BrowserContext, host: string, html: string): Promise<void> {
        await context.route('https://**/*', async (route) => {
            const url = new URL(route.request().url());
            if (url.host === host) {
                await route.fulfill({ contentType: 'text/html', body: html });
            } else {
                await this.#answer(route, url);
            }
        });
        await context.routeWebSocket(/visitorws$/, (socket) => this.#takePresence(socket));
        await context.routeWebSocket(/visitor\/ws$/, (socket) => this.#takeSession(socket));
    }

    /** Sends to the latest page. */
    tell(message: object): void {
        this.presence.at(-1)?.send(JSON.stringify(message));
    }

    /** Breaks the latest page's connection. */
    async drop(): Promise<void> {
        await this.presence.at(-1)?.close({ code: 1006 });
    }

    tellSession(message: object): void {
        this.sessions.at(-1)?.send(JSON.stringify(message));
    }

    async dropSession(): Promise<void> {
        await this.sessions.at(-1)?.close({ code: 1006 });
    }

    async #answer(route: Route, url: URL): Promise<void> {
        const request = route.request();
        const method = request.method();
        if (!UNRECORDED.test(url.pathname)) {
            addRequest(
                this.lines,
                method,
                `${url.host}${url.pathname}${url.search}`,
                request.postData()
            );
        }
        const headers = { 'access-control-allow-origin': '*' };
        const found = await this.#body(url);
        const isText = typeof found.body === 'string';
        await route.fulfill({
            status: found.status ?? 200,
            headers: { ...headers, 'content-type': found.type ?? 'application/json' },
            body: isText ? (found.body as string) : JSON.stringify(found.body)
        });
    }

    async #body(url: URL): Promise<{ status?: number; type?: string; body: unknown }> {
        const { state } = this;
        const { pathname } = url;
        if (state.broken.test(pathname)) {
            return { status: 500, body: {} };
        }
        const script = /\/js\/(Glance\w+)_6\.33\.0M\.js$/.exec(pathname)?.[1];
        if (pathname.endsWith('/CobrowseJS.ashx')) {
            return { type: 'text/javascript', body: await readBuilt('cobrowse.js') };
        }
        if (script === 'GlanceCleanContext' || pathname.startsWith('/video/')) {
            return { type: 'text/javascript', body: '' };
        }
        if (script !== undefined) {
            return { type: 'text/javascript', body: await readBuilt(`${script}.js`) };
        }
        if (pathname.endsWith('.css')) {
            return { type: 'text/css', body: '' };
        }
        switch (pathname) {
            case '/cobrowse/html/visitor-accessible-6.33.0.html':
                return { type: 'text/html', body: await uiFile('visitor.html') };
            case '/cobrowse/text/VisitorText_en_6.33.0.json':
                return { body: await uiFile('VisitorText_en.json') };
            case '/services/authorizationservice/GetVisitorSettings3':
                return url.searchParams.get('service') === 'presence'
                    ? {
                          body: {
                              presenceUrl: state.presenceUrl,
                              isPresenceLoadBalanced: state.isPresenceLoadBalanced
                          }
                      }
                    : { body: { coloSelectUrl: 'colo.glance.net/services/coloselect' } };
            case '/presence':
                return { status: state.presenceStatus, body: DIRECT };
            case '/uniquevisitor':
                return {
                    body: {
                        visitorid: 'UNQ-1234',
                        uniqueid: '1234',
                        guesttoken: 'GT',
                        timeout: 300,
                        ...(!state.isPresenceLoadBalanced && DIRECT)
                    }
                };
            case '/api/CobrowseSettings/VisitorUISettings':
                return {
                    body: {
                        widgetstyle: 'accessible',
                        settingsparentgroupid: 12345,
                        custver: 1,
                        languages: ['en'],
                        defaultlanguage: 'en',
                        customizedlanguages: [],
                        companyname: 'Fernbrook',
                        docsharetermsurl: 'https://terms.example'
                    }
                };
            case '/api/CobrowseSettings/VisitorSettings':
                return {
                    body: {
                        port: '443',
                        urlwhitelist: [],
                        urlblacklist: [],
                        maskedURLs: {},
                        maskingSelectors: {},
                        selectiveEditing: [],
                        nogids: [],
                        trusteddomains: []
                    }
                };
            case '/services/coloselect':
                return { body: { colo_id: 1 } };
            case '/services/SessionProvisioning/StartSession2':
                return { body: state.startSession };
            case '/visitor/LG':
            case '/services/InternalService.asmx/ViewerError2':
                return { body: {} };
            default:
                return { status: 404, body: {} };
        }
    }

    #takePresence(socket: WebSocketRoute): void {
        this.#take(socket, this.presence, false);
        const { keepalive } = this.state;
        socket.send(
            JSON.stringify({ type: 'connected', data: {}, ...(keepalive > 0 && { keepalive }) })
        );
    }

    #takeSession(socket: WebSocketRoute): void {
        if (!this.state.takesSessions) {
            void socket.close({ code: 1011 });
            return;
        }
        this.#take(socket, this.sessions, true);
        const agents = { count: 1, agentlist: [{ guestid: 1, role: 'agent', name: 'Alex' }] };
        socket.send('{"mtype":"Config","data":{"pinginterval":30000,"pingtimeout":60000}}');
        socket.send(JSON.stringify({ mtype: 'SU', data: { state: { agents }, messages: [] } }));
    }

    #take(socket: WebSocketRoute, open: WebSocketRoute[], isOfSession: boolean): void {
        const { host, pathname } = new URL(socket.url());
        addSocket(this.lines, `${host}${pathname}`);
        open.push(socket);
        socket.onMessage((text) => addMessage(this.lines, isOfSession, String(text)));
        socket.onClose(() => {
            // Comes a second time when the page is left.
            const index = open.indexOf(socket);
            if (index >= 0) {
                open.splice(index, 1);
                addClosed(this.lines, isOfSession);
            }
        });
    }
}

function uiFile(name: string): Promise<string> {
    return readFile(new URL(`../page/visitor/${name}`, import.meta.url), 'utf8');
}
