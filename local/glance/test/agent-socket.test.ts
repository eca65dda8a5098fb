import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AgentVersion } from './agent-browser.ts';
import { AgentDesk, GROUP, json, VISITOR } from './agent-desk.ts';

const OLD = '6.3.1';
const NEWER: readonly AgentVersion[] = ['6.19.0', '6.25.0'];
const SOCKJS = '//www.glancecdn.net/cobrowse/js/sockjs1.0.2.min.js';

function tell(desk: AgentDesk, type: string, connected: boolean): void {
    desk.browser.send({ type, data: { connected } });
}

function visitorEvents({ events }: AgentDesk): unknown[] {
    return events.filter(([kind]) => kind.startsWith('visitor'));
}

function sent({ browser }: AgentDesk): unknown[] {
    return browser.deeds.flatMap((deed) =>
        deed.kind === 'sent' ? [JSON.parse(deed.text) as unknown] : []
    );
}

const THERE = ['visitorconn', { connected: true }];
const GONE = ['visitorconn', { connected: false }];

for (const version of NEWER) {
    describe(`agent ${version} hears of its visitor`, () => {
        test('arriving: once', async () => {
            const desk = await new AgentDesk(version).connected();
            tell(desk, 'visitorconn', true);
            tell(desk, 'visitorsock', true);
            tell(desk, 'visitorconn', true);
            assert.deepEqual(visitorEvents(desk), [THERE]);
        });

        test('leaving: five seconds later, by visitorsock alone', async () => {
            const desk = await new AgentDesk(version).connected();
            tell(desk, 'visitorsock', true);
            tell(desk, 'visitorconn', false);
            await desk.clock.advance(10_000);
            assert.deepEqual(visitorEvents(desk), [THERE]);
            tell(desk, 'visitorsock', false);
            await desk.clock.advance(4_900);
            assert.deepEqual(visitorEvents(desk), [THERE]);
            await desk.clock.advance(200);
            assert.deepEqual(visitorEvents(desk), [THERE, GONE]);
        });

        test('loading the page anew: nothing', async () => {
            const desk = await new AgentDesk(version).connected();
            tell(desk, 'visitorsock', true);
            tell(desk, 'visitorsock', false);
            await desk.clock.advance(3_000);
            tell(desk, 'visitorsock', true);
            await desk.clock.advance(10_000);
            assert.deepEqual(visitorEvents(desk), [THERE]);
        });
    });
}

test('6.19 calls onvisitorconn without looking, 6.25 looks', async () => {
    for (const [version, errors] of [
        ['6.19.0', 1],
        ['6.25.0', 0]
    ] as const) {
        const desk = await new AgentDesk(version).connected();
        desk.agent.onvisitorconn = null;
        tell(desk, 'visitorconn', true);
        assert.equal(desk.page.errors.length, errors, version);
    }
});

test('other handlers may be null in every version', async () => {
    for (const version of [OLD, ...NEWER] as const) {
        const desk = await new AgentDesk(version).connected();
        desk.agent.onterms = null;
        desk.browser.send({ type: 'terms', data: { status: 'displayed' } });
        assert.deepEqual(desk.page.errors, []);
    }
});

describe('a connection that is lost', () => {
    /** When sockets were opened, in seconds since the first loss. */
    async function openings(version: AgentVersion, work: (desk: AgentDesk) => Promise<void>) {
        const desk = await new AgentDesk(version).connected();
        const start = desk.clock.now;
        const before = desk.browser.sockets.length;
        await work(desk);
        return desk.browser.deeds
            .filter(({ kind }) => kind === 'socket')
            .slice(before)
            .map(({ at }) => Math.round((at - start) / 1_000));
    }

    test('comes back after five seconds three times, then each minute', async () => {
        const seconds = await openings('6.25.0', async (desk) => {
            desk.isRefusingSockets = true;
            desk.browser.sockets[0]?.end(1006);
            await desk.clock.advance(140_000);
        });
        assert.deepEqual(seconds, [5, 10, 15, 75, 135]);
    });

    test('counts from the start again once it has worked, in 6.25 only', async () => {
        for (const [version, last] of [
            ['6.25.0', 20],
            ['6.19.0', 75],
            [OLD, 75]
        ] as const) {
            const seconds = await openings(version, async (desk) => {
                for (let loss = 0; loss < 4; loss += 1) {
                    desk.browser.sockets.at(-1)?.end(1006);
                    await desk.clock.advance(5_000);
                }
                await desk.clock.advance(60_000);
            });
            assert.deepEqual(seconds, [5, 10, 15, last], version);
        }
    });

    test('messages in between are lost, and only a new script tells that it is back', async () => {
        for (const [version, times] of [
            ['6.25.0', 2],
            [OLD, 0]
        ] as const) {
            const desk = await new AgentDesk(version).connected();
            desk.browser.sockets[0]?.end(1006);
            await desk.clock.advance(6_000);
            const connected = desk.events.filter(([kind]) => kind === 'connected');
            assert.equal(connected.length, times);
        }
    });
});

