import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { AuraHandledException } from '../apex/aura-handled-exception.ts';
import { GlanceApiKeyController } from '../apex/glance-api-key-controller.ts';
import { GlanceJoinController } from '../apex/glance-join-controller.ts';
import { signLoginKey } from '../apex/org-login-key.ts';
import { createOrg, type Org } from '../org/org.ts';

const expiration = 1_900_000_000;
const key = `$1$${expiration}$${'a'.repeat(43)}`;
const good = { loginKey: key, groupId: 12345, expiration };

let org: Org;
let service: Server;
let asked: { authorization: string | undefined; body: string } | undefined;
let reply: { status: number; body: string };

beforeEach(async () => {
    org = await createOrg({
        glanceUrl: 'http://localhost:4300',
        metadataFolder: 'no-such-folder'
    });
    org.customPermissions = ['Glance_Join'];
    asked = undefined;
    reply = { status: 200, body: JSON.stringify(good) };
    service = createServer((request, response) => {
        void textOf(request).then((body) => {
            asked = { authorization: request.headers.authorization, body };
            response.writeHead(reply.status).end(reply.body);
        });
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
    service.closeAllConnections();
    service.close();
});

async function textOf(request: IncomingMessage): Promise<string> {
    let text = '';
    for await (const chunk of request) {
        text += String(chunk);
    }
    return text;
}

function controller(): GlanceJoinController {
    const { port } = service.address() as AddressInfo;
    return new GlanceJoinController(org, {
        url: `http://127.0.0.1:${port}`,
        bearerToken: 'secret'
    });
}

function code(expected: string) {
    return (error: unknown) => error instanceof AuraHandledException && error.message === expected;
}

test('a key is asked for the running user, as the Named Credential would', async () => {
    const result = await controller().getLoginKey({ settingsName: 'Default' });
    const { expiresIn, ...rest } = result;
    assert.deepEqual(rest, { ...good, partnerUserId: 'alex.agent@example.com' });
    assert.ok(Math.abs(expiration - Date.now() / 1000 - expiresIn) < 60);
    assert.deepEqual(asked, {
        authorization: 'Bearer secret',
        body: 'partneruserid=alex.agent%40example.com'
    });
});

test('each answer of the service has its code', async () => {
    const codes = {
        401: 'loginKeyRefused',
        403: 'loginKeyRefused',
        408: 'loginKeyServiceUnreachable',
        429: 'loginKeyServiceUnreachable',
        500: 'loginKeyServiceUnreachable',
        503: 'loginKeyServiceUnreachable',
        404: 'loginKeyInvalid'
    };
    for (const [status, expected] of Object.entries(codes)) {
        reply = { status: Number(status), body: '{}' };
        await assert.rejects(controller().getLoginKey({}), code(expected), status);
    }
});

test('a reply that holds no key for this group is invalid', async () => {
    for (const body of ['', '{}', JSON.stringify({ ...good, groupId: 1 }), '{"loginKey":"x"}']) {
        reply = { status: 200, body };
        await assert.rejects(controller().getLoginKey({}), code('loginKeyInvalid'), body);
    }
});

test('a service that is down is unreachable', async () => {
    const target = controller();
    await new Promise((resolve) => service.close(resolve));
    await assert.rejects(target.getLoginKey({}), code('loginKeyServiceUnreachable'));
});

test('nobody is asked when the org itself stands in the way', async () => {
    await assert.rejects(
        controller().getLoginKey({ settingsName: 'Nope' }),
        code('settingsMissing')
    );
    org.user.federationIdentifier = ' ';
    await assert.rejects(controller().getLoginKey({}), code('puidMissing'));
    for (const groupId of ['abc', '123', '1234567', '01234']) {
        org.settings['Default'] = { ...org.settings['Default'], Group_Id__c: groupId };
        await assert.rejects(controller().getLoginKey({}), code('groupIdInvalid'));
    }
    org.settings['Default'] = { ...org.settings['Default'], Group_Id__c: null };
    await assert.rejects(controller().getLoginKey({}), code('groupIdMissing'));
    org.customPermissions = [];
    await assert.rejects(controller().getLoginKey({}), code('notPermitted'));
    assert.equal(asked, undefined);
});

test('certificate, issuer and audience are given together, or none of them', async () => {
    const fields = ['Jwt_Certificate__c', 'Jwt_Issuer__c', 'Jwt_Audience__c'];
    for (let given = 0; given < 8; given += 1) {
        const jwt = fields.map((field, i) => [field, given & (1 << i) ? 'x' : ' ']);
        org.settings['Default'] = { ...org.settings['Default'], ...Object.fromEntries(jwt) };
        const isWhole = given === 0 || given === 7;
        assert.deepEqual(
            controller().getContext({}).problems,
            isWhole ? [] : ['jwtSettingsMissing']
        );
        if (!isWhole) {
            await assert.rejects(controller().getLoginKey({}), code('jwtSettingsMissing'));
        }
    }
    assert.equal(asked, undefined);
});

test('with source Org the key is made from the API key that an admin has entered', async () => {
    org.settings['Default'] = { ...org.settings['Default'], Login_Key_Source__c: 'Org' };
    await assert.rejects(controller().getLoginKey({}), code('apiKeyMissing'));
    const admin = new GlanceApiKeyController(org);
    assert.throws(() => admin.save({ apiKey: 'key' }), code('notPermitted'));
    org.customPermissions.push('Glance_Administer');
    assert.throws(() => admin.save({ apiKey: ' ' }), code('apiKeyInvalid'));
    assert.equal(admin.isSet(), false);
    admin.save({ apiKey: 'key' });
    assert.equal(admin.isSet(), true);
    const made = await controller().getLoginKey({});
    assert.match(made.loginKey, /^\$1\$\d{10}\$[\w-]{43}$/);
    assert.ok(made.expiration - Date.now() / 1000 <= 3600);
    assert.equal(made.expiresIn, 3600);
    assert.equal(asked, undefined);
});

test('with source Org one API key serves one group', async () => {
    const fromOrg = { ...org.settings['Default'], Login_Key_Source__c: 'Org' };
    org.apiKey.save('key');
    for (const [second, problems] of [
        [fromOrg, []],
        [{ ...fromOrg, Group_Id__c: null }, []],
        [{ ...fromOrg, Group_Id__c: '54321', Login_Key_Source__c: 'Endpoint' }, []],
        [{ ...fromOrg, Group_Id__c: '54321' }, ['apiKeyGroupInvalid']]
    ] as const) {
        Object.assign(org.settings, { Default: fromOrg, Second: second });
        assert.deepEqual(controller().getContext({}).problems, problems);
    }
    await assert.rejects(
        controller().getLoginKey({ settingsName: 'Second' }),
        code('apiKeyGroupInvalid')
    );
});

test('a key is signed as Glance signs it', async () => {
    const file = new URL(
        '../../../login-key-service/test/vectors/login-keys.json',
        import.meta.url
    );
    const vectors = JSON.parse(await readFile(file, 'utf8')) as {
        apiKey: string;
        groupId: number;
        partnerUserId: string;
        expiration: number;
        loginKey: string;
    }[];
    assert.ok(vectors.length > 0);
    for (const { apiKey, groupId, partnerUserId, expiration, loginKey } of vectors) {
        assert.equal(signLoginKey(apiKey, groupId, partnerUserId, expiration).loginKey, loginKey);
    }
});

test('the context names every problem', () => {
    assert.deepEqual(controller().getContext({}).problems, []);
    org.user.federationIdentifier = '';
    org.settings['Default'] = { Login_Key_Source__c: 'URL' };
    const context = controller().getContext({ settingsName: '' });
    assert.deepEqual(context.problems, ['groupIdMissing', 'authUrlMissing', 'puidMissing']);
    assert.equal(context.webServer, 'www.glance.net');
    assert.equal(context.presenceServer, null);
    assert.equal(context.sessionKeyFrom, 'random');
});

test('who may not join, or not with these settings, is told nothing else', async () => {
    const target = controller();
    const all = async (expected: string) => {
        assert.throws(() => target.getContext({}), code(expected));
        await assert.rejects(target.getLoginKey({}), code(expected));
        await assert.rejects(target.lookUpSession({ sessionKey: '1234' }), code(expected));
        await assert.rejects(
            target.runPreSession({ flowName: 'Glance_Check_Consent' }),
            code(expected)
        );
    };
    org.settings['Default'] = { ...org.settings['Default'], Required_Permission__c: 'Retail' };
    await all('settingsNotPermitted');
    org.customPermissions.push('Retail');
    assert.deepEqual(target.getContext({}).problems, []);
    org.customPermissions = ['Retail'];
    await all('notPermitted');
    assert.equal(asked, undefined);
});

test('no login key for a web server that nobody confirmed', async () => {
    for (const [webServer, problem] of [
        ['evil.example', 'webServerUnconfirmed'],
        ['www.glance.net@evil.example', 'hostInvalid']
    ] as const) {
        org.settings['Default'] = { ...org.settings['Default'], Web_Server__c: webServer };
        const { problems, webServer: handedOver } = controller().getContext({});
        assert.deepEqual([problems, handedOver], [[problem], null]);
        await assert.rejects(controller().getLoginKey({}), code(problem));
    }
    assert.equal(asked, undefined);
});

test('a flow is about the record’s own customer, and runs for no record that can’t be read', async () => {
    const rosa = [...org.records.values()].find(
        ({ apiName, fields }) =>
            apiName === 'Contact' && fields['Glance_Visitor_Id__c'] === 'cust-1001'
    );
    assert.ok(rosa);
    rosa.fields['Glance_Consent__c'] = false;
    const flow = {
        flowName: 'Glance_Check_Consent',
        recordId: rosa.id,
        visitorId: 'cust-9999',
        visitorIdField: 'Glance_Visitor_Id__c'
    };
    const run = (changes: object) => controller().runPreSession({ ...flow, ...changes });
    assert.equal((await run({})).proceed, false);
    await assert.rejects(run({ recordId: '003000000000000AAA' }), code('recordUnreadable'));
    await assert.rejects(run({ visitorIdField: ' ' }), code('visitorFieldMissing'));
    await assert.rejects(run({ visitorIdField: 'Nope__c' }), code('visitorFieldUnreadable'));
    org.settings['Default'] = { ...org.settings['Default'], Allowed_Flows__c: 'Glance_Slow' };
    await assert.rejects(run({}), code('flowMissing'));
    rosa.fields['Glance_Visitor_Id__c'] = null;
    org.settings['Default'] = {
        ...org.settings['Default'],
        Allowed_Flows__c: 'Glance_Slow, Glance_Check_Consent'
    };
    await assert.rejects(run({}), code('visitorIdMissing'));
});

test('the flow stops the join of a contact who has not consented, and an unknown one is missing', async () => {
    const flow = { flowName: 'Glance_Check_Consent', visitorId: 'cust-1001' };
    assert.equal((await controller().runPreSession(flow)).proceed, true);
    const rosa = [...org.records.values()].find(
        ({ fields }) => fields['Glance_Visitor_Id__c'] === 'cust-1001'
    );
    assert.ok(rosa);
    rosa.fields['Glance_Consent__c'] = false;
    const stopped = await controller().runPreSession(flow);
    assert.equal(stopped.proceed, false);
    assert.match(stopped.message ?? '', /not agreed/);
    const nobody = await controller().runPreSession({ ...flow, visitorId: 'cust-9999' });
    assert.equal(nobody.proceed, false);
    assert.match(nobody.message ?? '', /can't see a contact with this visitor ID/);
    const ben = [...org.records.values()].find(
        ({ fields }) => fields['Glance_Visitor_Id__c'] === 'cust-1002'
    );
    assert.ok(ben);
    ben.fields['Glance_Visitor_Id__c'] = 'cust-1001';
    const several = await controller().runPreSession(flow);
    assert.equal(several.proceed, false);
    assert.match(several.message ?? '', /Several contacts have this visitor ID/);
    await assert.rejects(
        controller().runPreSession({ flowName: 'Glance_Nope' }),
        code('flowMissing')
    );
});
