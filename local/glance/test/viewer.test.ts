import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Glance } from '../server.ts';
import type { ViewerPageData } from '../wire.ts';
import { ask, dial, type TestSocket } from './by-name.ts';
import {
    AGENT,
    AGENT_ORIGIN,
    credentials,
    GROUP,
    makeLoginKey,
    share,
    startStand
} from './stand.ts';

let glance: Glance;

before(async () => {
    glance = await startStand();
});
after(() => glance.close());
afterEach(() => glance.misbehave.reset());

interface Page {
    readonly status: number;
    readonly html: string;
    readonly cookie: string;
}

async function open(
    path: string,
    change: Record<string, string> = {},
    method: 'GET' | 'POST' = 'GET'
): Promise<Page> {
    const fields = new URLSearchParams({ ...credentials(), ...change });
    const address = `www.glance.net/agentjoin/${path}`;
    const { status, text, headers } =
        method === 'GET'
            ? await ask(glance, `${address}?${fields}`)
            : await ask(glance, address, { method, body: fields });
    return { status, html: text, cookie: String(headers['set-cookie'] ?? '') };
}

/** Takes a seat as the script of this viewer page would. */
async function takeSeat({ html }: Page): Promise<TestSocket> {
    const data = /id="session">(.+?)<\/script>/.exec(html)?.[1] ?? '';
    const { ticket, server } = JSON.parse(data) as ViewerPageData;
    assert.equal(server, 'cs1.glance.net');
    const socket = await dial(glance, `${server}/viewer/ws`);
    socket.send({ type: 'view', ticket });
    return socket;
}

describe('AgentView.aspx', () => {
    test('asks for a login when the credentials are missing, wrong or expired', async () => {
        const wrong = [
            { loginkey: '' },
            { loginkey: makeLoginKey({ seconds: -1 }) },
            { partneruserid: 'somebody else' },
            { partnerid: '67890' }
        ];
        for (const change of wrong) {
            const { status, html } = await open('AgentView.aspx', {
                SessionKey: 'k',
                Wait: '1',
                ...change
            });
            assert.equal(status, 401);
            assert.match(html, /You need to log in/);
        }
        glance.misbehave.set({ expireLoginKeys: true });
        assert.equal((await open('AgentView.aspx', { SessionKey: 'k', Wait: '1' })).status, 401);
    });

    test('is opened by a form, with names in upper case', async () => {
        const body = new URLSearchParams({
            WAIT: '1',
            SESSIONKEY: 'posted',
            PARTNERID: String(GROUP),
            PARTNERUSERID: AGENT,
            LOGINKEY: makeLoginKey()
        });
        const { status, text } = await ask(glance, 'www.glance.net/agentjoin/AgentView.aspx', {
            method: 'POST',
            body
        });
        assert.equal(status, 200);
        assert.match(text, /"sessionKey":"posted"/);
    });

    test('accepts a key of standard base64 that is not escaped in the address', async () => {
        let loginkey = '';
        for (let seconds = 60; !loginkey.includes('+'); seconds += 1) {
            loginkey = makeLoginKey({ seconds, encoding: 'base64' });
        }
        const query = `SessionKey=k&Wait=1&partnerid=${GROUP}&partneruserid=${AGENT}&loginkey=${loginkey}`;
        const { status } = await ask(glance, `www.glance.net/agentjoin/AgentView.aspx?${query}`);
        assert.equal(status, 200);
    });

    test('finds no session without waiting for one', async () => {
        const { status, html } = await open('AgentView.aspx', { SessionKey: '<b>1234' });
        assert.equal(status, 404);
        assert.match(html, /Session not found/);
        assert.match(html, /&lt;b&gt;1234/);
        assert.equal((await open('AgentView.aspx', { Wait: '1' })).status, 404);
    });

    test('waits for the session, shows it, and ends with it', async () => {
        const seat = await takeSeat(
            await open('AgentView.aspx', { SessionKey: 'wait-1', Wait: '1' }, 'POST')
        );
        await seat.inbox.next(({ type }) => type === 'waiting');
        const shared = await share(glance, 'wait-1');
        const started = await seat.inbox.next(({ type }) => type === 'started');
        assert.deepEqual(started['visitor'], { name: 'Rosa', visitorid: 'cust-1001' });
        shared.send({ mtype: 'UP', data: { rrweb: { type: 4, data: {} } } });
        await seat.inbox.next(({ type }) => type === 'event');
        shared.send({ mtype: 'LS', data: {} });
        await seat.inbox.next(({ type }) => type === 'ended');
        await Promise.all([seat.close(), shared.close()]);
    });

    test('tells the visitor who watches, and lets the agent end the session', async () => {
        const shared = await share(glance, 'end-1');
        const seat = await takeSeat(
            await open('AgentView.aspx', { SessionKey: 'end-1', name: 'Alex' })
        );
        await shared.inbox.next((message) => JSON.stringify(message).includes('"name":"Alex"'));
        seat.send({ type: 'end' });
        const { data } = await shared.inbox.next(({ mtype }) => mtype === 'close');
        assert.deepEqual(data, { reason: 'agent' });
        await Promise.all([seat.close(), shared.close()]);
    });

    test('does not let in a page without a ticket', async () => {
        const socket = await dial(glance, 'cs1.glance.net/viewer/ws');
        socket.send({ type: 'view', ticket: 'x' });
        assert.deepEqual(await socket.inbox.next(), { type: 'refused' });
        await socket.closed;
    });

    test('never contains the login key', async () => {
        const loginkey = makeLoginKey();
        const { html, cookie } = await open('AgentView.aspx', {
            SessionKey: 'k',
            Wait: '1',
            loginkey
        });
        assert.equal(`${html}${cookie}`.includes(loginkey.slice(14)), false);
    });
});

