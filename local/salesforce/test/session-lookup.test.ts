import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { startGlance } from '../../glance/server.ts';
import { AuraHandledException } from '../apex/aura-handled-exception.ts';
import { GlanceJoinController } from '../apex/glance-join-controller.ts';
import { createOrg, type Org } from '../org/org.ts';

const loginKey = `$1$1900000000$${'a'.repeat(43)}`;
const found = '<Session><id>1008</id><servername>cs1.glance.net</servername></Session>';

let org: Org;
let server: Server;
let origin: string;
let asked: { url: string | undefined; body: string }[];
let keys: { status: number };
let reply: { status: number; body: string };

/** Plays the login key service and Glance's web server at one address. */
beforeEach(async () => {
    asked = [];
    keys = { status: 200 };
    reply = { status: 200, body: found };
    server = createServer((request, response) => {
        void (async () => {
            let body = '';
            for await (const chunk of request) {
                body += String(chunk);
            }
            if (request.url === '/loginkey') {
                const key = { loginKey, groupId: 12345, expiration: 1_900_000_000 };
                response.writeHead(keys.status).end(JSON.stringify(key));
                return;
            }
            asked.push({ url: request.url, body });
            response.writeHead(reply.status, { Location: '/elsewhere' }).end(reply.body);
        })();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    org = await createOrg({ glanceUrl: origin, metadataFolder: 'no-such-folder' });
    org.customPermissions = ['Glance_Join'];
});

afterEach(() => {
    server.closeAllConnections();
    server.close();
});

function lookUp(sessionKey: string | null): Promise<string> {
    const controller = new GlanceJoinController(org, { url: origin, bearerToken: 'secret' });
    return controller.lookUpSession({ settingsName: 'Default', sessionKey });
}

test('a session is asked for with a login key of the running user', async () => {
    assert.equal(await lookUp('a-Key_1~'), 'running');
    assert.equal(asked[0]?.url, '/services/SessionService.asmx/LookupPartnerSession2');
    assert.deepEqual(Object.fromEntries(new URLSearchParams(asked[0]?.body)), {
        partnerid: '12345',
        partneruserid: 'alex.agent@example.com',
        loginkey: loginKey,
        ssnkey: 'a-Key_1~'
    });
});

test('the answer is read by element name', async () => {
    const answers: Readonly<Record<string, string>> = {
        '<a xmlns="urn:x"><b><id> 7 </id></b><x:c xmlns:x="urn:y"><x:servername>s</x:servername></x:c></a>':
            'running',
        '<Session><id>1008</id><servername/></Session>': 'waiting',
        '<Session><id>1008</id></Session>': 'waiting',
        '<Session><id>0</id><servername/></Session>': 'none',
        '<?xml version="1.0"?><id>0</id>': 'none',
        '<Session><id/></Session>': 'unknown',
        '<Session/>': 'unknown',
        '<Session><id>0</Session>': 'unknown',
        '{"id": 0}': 'unknown',
        '': 'unknown'
    };
    for (const [body, expected] of Object.entries(answers)) {
        reply = { status: 200, body };
        assert.equal(await lookUp('1234'), expected, body);
    }
});

test('any failure is unknown', async () => {
    for (const status of [302, 401, 404, 500, 503]) {
        reply = { status, body: found };
        assert.equal(await lookUp('1234'), 'unknown', String(status));
    }
    const { length } = asked;
    keys = { status: 403 };
    assert.equal(await lookUp('1234'), 'unknown', 'no login key');
    assert.equal(asked.length, length);
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    assert.equal(await lookUp('1234'), 'unknown', 'nobody answers');
});

test('who may not join may not look up, and only session keys are looked up', async () => {
    const code = (expected: string) => (error: unknown) =>
        error instanceof AuraHandledException && error.message === expected;
    for (const sessionKey of [null, '', ' ', 'a b', 'a&b', 'a'.repeat(63)]) {
        await assert.rejects(lookUp(sessionKey), code('sessionKeyInvalid'), String(sessionKey));
    }
    org.customPermissions = [];
    await assert.rejects(lookUp('1234'), code('notPermitted'));
    assert.deepEqual(asked, []);
});

test('the stage’s Glance tells a session that waits from one that is not there', async (t) => {
    const glance = await startGlance({
        groups: [
            {
                groupId: 12345,
                apiKey: 'key',
                agentOrigins: [],
                partnerUserIds: [org.user.federationIdentifier]
            }
        ]
    });
    t.after(() => glance.close());
    org = { ...org, glanceUrl: glance.url };
    org.settings['Default'] = { ...org.settings['Default'], Login_Key_Source__c: 'Org' };
    org.apiKey.save('key');
    assert.equal(await lookUp('1234'), 'none');
    const start = { groupid: 12345, sessionType: 4, sessionKey: '1234', disambiguateId: 885 };
    await fetch(new URL('/services/SessionProvisioning/StartSession2', glance.url), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(start)
    });
    assert.equal(await lookUp('1234'), 'waiting');
    assert.equal(await lookUp('4321'), 'none');
    org.apiKey.save('another key');
    assert.equal(await lookUp('1234'), 'unknown');
});
