import type { Clock } from '../clock.ts';

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
    #now: number;
    #timers: { readonly at: number; readonly task: () => void }[] = [];

    constructor(now = 1_700_000_000_000) {
        this.#now = now;
    }

    now(): number {
        return this.#now;
    }

    after(ms: number, task: () => void): () => void {
        const timer = { at: this.#now + ms, task };
        this.#timers.push(timer);
        return () => {
            this.#timers = this.#timers.filter((other) => other !== timer);
        };
    }

    /** Goes on by `ms` and runs what has become due, in order. */
    advance(ms: number): void {
        this.#now += ms;
        const due = this.#timers.filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
        this.#timers = this.#timers.filter((timer) => !due.includes(timer));
        for (const { task } of due) {
            task();
        }
    }
}