describe('AgentJoin.aspx', () => {
    test('asks for a session key and takes the credentials along', async () => {
        const { status, html } = await open('AgentJoin.aspx', { name: '"Alex"' });
        assert.equal(status, 200);
        assert.match(html, /name="SessionKey"/);
        assert.match(html, /name="name" value="&quot;Alex&quot;"/);
        assert.equal((await open('AgentJoin.aspx', { loginkey: 'x' })).status, 401);
    });
});

describe('sessions are looked up', () => {
    async function lookUp(call: string, ssnkey: string, change = {}): Promise<string> {
        const { status, text } = await ask(
            glance,
            `www.glance.net/services/SessionService.asmx/${call}`,
            {
                method: 'POST',
                body: new URLSearchParams({ ...credentials(), ssnkey, ...change })
            }
        );
        return status === 200 ? text : String(status);
    }

    test('there is none, one that waits for its page, or one that runs', async () => {
        assert.match(await lookUp('LookupPartnerSession2', 'look-1'), /<id>0<\/id>/);
        await ask(glance, 'www.glance.net/services/SessionProvisioning/StartSession2', {
            method: 'POST',
            body: { groupid: GROUP, sessionKey: 'look-2', disambiguateId: 1 }
        });
        assert.match(await lookUp('LookupPartnerSession2', 'look-2'), /<servername><\/servername>/);
        const shared = await share(glance, 'look-3');
        const found = await lookUp('LookupPartnerSession2', 'look-3');
        assert.match(found, /<id>\d{4}<\/id>/);
        assert.match(found, /<ssnid>12345\.look-3\.7<\/ssnid>/);
        assert.match(found, /<servername>cs1\.glance\.net<\/servername>/);
        await shared.close();
    });

    test('only with a good login key', async () => {
        assert.equal(await lookUp('LookupPartnerSession2', 'k', { loginkey: 'x' }), '401');
    });

    test('by browsers only on demand', async () => {
        const allowed = async (): Promise<string | undefined> =>
            (
                await ask(
                    glance,
                    'www.glance.net/services/SessionService.asmx/LookupPartnerSession2',
                    {
                        method: 'POST',
                        origin: AGENT_ORIGIN,
                        body: new URLSearchParams(credentials())
                    }
                )
            ).headers['access-control-allow-origin'];
        assert.equal(await allowed(), undefined);
        glance.misbehave.set({ sessionLookupCors: true });
        assert.equal(await allowed(), AGENT_ORIGIN);
    });

    test('the agent’s own, which the agent can be made to leave', async () => {
        const shared = await share(glance, 'own-1');
        assert.match(await lookUp('AgentInSession', ''), /<id>0<\/id>/);
        const page = await open('AgentView.aspx', { SessionKey: 'own-1' });
        const seat = await takeSeat(page);
        await seat.inbox.next(({ type }) => type === 'started');
        const ssnid = /<ssnid>(.+)<\/ssnid>/.exec(await lookUp('AgentInSession', ''))?.[1];
        const eject = async (cookie: string): Promise<number> =>
            (
                await ask(glance, 'cs1.glance.net/agent/message', {
                    method: 'POST',
                    origin: AGENT_ORIGIN,
                    headers: { cookie },
                    body: { ssnid, num: 1, mtype: 'EjectAgent', data: { reason: 'leave' } }
                })
            ).status;
        assert.equal(await eject('other=1'), 401);
        assert.match(page.cookie, /Domain=glance\.net; Secure; SameSite=None/);
        assert.equal(await eject(page.cookie.split(';')[0] ?? ''), 200);
        await seat.inbox.next(({ type }) => type === 'ended');
        assert.match(await lookUp('LookupPartnerSession2', 'own-1'), /<id>\d{4}</);
        await Promise.all([seat.close(), shared.close()]);
    });
});
