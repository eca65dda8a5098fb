import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Glance } from '../server.ts';
import { ask, dial, type Answer } from './by-name.ts';
import {
    AGENT,
    AGENT_ORIGIN,
    GROUP,
    makeLoginKey,
    share,
    SHOP_ORIGIN,
    startStand
} from './stand.ts';

let glance: Glance;

before(async () => {
    glance = await startStand();
});
after(() => glance.close());
afterEach(() => glance.misbehave.reset());

async function start(sessionKey: string, groupid: unknown = String(GROUP)): Promise<unknown> {
    const { json } = await ask(
        glance,
        'www.glance.net/services/SessionProvisioning/StartSession2',
        {
            method: 'POST',
            origin: SHOP_ORIGIN,
            body: { sessionType: 4, groupid, disambiguateId: 42, sessionKey }
        }
    );
    return json;
}

describe('StartSession2', () => {
    test('names the session and its server', async () => {
        const { callId, ...answer } = (await start('start-1')) as Record<string, unknown>;
        assert.ok(Number(callId) > 0);
        assert.deepEqual(answer, {
            sessionId: '12345.start-1.42',
            sessionKey: 'start-1',
            serverName: 'cs1.glance.net'
        });
    });

    test('makes a key of four digits', async () => {
        const { sessionKey } = (await start('GLANCE_KEYTYPE_RANDOM')) as { sessionKey: string };
        assert.match(sessionKey, /^\d{4}$/);
    });

    test('refuses a key in use with status 13, and other mistakes with another', async () => {
        await start('start-2');
        const { callId, status } = (await start('start-2')) as Record<string, unknown>;
        assert.deepEqual([callId, status], [0, 13]);
        for (const mistake of [await start('a b'), await start('k', 11_111)]) {
            const refused = mistake as Record<string, unknown>;
            assert.equal(refused['callId'], 0);
            assert.notEqual(refused['status'], 13);
            assert.equal(typeof refused['message'], 'string');
        }
    });

    test('fails on demand', async () => {
        glance.misbehave.set({ startSessionFails: 'dupkey' });
        assert.equal(((await start('start-3')) as { status: number }).status, 13);
        glance.misbehave.set({ startSessionFails: 'service' });
        assert.notEqual(((await start('start-3')) as { status: number }).status, 13);
    });
});

describe('the session’s socket', () => {
    test('tells the page its pings and who watches', async () => {
        const page = await share(glance, 'share-1');
        assert.equal((await page.inbox.next())['mtype'], 'SU');
        await page.close();
    });

    test('closes for a page of no session', async () => {
        const page = await dial(glance, 'cs1.glance.net/visitor/ws', SHOP_ORIGIN);
        page.send({ mtype: 'CN', data: { ssnid: '12345.none.1', visitortoken: 'x' } });
        assert.equal((await page.inbox.next())['mtype'], 'close');
        assert.equal(await page.closed, 1000);
    });

    test('a following page takes over', async () => {
        const page = await share(glance, 'share-2');
        const next = await dial(glance, 'cs1.glance.net/visitor/ws', SHOP_ORIGIN);
        next.send({ mtype: 'CN', data: { ssnid: '12345.share-2.7', visitortoken: 'secret' } });
        await page.inbox.next(({ mtype }) => mtype === 'BL');
        glance.misbehave.endSessions();
        await next.inbox.next(({ mtype }) => mtype === 'close');
        await Promise.all([page.close(), next.close()]);
    });
});

test('what the scripts report is taken', async () => {
    for (const address of [
        'cs1.glance.net/visitor/LG',
        'www.glance.net/services/InternalService.asmx/ViewerError2'
    ]) {
        const { status } = await ask(glance, address, { method: 'POST', body: {} });
        assert.equal(status, 200);
    }
    const sockjs = await ask(glance, 'cs1.glance.net/visitor/sjs/info?t=1', {
        origin: SHOP_ORIGIN
    });
    assert.equal((sockjs.json as { websocket: boolean }).websocket, false);
});

describe('invitations by SMS', () => {
    const invite = (key: string, body: object): Promise<Answer> =>
        ask(glance, `www.glance.net/api/SessionInvitation/smsInvite/?groupid=${GROUP}`, {
            method: 'POST',
            origin: AGENT_ORIGIN,
            headers: { authorization: `Bearer GKEY ${GROUP}&${AGENT}&${key}` },
            body
        });
    const wish = { sessiontype: 1, smsPhone: '+1 202 555 0101', sessionParams: { camera: 'back' } };

    test('are kept, and answered with text and key', async () => {
        const { status, json } = await invite(makeLoginKey(), wish);
        const { invitationText, sessionKey } = json as Record<string, string>;
        assert.equal(status, 200);
        assert.ok(invitationText?.includes(sessionKey ?? 'no key'));
        const kept = await fetch(`${glance.url}/stage/invitations`);
        assert.match(await kept.text(), /\+1 202 555 0101/);
    });

    test('need a login key and a number', async () => {
        assert.equal((await invite('x', wish)).status, 401);
        assert.equal((await invite(makeLoginKey(), { sessiontype: 1 })).status, 400);
    });
});
