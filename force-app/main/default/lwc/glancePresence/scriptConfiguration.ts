/** What the script has to know before it loads. */
export interface ScriptOptions {
    readonly groupId: number;
    /** Host of the web server. */
    readonly webServer: string;
    readonly site: string;
    /** Whether the script may write to the console. It writes what visitors' pages post. */
    readonly debug?: boolean;
}

/** The scripts read their configuration from the first of these elements. Source: Glance's presence documentation. */
const META_ID = 'glance-cobrowse';
const IDS = ['cobrowsescript', META_ID];

interface PageConfiguration {
    authtoken?: unknown;
    disableLogging?: boolean;
}

const elementWith = (id: string): Element | null =>
    document.documentElement.querySelector(`#${id}`);

let meta: HTMLElement | null = null;
let debugging = false;

const pageConfiguration = (): PageConfiguration => {
    const page = window as { GLANCE_COBROWSE?: PageConfiguration };
    page.GLANCE_COBROWSE ??= {};
    return page.GLANCE_COBROWSE;
};

/** Tells the script its group and server, for whatever it reads from the page and not from parameters, and keeps it quiet. */
export function configureScript({ groupId, webServer, site, debug }: ScriptOptions): void {
    debugging ||= debug === true;
    pageConfiguration().disableLogging = !debugging;
    if (!meta?.isConnected) {
        // An element of the page's own stays as it is: parameters go before it.
        meta = elementWith(META_ID) ? null : addMeta();
    }
    meta?.setAttribute('data-groupid', String(groupId));
    meta?.setAttribute('data-ws', webServer);
    meta?.setAttribute('data-site', site);
}

function addMeta(): HTMLElement {
    const added = document.createElement('meta');
    added.id = META_ID;
    document.head.appendChild(added);
    return added;
}

/** Takes away a token that somebody put into the page: the script would use it in place of the agent's own. */
export function removeForeignTokens(): void {
    delete pageConfiguration().authtoken;
    for (const id of IDS) {
        elementWith(id)?.removeAttribute('data-authtoken');
    }
}
