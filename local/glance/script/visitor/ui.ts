import {
    cobrowse,
    tellAgents,
    type AgentsInSession,
    type SessionParameters
} from './cobrowse-page.ts';
import { SharingBar } from './sharing-bar.ts';
import { askForTerms } from './terms.ts';
import { loadUiAssets, type UiAssets } from './ui-assets.ts';
import { uiHost, uiRoot } from './ui-root.ts';

const { Visitor, VisitorUI, standIn } = cobrowse();

let loading: Promise<UiAssets> | null = null;
let asksForTerms = false;
let bar: SharingBar | null = null;
/** What the bar shows once its page is loaded; null: no session. */
let sharing: { readonly keyToRead: string | null; agents: AgentsInSession } | null = null;
let button: HTMLElement | null = null;

/** Loaded once; after a failure, again. */
function whenLoaded(task: (assets: UiAssets) => void): void {
    loading ??= loadUiAssets();
    loading.then(task, (error: unknown) => {
        loading = null;
        console.error(error);
    });
}

/**
 * Asks the visitor, and starts a session when they accept. Agents are told of each call that the terms are displayed,
 * also while they are already, or a session runs and nothing is shown. The parameters of the first call count.
 */
function showTerms(parameters: SessionParameters = {}): void {
    whenLoaded((assets) => {
        tellAgents('terms', { status: 'displayed' });
        if (asksForTerms || sharing !== null) {
            return;
        }
        asksForTerms = true;
        void askForTerms(assets).then((accepted) => {
            asksForTerms = false;
            tellAgents('terms', { status: accepted ? 'accepted' : 'declined' });
            if (accepted) {
                Visitor.startSession(parameters);
            }
        });
    });
}

function showButton(shown: unknown = true): void {
    whenLoaded((assets) => {
        button?.remove();
        button = null;
        if (shown !== false) {
            button = assets.part('button');
            button.addEventListener('click', () => showTerms());
            uiRoot().append(button);
        }
    });
}

function toggleButton(): void {
    showButton(button === null);
}

/** @param style CSS properties by name, for all of the controls */
function setStyle(style: Record<string, string> = {}): void {
    whenLoaded(() => {
        for (const [name, value] of Object.entries(style)) {
            uiHost()?.style.setProperty(name, String(value));
        }
    });
}

standIn.ui = {
    showSharing(keyToRead) {
        sharing = { keyToRead, agents: { count: 0, agentlist: [] } };
        whenLoaded((assets) => {
            if (sharing && !bar) {
                bar = new SharingBar(assets, sharing.keyToRead, () => Visitor.stopSession?.());
                bar.showAgents(sharing.agents);
            }
        });
    },
    showAgents(agents) {
        if (sharing) {
            sharing.agents = agents;
            bar?.showAgents(agents);
        }
    },
    hideSharing() {
        sharing = null;
        bar?.remove();
        bar = null;
    }
};

const functions = { showTerms, showButton, toggleButton, setStyle };
Object.assign(Visitor, functions);
Object.assign(VisitorUI, functions);
