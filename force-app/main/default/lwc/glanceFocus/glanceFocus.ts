/**
 * Tells when the control that had the keyboard focus has gone, or can't be used any more. A browser then lets the focus
 * fall to the page, and whoever works by keyboard starts again at its top.
 */
export class FocusKeeper {
    #root: HTMLElement | null = null;
    #focused: HTMLElement | null = null;

    /** Watches what has the focus below this element, from now on. Call it after each rendering. */
    watch(root: HTMLElement): void {
        if (root !== this.#root) {
            this.#root = root;
            this.#focused = null;
            root.addEventListener('focusin', (event) => {
                this.#focused = event.target as HTMLElement;
            });
            root.addEventListener('focusout', () => this.forgetLater());
        }
    }

    /** Whether a control was lost together with the focus since the last call. */
    lost(): boolean {
        const { activeElement } = document;
        const nowhere = activeElement === null || activeElement === document.body;
        const lost =
            this.#focused !== null &&
            (isDisabled(this.#focused) || (nowhere && !this.#root?.contains(this.#focused)));
        if (lost) {
            this.#focused = null;
        }
        return lost;
    }

    /** A control that is still there was left by the agent. One that is being removed tells the same, but is gone by then. */
    private forgetLater(): void {
        const left = this.#focused;
        queueMicrotask(() => {
            if (left === this.#focused && left && this.#root?.contains(left) && !isDisabled(left)) {
                this.#focused = null;
            }
        });
    }
}

function isDisabled(control: HTMLElement): boolean {
    return (control as { disabled?: unknown }).disabled === true;
}
