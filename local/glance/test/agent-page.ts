import { createContext, runInContext } from 'node:vm';
import { WebSocket } from 'ws';
import type { Agent } from '../script/presence-agent.ts';
import type { authorize, setToken } from '../script/authorization.ts';
import type { Glance } from '../server.ts';
import { AGENT, AGENT_ORIGIN, GROUP, makeLoginKey } from './stand.ts';

/** What the agent script defines. */
export interface AgentGlobals {
    readonly Authorization: {
        readonly authorize: typeof authorize;
        readonly setToken: typeof setToken;
    };
    readonly Presence: { readonly Agent: typeof Agent };
}

interface PageOptions {
    readonly origin?: string;
    /** The group id on `#glance-cobrowse`; null: the page has no such element. */
    readonly groupId?: string | null;
    readonly errors?: string[];
}

/**
 * Runs the agent script as a self-hosted one in a page of nearly nothing: without `document.currentScript`,
 * as inside Lightning Web Security.
 */
export async function openAgentPage(
    glance: Glance,
    { origin = AGENT_ORIGIN, groupId = String(GROUP), errors = [] }: PageOptions = {}
): Promise<AgentGlobals> {
    const address = `${glance.url}/cobrowse/CobrowseJS.ashx?groupid=${GROUP}&script=PresenceAgent`;
    const script = await (await fetch(address)).text();
    const page = {
        URLSearchParams,
        queueMicrotask,
        console: { error: (text: string) => errors.push(text) },
        document: {
            currentScript: null,
            getElementById: (id: string) =>
                id === 'glance-cobrowse' && groupId !== null
                    ? { getAttribute: (name: string) => (name === 'data-groupid' ? groupId : null) }
                    : null
        },
        fetch: (url: string, init: RequestInit) =>
            fetch(url, { ...init, headers: { ...(init.headers as object), origin } }),
        WebSocket: class extends WebSocket {
            constructor(url: string) {
                super(url, { origin });
                this.on('error', () => undefined);
            }
        }
    };
    const window = createContext({ ...page });
    runInContext('globalThis.window = globalThis;', window);
    runInContext(script, window);
    return (window as unknown as { GLANCE: AgentGlobals }).GLANCE;
}

/** Authorizes the page's agent. @throws the reason. */
export function authorizePage(
    { Authorization }: AgentGlobals,
    change: {
        readonly loginkey?: string;
        readonly groupid?: number;
        readonly duration?: number;
    } = {}
): Promise<void> {
    const { loginkey = makeLoginKey(), groupid = GROUP, duration = 20 } = change;
    return new Promise((resolve, reject) =>
        Authorization.authorize({
            service: 'presence',
            groupid,
            credentials: { partnerid: GROUP, partneruserid: AGENT, loginkey },
            duration,
            onsuccess: resolve,
            onfail: (reason) => reject(new Error(reason))
        })
    );
}
