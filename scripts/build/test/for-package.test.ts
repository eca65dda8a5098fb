/** What a build for a package changes; what `npm run deploy` sends stands as it is. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { root } from '../../programs.ts';
import { checkedNamespace, type PackageOptions } from '../for-package.ts';
import { buildProject } from '../force-app.ts';

/** Builds this project, and reads what came of it. */
async function built(
    t: TestContext,
    options?: PackageOptions
): Promise<(file: string) => Promise<string>> {
    const target = await mkdtemp(join(tmpdir(), 'build-'));
    t.after(() => rm(target, { recursive: true, force: true }));
    await buildProject(root, target, options);
    return (file) => readFile(join(target, file), 'utf8');
}

const setting =
    'force-app/main/default/objects/Glance_Api_Key__c/Glance_Api_Key__c.object-meta.xml';
const credential =
    'force-app/main/default/externalCredentials/Glance_Login_Key_Token.externalCredential-meta.xml';

test('what is deployed has a public custom setting, and no namespace anywhere', async (t) => {
    const file = await built(t);
    assert.match(await file(setting), /<visibility>Public<\/visibility>/);
    assert.match(await file(credential), /\$Credential\.Glance_Login_Key_Token\.Token/);
});

test('an unlocked package with a namespace: the setting stays public, a formula names the credential in full', async (t) => {
    const file = await built(t, { namespace: 'acme', managed: false });
    assert.match(await file(setting), /<visibility>Public<\/visibility>/);
    assert.match(await file(credential), /\$Credential\.acme__Glance_Login_Key_Token\.Token/);
});

test('a managed package: the setting is protected', async (t) => {
    const file = await built(t, { namespace: 'acme', managed: true });
    assert.match(await file(setting), /<visibility>Protected<\/visibility>/);
});

test('what is deployed beside a package names what the package brings by its namespace', async (t) => {
    const file = await built(t, { namespace: 'acme', managed: false });
    const access = await file(
        'unpackaged/access/main/default/permissionsets/Glance_Login_Key_Access.permissionset-meta.xml'
    );
    assert.match(access, />acme__Glance_Login_Key-Agents</);
    assert.match(access, />acme__Glance_Login_Key_Token-Agents</);
    const group = await file(
        'unpackaged/access/main/default/permissionsetgroups/Glance_Agents.permissionsetgroup-meta.xml'
    );
    assert.match(group, />acme__Glance_Agent</);
    assert.match(group, />Glance_Login_Key_Access</, 'is not of the package');
    const page = await file(
        'unpackaged/messaging/main/default/flexipages/Glance_Messaging_Session.flexipage-meta.xml'
    );
    assert.match(page, /<componentName>acme:glanceJoin<\/componentName>/);
    assert.match(page, /<identifier>glanceJoin<\/identifier>/, 'a word of the page’s own');
    const field = await file(
        'unpackaged/messaging/main/default/customMetadata/acme__Glance_Visitor_Field.MessagingSession.md-meta.xml'
    );
    assert.match(field, /EndUserContact\.acme__Glance_Visitor_Id__c/);
});

test('nothing of a former build stays', async (t) => {
    const target = await mkdtemp(join(tmpdir(), 'build-'));
    t.after(() => rm(target, { recursive: true, force: true }));
    await buildProject(root, target, { namespace: 'acme', managed: false });
    await buildProject(root, target);
    const files = await readdir(target, { recursive: true });
    assert.deepEqual(
        files.filter((file) => file.includes('acme')),
        []
    );
});

test('a namespace is one that Salesforce would take', () => {
    for (const good of ['acme', 'a', 'Acme_1', 'abcdefghijklmno']) {
        assert.equal(checkedNamespace(good), good);
    }
    for (const bad of ['', '1acme', 'ac__me', 'acme_', '_acme', 'ac-me', 'abcdefghijklmnop']) {
        assert.throws(() => checkedNamespace(bad), /can't be a namespace/, bad);
    }
});
