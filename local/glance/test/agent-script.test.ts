import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AgentVersion } from './agent-browser.ts';
import { AgentDesk, GROUP, json, VISITOR } from './agent-desk.ts';

const VERSIONS: readonly AgentVersion[] = ['6.3.1', '6.19.0', '6.25.0'];
const A_DAY = 24 * 60 * 60_000;

/** Paths that were asked for, without their queries and without preflights. */
function asked({ browser }: AgentDesk): string[] {
    return browser.deeds.flatMap((deed) =>
        deed.kind === 'request' && deed.method !== 'OPTIONS'
            ? [`${deed.host}${deed.path.replace(/\?.*/, '')}`]
            : []
    );
}

function settingsAsked(desk: AgentDesk): number {
    return asked(desk).filter((path) => path.endsWith('/GetVisitorSettings3')).length;
}

async function ready(desk = new AgentDesk('6.25.0')): Promise<AgentDesk> {
    await desk.load();
    await desk.authorize();
    desk.newAgent();
    return desk;
}

for (const version of VERSIONS) {
    describe(`agent script ${version}`, () => {
        test('under Lightning Web Security no look-up ever comes back, though authorizing does', async () => {
            const desk = await new AgentDesk(version).load({ isLightning: true });
            assert.equal(await desk.authorize(), 'success undefined');
            desk.newAgent();
            assert.equal(await desk.lookup(), 'NO CALLBACK');
            assert.deepEqual(desk.page.errors, ['Illegal invocation']);
            desk.agent.connect();
            await desk.clock.advance(10_000);
            assert.equal(desk.browser.sockets.length, 0);
        });

        test('the token runs out by itself: then calls go out without one', async () => {
            const desk = await new AgentDesk(version).load();
            await desk.authorize({ duration: 1 });
            desk.newAgent();
            assert.equal(await desk.lookup(), 'onsuccess {}');
            await desk.clock.advance(61_000);
            assert.equal(await desk.lookup(), 'onfail "authorization"');
            assert.equal(desk.browser.storage.has('glanceauth'), false);
            assert.equal(desk.browser.storage.has('glanceauth_exp'), false);
        });

        test('settings are kept for a day, being off as well', async () => {
            const desk = await ready(new AgentDesk(version));
            desk.presenceUrl = '';
            assert.equal(await desk.lookup(), 'NO CALLBACK');
            desk.presenceUrl = 'presence.glance.net';
            await desk.clock.advance(A_DAY - 10_000);
            await desk.authorize();
            assert.equal(await desk.lookup(), 'NO CALLBACK');
            assert.equal(settingsAsked(desk), 1);
            await desk.clock.advance(20_000);
            assert.equal(await desk.lookup(), 'onsuccess {}');
            assert.equal(settingsAsked(desk), 2);
        });

        test('after a 503 an object is dead, and a new one is not', async () => {
            const desk = await ready(new AgentDesk(version));
            desk.wrong.findvisitor = { status: 503 };
            assert.equal(await desk.invoke('GLANCE.x'), 'onfail "serviceunavailable"');
            desk.wrong = {};
            const before = desk.browser.deeds.length;
            desk.agent.connect();
            assert.equal(await desk.lookup(), 'NO CALLBACK');
            assert.equal(await desk.signal('hi'), 'NO CALLBACK');
            assert.equal(desk.browser.deeds.length, before);
            assert.equal(await desk.lookup(desk.newAgent()), 'onsuccess {}');
        });
    });
}

