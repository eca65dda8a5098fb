import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Glance } from '../server.ts';
import { AGENT, dial, GROUP, makeLoginKey, startStand, type TestSocket } from './stand.ts';

let glance: Glance;

before(async () => {
    glance = await startStand();
});
after(() => glance.close());
afterEach(() => glance.misbehave.reset());

interface Page {
    readonly status: number;
    readonly html: string;
}

async function open(path: string, change: Record<string, string> = {}): Promise<Page> {
    const query = new URLSearchParams({
        partnerid: String(GROUP),
        partneruserid: AGENT,
        loginkey: makeLoginKey(),
        ...change
    });
    const response = await fetch(`${glance.url}/agentjoin/${path}?${query}`);
    return { status: response.status, html: await response.text() };
}

function startSession(sessionKey: string): Promise<TestSocket> {
    return dial(glance, '/internal/share', { groupid: String(GROUP) }).then(async (socket) => {
        const visitor = { visitorid: 'cust-1001', name: `Rosa ${'x'.repeat(80)}` };
        socket.send({
            type: 'start',
            sessionKey,
            visitor,
            presentAs: 'cust-1001',
            acceptedTerms: false
        });
        await socket.inbox.next(({ type }) => type === 'started');
        return socket;
    });
}

/** Takes a seat as the script of this viewer page would. */
async function takeSeat({ html }: Page): Promise<TestSocket> {
    const data = /id="session">(.+?)<\/script>/.exec(html)?.[1] ?? '';
    const { ticket } = JSON.parse(data) as { ticket: string };
    const socket = await dial(glance, '/internal/view', { groupid: String(GROUP) });
    socket.send({ type: 'hello', groupId: GROUP, ticket });
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

    test('accepts a key of standard base64 that is not escaped in the address', async () => {
        let loginkey = '';
        for (let seconds = 60; !loginkey.includes('+'); seconds += 1) {
            loginkey = makeLoginKey({ seconds, encoding: 'base64' });
        }
        const query = `SessionKey=k&Wait=1&partnerid=${GROUP}&partneruserid=${AGENT}&loginkey=${loginkey}`;
        const { status } = await fetch(`${glance.url}/agentjoin/AgentView.aspx?${query}`);
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
            await open('AgentView.aspx', { SessionKey: 'wait-1', Wait: '1' })
        );
        await seat.inbox.next(({ type }) => type === 'waiting');
        const shared = await startSession('wait-1');
        const live = await seat.inbox.next(({ type }) => type === 'live');
        assert.equal((live['visitor'] as { name: string }).name.length, 63);
        shared.send({ type: 'event', event: { type: 4, data: {} } });
        await seat.inbox.next(({ type }) => type === 'event');
        shared.send({ type: 'stop' });
        await seat.inbox.next(({ type }) => type === 'ended');
        await Promise.all([seat.close(), shared.close()]);
    });

    test('tells the visitor who watches, and lets the agent end the session', async () => {
        const shared = await startSession('end-1');
        const seat = await takeSeat(
            await open('AgentView.aspx', { SessionKey: 'end-1', name: 'Alex' })
        );
        const { agents } = await shared.inbox.next(
            ({ type, agents: list }) => type === 'agents' && (list as unknown[]).length > 0
        );
        assert.deepEqual(agents, [{ name: 'Alex' }]);
        seat.send({ type: 'end' });
        await shared.inbox.next(({ type }) => type === 'ended');
        await Promise.all([seat.close(), shared.close()]);
    });

    test('does not let in a page without a ticket', async () => {
        const socket = await dial(glance, '/internal/view', { groupid: String(GROUP) });
        socket.send({ type: 'hello', groupId: GROUP, ticket: 'x' });
        assert.deepEqual(await socket.inbox.next(), { type: 'refused' });
        await socket.closed;
    });

    test('never contains the login key', async () => {
        const loginkey = makeLoginKey();
        const { html } = await open('AgentView.aspx', { SessionKey: 'k', Wait: '1', loginkey });
        assert.equal(html.includes(loginkey.slice(14)), false);
    });
});

describe('a session', () => {
    test('goes on with the visitor’s next page, even after a restart of Glance', async () => {
        const first = await startSession('go-on');
        const { resume } = first.inbox.all.find(({ type }) => type === 'started') ?? {};
        await first.close();
        const { port } = glance;
        await glance.close();
        glance = await startStand({ port });
        const second = await dial(glance, '/internal/share', { groupid: String(GROUP) });
        second.send({ type: 'continue', resume, visitor: {} });
        const { sessionKey } = await second.inbox.next(({ type }) => type === 'started');
        assert.equal(sessionKey, 'go-on');
        await second.close();
    });

    test('is not continued by somebody who was not in it', async () => {
        const socket = await dial(glance, '/internal/share', { groupid: String(GROUP) });
        socket.send({ type: 'continue', resume: 'x', visitor: {} });
        assert.equal((await socket.inbox.next())['type'], 'refused');
        await socket.closed;
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
