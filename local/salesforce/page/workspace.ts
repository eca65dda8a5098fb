import { objectOf, pageReferenceOf, urlOf, type PageReference } from './page-reference.ts';

/** What `lightning/platformWorkspaceApi` tells of a tab. Source: "tabInfo" in the Salesforce Console Developer Guide. */
export interface TabInfo {
    readonly tabId: string;
    readonly parentTabId: string | null;
    readonly isSubtab: boolean;
    readonly url: string;
    readonly pageReference: PageReference;
    readonly recordId: string | null;
    readonly title: string;
    readonly customTitle: string | null;
    readonly icon: string;
    readonly iconAlt: string;
    readonly customIcon: string | null;
    readonly customIconAlt: string | null;
    readonly focused: boolean;
    readonly highlighted: boolean;
    readonly closeable: boolean;
    readonly pinned: boolean;
    readonly subtabs: readonly TabInfo[];
}

/** What a tab shall show: the first that is given counts. */
export interface TabTarget {
    readonly pageReference?: PageReference;
    readonly recordId?: string;
    readonly url?: string;
}

export interface TabOptions extends TabTarget {
    readonly focus?: boolean;
    readonly icon?: string;
    readonly iconAlt?: string;
    readonly label?: string;
}

interface Tab {
    readonly tabId: string;
    readonly parentTabId: string | null;
    readonly pageReference: PageReference;
    title: string;
    customTitle: string | null;
    customIcon: string | null;
    customIconAlt: string | null;
    highlighted: boolean;
    closeable: boolean;
}

type Publish = (channel: string, message: object) => void;

/**
 * The workspace tabs of a console, each with its subtabs. At most one tab is focused; none while an item of the navigation
 * bar, such as a list, is shown. What happens is published on the console's message channels.
 */
export class Workspace {
    readonly #tabs = new Map<string, Tab>();
    readonly #publish: Publish;
    readonly #lastFocusedIn = new Map<string, string>();
    readonly #listeners = new Set<() => void>();
    #focused: string | undefined;
    #made = 0;

    constructor(publish: Publish) {
        this.#publish = publish;
    }

    /** Calls back after each change. */
    onChange(listener: () => void): void {
        this.#listeners.add(listener);
    }

    /** The focused tab or subtab; `undefined` while an item of the navigation bar is shown. */
    get focusedTabId(): string | undefined {
        return this.#focused;
    }

    /** Opens a workspace tab, or focuses the one that shows the same page. @returns its id */
    openTab(options: TabOptions): string {
        const reference = targetOf(options);
        const url = urlOf(reference);
        const open = [...this.#tabs.values()].find((tab) => urlOf(tab.pageReference) === url);
        if (open !== undefined) {
            this.focusTab(open.tabId);
            return open.tabId;
        }
        return this.#add(`ctab${this.#made++}`, null, reference, options);
    }

    /**
     * Opens a subtab, or focuses the one that shows the same page.
     * @throws {Error} when there is no such workspace tab
     */
    openSubtab(parentTabId: string, options: TabOptions): string {
        const parent = this.#tab(parentTabId);
        if (parent.parentTabId !== null) {
            throw new Error(`${parentTabId} is a subtab: it can't hold others.`);
        }
        const reference = targetOf(options);
        const url = urlOf(reference);
        const open = this.#family(parentTabId).find((tab) => urlOf(tab.pageReference) === url);
        if (open !== undefined) {
            this.focusTab(open.tabId);
            return open.tabId;
        }
        return this.#add(`${parentTabId}_${this.#made++}`, parentTabId, reference, options);
    }

    /** Focuses a tab; a workspace tab shows the subtab that was focused there last. */
    focusTab(tabId: string): TabInfo {
        const tab = this.#tab(tabId);
        const last = tab.parentTabId === null ? this.#lastFocusedIn.get(tabId) : undefined;
        const fromOutside = this.#workspaceOf(this.#focused) !== tabId;
        this.#focus(fromOutside && last !== undefined && this.#tabs.has(last) ? last : tabId);
        return this.tabInfo(tabId);
    }

    /** Leaves the tabs for an item of the navigation bar. */
    focusNavigationItem(): void {
        this.#focus(undefined);
    }

    /** Closes a tab, and with a workspace tab its subtabs. */
    closeTab(tabId: string): boolean {
        const tab = this.#tab(tabId);
        const closing = tab.parentTabId === null ? this.#family(tabId) : [tab];
        const next = this.#neighbourOf(tab);
        for (const { tabId: id } of closing.toReversed()) {
            this.#tabs.delete(id);
        }
        if (closing.some(({ tabId: id }) => id === this.#focused)) {
            this.#focus(next);
        }
        for (const { tabId: id } of closing.toReversed()) {
            this.#publish('lightning__tabClosed', { tabId: id });
        }
        this.#changed();
        return true;
    }

    setTabLabel(tabId: string, label: string): TabInfo {
        return this.#update(tabId, { customTitle: label });
    }

    setTabIcon(tabId: string, icon: string, iconAlt: string | null = null): TabInfo {
        return this.#update(tabId, { customIcon: icon, customIconAlt: iconAlt });
    }

    setTabHighlighted(tabId: string, highlighted: boolean): TabInfo {
        return this.#update(tabId, { highlighted });
    }

    disableTabClose(tabId: string, disabled: boolean): TabInfo {
        return this.#update(tabId, { closeable: !disabled });
    }

    /** Names a tab after the record that it shows; a custom title stays. */
    nameTab(tabId: string, title: string): void {
        if (this.#tabs.has(tabId)) {
            this.#update(tabId, { title });
        }
    }

    /** @throws {Error} when there is no such tab */
    tabInfo(tabId: string): TabInfo {
        const tab = this.#tab(tabId);
        const { attributes } = tab.pageReference;
        const objectApiName = attributes['objectApiName'] ?? '';
        return {
            tabId,
            parentTabId: tab.parentTabId,
            isSubtab: tab.parentTabId !== null,
            url: urlOf(tab.pageReference),
            pageReference: tab.pageReference,
            recordId: attributes['recordId'] ?? null,
            title: tab.title,
            customTitle: tab.customTitle,
            icon: `standard:${objectApiName.toLowerCase() || 'default'}`,
            iconAlt: objectApiName,
            customIcon: tab.customIcon,
            customIconAlt: tab.customIconAlt,
            focused: tabId === this.#focused,
            highlighted: tab.highlighted,
            closeable: tab.closeable,
            pinned: false,
            subtabs: this.#family(tabId)
                .filter((other) => other.tabId !== tabId)
                .map((other) => this.tabInfo(other.tabId))
        };
    }

    /** The workspace tabs, in the order in which they were opened. */
    allTabInfo(): TabInfo[] {
        return [...this.#tabs.values()]
            .filter(({ parentTabId }) => parentTabId === null)
            .map(({ tabId }) => this.tabInfo(tabId));
    }

    #add(
        tabId: string,
        parentTabId: string | null,
        pageReference: PageReference,
        { label, icon, iconAlt, focus = false }: TabOptions
    ): string {
        this.#tabs.set(tabId, {
            tabId,
            parentTabId,
            pageReference,
            title: 'Loading...',
            customTitle: label ?? null,
            customIcon: icon ?? null,
            customIconAlt: iconAlt ?? null,
            highlighted: false,
            closeable: true
        });
        this.#publish('lightning__tabCreated', { tabId });
        if (focus) {
            this.#focus(tabId);
        }
        this.#changed();
        return tabId;
    }