test('what says the most about the page wins, and is written into GLANCE_COBROWSE', async () => {
    const shared = { ws: 'one.glance.net', groupid: 1, site: 'staging', own: 'kept' };
    const desk = await new AgentDesk('6.25.0').load({
        globals: { GLANCE_COBROWSE: shared },
        elements: {
            cobrowsescript: { 'data-ws': 'two.glance.net', 'data-groupid': '2', id: 'x' },
            'glance-cobrowse': { 'data-groupid': '3' }
        }
    });
    await desk.lookup(desk.newAgent({ visitorid: VISITOR }));
    await desk.lookup(desk.newAgent({ visitorid: VISITOR, groupid: 4 }));
    const paths = desk.browser.deeds.flatMap((deed) =>
        deed.kind === 'request' && deed.path.includes('Settings') ? [deed.host + deed.path] : []
    );
    const path = 'two.glance.net/services/authorizationservice/GetVisitorSettings3';
    assert.deepEqual(paths, [
        `${path}?groupid=3&site=staging&service=presence`,
        `${path}?groupid=4&site=staging&service=presence`
    ]);
    const expected = { ws: 'two.glance.net', groupid: '3', site: 'staging', own: 'kept' };
    assert.deepEqual(shared, expected);
});

test('a page without GLANCE_COBROWSE gets none', async () => {
    const desk = await ready();
    await desk.lookup();
    assert.equal('GLANCE_COBROWSE' in desk.page.window, false);
});

test('attributes are read anew at each call', async () => {
    const desk = await ready();
    await desk.lookup();
    desk.page.elements['glance-cobrowse'] = { 'data-groupid': '777' };
    await desk.lookup();
    assert.equal(desk.browser.storage.has('glance_visitor_settings_777_production'), true);
});

test('neither webserver nor presenceserver is read', async () => {
    const desk = await new AgentDesk('6.25.0').load({
        globals: { GLANCE_COBROWSE: { webserver: 'beta.glance.net', presenceserver: 'mine' } }
    });
    await desk.authorize({ webserver: 'beta.glance.net' });
    await desk.lookup(desk.newAgent({ visitorid: VISITOR, presenceserver: 'mine.example' }));
    assert.deepEqual(
        asked(desk).map((path) => path.split('/')[0]),
        ['www.glance.net', 'www.glance.net', 'presence.glance.net']
    );
});

test('authorizing takes the group from nowhere but its own parameters', async () => {
    const desk = await new AgentDesk('6.25.0').load();
    await desk.authorize({ groupid: undefined });
    assert.match(JSON.stringify(desk.browser.deeds), /Authorize\?groupid=undefined&/);
});

test('a stored token without an end counts as none', async () => {
    const desk = await new AgentDesk('6.25.0').load();
    desk.browser.storage.set('glanceauth', '"OTHER"');
    await desk.authorize();
    assert.equal(desk.browser.storage.get('glanceauth'), '"TOKEN"');
});

test('two calls at the same time ask for the settings twice', async () => {
    const desk = await ready();
    desk.browser.latency = 50;
    desk.agent.lookupVisitor({});
    desk.agent.lookupVisitor({});
    await desk.clock.advance(1_000);
    assert.equal(settingsAsked(desk), 2);
});

test('texts that begin like objects become objects', async () => {
    const desk = await ready();
    desk.wrong.lookupvisitor = json({ cart: "{'items': 2}", name: "'Rosa'" });
    assert.equal(await desk.lookup(), `onsuccess {"cart":{"items":2},"name":"'Rosa'"}`);
});

test('an answer with err and msg is an error', async () => {
    const desk = await ready();
    desk.wrong.lookupvisitor = json({ err: 1, msg: 'no' });
    assert.equal(await desk.lookup(), 'onfail "error"');
});

test('an empty answer to signalvisitor is success', async () => {
    const desk = await ready();
    desk.isVisitorThere = true;
    desk.wrong.signalvisitor = { status: 200 };
    assert.equal(await desk.invoke('GLANCE.x'), 'onsuccess null');
});

test('a visitor who is not there', async () => {
    const desk = await ready();
    assert.equal(await desk.invoke('GLANCE.x'), 'onfail "visitornotpresent"');
});

test('without onfail a failure goes to onerror', async () => {
    const desk = await ready();
    desk.wrong.lookupvisitor = { status: 500 };
    desk.agent.lookupVisitor();
    await desk.clock.advance(0);
    assert.deepEqual(desk.events, [['error', { error: 'connfail', detail: 'error' }]]);
});

