/** Lets everything run that waits for promises only: also under fake timers, and without moving their clock. */
export async function settled(): Promise<void> {
    for (let turn = 0; turn < 50; turn += 1) {
        await Promise.resolve();
    }
}

/** Fake timers that leave promises alone. The clock starts at a fixed moment. */
export function useFakeClock(): void {
    jest.useFakeTimers({
        doNotFake: ['queueMicrotask', 'nextTick'],
        now: new Date('2026-01-15T10:00:00Z')
    });
}

/** Hides or shows the page, as switching tabs does. */
export function hidePage(hidden: boolean): void {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new CustomEvent('visibilitychange'));
}

/** Keeps count of the listeners on a target from now on, by type. Call the result for those that are still there. */
export function countListeners(target: EventTarget): () => string[] {
    const listening: { type: string; listener: unknown }[] = [];
    // Spies of a test that failed before would call themselves.
    for (const spied of [target.addEventListener, target.removeEventListener]) {
        if (jest.isMockFunction(spied)) {
            spied.mockRestore();
        }
    }
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    jest.spyOn(target, 'addEventListener').mockImplementation((type, listener, options) => {
        if (!listening.some((one) => one.type === type && one.listener === listener)) {
            listening.push({ type, listener });
        }
        add(type, listener, options);
    });
    jest.spyOn(target, 'removeEventListener').mockImplementation((type, listener, options) => {
        const at = listening.findIndex((one) => one.type === type && one.listener === listener);
        if (at >= 0) {
            listening.splice(at, 1);
        }
        remove(type, listener, options);
    });
    return () => listening.map(({ type }) => type);
}
