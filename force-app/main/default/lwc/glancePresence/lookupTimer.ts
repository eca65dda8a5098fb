/** How often a standing connection is compared with a look-up, in milliseconds: events get lost without a word. */
const RELAXED_MS = 60_000;
/** The same while somebody waits for an answer of the visitor or shares: drawn at random between these. */
const CLOSE_MS = [15_000, 20_000] as const;

/** The wait for a look-up that something gave rise to, in milliseconds. */
const HURRY_MS = 1_000;

/** When to look up next. */
export class LookupTimer {
    readonly #run: () => void;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #running = false;
    #hurrying = false;
    #closely = false;

    constructor(run: () => void) {
        this.#run = run;
    }

    /** Starts over: the next look-up comes after `delay` milliseconds, by default as closely as is asked for. */
    schedule(delay = this.interval()): void {
        clearTimeout(this.#timer);
        this.#running = true;
        this.#hurrying = false;
        this.#timer = setTimeout(() => {
            this.#running = false;
            this.#run();
        }, delay);
    }

    /** Looks up soon, once for however many reasons. */
    hurry(): void {
        if (this.#running && !this.#hurrying) {
            this.schedule(HURRY_MS);
            this.#hurrying = true;
        }
    }

    attend(closely: boolean): void {
        if (this.#closely !== closely) {
            this.#closely = closely;
            if (this.#running) {
                this.schedule();
            }
        }
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
