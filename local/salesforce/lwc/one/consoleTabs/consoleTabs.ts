import { LightningElement } from 'lwc';
import { workspace } from '../../../page/console.ts';
import { layouts } from '../../../page/layouts.ts';
import { currentPageReference, navigate } from '../../../page/navigation.ts';
import type { PageReference } from '../../../page/page-reference.ts';
import type { TabInfo } from '../../../page/workspace.ts';

const objects = ['Contact', 'Case', 'Lead', 'Account'];

/** The bar of a console: the app's items in a menu, its workspace tabs, and the subtabs of the focused one. */
export default class ConsoleTabs extends LightningElement {
    tabs: readonly TabInfo[] = [];
    focusedTabId: string | undefined;
    item: PageReference = currentPageReference.value;

    connectedCallback() {
        workspace.onChange(() => this.follow());
        currentPageReference.subscribe((reference) => {
            if (workspace.focusedTabId === undefined) {
                this.item = reference;
            }
        });
        this.follow();
    }

    follow() {
        this.tabs = workspace.allTabInfo();
        this.focusedTabId = workspace.focusedTabId;
    }

    get items() {
        return [
            { label: 'Home', value: 'Home' },
            ...objects.map((value) => ({
                label: layouts[value]?.pluralLabel ?? value,
                value
            }))
        ];
    }

    get itemLabel() {
        const { objectApiName = '' } = this.item.attributes;
        return layouts[objectApiName]?.pluralLabel ?? 'Home';
    }

    get itemClass() {
        const active = this.focusedTabId === undefined;
        return `slds-context-bar__item slds-context-bar__item_tab ${active ? 'slds-is-active' : ''}`;
    }

    get workspaceTabs() {
        return this.tabs.map((tab) => this.tabView(tab, tab.tabId === this.workspaceTab?.tabId));
    }

    get workspaceTab() {
        return this.tabs.find(
            ({ tabId, subtabs }) =>
                tabId === this.focusedTabId ||
                subtabs.some((subtab) => subtab.tabId === this.focusedTabId)
        );
    }

    /** The workspace tab's own page comes first among its subtabs, and only by closing the tab goes. */
    get subtabs() {
        const tab = this.workspaceTab;
        if (tab === undefined || tab.subtabs.length === 0) {
            return [];
        }
        return [{ ...tab, closeable: false }, ...tab.subtabs].map((subtab) =>
            this.tabView(subtab, subtab.tabId === this.focusedTabId)
        );
    }

    get hasSubtabs() {
        return this.subtabs.length > 0;
    }

    tabView(tab: TabInfo, active: boolean) {
        const title = tab.customTitle ?? tab.title;
        return {
            tabId: tab.tabId,
            title,
            icon: tab.customIcon ?? tab.icon,
            closeable: tab.closeable,
            closeTitle: `Close ${title}`,
            selected: active ? 'true' : 'false',
            className: [
                'slds-context-bar__item slds-context-bar__item_tab',
                active ? 'slds-is-active' : '',
                tab.highlighted ? 'slds-has-notification' : ''
            ].join(' ')
        };
    }

    handleMenu(event: CustomEvent<{ value: string }>) {
        const { value } = event.detail;
        navigate(
            value === 'Home'
                ? { type: 'standard__namedPage', attributes: { pageName: 'home' }, state: {} }
                : {
                      type: 'standard__objectPage',
                      attributes: { objectApiName: value, actionName: 'list' },
                      state: {}
                  }
        );
    }

    handleItem(event: Event) {
        event.preventDefault();
        navigate(this.item);
    }

    handleFocus(event: Event) {
        event.preventDefault();
        const tabId = (event.currentTarget as HTMLElement).dataset['id'];
        if (tabId !== undefined) {
            workspace.focusTab(tabId);
        }
    }

    handleClose(event: Event) {
        event.stopPropagation();
        const tabId = (event.currentTarget as HTMLElement).dataset['id'];
        if (tabId !== undefined) {
            workspace.closeTab(tabId);
        }
    }
}
