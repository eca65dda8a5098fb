import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { deployable } from '../deployable.ts';
import type { Tree } from '../finding.ts';
import { findingsOf, metadata, treeOf } from './broken-tree.ts';

const setting = (visibility: string): Record<string, string> => ({
    'objects/Widget_Key__c/Widget_Key__c.object-meta.xml': metadata(
        'CustomObject',
        `<customSettingsType>Hierarchy</customSettingsType><label>K</label><visibility>${visibility}</visibility>`
    )
});
const principal =
    '<externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>Widget-Agents</externalCredentialPrincipal></externalCredentialPrincipalAccesses>';
const classes =
    '<classAccesses><apexClass>Widgets</apexClass><enabled>true</enabled></classAccesses>';
const flow = '<flowAccesses><enabled>true</enabled><flow>Widget_Flow</flow></flowAccesses>';
const permissionSet = (name: string, body: string): Record<string, string> => ({
    [`permissionsets/${name}.permissionset-meta.xml`]: metadata(
        'PermissionSet',
        `${body}<label>P</label>`
    )
});

/** A tree whose files are deployed, but aren't those of the package. */
async function besidePackage(t: TestContext, files: Record<string, string>): Promise<Tree> {
    return { ...(await treeOf(t, files)), source: (await treeOf(t, {})).source };
}

test('a protected custom setting is refused, but for a package', async (t) => {
    const tree = await treeOf(t, setting('Protected'));
    const [finding] = await findingsOf(deployable, tree);
    assert.match(finding?.message ?? '', /production org refuses the whole deployment/);
    assert.deepEqual(await findingsOf(deployable, { ...tree, namespace: 'acme' }), []);
    assert.deepEqual(await findingsOf(deployable, await treeOf(t, setting('Public'))), []);
});

test('access to a principal stands in its own permission set, alone', async (t) => {
    const agent = await findingsOf(
        deployable,
        await treeOf(t, permissionSet('Widget_Agent', principal))
    );
    assert.match(agent[0]?.message ?? '', /belongs in Glance_Login_Key_Access/);
    const own = permissionSet('Glance_Login_Key_Access', principal);
    assert.deepEqual(await findingsOf(deployable, await besidePackage(t, own)), []);
    for (const other of [classes, flow]) {
        const mixed = permissionSet('Glance_Login_Key_Access', other + principal);
        const [finding] = await findingsOf(deployable, await besidePackage(t, mixed));
        assert.match(finding?.message ?? '', /stands alone/);
    }
});

test('access to a principal is no part of the package', async (t) => {
    const own = permissionSet('Glance_Login_Key_Access', principal);
    const [finding] = await findingsOf(deployable, await treeOf(t, own));
    assert.match(finding?.message ?? '', /goes beside the package/);
});

test('a flow is shipped as a draft', async (t) => {
    const flow = (status: string): Record<string, string> => ({
        'flows/Widget_Check.flow-meta.xml': metadata(
            'Flow',
            `<label>W</label><processType>AutoLaunchedFlow</processType><status>${status}</status>`
        )
    });
    const [finding] = await findingsOf(deployable, await treeOf(t, flow('Active')));
    assert.match(finding?.message ?? '', /Ship it as a draft/);
    assert.deepEqual(await findingsOf(deployable, await treeOf(t, flow('Draft'))), []);
});