describe('an old agent whose socket fails', () => {
    test('waits for SockJS for ever, and a new object does not', async () => {
        const desk = await new AgentDesk(OLD).load();
        await desk.authorize();
        desk.isRefusingSockets = true;
        desk.newAgent().connect();
        await desk.clock.advance(6_000);
        assert.deepEqual(desk.page.scripts, [SOCKJS]);
        desk.isRefusingSockets = false;
        desk.agent.connect();
        await desk.clock.advance(300_000);
        assert.deepEqual(desk.rooms, {});
        desk.newAgent().connect();
        await desk.clock.advance(1_000);
        assert.deepEqual(desk.rooms, { [VISITOR]: 1 });
    });
});

describe('where the socket goes', () => {
    test('to the page itself, if nobody named a direct server', async () => {
        for (const version of [OLD, ...NEWER] as const) {
            const desk = await new AgentDesk(version).load();
            await desk.authorize();
            desk.wrong.findvisitor = json({ visitorfound: false });
            desk.isRefusingSockets = true;
            desk.newAgent().connect();
            await desk.clock.advance(0);
            assert.equal(desk.browser.sockets[0]?.address.href, 'wss://crm.example/undefined');
        }
    });

    test('straight to the direct server that a look-up has named', async () => {
        const desk = await new AgentDesk('6.25.0').load();
        await desk.authorize();
        desk.wrong.lookupvisitor = json({ direct: 'pr9.glance.net' });
        await desk.lookup(desk.newAgent());
        desk.agent.connect();
        await desk.clock.advance(0);
        assert.equal(desk.browser.sockets[0]?.address.href, 'wss://pr9.glance.net/agent');
        assert.doesNotMatch(JSON.stringify(desk.browser.deeds), /findvisitor/);
    });

    test('elsewhere, as soon as an answer spells its host otherwise', async () => {
        const desk = await new AgentDesk('6.25.0').connected();
        desk.wrong.lookupvisitor = json({ directserver: 'pr7.glance.net', httpsport: 443 });
        await desk.lookup();
        assert.equal(desk.browser.sockets.length, 1);
        desk.wrong.lookupvisitor = json({ directserver: 'pr7.glance.net' });
        await desk.lookup();
        await desk.clock.advance(1_000);
        assert.equal(desk.browser.sockets.length, 2);
        assert.deepEqual(desk.rooms, { [VISITOR]: 1 });
    });

    test('to where a visitor of the same origin is, until a disconnect forgets that', async () => {
        const stored = {
            directserver: 'pr3.glance.net:443',
            groupid: GROUP,
            visitorid: VISITOR,
            ws: 'www.glance.net'
        };
        const desk = await new AgentDesk('6.25.0').load();
        await desk.authorize();
        const { storage } = desk.browser;
        const later = new Date(desk.clock.now + 60_000).toUTCString();
        storage.set('glance_presence', JSON.stringify(stored)).set('glance_presence_exp', later);
        desk.newAgent().connect();
        await desk.clock.advance(0);
        assert.equal(desk.browser.sockets[0]?.address.host, 'pr3.glance.net');
        desk.agent.disconnect();
        assert.equal(storage.has('glance_presence'), false);
    });

    test('nowhere, for a redirect to where it is', async () => {
        const desk = await new AgentDesk('6.25.0').connected();
        desk.browser.send({ type: 'redirect', data: { direct: 'pr7.glance.net:443' } });
        await desk.clock.advance(10_000);
        assert.equal(desk.browser.sockets.length, 1);
    });
});

