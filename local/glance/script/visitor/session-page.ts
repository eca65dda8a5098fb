import type { ServerToSession, SessionToServer } from '../../wire.ts';
import { configuration, wsUrl } from '../agent/page.ts';
import type { AgentsInSession } from './cobrowse-page.ts';
import { recordPage, type Recording } from './recording.ts';
import { report } from './session-reports.ts';
import type { StoredSession } from './session-store.ts';
import { SessionError } from './start-session.ts';

export interface SessionPageOwner {
    /** The server has the page; nothing is awaited from it. */
    onstarted(): void;
    onagents(agents: AgentsInSession): void;
    /** Ended from the other side. */
    onended(): void;
    /** Another page of the visitor goes on with the session. */
    onmoved(): void;
    onbroken(error: SessionError): void;
}

/** One page's part in a session: the socket, and what happens on the page (`wire.md` §9, steps 5 to 7). */
export class SessionPage {
    readonly #session: StoredSession;
    readonly #owner: SessionPageOwner;
    readonly #socket: WebSocket;
    #recording: Recording | null = null;
    #isOpen = false;
    #isOver = false;

    /** @param isNew whether this page starts the session, rather than going on with it */
    constructor(session: StoredSession, port: string, isNew: boolean, owner: SessionPageOwner) {
        this.#session = session;
        this.#owner = owner;
        const host = port === '443' ? session.server : `${session.server}:${port}`;
        this.#socket = new WebSocket(wsUrl(host, '/visitor/ws'));
        this.#socket.onopen = () => this.#begin(isNew);
        this.#socket.onmessage = ({ data }) => {
            if (!this.#isOver) {
                this.#handle(JSON.parse(String(data)) as ServerToSession);
            }
        };
        this.#socket.onclose = ({ code }) => {
            if (!this.#isOver) {
                this.close();
                owner.onbroken(this.#describe(code));
            }
        };
        // The browser closes the socket of a page that is left; that is no break.
        addEventListener('pagehide', () => this.#end(), { once: true });
    }

    get recording(): Recording | null {
        return this.#recording;
    }

    /** Tells the server that the visitor leaves. */
    leave(): void {
        this.#send({ mtype: 'LS', data: {} });
    }

    close(): void {
        this.#end();
        this.#socket.close();
    }

    #end(): void {
        this.#isOver = true;
        this.#recording?.stop();
        this.#recording = null;
    }

    #begin(isNew: boolean): void {
        if (this.#isOver) {
            return;
        }
        this.#isOpen = true;
        const { ssnid, tok: visitortoken, groupid, ver } = this.#session;
        const { visitorid = '' } = configuration();
        this.#send({
            mtype: 'CN',
            data: { cookie: '', ssnid, visitortoken, ver, href: location.href }
        });
        if (isNew) {
            const newssn = {
                groupid: String(groupid),
                visitortoken,
                visitorid: String(visitorid),
                ver
            };
            this.#send({ mtype: 'NS', data: { newssn, page: {}, html: '', state: {} } });
            report(this.#session, 'INTERESTING', 'NS frame:top');
        }
        this.#owner.onstarted();
        if (this.#isOver) {
            return;
        }
        this.#send({ mtype: 'CS', data: { docshare: { enabled: null } } });
        this.#recording = recordPage((rrweb) => this.#send({ mtype: 'UP', data: { rrweb } }));
    }

    #handle(message: ServerToSession): void {
        switch (message.mtype) {
            case 'SU':
                if (message.data.state?.agents) {
                    this.#owner.onagents(message.data.state.agents);
                }
                break;
            case 'snapshot':
                this.#recording?.takeSnapshot();
                break;
            case 'close':
                this.#owner.onended();
                break;
            case 'BL':
                this.#owner.onmoved();
                break;
            case 'Config':
                break;
        }
    }

    #send(message: SessionToServer): void {
        if (this.#socket.readyState === WebSocket.OPEN) {
            this.#socket.send(JSON.stringify(message));
        }
    }

    #describe(code: number): SessionError {
        const what = this.#isOpen ? 'Connection lost' : 'Connect failed';
        const message = `${what} WS_CLOSED:Cannot connect to server [${code}]`;
        return new SessionError('conndrop', message, { server: this.#session.server });
    }
}
