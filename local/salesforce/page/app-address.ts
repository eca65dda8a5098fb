import { pageReferenceOf, urlOf, type PageReference } from './page-reference.ts';

/** The stage's two Lightning apps: with standard navigation, and with console navigation. */
export type AppName = 'standard' | 'console';

const CONSOLE = '/lightning/app/console';
const HOME: PageReference = {
    type: 'standard__namedPage',
    attributes: { pageName: 'home' },
    state: {}
};

/** The app that an address belongs to. */
export function appAt(pathname: string): AppName {
    return pathname.startsWith(CONSOLE) || pathname === '/lightning/console'
        ? 'console'
        : 'standard';
}

/** The stage's own panel at an address, beside Lightning's pages. */
export function stagePanelAt(pathname: string): 'button' | 'builder' | 'flow' | undefined {
    const panel = /^\/stage\/(button|builder|flow)$/.exec(pathname)?.[1];
    return panel as ReturnType<typeof stagePanelAt>;
}

/** The page at an address, in whichever app; the home page for one that is unknown. */
export function pageReferenceAt(address: string): PageReference {
    const url = address.startsWith(CONSOLE)
        ? `/lightning${address.slice(CONSOLE.length)}`
        : address;
    return pageReferenceOf(url) ?? HOME;
}

/**
 * The address of a page in an app. The stage's own switches (`lws=off`) in the former query stay.
 * @param search query of the present address
 */
export function addressOf(app: AppName, reference: PageReference, search: string): string {
    const url = urlOf(reference);
    const [path = '', query = ''] = url.split('?');
    const parameters = new URLSearchParams(query);
    const lws = new URLSearchParams(search).get('lws');
    if (lws !== null) {
        parameters.set('lws', lws);
    }
    const suffix = parameters.size === 0 ? '' : `?${parameters}`;
    const prefixed = app === 'console' ? path.replace('/lightning', CONSOLE) : path;
    return prefixed + suffix;
}
