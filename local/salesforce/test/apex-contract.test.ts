import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { GlanceJoinController } from '../apex/glance-join-controller.ts';
import { signLoginKey } from '../apex/org-login-key.ts';
import { runFlow } from '../apex/pre-session-flows.ts';
import { sourceFolder } from '../build/paths.ts';
import { createOrg } from '../org/org.ts';

const org = await createOrg({ glanceUrl: 'http://localhost:4300', metadataFolder: sourceFolder });
const controller = new GlanceJoinController(org, { url: 'http://127.0.0.1:1', bearerToken: '' });

function apex(name: string): Promise<string> {
    return readFile(path.join(sourceFolder, 'classes', `${name}.cls`), 'utf8');
}

/** The `@AuraEnabled` fields of a class, inner classes left out unless named. */
function auraFields(source: string, className: string): string[] {
    const start = source.search(new RegExp(`class ${className}\\b`));
    const body = source.slice(start);
    const end = body.slice(1).search(/\bclass \w+/) + 1;
    const own = end === 0 ? body : body.slice(0, end);
    return [...own.matchAll(/@AuraEnabled\s+public [\w<>.]+ (\w+)(?:;| \{)/g)].map(
        ([, name]) => name ?? ''
    );
}

test('the methods are those of the Apex controller, with its parameters', async () => {
    const source = await apex('GlanceJoinController');
    const methods = [
        ...source.matchAll(/@AuraEnabled\s+public static [\w.]+ (\w+)\(([^)]*)\)/g)
    ].map(([, name, parameters = '']) => [
        name,
        parameters.split(',').map((parameter) => parameter.trim().split(/\s+/).at(-1))
    ]);
    assert.deepEqual(Object.fromEntries(methods), {
        getContext: ['settingsName'],
        getLoginKey: ['settingsName'],
        lookUpSession: ['settingsName', 'sessionKey'],
        runPreSession: ['settingsName', 'flowName', 'recordId', 'visitorId', 'visitorIdField']
    });
    for (const [name] of methods) {
        assert.equal(typeof controller[name as keyof GlanceJoinController], 'function');
    }
});

test('the context has the fields of the Apex class', async () => {
    const fields = auraFields(await apex('GlanceJoinController'), 'Context');
    assert.deepEqual(Object.keys(controller.getContext({})).sort(), fields.sort());
});

test('a login key has the fields of the Apex class', async () => {
    const fields = auraFields(await apex('GlanceLoginKey'), 'GlanceLoginKey');
    const standIn = signLoginKey('key', 12345, 'agent', 1_900_000_000);
    assert.deepEqual(Object.keys(standIn).sort(), fields.sort());
});

test('the result of a flow has the fields of the Apex class', async () => {
    const outputs = await runFlow(org, { flowName: 'Glance_Check_Consent' });
    const fields = auraFields(await apex('GlancePreSession'), 'Result');
    assert.deepEqual(Object.keys(outputs).sort(), fields.sort());
});

test("the stage's agent may do what the permission set Glance_Agent grants, and nothing without it", () => {
    assert.ok(org.customPermissions.includes('Glance_Join'));
    assert.deepEqual(org.unreadableFields, []);
    assert.deepEqual(controller.getContext({}).problems, []);
});

test('each code that the controller documents is one that the stand-in knows or can not reach', async () => {
    const source = await apex('GlanceJoinController');
    const documented = new Set(
        [...source.matchAll(/@throws AuraHandledException ([^/]*?)\*\//g)].flatMap(
            ([, codes = '']) => [...codes.matchAll(/`(\w+)`/g)].map(([, code]) => code)
        )
    );
    // A JWT needs a certificate of an org: the stage's Named Credential sends a bearer token.
    documented.delete('certificateMissing');
    // The stage's agent is no administrator, and so can't edit their Federation ID.
    documented.delete('puidEditable');
    const standIn = (
        await Promise.all(
            [
                'glance-join-controller',
                'glance-settings',
                'endpoint-login-key',
                'login-key',
                'org-login-key',
                'pre-session-flows',
                'record-visitor'
            ].map((name) => readFile(new URL(`../apex/${name}.ts`, import.meta.url), 'utf8'))
        )
    ).join();
    for (const code of documented) {
        assert.ok(standIn.includes(`'${code}'`), `${code} is not stood in for`);
    }
});
