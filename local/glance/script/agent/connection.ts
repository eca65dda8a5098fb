import { log, wsUrl } from './page.ts';

export interface ConnectionHandlers {
    readonly onopen: () => void;
    readonly onmessage: (message: unknown) => void;
    readonly onerror: () => void;
    /** @param isWanted whether {@link Connection.close} was called before */
    readonly onclose: (isWanted: boolean) => void;
}

/** The agent's socket at a direct server, from being opened to being closed. */
export class Connection {
    /** `host[:port]`, in the spelling of the answer that named it. */
    readonly server: string | undefined;
    readonly #socket: WebSocket;
    #keepalive: ReturnType<typeof setInterval> | undefined;
    #isWantedToClose = false;

    /** @param server undefined where no answer named one: then the address is `undefined`, relative to the page */
    constructor(server: string | undefined, handlers: ConnectionHandlers) {
        this.server = server;
        this.#socket = new WebSocket(server === undefined ? 'undefined' : wsUrl(server, '/agent'));
        this.#socket.onopen = () => handlers.onopen();
        this.#socket.onmessage = ({ data }) => handlers.onmessage(JSON.parse(String(data)));
        this.#socket.onerror = () => {
            if (!this.#isWantedToClose) {
                handlers.onerror();
            }
        };
        this.#socket.onclose = () => {
            clearInterval(this.#keepalive);
            handlers.onclose(this.#isWantedToClose);
        };
    }

    send(message: object): void {
        log('sends', { ...message, authorization: undefined });
        this.#socket.send(JSON.stringify(message));
    }

    /** Sends `k` again and again; the server answers nothing to it. */
    keepAlive(seconds: number): void {
        clearInterval(this.#keepalive);
        if (seconds > 0) {
            this.#keepalive = setInterval(() => this.send({ type: 'k' }), seconds * 1000);
        }
    }

    close(): void {
        this.#isWantedToClose = true;
        this.#socket.close();
    }
}