    #focus(tabId: string | undefined): void {
        const previousTabId = this.#focused;
        if (previousTabId === tabId) {
            return;
        }
        this.#focused = tabId;
        const workspace = this.#workspaceOf(tabId);
        if (workspace !== undefined && tabId !== undefined) {
            this.#lastFocusedIn.set(workspace, tabId);
        }
        this.#changed();
        this.#publish('lightning__tabFocused', { previousTabId, currentTabId: tabId });
    }

    #update(tabId: string, changes: Partial<Tab>): TabInfo {
        Object.assign(this.#tab(tabId), changes);
        this.#publish('lightning__tabUpdated', { tabId });
        this.#changed();
        return this.tabInfo(tabId);
    }

    #tab(tabId: string): Tab {
        const tab = this.#tabs.get(tabId);
        if (tab === undefined) {
            throw new Error(`There is no tab ${tabId}.`);
        }
        return tab;
    }

    /** A workspace tab and its subtabs. */
    #family(tabId: string): Tab[] {
        return [...this.#tabs.values()].filter(
            (tab) => tab.tabId === tabId || tab.parentTabId === tabId
        );
    }

    #workspaceOf(tabId: string | undefined): string | undefined {
        const tab = tabId === undefined ? undefined : this.#tabs.get(tabId);
        return tab?.parentTabId ?? tab?.tabId;
    }

    /** What is focused when a tab closes: the one before it in its row, else the one behind, else nothing. */
    #neighbourOf(tab: Tab): string | undefined {
        const row =
            tab.parentTabId === null
                ? [...this.#tabs.values()].filter(({ parentTabId }) => parentTabId === null)
                : this.#family(tab.parentTabId);
        const position = row.indexOf(tab);
        return (row[position - 1] ?? row[position + 1])?.tabId;
    }

    #changed(): void {
        for (const listener of this.#listeners) {
            listener();
        }
    }
}

/**
 * The page of a tab to open.
 * @throws {Error} when nothing is given, or a URL that isn't Lightning's
 */
function targetOf({ pageReference, recordId, url }: TabTarget): PageReference {
    if (pageReference !== undefined) {
        return {
            type: pageReference.type,
            attributes: { ...pageReference.attributes },
            state: { ...pageReference.state }
        };
    }
    const address =
        recordId === undefined ? url : `/lightning/r/${objectOf(recordId)}/${recordId}/view`;
    const reference = address === undefined ? undefined : pageReferenceOf(address);
    if (reference === undefined) {
        throw new Error('A tab needs a pageReference, a recordId or a URL of Lightning.');
    }
    return reference;
}
