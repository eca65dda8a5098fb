import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { buildForceApp } from '../../build/force-app.ts';
import { sourceApiVersion } from '../checked-tree.ts';
import { packageContent, packageZip } from '../package-zip.ts';
import { apex, bundleMetadata, component, findingsOf, metadata, treeOf } from './broken-tree.ts';

const bundle = {
    'lwc/widget/widget.js': component(),
    'lwc/widget/widget.js-meta.xml': bundleMetadata()
};

/** Files that must not be sent, and what is said of them. The bundles' own rules keep some out before that. */
const forbidden: readonly (readonly [file: string, content: string, message: RegExp])[] = [
    ['lwc/widget/widget.ts', 'export {};', /TypeScript/],
    ['lwc/widget/parts.js.map', '{}', /source map/],
    ['lwc/widget/parts.test.js', '', /a test/]
];

for (const [file, content, message] of forbidden) {
    test(`refuses ${file}`, async (t) => {
        const findings = await findingsOf(
            packageZip,
            await treeOf(t, { ...bundle, [file]: content })
        );
        assert.match(findings[0]?.message ?? '', message);
    });
}

/** Made up, and put together only here, so that no scanner takes this file for a leak. */
const secrets: readonly (readonly [what: string, text: string])[] = [
    ['a private key', `-----BEGIN ${'PRIVATE'} KEY-----`],
    [
        'a token',
        ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJhbnlvbmUifQ', 'c2lnbmF0dXJlLW9mLW5v'].join('.')
    ],
    ['a login key', `$1$${1900000000}$${'A'.repeat(43)}`],
    ['a secret in a literal', `api${'Key'} = '${'0123456789abcdef'}'`]
];

for (const [what, text] of secrets) {
    test(`refuses ${what}`, async (t) => {
        const files = apex('Widgets', `public class Widgets { /* ${text} */ }`);
        const findings = await findingsOf(packageZip, await treeOf(t, files));
        assert.match(findings[0]?.message ?? '', new RegExp(what));
    });
}

test('refuses the secret of a credential', async (t) => {
    const body =
        '<externalCredentialParameters><parameterName>Key</parameterName><parameterType>AuthParameter</parameterType><parameterValue>abc</parameterValue></externalCredentialParameters>';
    const files = {
        'externalCredentials/E.externalCredential-meta.xml': metadata('ExternalCredential', body)
    };
    const findings = await findingsOf(packageZip, await treeOf(t, files));
    assert.match(findings[0]?.message ?? '', /a secret of a credential/);
});

test('the zip of this project holds exactly this', async (t) => {
    const project = resolve(import.meta.dirname, '../../..');
    const { built } = await treeOf(t, {});
    await buildForceApp(join(project, 'force-app'), built);
    const files = [...(await packageContent(built, sourceApiVersion)).keys()];
    const bundles = await readdir(join(project, 'force-app', 'main', 'default', 'lwc'));
    const sent = new Set(
        files.filter((file) => file.startsWith('lwc/')).map((file) => file.split('/')[1])
    );
    assert.deepEqual([...sent].sort(), bundles.sort());
    assert.deepEqual(
        files.filter((file) => !file.startsWith('lwc/')),
        expected
    );
});

const apexClasses = [
    'GlanceAccessTest',
    'GlanceApiKeyController',
    'GlanceApiKeyControllerTest',
    'GlanceApiKeyStore',
    'GlanceCallerToken',
    'GlanceEndpointLoginKey',
    'GlanceException',
    'GlanceFlowRunner',
    'GlanceJoinController',
    'GlanceJoinControllerTest',
    'GlanceLoginKey',
    'GlanceNamespace',
    'GlanceNamespaceTest',
    'GlanceOrgLoginKey',
    'GlanceOrgLoginKeyTest',
    'GlanceOwnLoginKey',
    'GlancePartnerUser',
    'GlancePermission',
    'GlancePickListTest',
    'GlancePreSession',
    'GlancePreSessionFlowPickList',
    'GlancePreSessionTest',
    'GlanceRecordVisitor',
    'GlanceRecordVisitorTest',
    'GlanceSessionLookup',
    'GlanceSessionLookupTest',
    'GlanceSettings',
    'GlanceSettingsPickList',
    'GlanceTestData',
    'GlanceVisitorField',
    'GlanceVisitorFieldPickList',
    'GlanceWebServer',
    'GlanceWebServerTest'
];

const expected = [
    'applications/Glance_Console.app',
    'applications/Glance_Service.app',
    ...apexClasses.flatMap((name) => [`classes/${name}.cls`, `classes/${name}.cls-meta.xml`]),
    'cspTrustedSites/Glance_Presence.cspTrustedSite',
    'cspTrustedSites/Glance_Presence_Direct.cspTrustedSite',
    'cspTrustedSites/Glance_Presence_Direct_WebSocket.cspTrustedSite',
    'cspTrustedSites/Glance_Presence_WebSocket.cspTrustedSite',
    'cspTrustedSites/Glance_Web_Server.cspTrustedSite',
    'customMetadata/Glance_Settings.Default.md',
    'customMetadata/Glance_Visitor_Field.Account.md',
    'customMetadata/Glance_Visitor_Field.Case.md',
    'customMetadata/Glance_Visitor_Field.Contact.md',
    'customMetadata/Glance_Visitor_Field.Lead.md',
    'customPermissions/Glance_Administer.customPermission',
    'customPermissions/Glance_Join.customPermission',
    'externalCredentials/Glance_Login_Key.externalCredential',
    'externalCredentials/Glance_Login_Key_Token.externalCredential',
    'flexipages/Glance_Case.flexipage',
    'flexipages/Glance_Contact.flexipage',
    'flexipages/Glance_Setup.flexipage',
    'flexipages/Glance_Utilities.flexipage',
    'flows/Glance_Check_Consent.flow',
    'labels/CustomLabels.labels',
    'layouts/Glance_Settings__mdt-Glance Settings Layout.layout',
    'layouts/Glance_Visitor_Field__mdt-Glance Visitor Field Layout.layout',
    'messageChannels/GlanceSession.messageChannel',
    'namedCredentials/Glance_Login_Key.namedCredential',
    'namedCredentials/Glance_Login_Key_Token.namedCredential',
    'objects/Account.object',
    'objects/Contact.object',
    'objects/Glance_Api_Key__c.object',
    'objects/Glance_Settings__mdt.object',
    'objects/Glance_Visitor_Field__mdt.object',
    'objects/Lead.object',
    'package.xml',
    'permissionsets/Glance_Admin.permissionset',
    'permissionsets/Glance_Agent.permissionset',
    'quickActions/Case.Glance_Join.quickAction',
    'quickActions/Contact.Glance_Join.quickAction',
    'remoteSiteSettings/Glance_Web_Server.remoteSite',
    'staticresources/GlancePresenceAgent.resource',
    'staticresources/GlancePresenceAgent.resource-meta.xml',
    'tabs/Glance_Setup.tab'
];
