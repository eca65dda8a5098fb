/** What every browser that Salesforce supports has and jsdom lacks. */

const startTimer = setTimeout;

URL.canParse ??= (url, base) => {
    try {
        return Boolean(new URL(url, base));
    } catch {
        return false;
    }
};

AbortSignal.timeout ??= (milliseconds) => {
    const controller = new AbortController();
    // Neither part of fake timers nor in the way of the end of a test.
    const timer = startTimer(() => controller.abort(), milliseconds) as unknown as {
        unref?(): void;
    };
    timer.unref?.();
    return controller.signal;
};

/** Posts nothing: there is no other tab that could open. */
HTMLFormElement.prototype.submit = () => undefined;
