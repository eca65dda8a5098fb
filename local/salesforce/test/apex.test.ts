import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { startApexHost, type ApexHost } from '../../apex/host/apex-host.ts';
import {
    settingsFrom,
    startServer,
    type RunningService
} from '../../../login-key-service/src/index.ts';
import { contactIds, personAccountId } from '../records.ts';
import { accessFolder, partFolders, sourceFolder, stageFolder } from '../build/paths.ts';
import { stageEndpoints, stageNetwork } from '../org/network.ts';
import { ACTIVE_FLOWS, createOrg, type Org } from '../org/org.ts';
import { apexRoutes } from '../routes/apex-routes.ts';

/** The package's Apex itself, called by pages, with a login key service and a web server of Glance's that are real enough. */

const BEARER = 'b'.repeat(40);
const ISSUER = 'https://stage.example.com';
const FOLDERS = [sourceFolder, accessFolder, ...partFolders, stageFolder];
const certificate = generateKeyPairSync('rsa', { modulusLength: 2048 });
const [rosa = ''] = contactIds;

let loginKeys: RunningService;
let glance: Server;
let asked: { url: string | undefined; body: string }[];
let reply: { status: number; body: string };
let host: ApexHost;
let app: FastifyInstance;
let org: Org;
let log: string[];

before(async () => {
    loginKeys = await startServer(
        settingsFrom({
            GLANCE_GROUP_ID: '12345',
            GLANCE_API_KEY: 'an API key of the group',
            BEARER_TOKENS: BEARER,
            JWT_PUBLIC_KEY: certificate.publicKey.export({ type: 'spki', format: 'pem' }) as string,
            JWT_ISSUER: ISSUER,
            JWT_AUDIENCE: 'login-keys',
            PORT: '0'
        }),
        { write: () => undefined }
    );
    glance = createServer((request, response) => {
        void (async () => {
            let body = '';
            for await (const chunk of request) {
                body += String(chunk);
            }
            asked.push({ url: request.url, body });
            response.writeHead(reply.status, { Location: '/elsewhere' }).end(reply.body);
        })();
    });
    glance.listen(0, '127.0.0.1');
    await once(glance, 'listening');
    host = await startApexHost(
        {
            folders: FOLDERS,
            activeFlows: ACTIVE_FLOWS,
            endpoints: stageEndpoints(origin(), { url: loginKeys.url, bearerToken: BEARER }),
            certificates: {
                Stage: certificate.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
            }
        },
        stageNetwork(origin())
    );
});

after(async () => {
    await host.close();
    glance.closeAllConnections();
    glance.close();
    await loginKeys.close();
});

beforeEach(async () => {
    asked = [];
    log = [];
    reply = {
        status: 200,
        body: '<Session><id>1008</id><servername>cs1.glance.net</servername></Session>'
    };
    org = createOrg({ glanceUrl: origin(), byName: true, folders: FOLDERS });
    app = Fastify();
    await app.register(apexRoutes, { org, apex: host, log: (line) => log.push(line) });
});

afterEach(() => app.close());

function origin(): string {
    return `http://127.0.0.1:${(glance.address() as AddressInfo).port}`;
}

interface AnswerOfApex {
    readonly state: 'SUCCESS' | 'ERROR';
    readonly returnValue?: Record<string, unknown> & string;
    readonly error?: { readonly status: number; readonly body: { readonly message: string } };
}

async function call(method: string, parameters: object = {}, query = ''): Promise<AnswerOfApex> {
    const className =
        method === 'isSet' || method === 'save' ? 'GlanceApiKeyController' : 'GlanceJoinController';
    const response = await app.inject({
        method: 'POST',
        url: `/apex/${className}/${method}${query}`,
        payload: parameters
    });
    assert.equal(response.statusCode, 200);
    return response.json<AnswerOfApex>();
}

async function returned(
    method: string,
    parameters: object = {}
): Promise<AnswerOfApex['returnValue']> {
    const answer = await call(method, parameters);
    assert.equal(answer.state, 'SUCCESS', JSON.stringify(answer));
    return answer.returnValue;
}

async function codeOf(method: string, parameters: object = {}): Promise<string | undefined> {
    return (await call(method, parameters)).error?.body.message;
}

