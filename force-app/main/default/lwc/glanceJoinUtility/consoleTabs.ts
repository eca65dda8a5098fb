import { getAllTabInfo } from 'lightning/platformWorkspaceApi';
import { recordOf } from './recordFocus';

/** Length of a record id without its check characters: ids are given with and without them. */
const SHORT_ID = 15;

/** The console's tab or subtab that shows a record; `null` when none does. */
export async function tabOf(recordId: string): Promise<string | null> {
    const tabs = await getAllTabInfo();
    const found = tabs
        .flatMap((tab) => [tab, ...(tab.subtabs ?? [])])
        .find(
            ({ pageReference }) =>
                recordOf(pageReference)?.recordId.slice(0, SHORT_ID) === recordId.slice(0, SHORT_ID)
        );
    return found?.tabId ?? null;
}
