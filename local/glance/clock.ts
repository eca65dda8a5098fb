/** Time as the stand-in sees it. Injectable, so that tests of the 5-second rule and of expiries need not wait. */
export interface Clock {
    /** Milliseconds since 1970. */
    now(): number;
    /** Runs `task` once after `ms` milliseconds unless the returned function is called before. */
    after(ms: number, task: () => void): () => void;
}

/** `setTimeout` fires at once for anything longer. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The machine's clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
    now: () => Date.now(),
    after(ms, task) {
        const timer = setTimeout(task, Math.min(ms, LONGEST_TIMER_MS));
        timer.unref();
        return () => clearTimeout(timer);
    }
};
