/** Waits between attempts, in milliseconds; the last one repeats. */
const WAITS_MS = [500, 1000, 2000, 4000, 8000];

export interface LastingSocketHandlers<Message> {
    /** Connected, or connected again. */
    readonly onopen: () => void;
    readonly onmessage: (message: Message) => void;
    readonly onclose?: () => void;
}

/** A WebSocket with JSON messages that comes back by itself until it is closed. */
export class LastingSocket<Outgoing, Incoming> {
    readonly #url: string;
    readonly #handlers: LastingSocketHandlers<Incoming>;
    #socket: WebSocket | null = null;
    #failures = 0;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #isClosed = false;

    constructor(url: string, handlers: LastingSocketHandlers<Incoming>) {
        this.#url = url;
        this.#handlers = handlers;
        this.#open();
    }

    /** Sends when connected; false when not. */
    send(message: Outgoing): boolean {
        if (this.#socket?.readyState !== WebSocket.OPEN) {
            return false;
        }
        this.#socket.send(JSON.stringify(message));
        return true;
    }

    close(): void {
        this.#isClosed = true;
        clearTimeout(this.#timer);
        this.#socket?.close();
    }

    #open(): void {
        const socket = new WebSocket(this.#url);
        this.#socket = socket;
        socket.addEventListener('open', () => {
            this.#failures = 0;
            this.#handlers.onopen();
        });
        socket.addEventListener('message', ({ data }) => {
            if (!this.#isClosed) {
                this.#handlers.onmessage(JSON.parse(String(data)) as Incoming);
            }
        });
        socket.addEventListener('close', () => {
            if (this.#isClosed) {
                return;
            }
            this.#handlers.onclose?.();
            const wait = WAITS_MS[Math.min(this.#failures, WAITS_MS.length - 1)];
            this.#failures += 1;
            this.#timer = setTimeout(() => this.#open(), wait);
        });
    }
}
