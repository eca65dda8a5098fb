import { LightningElement } from 'lwc';
import { addressOf, pageReferenceAt } from '../../../page/app-address.ts';
import { isConsoleNavigation, workspace } from '../../../page/console.ts';
import { createPage } from '../../../page/create-page.ts';
import { currentPageReference, setNavigator } from '../../../page/navigation.ts';
import { urlOf, type PageReference } from '../../../page/page-reference.ts';
import { pageTitle } from '../../../page/record-title.ts';

/**
 * Pages with console navigation: each tab's page stays in the document, hidden while another is focused. A record opens in a
 * workspace tab from a list, and in a subtab from within a workspace tab.
 */
export default class ConsoleWorkspace extends LightningElement {
    readonly pages = new Map<string, HTMLElement>();
    /** The item of the navigation bar that is shown while no tab is focused. */
    item: PageReference = pageReferenceAt('');
    shown: HTMLElement | undefined;
    onPopState = () => this.go(pageReferenceAt(location.pathname + location.search));

    connectedCallback() {
        isConsoleNavigation.set(true);
        setNavigator((reference) => this.go(reference));
        workspace.onChange(() => this.follow());
        window.addEventListener('popstate', this.onPopState);
    }

    renderedCallback() {
        if (this.shown === undefined) {
            this.onPopState();
        }
    }

    /** Opens what was asked for where a console opens it. */
    go(reference: PageReference) {
        if (reference.type !== 'standard__recordPage') {
            this.item = reference;
            workspace.focusNavigationItem();
            this.follow();
            return;
        }
        const { focusedTabId } = workspace;
        const target = { pageReference: reference, focus: true };
        if (focusedTabId === undefined) {
            workspace.openTab(target);
            return;
        }
        const { parentTabId, tabId, url, subtabs } = workspace.tabInfo(focusedTabId);
        const primary = parentTabId ?? tabId;
        const open = [url, ...subtabs.map((subtab) => subtab.url)].includes(urlOf(reference));
        if (open || workspace.tabInfo(primary).url === urlOf(reference)) {
            workspace.openTab(target);
        } else {
            workspace.openSubtab(primary, target);
        }
    }

    /** Shows what is focused, makes what was opened and drops what was closed. */
    follow() {
        const tabs = workspace.allTabInfo().flatMap((tab) => [tab, ...tab.subtabs]);
        for (const { tabId, pageReference } of tabs) {
            if (!this.pages.has(tabId)) {
                this.addPage(tabId, pageReference, tabId);
                void pageTitle(pageReference).then((title) => workspace.nameTab(tabId, title));
            }
        }
        for (const [key, page] of this.pages) {
            if (key.startsWith('ctab') && !tabs.some(({ tabId }) => tabId === key)) {
                this.pages.delete(key);
                page.remove();
            }
        }
        const focused = workspace.focusedTabId;
        const reference =
            focused === undefined ? this.item : workspace.tabInfo(focused).pageReference;
        const key = focused ?? urlOf(reference);
        const page = this.pages.get(key) ?? this.addPage(key, reference);
        if (page !== this.shown) {
            this.shown?.classList.add('slds-hide');
            page.classList.remove('slds-hide');
            this.shown = page;
            history.pushState(null, '', addressOf('console', reference, location.search));
            currentPageReference.set(reference);
        }
    }

    addPage(key: string, reference: PageReference, tabId?: string): HTMLElement {
        const page: HTMLElement = createPage(reference, {
            ...(tabId === undefined ? {} : { tabId }),
            isActive: () => page === this.shown
        });
        page.classList.add('slds-hide');
        this.pages.set(key, page);
        this.template?.querySelector('.page')?.append(page);
        return page;
    }
}