describe('calls', () => {
    test('a result comes back without what is null', async () => {
        const context = await returned('getContext', { settingsName: null });
        assert.equal(context?.['groupId'], '12345');
        assert.equal(context['partnerUserId'], 'alex.agent@example.com');
        assert.equal(context['showTerms'], true);
        assert.deepEqual(context['problems'], []);
        assert.equal('presenceServer' in context, false);
        const fields = context['visitorFields'] as { objectApiName: string }[];
        assert.ok(fields.some((field) => field.objectApiName === 'VoiceCall'));
    });

    test('an exception for components reaches them with its message, as Lightning has it', async () => {
        assert.deepEqual((await call('getContext', { settingsName: 'Nope' })).error, {
            status: 500,
            statusText: 'Server Error',
            body: {
                exceptionType: 'System.AuraHandledException',
                isUserDefinedException: false,
                message: 'settingsMissing',
                stackTrace: ''
            }
        });
        assert.deepEqual(log, []);
    });

    test('what else goes wrong stays in the org', async () => {
        assert.equal(
            await codeOf('runPreSession', { flowName: 'Glance_X', recordId: 'no id' }),
            'An internal server error has occurred'
        );
        assert.match(log.join('\n'), /Invalid id: no id/);
    });

    test('without the permission set, the class itself can not be called', async () => {
        org.permissionSets = [];
        const { error } = await call('getContext');
        assert.equal(error?.status, 403);
        assert.match(
            error.body.message,
            /do not have access to the Apex class named 'GlanceJoinController'/
        );
        org.permissionSets = ['Glance_Agent'];
        assert.equal((await call('getContext')).state, 'SUCCESS');
        assert.match((await codeOf('isSet')) ?? '', /GlanceApiKeyController/);
    });

    test('only methods for components can be called, and only cacheable ones be wired', async () => {
        for (const method of ['nope', 'newContext', 'constructor', 'toString', '__proto__']) {
            assert.equal((await call(method)).error?.status, 404, method);
        }
        assert.equal((await call('getContext', {}, '?wired')).error?.status, 400);
    });
});

describe('login keys', () => {
    test('come from the service with the shared token', async () => {
        const key = await returned('getLoginKey');
        assert.match(String(key?.['loginKey']), /^\$1\$\d{10}\$/);
        assert.equal(key?.['partnerUserId'], 'alex.agent@example.com');
    });

    test('come from the service with a token that the certificate signed', async () => {
        Object.assign(org.settings['Default'] ?? {}, {
            Named_Credential__c: 'Glance_Login_Key',
            Jwt_Certificate__c: 'Stage',
            Jwt_Issuer__c: ISSUER,
            Jwt_Audience__c: 'login-keys'
        });
        assert.equal((await returned('getLoginKey'))?.['groupId'], 12345);
        Object.assign(org.settings['Default'] ?? {}, {
            Jwt_Issuer__c: 'https://elsewhere.example.com'
        });
        assert.equal(await codeOf('getLoginKey'), 'loginKeyRefused');
        Object.assign(org.settings['Default'] ?? {}, { Jwt_Certificate__c: 'Nope' });
        assert.equal(await codeOf('getLoginKey'), 'certificateMissing');
    });

    test('without any token the service refuses', async () => {
        Object.assign(org.settings['Default'] ?? {}, { Named_Credential__c: 'Glance_Login_Key' });
        assert.equal(await codeOf('getLoginKey'), 'loginKeyRefused');
    });

    test('without access to the credential nobody is asked', async () => {
        org.permissionSets = ['Glance_Agent'];
        assert.equal(await codeOf('getLoginKey'), 'loginKeyServiceUnreachable');
        org.permissionSets = ['Glance_Agents'];
        Object.assign(org.settings['Default'] ?? {}, { Named_Credential__c: 'Nope' });
        assert.equal(await codeOf('getLoginKey'), 'loginKeyServiceUnreachable');
    });

    test('are made in the org once an admin has entered the API key, and nobody gets to see it', async () => {
        Object.assign(org.settings['Default'] ?? {}, { Login_Key_Source__c: 'Org' });
        assert.equal(await codeOf('getLoginKey'), 'apiKeyMissing');
        org.permissionSets = ['Glance_Admin'];
        assert.equal(await returned('isSet'), false);
        assert.equal(await returned('save', { apiKey: 'secret key' }), null);
        assert.equal(await returned('isSet'), true);
        org.permissionSets = ['Glance_Agents'];
        const answer = await call('getLoginKey');
        assert.equal(answer.state, 'SUCCESS');
        assert.doesNotMatch(JSON.stringify([answer, ...org.records.values()]), /secret key/);
    });
});