describe('in a load-balanced group', () => {
    test('6.19 sends over the socket as well; 6.3 knows nothing of it', async () => {
        for (const [version, outcome] of [
            ['6.19.0', 'NO CALLBACK'],
            [OLD, 'onsuccess {}']
        ] as const) {
            const desk = await new AgentDesk(version, true).connected();
            desk.isVisitorThere = true;
            assert.equal(await desk.invoke('GLANCE.x'), outcome);
        }
    });

    test('what is sent before there is a socket waits for one, and asks for it', async () => {
        const desk = await new AgentDesk('6.25.0', true).load();
        await desk.authorize();
        await desk.lookup(desk.newAgent());
        assert.equal(await desk.signal('hi'), 'NO CALLBACK');
        const [connect, signal] = sent(desk) as Record<string, unknown>[];
        assert.equal(connect?.['type'], 'connect');
        assert.deepEqual(signal, { type: 'signal', mtype: 'signal', data: 'hi' });
    });

    test('an object that has never asked for its settings goes by REST', async () => {
        const desk = await new AgentDesk('6.25.0', true).load();
        await desk.authorize();
        desk.newAgent();
        assert.equal(await desk.invoke('GLANCE.x'), 'onfail "visitornotpresent"');
    });

    test('an answer that names a direct server takes the socket away from the presence host', async () => {
        const desk = await new AgentDesk('6.25.0', true).connected();
        desk.wrong.lookupvisitor = json({ directserver: 'pr7.glance.net', httpsport: 443 });
        await desk.lookup();
        await desk.clock.advance(1_000);
        assert.deepEqual(
            desk.browser.sockets.map(({ address }) => address.host),
            ['presence.glance.net', 'pr7.glance.net']
        );
    });

    test('what ends a connection for good', async () => {
        const desk = await new AgentDesk('6.25.0', true).connected();
        desk.agent.connect = () => undefined;
        desk.agent.disconnect();
        await desk.clock.advance(300_000);
        assert.equal(desk.browser.sockets.length, 1);
    });
});

test('the close of a former socket does not make an agent forget its new one', async () => {
    const desk = await new AgentDesk('6.25.0', true).connected();
    desk.agent.setVisitorId('cust-2');
    await desk.clock.advance(1_000);
    assert.deepEqual(desk.rooms, { 'cust-2': 1 });
    desk.agent.connect = () => undefined;
    desk.agent.disconnect();
    await desk.clock.advance(1_000);
    assert.deepEqual(desk.rooms, {});
});

test('a visitor id takes the place of a unique id', async () => {
    const desk = await new AgentDesk('6.25.0').load();
    await desk.authorize();
    desk.newAgent({ uniqueid: 7 }).setVisitorId('cust-2');
    await desk.clock.advance(1_000);
    assert.deepEqual(desk.rooms, { 'cust-2': 1 });
});

test('agents take no invocations', async () => {
    const desk = await new AgentDesk('6.25.0').connected();
    let isCalled = false;
    desk.agent.oninvoke = () => (isCalled = true);
    desk.browser.send({ mtype: 'invoke', data: { func: 'GLANCE.x' } });
    assert.equal(isCalled, false);
});

describe('leaks of disconnect', () => {
    test('look-ups that are under way open sockets of which only the last can be closed', async () => {
        const desk = await new AgentDesk('6.25.0').load();
        await desk.authorize();
        desk.browser.latency = 300;
        desk.newAgent().connect();
        desk.agent.disconnect();
        desk.agent.connect();
        await desk.clock.advance(2_000);
        assert.deepEqual(desk.rooms, { [VISITOR]: 2 });
        desk.agent.disconnect();
        await desk.clock.advance(2_000);
        assert.deepEqual(desk.rooms, { [VISITOR]: 1 });
    });

    test('a connect that settings failed stays under way until disconnect', async () => {
        const desk = await new AgentDesk('6.25.0').load();
        await desk.authorize();
        desk.wrong.settings = { status: 500 };
        desk.newAgent().connect();
        await desk.clock.advance(1_000);
        desk.wrong = {};
        desk.agent.connect();
        await desk.clock.advance(1_000);
        assert.deepEqual(desk.rooms, {});
        desk.agent.disconnect();
        desk.agent.connect();
        await desk.clock.advance(1_000);
        assert.deepEqual(desk.rooms, { [VISITOR]: 1 });
    });
});

test('keepalives stop with the socket, and nokeepalive wants neither them nor onconnected', async () => {
    const desk = await new AgentDesk('6.25.0').connected();
    await desk.clock.advance(65_000);
    assert.equal(sent(desk).length, 3);
    desk.agent.disconnect();
    await desk.clock.advance(65_000);
    assert.equal(sent(desk).length, 3);

    const quiet = await new AgentDesk('6.25.0').load({
        elements: { 'glance-cobrowse': { 'data-groupid': GROUP, 'data-nokeepalive': '1' } }
    });
    await quiet.authorize();
    quiet.newAgent().connect();
    await quiet.clock.advance(65_000);
    assert.equal(sent(quiet).length, 1);
    assert.deepEqual(quiet.events, []);
});

test('with presence "api" an agent that is not connected only notes its new visitor', async () => {
    const desk = await new AgentDesk('6.25.0').load({
        elements: { 'glance-cobrowse': { 'data-groupid': GROUP, 'data-presence': 'api' } }
    });
    await desk.authorize();
    desk.newAgent().setVisitorId('cust-2');
    await desk.clock.advance(1_000);
    assert.deepEqual(desk.rooms, {});
    desk.agent.connect();
    await desk.clock.advance(1_000);
    assert.deepEqual(desk.rooms, { 'cust-2': 1 });
});
