import type { AgentsInSession } from './cobrowse-page.ts';
import type { UiAssets } from './ui-assets.ts';
import { uiRoot } from './ui-root.ts';

/** Tells the visitor, for as long as a session lasts, that the page is being shared, and stops it on request. */
export class SharingBar {
    readonly #assets: UiAssets;
    readonly #bar: HTMLElement;
    readonly #keyToRead: string | null;

    /** @param keyToRead the session key, if the visitor has to tell it to the agent */
    constructor(assets: UiAssets, keyToRead: string | null, onStop: () => void) {
        this.#assets = assets;
        this.#keyToRead = keyToRead;
        this.#bar = assets.part('sharing');
        this.#bar.setAttribute('aria-label', assets.texts['sharing_label'] ?? '');
        this.#bar.querySelector('#glance_stop')?.addEventListener('click', onStop);
        uiRoot().append(this.#bar);
        this.showAgents({ count: 0, agentlist: [] });
    }

    showAgents({ agentlist }: AgentsInSession): void {
        const line = this.#bar.querySelector('[data-line]');
        if (line) {
            line.textContent = this.#describe(agentlist);
        }
    }

    remove(): void {
        this.#bar.remove();
    }

    #describe(agents: AgentsInSession['agentlist']): string {
        const { texts } = this.#assets;
        if (agents.length > 0) {
            const names = agents.map(({ name }) => name || texts['an_agent']);
            return `${texts['seen_by']} ${names.join(', ')}`;
        }
        return this.#keyToRead === null
            ? (texts['waiting'] ?? '')
            : `${texts['tell_key']} ${this.#keyToRead}`;
    }
}
