/** A second click on Join within this time is the other half of a double click or tap. In milliseconds. */
const SAME_CLICK_MS = 700;

/**
 * Passes over what no agent means: the second click of a double click, whose place may hold another control by then, and
 * the repeats of a key that is held.
 */
export class ClickGuard {
    #root: HTMLElement | null = null;
    #joinedAt = -Infinity;

    /** Guards all controls below this element. */
    watch(root: HTMLElement): void {
        if (root !== this.#root) {
            this.#root = root;
            root.addEventListener('click', passOver, { capture: true });
            root.addEventListener('keydown', passOver, { capture: true });
        }
    }

    /** Whether a click on Join is one of its own. */
    isNewJoin(): boolean {
        const now = Date.now();
        const sinceJoin = now - this.#joinedAt;
        // A clock that was set back must not lock the button.
        const isNew = sinceJoin < 0 || sinceJoin >= SAME_CLICK_MS;
        if (isNew) {
            this.#joinedAt = now;
        }
        return isNew;
    }
}

function passOver(event: Event): void {
    const repeated =
        event.type === 'click'
            ? (event as MouseEvent).detail > 1
            : (event as KeyboardEvent).key === 'Enter' && (event as KeyboardEvent).repeat;
    if (repeated) {
        event.preventDefault();
        event.stopPropagation();
    }
}
