const FIRST_MS = 1_000;
const MAX_MS = 60_000;

/**
 * Delays between attempts to reconnect, in milliseconds: doubling from one second to one minute, each drawn at random
 * from its upper half, so that the agents of a company don't come back all at the same moment.
 */
export class Backoff {
    #tries = 0;

    next(): number {
        const ceiling = Math.min(MAX_MS, FIRST_MS * 2 ** this.#tries);
        this.#tries += 1;
        return ceiling / 2 + (Math.random() * ceiling) / 2;
    }

    reset(): void {
        this.#tries = 0;
    }
}
