/** An element that comes to be shown counts as shown after this time, in milliseconds: nobody is followed for pages passed over. */
const SETTLE_MS = 300;

/**
 * Tells when an element is shown and when it is not: a console keeps the components of background tabs, and a utility
 * bar those of a closed panel, without a size. Until it is told otherwise, an element counts as shown.
 */
export class ShownObserver {
    readonly #onChange: (shown: boolean) => void;
    readonly #observer: ResizeObserver | null;
    #observed: Element | null = null;
    #shown = true;
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(onChange: (shown: boolean) => void) {
        this.#onChange = onChange;
        this.#observer =
            typeof ResizeObserver === 'undefined'
                ? null
                : new ResizeObserver(([entry]) => entry && this.measure(entry.contentRect));
    }

    observe(element: Element): void {
        if (this.#observer && element !== this.#observed) {
            this.#observed = element;
            // A browser does not report an element that has no size from the start, as in a tab opened in the background.
            this.measure(element.getBoundingClientRect());
            this.#observer.observe(element);
        }
    }

    stop(): void {
        this.#observer?.disconnect();
        clearTimeout(this.#timer);
        this.#observed = null;
        this.#shown = true;
    }

    private measure({ width, height }: DOMRectReadOnly): void {
        clearTimeout(this.#timer);
        if (width === 0 && height === 0) {
            this.tell(false);
        } else if (!this.#shown) {
            this.#timer = setTimeout(() => this.tell(true), SETTLE_MS);
        }
    }

    private tell(shown: boolean): void {
        if (shown !== this.#shown) {
            this.#shown = shown;
            this.#onChange(shown);
        }
    }
}
