/** Calls `tell` at most once a second, with how often it was asked to since the last time. */
export function atMostEverySecond(tell: (times: number) => void): () => void {
    let times = 0;
    let last = Number.NEGATIVE_INFINITY;
    return () => {
        times += 1;
        const now = performance.now();
        if (now - last < 1000) return;
        tell(times);
        times = 0;
        last = now;
    };
}
