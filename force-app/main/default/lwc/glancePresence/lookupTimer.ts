/** How often a standing connection is compared with a look-up, in milliseconds: events get lost without a word. */
const RELAXED_MS = 60_000;
/** The same while somebody waits for an answer of the visitor or shares: drawn at random between these. */
const CLOSE_MS = [15_000, 20_000] as const;

/** When to look up next. */
export class LookupTimer {
    readonly #run: () => void;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #running = false;
    /** When it fires, while it is running. */
    #dueAt = 0;
    #closely = false;

    constructor(run: () => void) {
        this.#run = run;
    }

    /** Starts over: the next look-up comes after `delay` milliseconds, by default as closely as is asked for. */
    schedule(delay = this.interval()): void {
        clearTimeout(this.#timer);
        this.#running = true;
        this.#dueAt = Date.now() + delay;
        this.#timer = setTimeout(() => {
            this.#running = false;
            this.#run();
        }, delay);
    }

    /** Sees to it that the next look-up comes within `delay` milliseconds, for whatever reasons there are. */
    within(delay: number): void {
        if (this.#running && this.#dueAt - Date.now() > delay) {
            this.schedule(delay);
        }
    }

    attend(closely: boolean): void {
        if (this.#closely !== closely) {
            this.#closely = closely;
            this.within(this.interval());
        }
    }

    /** Looks up at once if somebody waits for the visitor. @returns whether it does. */
    askIfAttended(): boolean {
        const asks = this.#closely && this.#running;
        if (asks) {
            this.schedule(0);
        }
        return asks;
    }

    stop(): void {
        clearTimeout(this.#timer);
        this.#running = false;
    }

    private interval(): number {
        const [least, most] = CLOSE_MS;
        return this.#closely ? least + Math.random() * (most - least) : RELAXED_MS;
    }
}
