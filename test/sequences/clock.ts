import type { Clock } from '../../local/glance/clock.ts';
import type { Network } from './network.ts';

interface Timer {
    readonly at: number;
    readonly every: number | null;
    readonly work: () => void;
}

/** One time for the agent's page, the visitor's page and Glance. It passes only when a test says so. */
export class SharedClock implements Clock {
    #now = Date.now();
    #ids = 0;
    readonly #timers = new Map<number, Timer>();

    now(): number {
        return this.#now;
    }

    after(ms: number, task: () => void): () => void {
        const id = this.add(task, ms, null);
        return () => this.remove(id);
    }

    add(work: () => void, ms: number, every: number | null): number {
        this.#ids += 1;
        this.#timers.set(this.#ids, { at: this.#now + Math.max(0, ms), every, work });
        return this.#ids;
    }

    remove(id: number): void {
        this.#timers.delete(id);
    }

    /** Lets time pass. What a timer sets off on the network is over before the next one fires. */
    async advance(ms: number, network: Network): Promise<void> {
        const until = this.#now + ms;
        for (;;) {
            const due = [...this.#timers].filter(([, { at }]) => at <= until);
            const [next] = due.sort(([, one], [, other]) => one.at - other.at);
            if (!next) {
                break;
            }
            const [id, { at, every, work }] = next;
            this.#now = Math.max(this.#now, at);
            if (every === null) {
                this.#timers.delete(id);
            } else {
                this.#timers.set(id, { at: at + Math.max(1, every), every, work });
            }
            work();

            await network.quiet();
        }
        this.#now = until;
    }
}
