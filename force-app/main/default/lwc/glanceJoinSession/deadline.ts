/** One time limit, kept in line with a state: the same key goes on, another one begins anew, `null` ends it. */
export class Deadline {
    readonly #milliseconds: number;
    readonly #passed: (key: string) => void;
    #key: string | null = null;
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(milliseconds: number, passed: (key: string) => void) {
        this.#milliseconds = milliseconds;
        this.#passed = passed;
    }

    keep(key: string | null): void {
        if (key === this.#key) {
            return;
        }
        this.#key = key;
        clearTimeout(this.#timer);
        if (key !== null) {
            this.#timer = setTimeout(() => this.#passed(key), this.#milliseconds);
        }
    }
}
