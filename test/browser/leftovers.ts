import type { CDPSession, Page } from '@playwright/test';

/** What a page holds on to, counted. */
export interface Held {
    /** Timers and intervals that have not fired or been cleared, in the page and in its sandbox. */
    readonly timers: number;
    /** Listeners on elements, documents and other event targets, after a collection of garbage. */
    readonly listeners: number;
}

/**
 * Counts the timers that are under way in the pages opened from now on. To be called after `page.clock.install()`, if at
 * all that is: the clock's timers are then the ones that count.
 */
export async function countTimers(page: Page): Promise<void> {
    await page.addInitScript(() => {
        const shared = window.top as unknown as { timersUnderWay?: Set<unknown> };
        let underWay: Set<unknown>;
        try {
            underWay = shared.timersUnderWay ??= new Set();
        } catch {
            return;
        }
        const scope = window as unknown as Record<string, (...args: never[]) => unknown>;
        const { setTimeout, setInterval, clearTimeout, clearInterval } = window;
        // One frame's ids don't mean another's timers.
        const keyOf = (id: unknown): string => `${realm}:${String(id)}`;
        const realm = Math.random();
        scope['setTimeout'] = (handler: unknown, delay?: number, ...args: unknown[]) => {
            const id = setTimeout(
                (...given: unknown[]) => {
                    underWay.delete(keyOf(id));
                    return typeof handler === 'function' ? handler(...given) : undefined;
                },
                delay,
                ...args
            );
            underWay.add(keyOf(id));
            return id;
        };
        scope['setInterval'] = (...args: unknown[]) => {
            const id = setInterval(...(args as Parameters<typeof setInterval>));
            underWay.add(keyOf(id));
            return id;
        };
        scope['clearTimeout'] = scope['clearInterval'] = (id?: unknown) => {
            underWay.delete(keyOf(id));
            clearTimeout(id as number);
            clearInterval(id as number);
        };
    });
}

/** What the page holds on to now. */
export async function held(page: Page, devtools: CDPSession): Promise<Held> {
    const timers = await page.evaluate(
        () => (window as unknown as { timersUnderWay: Set<unknown> }).timersUnderWay.size
    );
    await devtools.send('HeapProfiler.collectGarbage');
    await devtools.send('Performance.enable');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const listeners = metrics.find(({ name }) => name === 'JSEventListeners')?.value ?? 0;
    return { timers, listeners };
}