describe('sessions', () => {
    test("are asked for at Glance's web server, with a login key", async () => {
        assert.equal(await returned('lookUpSession', { sessionKey: 'a-Key_1~' }), 'running');
        assert.equal(asked[0]?.url, '/services/SessionService.asmx/LookupPartnerSession2');
        const form = new URLSearchParams(asked[0].body);
        assert.equal(form.get('ssnkey'), 'a-Key_1~');
        assert.match(form.get('loginkey') ?? '', /^\$1\$/);
    });

    test('no redirect is followed, and a host that is no remote site is not called', async () => {
        reply = { status: 302, body: '' };
        assert.equal(await returned('lookUpSession', { sessionKey: '1234' }), 'unknown');
        assert.equal(asked.length, 1);
        Object.assign(org.settings['Default'] ?? {}, {
            Environment__c: 'custom',
            Web_Server__c: 'glance.example.com',
            Confirmed_Web_Server__c: 'glance.example.com'
        });
        assert.equal(await returned('lookUpSession', { sessionKey: '1234' }), 'unknown');
        assert.equal(asked.length, 1);
    });
});

describe('records', () => {
    const flow = { flowName: 'Glance_Check_Consent' };

    test('are those of the pages, as they are now', async () => {
        const parameters = { ...flow, recordId: rosa };
        assert.equal((await returned('runPreSession', parameters))?.['proceed'], true);
        const record = org.records.get(rosa);
        assert.ok(record);
        record.fields['Glance_Consent__c'] = false;
        const stopped = await returned('runPreSession', parameters);
        assert.equal(stopped?.['proceed'], false);
        assert.match(String(stopped['message']), /has not agreed/);
        org.records.delete(rosa);
        assert.equal(await codeOf('runPreSession', parameters), 'recordUnreadable');
    });

    test('are read as the user, by lookups and person accounts too', async () => {
        const read = (recordId: string, visitorIdField: string | null) =>
            call('runPreSession', { ...flow, recordId, visitorIdField });
        assert.equal((await read(personAccountId, null)).returnValue?.['visitorId'], 'cust-1003');
        org.hiddenFields = ['Contact.Glance_Visitor_Id__c'];
        assert.equal((await read(rosa, null)).error?.body.message, 'visitorFieldUnreadable');
        org.hiddenFields = [];
        assert.equal((await read(rosa, null)).returnValue?.['visitorId'], 'cust-1001');
    });

    test('a flow that ends in a fault, and one that there is not', async () => {
        assert.equal(await codeOf('runPreSession', { flowName: 'Glance_Broken' }), 'flowFailed');
        assert.equal(await codeOf('runPreSession', { flowName: 'Glance_Nope' }), 'flowMissing');
    });

    test('settings are those of the org, and so is who asks', async () => {
        Object.assign(org.settings['Default'] ?? {}, { Group_Id__c: '12' });
        Object.assign(org.user, { federationIdentifier: '' });
        const context = await returned('getContext');
        assert.deepEqual(context?.['problems'], ['groupIdInvalid', 'puidMissing']);
        org.settings['Second'] = { Group_Id__c: '54321', Show_Terms__c: false };
        const second = await returned('getContext', { settingsName: 'Second' });
        assert.equal(second?.['groupId'], '54321');
        assert.equal(second['showTerms'], false);
    });
});

test('App Builder is told what classes offer', async () => {
    const rows = async (url: string): Promise<{ label: string; value: string }[]> =>
        (await app.inject(`/stage/pick-lists/${url}`)).json();
    org.permissionSets = ['Glance_Admin'];
    assert.deepEqual(await rows('GlanceSettingsPickList'), [
        { label: 'Default', value: 'Default' }
    ]);
    const flows = await rows('GlancePreSessionFlowPickList');
    assert.deepEqual(
        flows.map(({ value }) => value),
        ['', 'Glance_Broken', 'Glance_Check_Consent']
    );
    const fields = await rows('GlanceVisitorFieldPickList?entityName=Case');
    assert.ok(fields.some(({ value }) => value === 'Contact.Glance_Visitor_Id__c'));
    assert.equal((await app.inject('/stage/pick-lists/GlanceSettings')).statusCode, 404);
});
