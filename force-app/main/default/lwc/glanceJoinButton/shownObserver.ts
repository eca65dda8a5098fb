/**
 * Tells when an element is shown and when it is not: a console keeps the components of background tabs, and a utility
 * bar those of a closed panel, without a size.
 */
export class ShownObserver {
    readonly #observer: ResizeObserver | null;

    constructor(onChange: (shown: boolean) => void) {
        this.#observer =
            typeof ResizeObserver === 'undefined'
                ? null
                : new ResizeObserver(([entry]) => {
                      const { width = 0, height = 0 } = entry?.contentRect ?? {};
                      onChange(width > 0 || height > 0);
                  });
    }

    observe(element: Element): void {
        this.#observer?.observe(element);
    }

    stop(): void {
        this.#observer?.disconnect();
    }
}
