/** `lightning/platformWorkspaceApi`: the console's tabs. Source: Salesforce Console Developer Guide. */
import { isConsoleNavigation, workspace } from '../page/console.ts';
import { EnclosingIdAdapter } from '../page/enclosing-id.ts';
import { observableAdapter } from '../page/observable.ts';
import type { TabInfo, TabOptions } from '../page/workspace.ts';

/** Wire adapter: the tab or subtab that the component is in; `null` outside of tabs, as in a utility. */
export class EnclosingTabId extends EnclosingIdAdapter {}

/** Wire adapter: whether the app has console navigation. */
export const IsConsoleNavigation = observableAdapter(isConsoleNavigation);

/** Opens a workspace tab, or focuses it when it is open. @returns its id */
export function openTab(options: TabOptions): Promise<string> {
    return inConsole(() => workspace.openTab({ ...options }));
}

/** Opens a subtab, or focuses it when it is open. @returns its id */
export function openSubtab(parentTabId: string, options: TabOptions): Promise<string> {
    return inConsole(() => workspace.openSubtab(parentTabId, { ...options }));
}

export function closeTab(tabId: string): Promise<boolean> {
    return inConsole(() => workspace.closeTab(tabId));
}

export function focusTab(tabId: string): Promise<TabInfo> {
    return inConsole(() => workspace.focusTab(tabId));
}

/** The focused tab or subtab. Rejects while none is. */
export function getFocusedTabInfo(): Promise<TabInfo> {
    return inConsole(() => {
        if (workspace.focusedTabId === undefined) {
            throw new Error('No tab is focused.');
        }
        return workspace.tabInfo(workspace.focusedTabId);
    });
}

export function getTabInfo(tabId: string): Promise<TabInfo> {
    return inConsole(() => workspace.tabInfo(tabId));
}

export function getAllTabInfo(): Promise<TabInfo[]> {
    return inConsole(() => workspace.allTabInfo());
}

export function setTabLabel(tabId: string, label: string): Promise<TabInfo> {
    return inConsole(() => workspace.setTabLabel(tabId, label));
}

export function setTabIcon(
    tabId: string,
    icon: string,
    options?: { readonly iconAlt?: string }
): Promise<TabInfo> {
    return inConsole(() => workspace.setTabIcon(tabId, icon, options?.iconAlt));
}

export function setTabHighlighted(tabId: string, highlighted: boolean): Promise<TabInfo> {
    return inConsole(() => workspace.setTabHighlighted(tabId, highlighted));
}

export function disableTabClose(tabId: string, disabled: boolean): Promise<TabInfo> {
    return inConsole(() => workspace.disableTabClose(tabId, disabled));
}

/** Nothing on the stage's pages needs it: they follow their records by themselves. */
export function refreshTab(tabId: string): Promise<boolean> {
    return inConsole(() => workspace.tabInfo(tabId).tabId === tabId);
}

async function inConsole<T>(run: () => T): Promise<T> {
    if (!isConsoleNavigation.value) {
        throw new Error('This method is available in Lightning console apps only.');
    }
    return run();
}
