import { pageReferenceOf, urlOf, type PageReference } from './page-reference.ts';
import { Observable } from './observable.ts';

/** The page that the user looks at; in a console, the focused tab's. */
export const currentPageReference = new Observable<PageReference>(homePage());

function homePage(): PageReference {
    return { type: 'standard__namedPage', attributes: { pageName: 'home' }, state: {} };
}

type Navigator = (reference: PageReference, options: { replace: boolean }) => void;

let navigator: Navigator = () => {};

/** Says who shows pages: the app with standard navigation, or the console. */
export function setNavigator(next: Navigator): void {
    navigator = next;
}

/** Shows a page; one that isn't Lightning's opens in a new browser tab. */
export function navigate(reference: PageReference, { replace = false } = {}): void {
    if (reference.type === 'standard__webPage') {
        const url = urlOf(reference);
        const page = url.startsWith('/') ? pageReferenceOf(url) : undefined;
        if (page === undefined) {
            window.open(url, '_blank', 'noopener');
            return;
        }
        navigator(page, { replace });
        return;
    }
    navigator(reference, { replace });
}
