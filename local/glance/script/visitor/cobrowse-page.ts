import { httpUrl, page } from '../agent/page.ts';

export interface SessionParameters {
    readonly groupid?: string | number;
    readonly sessionKey?: string;
    readonly [more: string]: unknown;
}

export interface AgentsInSession {
    readonly count: number;
    readonly agentlist: readonly { readonly name?: string }[];
}

/** What the UI script does for the session script. */
export interface SharingUi {
    /** @param keyToRead the session key, if the visitor has to tell it to the agent */
    showSharing(keyToRead: string | null): void;
    showAgents(agents: AgentsInSession): void;
    hideSharing(): void;
}

/** The scripts that the loader fetches when they are needed. */
export type LazyScript =
    | 'GlancePresenceVisitor'
    | 'GlanceCobrowseVisitorUI'
    | 'GlanceCobrowseVisitor'
    | 'GlanceCleanContext'
    | 'GlanceSessionMetrics';

/** What the loader and the scripts fetched by it share. The stand-in's own. */
export interface Shared {
    /** Host and folder of the scripts, without a scheme, such as `www.glancecdn.net/cobrowse`. */
    readonly base: string;
    /** Resolves when the script has run. */
    load(script: LazyScript): Promise<void>;
    /** Calls the page's listeners. */
    emit(type: string, detail?: unknown): void;
    ui?: SharingUi;
}

type Methods = Record<string, unknown>;

/** `GLANCE.Cobrowse`, as the loader makes it and the other scripts fill it up. */
export interface Cobrowse {
    readonly Visitor: Methods & {
        loaded: boolean;
        inSession(): boolean;
        showTerms(parameters?: SessionParameters): void;
        startSession(parameters?: string | SessionParameters): void;
        stopSession?(): void;
    };
    readonly VisitorUI: Methods;
    readonly standIn: Shared;
}

/** @throws when the loader hasn't run on this page. */
export function cobrowse(): Cobrowse {
    const found = page.GLANCE?.['Cobrowse'];
    if (!found) {
        throw new Error('GLANCE: the loader is missing on this page.');
    }
    return found as Cobrowse;
}

interface FiringVisitor {
    fire(type: string, data?: unknown): void;
}

/** Tells the agents, if this page has presence. */
export function tellAgents(type: string, data?: unknown): void {
    const presence = page.GLANCE?.['Presence'] as
        { Visitor?: { instance?: FiringVisitor } } | undefined;
    presence?.Visitor?.instance?.fire(type, data);
}

/** The address of a host with a path behind it, such as `www.glancecdn.net/cobrowse/text`. */
export function addressOf(hostAndPath: string): string {
    const [host = '', ...path] = hostAndPath.split('/');
    return httpUrl(host, `/${path.join('/')}`);
}

/** Loads a script by a tag. @throws when it can't be loaded. */
export function loadScript(src: string): Promise<void> {
    return new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = src;
        script.charset = 'UTF-8';
        script.onload = () => resolve();
        script.onerror = () => {
            script.remove();
            reject(new Error(`GLANCE: ${src} can't be loaded.`));
        };
        document.head.append(script);
    });
}

/** Runs now if the page has been read, otherwise as soon as it has. */
export function whenPageIsRead(task: () => void): void {
    if (document.readyState === 'loading') {
        document.addEventListener('DOMContentLoaded', task, { once: true });
    } else {
        task();
    }
}
