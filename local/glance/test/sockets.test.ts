import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Glance } from '../server.ts';
import { ask, dial, type TestSocket } from './by-name.ts';
import { ManualClock } from './manual-clock.ts';
import {
    AGENT_ORIGIN,
    arrive,
    GROUP,
    listen,
    makeLoginKey,
    authorize,
    SHOP_ORIGIN,
    startStand,
    tokenFrom
} from './stand.ts';

let glance: Glance;
let token: string;

before(async () => {
    glance = await startStand();
    token = await tokenFrom(glance);
});
after(() => glance.close());
afterEach(() => glance.misbehave.reset());

async function connect(message: object, origin = AGENT_ORIGIN): Promise<TestSocket> {
    const socket = await dial(glance, 'pr1.glance.net/agent', origin);
    socket.send({ type: 'connect', groupid: GROUP, visitorid: 'x', version: '6.25.0', ...message });
    return socket;
}

describe('an agent’s socket', () => {
    test('is told the keepalive, and nothing of a visitor who is there', async () => {
        const visitor = await arrive(glance, 'sock-1');
        glance.misbehave.set({ keepaliveSeconds: 7 });
        const agent = await listen(glance, token, 'sock-1');
        agent.send({ type: 'k' });
        visitor.send({ type: 'anything' });
        await agent.inbox.next(({ type }) => type === 'anything');
        assert.deepEqual(agent.inbox.all, [
            { type: 'connected', keepalive: 7, data: {} },
            { type: 'anything' }
        ]);
        await Promise.all([agent.close(), visitor.close()]);
    });

    test('is refused without a good token, with one of another group, and from another origin', async () => {
        const wrong = [
            await connect({}),
            await connect({ authorization: 'MINE' }),
            await connect({ authorization: token, groupid: 67890 }),
            await connect({ authorization: token }, 'https://elsewhere.example')
        ];
        for (const socket of wrong) {
            assert.deepEqual(await socket.inbox.next(), {
                type: 'error',
                data: { code: 'authorization', msg: 'not authorized', params: '' }
            });
            assert.equal(await socket.closed, 1008);
        }
    });

    test('takes orders for the visitor, and says nothing of what became of them', async () => {
        const visitor = await arrive(glance, 'sock-2');
        const agent = await listen(glance, token, 'sock-2');
        const order = {
            mtype: 'invoke',
            data: { func: 'GLANCE.Cobrowse.Visitor.showTerms', args: {} }
        };
        agent.send({ type: 'invoke', ...order });
        assert.deepEqual(await visitor.inbox.next(({ mtype }) => mtype === 'invoke'), order);
        await visitor.close();
        agent.send({ type: 'invoke', ...order });
        await agent.inbox.next(({ type }) => type === 'visitorconn');
        const late = await arrive(glance, 'sock-2');
        await agent.inbox.next(({ type }) => type === 'presence');
        assert.equal(
            late.inbox.all.some(({ mtype }) => mtype === 'invoke'),
            false
        );
        await Promise.all([agent.close(), late.close()]);
    });

    test('is counted while it is open, for each visitor', async () => {
        await until(() => glance.traffic().openAgentSockets === 0);
        const agents = [
            await listen(glance, token, 'sock-3'),
            await listen(glance, token, 'sock-3')
        ];
        const silent = await dial(glance, 'pr1.glance.net/agent', AGENT_ORIGIN);
        assert.equal(glance.traffic().openAgentSockets, 3);
        assert.equal(glance.traffic().agentSocketsByVisitor['sock-3'], 2);
        await Promise.all([...agents, silent].map((socket) => socket.close()));
        await until(() => glance.traffic().openAgentSockets === 0);
        assert.equal(glance.traffic().agentSocketsByVisitor['sock-3'], undefined);
    });

    test('hears the server’s words', async () => {
        const agent = await listen(glance, token, 'sock-4');
        for (const word of ['serverclose', 'redirect', 'scaledown'] as const) {
            glance.misbehave.tellAgents(word);
            const message = await agent.inbox.next(({ type }) => type === word);
            assert.equal(word === 'redirect', message['data'] !== undefined);
        }
        await agent.close();
    });

    test('is dropped with a close frame, or cut', async () => {
        const one = await listen(glance, token, 'sock-5');
        assert.ok(glance.misbehave.dropAgentConnections() >= 1);
        assert.equal(await one.closed, 1001);
        const two = await listen(glance, token, 'sock-5');
        glance.misbehave.dropAgentConnections('cut');
        assert.equal(await two.closed, 1006);
    });
});