test('on localhost it speaks in plain to the host it came from, and in TLS to all others', async () => {
    const desk = await new AgentDesk('6.25.0').load({ downloadedFrom: 'localhost:7400' });
    const urls: string[] = [];
    const { XMLHttpRequest } = desk.page.window as {
        XMLHttpRequest: { prototype: { open: (method: string, url: string) => void } };
    };
    const { open } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (method, url) {
        urls.push(url.replace(/\?.*/, ''));
        open.call(this, method, url);
    };
    desk.presenceUrl = 'localhost:7400';
    await desk.authorize();
    desk.newAgent().connect();
    await desk.clock.advance(0);
    assert.deepEqual(urls, [
        'http://localhost:7400/services/authorizationservice/GetVisitorSettings3',
        'http://localhost:7400/findvisitor'
    ]);
    assert.equal(desk.browser.sockets[0]?.address.protocol, 'wss:');
});

test('every message is logged, visitor data included and tokens not', async () => {
    const desk = await new AgentDesk('6.25.0').connected();
    desk.browser.send({ type: 'presence', data: { email: 'rosa@shop.example' } });
    const log = desk.page.logged.join('\n');
    assert.match(log, /rosa@shop\.example/);
    assert.match(log, /"connect"/);
    assert.doesNotMatch(log, /TOKEN/);
});

test('disableLogging silences it, whenever it is set', async () => {
    const desk = await new AgentDesk('6.25.0').connected();
    const before = desk.page.logged.length;
    desk.page.window['GLANCE_COBROWSE'] = { disableLogging: true };
    desk.browser.send({ type: 'presence', data: { email: 'rosa@shop.example' } });
    assert.equal(desk.page.logged.length, before);
});

test('the old file leaks globals of its own and has no GLANCE.Agent, the new is the other way round', async () => {
    const old = await new AgentDesk('6.3.1').load();
    const fresh = await new AgentDesk('6.25.0').load();
    for (const name of ['goog', 'CONST', 'assert']) {
        assert.equal(name in old.page.window, true, name);
        assert.equal(name in fresh.page.window, false, name);
    }
    assert.equal('Agent' in old.page.GLANCE, false);
    assert.equal('Agent' in fresh.page.GLANCE, true);
});

test('the new file throws for messages whose data is null', async () => {
    const { page } = await new AgentDesk('6.25.0').load();
    page.post({ glanceEvent: 'x' });
    page.post('a text');
    assert.throws(() => page.post(null), /glanceEvent/);
});

test('what other scripts of Glance have defined stays', async () => {
    class Visitor {}
    const GLANCE = { Presence: { Visitor }, Cobrowse: {} };
    const { page } = await new AgentDesk('6.25.0').load({ globals: { GLANCE } });
    assert.equal((page.GLANCE.Presence as { Visitor?: unknown }).Visitor, Visitor);
    assert.equal(page.GLANCE['Cobrowse'], GLANCE.Cobrowse);
});

test('GLANCE.Agent connects, tells the console the login key, and resolves once the visitor is there', async () => {
    const desk = await new AgentDesk('6.25.0').load();
    const agent = desk.page.GLANCE.Agent as {
        authenticate: (credentials: object) => void;
        presenceConnect: (visitorId: string) => Promise<void>;
        presenceStartSession: (args: object) => void;
    };
    agent.authenticate({ partnerid: GROUP, partneruserid: 'a@x', loginkey: 'LOGINKEY' });
    let isConnected = false;
    const connecting = agent.presenceConnect(VISITOR).then(() => (isConnected = true));
    await desk.clock.advance(60_000);
    assert.equal(isConnected, false);
    assert.match(desk.page.logged.join('\n'), /LOGINKEY/);
    assert.deepEqual(desk.rooms, { [VISITOR]: 1 });
    desk.browser.send({ type: 'visitorconn', data: { connected: true } });
    await connecting;
    desk.isVisitorThere = true;
    agent.presenceStartSession({ sessionKey: 'k' });
    await desk.clock.advance(0);
    const body = '{"func":"GLANCE.Cobrowse.VisitorUI.showTerms","args":{"sessionKey":"k"}}';
    assert.equal(
        desk.browser.deeds.some((deed) => deed.kind === 'request' && deed.body?.includes(body)),
        true
    );
});
