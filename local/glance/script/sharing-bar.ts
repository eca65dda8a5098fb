import type { AgentIdentity } from '../wire.ts';
import { uiRoot, whenBodyIsThere } from './ui.ts';

/** Tells the visitor, for as long as a session lasts, that the page is being shared, and stops it on request. */
export class SharingBar {
    readonly #onStop: () => void;
    #bar: HTMLElement | null = null;
    #isShown = false;
    #keyToRead: string | null = null;
    #agents: readonly AgentIdentity[] = [];

    constructor(onStop: () => void) {
        this.#onStop = onStop;
    }

    /** @param keyToRead the session key, if the visitor has to tell it to the agent. */
    show(keyToRead: string | null): void {
        this.#isShown = true;
        this.#keyToRead = keyToRead;
        whenBodyIsThere(() => this.#render());
    }

    showAgents(agents: readonly AgentIdentity[]): void {
        this.#agents = agents;
        whenBodyIsThere(() => this.#render());
    }

    hide(): void {
        this.#isShown = false;
        this.#agents = [];
        this.#bar?.remove();
        this.#bar = null;
    }

    #render(): void {
        if (!this.#isShown) {
            return;
        }
        this.#bar ??= this.#create();
        const line = this.#bar.querySelector('small');
        if (line) {
            line.textContent = this.#describe();
        }
    }

    #describe(): string {
        if (this.#agents.length > 0) {
            return `Seen by ${this.#agents.map(({ name }) => name ?? 'an agent').join(', ')}`;
        }
        return this.#keyToRead === null
            ? 'Waiting for the agent'
            : `Tell the agent this key: ${this.#keyToRead}`;
    }

    #create(): HTMLElement {
        const bar = document.createElement('div');
        bar.className = 'bar';
        bar.setAttribute('role', 'region');
        bar.setAttribute('aria-label', 'Screen sharing');
        bar.innerHTML = `
            <span class="dot" aria-hidden="true"></span>
            <span class="words" role="status"><strong>You are sharing this page</strong><small></small></span>
            <button type="button" class="stop">Stop sharing</button>`;
        bar.querySelector('button')?.addEventListener('click', this.#onStop);
        uiRoot().append(bar);
        return bar;
    }
}