describe('when a token runs out', () => {
    let slow: Glance;
    let clock: ManualClock;

    before(async () => {
        clock = new ManualClock();
        slow = await startStand({ clock });
    });
    after(() => slow.close());

    async function listenFor20Minutes(): Promise<TestSocket> {
        const { body } = await authorize(slow, { loginkey: makeLoginKey({ nowMs: clock.now() }) });
        return listen(slow, String(body), 'sock-6');
    }

    test('an open socket lives on', async () => {
        const agent = await listenFor20Minutes();
        clock.advance(21 * 60_000);
        const visitor = await arrive(slow, 'sock-6');
        await agent.inbox.next(({ type }) => type === 'presence');
        await Promise.all([agent.close(), visitor.close()]);
    });

    test('an open socket is closed on demand', async () => {
        slow.misbehave.set({ closeExpiredSockets: true });
        const agent = await listenFor20Minutes();
        clock.advance(21 * 60_000);
        assert.equal(await agent.closed, 1008);
    });
});

describe('a visitor’s socket', () => {
    test('tells agents everything in the words of the page', async () => {
        const agent = await listen(glance, token, 'sock-7');
        const visitor = await arrive(glance, 'sock-7', { url: '/a' });
        const events = [
            { type: 'visibility', data: { visibility: 'hidden' } },
            { type: 'terms', data: { status: 'displayed' } },
            { type: 'visitorsessionstart' },
            { type: 'visitorerror', data: { code: 'dupkey', msg: 'm', params: {} } },
            { type: 'visitorsessionend', data: { reason: 'error' } }
        ];
        for (const event of [...events, { type: 'k' }]) {
            visitor.send(event);
        }
        await visitor.close();
        await agent.inbox.next(
            ({ type, data }) =>
                type === 'visitorconn' && !(data as { connected: boolean }).connected
        );
        assert.deepEqual(agent.inbox.all.slice(3, -2), [
            { type: 'presence', data: { url: '/a' } },
            ...events
        ]);
        await agent.close();
    });

    test('is refused for an impossible id and another’s made-up id', async () => {
        const { json } = await ask(glance, `presence.glance.net/uniquevisitor?groupid=${GROUP}`);
        const { guesttoken } = json as { guesttoken: string };
        const messages = [
            { groupid: GROUP, visitorid: 'rosa@example.com' },
            { groupid: 99_999, visitorid: 'cust-1001' },
            { groupid: GROUP, visitorid: 'UNQ-1', guesttoken }
        ];
        for (const message of messages) {
            const socket = await dial(glance, 'pr1.glance.net/visitorws', SHOP_ORIGIN);
            socket.send({ type: 'connect', version: '6.33.0', ...message });
            assert.equal((await socket.inbox.next())['type'], 'error');
            assert.equal(await socket.closed, 1008);
        }
    });

    test('is blurred on demand', async () => {
        const visitor = await arrive(glance, 'sock-8');
        assert.equal(glance.misbehave.tellVisitors('blur'), 1);
        await visitor.inbox.next(({ type }) => type === 'blur');
        await visitor.close();
    });
});

describe('handshakes', () => {
    test('of presence are refused on demand', async () => {
        glance.misbehave.set({ refuseConnections: true });
        await assert.rejects(dial(glance, 'pr1.glance.net/agent'), /503/);
        await assert.rejects(dial(glance, 'pr1.glance.net/visitorws'), /503/);
    });

    test('at other paths are refused', async () => {
        await assert.rejects(dial(glance, 'pr1.glance.net/undefined'), /404/);
    });
});

test('what is no message closes the connection', async () => {
    const visitor = await dial(glance, 'pr1.glance.net/visitorws', SHOP_ORIGIN);
    visitor.send(null);
    assert.equal(await visitor.closed, 1006);
});

test('the terms are declined by themselves, or forgotten, on demand', async () => {
    const agent = await listen(glance, token, 'sock-9');
    const visitor = await arrive(glance, 'sock-9');
    const order = { mtype: 'invoke', data: { func: 'GLANCE.Cobrowse.Visitor.showTerms' } };
    glance.misbehave.set({ autoDecline: true });
    agent.send({ type: 'invoke', ...order });
    await agent.inbox.next(
        ({ type, data }) => type === 'terms' && (data as { status: string }).status === 'declined'
    );
    glance.misbehave.set({ autoDecline: false, neverShowTerms: true });
    agent.send({ type: 'invoke', ...order });
    visitor.send({ type: 'anything' });
    await agent.inbox.next(({ type }) => type === 'anything');
    assert.deepEqual(
        visitor.inbox.all.map(({ type }) => type),
        ['connected']
    );
    await Promise.all([agent.close(), visitor.close()]);
});

/** The server learns of a closing a moment after the client. */
async function until(holds: () => boolean): Promise<void> {
    const deadline = Date.now() + 2000;
    while (!holds()) {
        assert.ok(Date.now() < deadline, 'it never came to hold');
        await new Promise((resolve) => setImmediate(resolve));
    }
}
