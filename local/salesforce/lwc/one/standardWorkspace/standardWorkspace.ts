import { LightningElement } from 'lwc';
import { currentPageReference, setNavigator } from '../../../page/navigation.ts';
import { addressOf, pageReferenceAt } from '../../../page/app-address.ts';
import { urlOf, type PageReference } from '../../../page/page-reference.ts';
import { createPage } from '../../../page/create-page.ts';

/** How many pages Lightning keeps, the one that is shown among them. */
const KEPT_PAGES = 5;

/**
 * Pages with standard navigation: one at a time. A page that was left stays in the document, hidden, and is shown again when
 * the user returns to it: its components live on and are not told.
 */
export default class StandardWorkspace extends LightningElement {
    readonly pages = new Map<string, HTMLElement>();
    shown: HTMLElement | undefined;
    onPopState = () => this.show(pageReferenceAt(location.pathname + location.search));

    connectedCallback() {
        setNavigator((reference, { replace }) => {
            const address = addressOf('standard', reference, location.search);
            history[replace ? 'replaceState' : 'pushState'](null, '', address);
            this.show(reference);
        });
        window.addEventListener('popstate', this.onPopState);
    }

    disconnectedCallback() {
        window.removeEventListener('popstate', this.onPopState);
    }

    renderedCallback() {
        if (this.shown === undefined) {
            this.onPopState();
        }
    }

    show(reference: PageReference) {
        const page = this.pageFor(reference);
        currentPageReference.set(reference);
        if (page !== this.shown) {
            this.shown?.classList.add('slds-hide');
            page.classList.remove('slds-hide');
            this.shown = page;
        }
    }

    pageFor(reference: PageReference): HTMLElement {
        const key = urlOf({ ...reference, state: {} });
        const page = this.pages.get(key) ?? this.addPage(reference);
        this.pages.delete(key);
        this.pages.set(key, page);
        for (const [oldestKey, oldest] of this.pages) {
            if (this.pages.size <= KEPT_PAGES) {
                break;
            }
            this.pages.delete(oldestKey);
            oldest.remove();
        }
        return page;
    }

    addPage(reference: PageReference): HTMLElement {
        const page: HTMLElement = createPage(reference, {
            isActive: () => page === this.shown
        });
        this.template?.querySelector('.page')?.append(page);
        return page;
    }
}
