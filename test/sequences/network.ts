import { WebSocket } from 'ws';
import type { GlanceMode } from '../../local/glance/options.ts';
import type { Glance } from '../../local/glance/server.ts';
import { ask } from '../../local/glance/test/by-name.ts';

/** How many turns nothing may happen before all that was under way is taken to have happened. */
const QUIET_TURNS = 4;
const TURN_MS = 2;
/** More turns than any test needs. */
const MOST_TURNS = 2_000;

/** The way from pages to the stage's Glance: real sockets and requests by TLS, and a sense of when nothing is under way. */
export class Network {
    readonly glance: Glance;
    /** The host of presence sockets. */
    readonly presenceHost: string;
    #underWay = 0;
    #happened = 0;

    constructor(glance: Glance, mode: GlanceMode) {
        this.glance = glance;
        this.presenceHost = mode === 'newLoadBalanced' ? 'presence.glance.net' : 'pr1.glance.net';
    }

    /** Something has begun; call the result when it is over. */
    begin(): () => void {
        this.#underWay += 1;
        this.#happened += 1;
        return () => {
            this.#underWay -= 1;
            this.#happened += 1;
        };
    }

    note(): void {
        this.#happened += 1;
    }

    /** Asks as a page of an origin does. `null`: the browser keeps the answer from the page, or there is none. */
    async request(
        origin: string,
        url: string,
        method: string,
        headers: Record<string, string>,
        body: string | URLSearchParams | null
    ): Promise<{ status: number; text: string } | null> {
        const end = this.begin();
        try {
            const address = url.replace(/^https:\/\//, '');
            const answer = await ask(this.glance, address, { method, origin, headers, body });
            const allowed = answer.headers['access-control-allow-origin'];
            return allowed === '*' || allowed === origin ? answer : null;
        } catch {
            return null;
        } finally {
            end();
        }
    }

    /** Opens a socket as a page of an origin does. */
    socket(origin: string, url: string): WebSocket {
        const { host, pathname } = new URL(url);
        const socket = new WebSocket(`wss://127.0.0.1:${this.glance.tlsPort}${pathname}`, {
            ca: this.glance.certificate.pem,
            origin,
            headers: { host },
            perMessageDeflate: false
        });
        const opened = this.begin();
        let isOpened = false;
        const done = (): void => {
            if (!isOpened) {
                isOpened = true;
                opened();
            }
        };
        socket.on('open', done);
        socket.on('error', done);
        socket.on('close', done);
        socket.on('message', () => this.note());
        socket.on('close', () => this.note());
        return socket;
    }

    /** Resolves once nothing is under way any more. */
    async quiet(): Promise<void> {
        let quiet = 0;
        let seen = this.#happened;
        for (let turn = 0; turn < MOST_TURNS && quiet < QUIET_TURNS; turn += 1) {
            await new Promise((resolve) => setTimeout(resolve, TURN_MS));
            quiet = this.#underWay === 0 && seen === this.#happened ? quiet + 1 : 0;
            seen = this.#happened;
        }
        if (quiet < QUIET_TURNS) {
            throw new Error('The network does not come to rest.');
        }
    }
}
