import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Workspace } from '../page/workspace.ts';
import { caseIds, contactIds } from '../records.ts';

const [rosa = '', ben = ''] = contactIds;
const [firstCase = ''] = caseIds;
let published: [channel: string, message: object][];
let workspace: Workspace;

beforeEach(() => {
    published = [];
    workspace = new Workspace((channel, message) => published.push([channel, message]));
});

function focusEvents() {
    return published.filter(([channel]) => channel === 'lightning__tabFocused');
}

test('a tab opens in the background unless it is to be focused', () => {
    const tabId = workspace.openTab({ recordId: rosa });
    assert.equal(workspace.focusedTabId, undefined);
    assert.deepEqual(published, [['lightning__tabCreated', { tabId }]]);
});

test('opening what is open already focuses it', () => {
    const tabId = workspace.openTab({ recordId: rosa, focus: true });
    workspace.openTab({ recordId: ben, focus: true });
    assert.equal(workspace.openTab({ url: `/lightning/r/Contact/${rosa}/view` }), tabId);
    assert.equal(workspace.focusedTabId, tabId);
    assert.equal(workspace.allTabInfo().length, 2);
});

test('each change of focus is told, also to and from the navigation bar', () => {
    const first = workspace.openTab({ recordId: rosa, focus: true });
    const second = workspace.openTab({ recordId: ben, focus: true });
    workspace.focusTab(second);
    workspace.focusNavigationItem();
    assert.deepEqual(
        focusEvents().map(([, message]) => message),
        [
            { previousTabId: undefined, currentTabId: first },
            { previousTabId: first, currentTabId: second },
            { previousTabId: second, currentTabId: undefined }
        ]
    );
});

test('a workspace tab comes back with the subtab that was focused in it', () => {
    const rosaTab = workspace.openTab({ recordId: rosa, focus: true });
    const subtab = workspace.openSubtab(rosaTab, { recordId: firstCase, focus: true });
    const benTab = workspace.openTab({ recordId: ben, focus: true });
    workspace.focusTab(rosaTab);
    assert.equal(workspace.focusedTabId, subtab);
    workspace.focusTab(rosaTab);
    assert.equal(workspace.focusedTabId, rosaTab);
    assert.equal(workspace.tabInfo(subtab).parentTabId, rosaTab);
    assert.equal(workspace.tabInfo(subtab).isSubtab, true);
    assert.equal(workspace.tabInfo(subtab).recordId, firstCase);
    assert.deepEqual(
        workspace.tabInfo(rosaTab).subtabs.map(({ tabId }) => tabId),
        [subtab]
    );
    assert.equal(workspace.tabInfo(benTab).focused, false);
});

test('closing a focused tab closes its subtabs and focuses its neighbour', () => {
    const rosaTab = workspace.openTab({ recordId: rosa, focus: true });
    const benTab = workspace.openTab({ recordId: ben, focus: true });
    const subtab = workspace.openSubtab(benTab, { recordId: firstCase, focus: true });
    workspace.closeTab(benTab);
    assert.equal(workspace.focusedTabId, rosaTab);
    assert.deepEqual(
        published.slice(-2).map(([channel, message]) => [channel, message]),
        [
            ['lightning__tabClosed', { tabId: subtab }],
            ['lightning__tabClosed', { tabId: benTab }]
        ]
    );
    workspace.closeTab(rosaTab);
    assert.equal(workspace.focusedTabId, undefined);
});

test('what there is not is an error', () => {
    assert.throws(() => workspace.tabInfo('ctab9'), /no tab/);
    assert.throws(() => workspace.openTab({}), /needs/);
    assert.throws(() => workspace.openTab({ url: 'https://example.com/' }), /needs/);
    const tab = workspace.openTab({ recordId: rosa });
    const subtab = workspace.openSubtab(tab, { recordId: ben });
    assert.throws(() => workspace.openSubtab(subtab, { recordId: firstCase }), /subtab/);
});
