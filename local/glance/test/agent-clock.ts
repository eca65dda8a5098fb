interface Timer {
    readonly id: number;
    readonly at: number;
    readonly work: () => void;
    readonly every: number | undefined;
}

/** When a clock starts; recordings count from zero. */
export const EPOCH = 1_700_000_000_000;

/** Time that passes only when a test says so. Milliseconds. */
export class AgentClock {
    now = EPOCH;
    #timers: Timer[] = [];
    #ids = 0;

    add(work: () => void, wait: number, every?: number): number {
        this.#ids += 1;
        this.#timers.push({ id: this.#ids, at: this.now + wait, work, every });
        return this.#ids;
    }

    remove(id: number): void {
        this.#timers = this.#timers.filter((timer) => timer.id !== id);
    }

    advance(milliseconds: number): Promise<void> {
        return this.runTo(this.now + milliseconds);
    }

    /** Lets time pass until then. Promises settle between one timer and the next. */
    async runTo(time: number): Promise<void> {
        for (;;) {
            await settled();
            const next = this.#timers
                .filter(({ at }) => at <= time)
                .sort((one, other) => one.at - other.at || one.id - other.id)[0];
            if (!next) {
                break;
            }
            this.now = Math.max(this.now, next.at);
            this.remove(next.id);
            if (next.every !== undefined) {
                this.#timers.push({ ...next, at: next.at + next.every });
            }
            next.work();
        }
        this.now = Math.max(this.now, time);
    }
}

/** Resolves once every promise that could go on has gone on. */
function settled(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
}
