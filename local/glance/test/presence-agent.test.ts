import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startGlance, type Glance } from '../server.ts';
import type { Agent } from '../script/presence-agent.ts';
import { authorizePage, openAgentPage, type AgentGlobals } from './agent-page.ts';
import { Inbox } from './inbox.ts';
import { ManualClock } from './manual-clock.ts';
import {
    AGENT,
    AGENT_ORIGIN,
    API_KEY,
    dialVisitor,
    GROUP,
    makeLoginKey,
    startStand
} from './stand.ts';

type Event = readonly [string, unknown];
const HANDLERS = [
    'onvisitorconn',
    'onpresence',
    'onterms',
    'onvisitorsessionstart',
    'onvisitorsessionend',
    'onvisitorerror',
    'onerror'
] as const;

let glance: Glance;

before(async () => {
    glance = await startStand();
});
after(() => glance.close());
afterEach(() => glance.misbehave.reset());

/** An agent for a visitor, and what its handlers were called with. */
function watch(
    { Presence }: AgentGlobals,
    visitorid: string
): { agent: Agent; events: Inbox<Event> } {
    const agent = new Presence.Agent({ visitorid });
    const events = new Inbox<Event>();
    for (const name of HANDLERS) {
        agent[name] = (payload: unknown) => events.push([name, plain(payload)]);
    }
    return { agent, events };
}

/** Objects of the page's realm, made comparable. */
function plain(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value ?? null));
}

function lookup(agent: Agent): Promise<unknown> {
    return new Promise((resolve, reject) =>
        agent.lookupVisitor({
            onsuccess: (info) => resolve(plain(info)),
            onfail: (code) => reject(new Error(code))
        })
    );
}

function invoke(agent: Agent, func: string, args?: unknown): Promise<void> {
    return new Promise((resolve, reject) =>
        agent.invokeVisitor({
            func,
            args,
            onsuccess: resolve,
            onfail: (code) => reject(new Error(code))
        })
    );
}

/** There is no event for an agent's having connected: the server's count tells. */
async function connected(agent: Agent, of: Glance = glance): Promise<void> {
    const before = of.traffic().agentConnections;
    agent.connect();
    while (of.traffic().agentConnections === before) {
        await new Promise((resolve) => setImmediate(resolve));
    }
}

async function authorizedPage(of: Glance = glance): Promise<AgentGlobals> {
    const page = await openAgentPage(of);
    await authorizePage(page);
    return page;
}

describe('GLANCE.Authorization', () => {
    test('names the reason when it fails', async () => {
        const page = await openAgentPage(glance);
        const loginkey = makeLoginKey({ seconds: -1 });
        await assert.rejects(authorizePage(page, { loginkey }), /login key is not valid/);
    });

    test('fails on a page of another origin, and when the service is gone', async () => {
        await assert.rejects(
            authorizePage(await openAgentPage(glance, { origin: 'http://elsewhere.example' })),
            /origin/
        );
        const stopped = await startStand();
        const page = await openAgentPage(stopped);
        await stopped.close();
        await assert.rejects(authorizePage(page), /could not be reached/);
    });

    test('takes a token got elsewhere', async () => {
        const page = await openAgentPage(glance);
        page.Authorization.setToken('not.a.token');
        await assert.rejects(lookup(watch(page, 'cust-1').agent), /^Error: authorization$/);
    });
});

describe('GLANCE.Presence.Agent', () => {
    test('without a token gets authorization errors everywhere', async () => {
        const { agent, events } = watch(await openAgentPage(glance), 'cust-2');
        await assert.rejects(lookup(agent), /^Error: authorization$/);
        await assert.rejects(invoke(agent, 'GLANCE.x'), /^Error: authorization$/);
        agent.connect();
        const [name, error] = await events.next();
        assert.equal(name, 'onerror');
        assert.equal((error as { code: string }).code, 'authorization');
    });

    test('in a page that names no group gets nowhere', async () => {
        const errors: string[] = [];
        const page = await openAgentPage(glance, { groupId: null, errors });
        await authorizePage(page);
        await assert.rejects(lookup(watch(page, 'cust-3').agent), /^Error: authorization$/);
        assert.match(errors[0] ?? '', /<meta id="glance-cobrowse"/);
    });

    test('looks up an absent visitor with success and an empty object', async () => {
        const { agent } = watch(await authorizedPage(), 'cust-4');
        assert.deepEqual(await lookup(agent), {});
    });

    test('looks up a present visitor', async () => {
        const visitor = await dialVisitor(glance, 'cust-5');
        visitor.send({ type: 'presence', id: 1, data: { url: '/loans', cart: 2, nested: {} } });
        await visitor.inbox.next(({ type }) => type === 'ack');
        const { agent } = watch(await authorizedPage(), 'cust-5');
        const info = (await lookup(agent)) as Record<string, unknown>;
        assert.equal(info['visitorid'], 'cust-5');
        assert.equal(info['url'], '/loans');
        assert.equal(info['cart'], 2);
        assert.equal('nested' in info, false);
        await visitor.close();
    });

    test('hears of the visitor as it happens', async () => {
        const { agent, events } = watch(await authorizedPage(), 'cust-6');
        await connected(agent);
        const visitor = await dialVisitor(glance, 'cust-6');
        visitor.send({ type: 'presence', id: 1, data: { url: '/' } });
        visitor.send({ type: 'terms', status: 'displayed' });
        await visitor.inbox.next(({ type }) => type === 'ack');
        await visitor.close();
        await events.next(
            ([, payload]) => (payload as { connected?: boolean }).connected === false
        );
        assert.deepEqual(events.all, [
            ['onvisitorconn', { connected: true }],
            ['onpresence', { url: '/' }],
            ['onterms', { status: 'displayed' }],
            ['onvisitorconn', { connected: false }]
        ]);
        agent.disconnect();
    });

    test('that connects later is told nothing of a visitor who is there', async () => {
        const visitor = await dialVisitor(glance, 'cust-7');
        const { agent, events } = watch(await authorizedPage(), 'cust-7');
        await connected(agent);
        visitor.send({ type: 'terms', status: 'declined' });
        assert.deepEqual(await events.next(), ['onterms', { status: 'declined' }]);
        assert.equal(events.all.length, 1);
        agent.disconnect();
        await visitor.close();
    });

    test('has its order taken even if the page can not carry it out', async () => {
        const visitor = await dialVisitor(glance, 'cust-8');
        const { agent } = watch(await authorizedPage(), 'cust-8');
        await invoke(agent, 'No.Such.function', { a: 1 });
        const { message } = await visitor.inbox.next(({ type }) => type === 'message');
        assert.deepEqual(message, {
            mtype: 'invoke',
            data: { func: 'No.Such.function', args: { a: 1 } }
        });
        await visitor.close();
    });

    test('needs neither callbacks nor options', async () => {
        const visitor = await dialVisitor(glance, 'cust-9');
        const { agent } = watch(await authorizedPage(), 'cust-9');
        agent.lookupVisitor();
        agent.invokeVisitor({ func: 'GLANCE.Cobrowse.Visitor.showTerms' });
        agent.signalVisitor({ data: 'hello' });
        const is = (mtype: string) => (message: Record<string, unknown>) =>
            (message['message'] as { mtype?: string } | undefined)?.mtype === mtype;
        await visitor.inbox.next(is('invoke')).then(() => undefined);
        await visitor.close();
    });

    test('is told that the visitor is not present', async () => {
        const { agent } = watch(await authorizedPage(), 'cust-10');
        await assert.rejects(invoke(agent, 'GLANCE.x'), /^Error: visitornotpresent$/);
    });

    test('is told once of a lost connection, and stays away until it connects again', async () => {
        const { agent, events } = watch(await authorizedPage(), 'cust-11');
        await connected(agent);
        assert.equal(glance.misbehave.dropAgentConnections(), 1);
        const [, error] = await events.next(([name]) => name === 'onerror');
        assert.equal((error as { code: string }).code, 'conndrop');
        const visitor = await dialVisitor(glance, 'cust-11');
        await connected(agent);
        await visitor.close();
        assert.deepEqual(await events.next(), ['onvisitorconn', { connected: false }]);
        assert.equal(events.all.length, 2);
        agent.disconnect();
    });

    test('that disconnects hears no more, not even of that', async () => {
        const { agent, events } = watch(await authorizedPage(), 'cust-12');
        await connected(agent);
        agent.disconnect();
        const visitor = await dialVisitor(glance, 'cust-12');
        await visitor.close();
        assert.deepEqual(events.all, []);
    });

    test('from another origin does not get a connection, whatever its token', async () => {
        const page = await openAgentPage(glance, { origin: 'http://elsewhere.example' });
        page.Authorization.setToken('any');
        const { agent, events } = watch(page, 'cust-13');
        agent.connect();
        const [, error] = await events.next(([name]) => name === 'onerror');
        assert.equal((error as { code: string }).code, 'conndrop');
    });
});

describe('an expired token', () => {
    test('closes the connection with an authorization error, and all calls fail', async () => {
        const clock = new ManualClock(Date.now());
        const own = await startGlance({
            groups: [
                {
                    groupId: GROUP,
                    apiKey: API_KEY,
                    agentOrigins: [AGENT_ORIGIN],
                    partnerUserIds: [AGENT]
                }
            ],
            clock
        });
        const page = await openAgentPage(own);
        await authorizePage(page, { duration: 1 });
        const { agent, events } = watch(page, 'cust-1001');
        await connected(agent, own);
        clock.advance(61_000);
        const [, error] = await events.next(([name]) => name === 'onerror');
        assert.equal((error as { code: string }).code, 'authorization');
        await assert.rejects(lookup(agent), /^Error: authorization$/);
        await authorizePage(page, { loginkey: makeLoginKey({ nowMs: clock.now() }) });
        assert.deepEqual(await lookup(agent), {});
        await own.close();
    });

    test('outlives a restart of Glance until then', async () => {
        const first = await startStand();
        const page = await openAgentPage(first);
        await authorizePage(page);
        await first.close();
        const second = await startStand({ port: first.port });
        assert.deepEqual(await lookup(watch(page, 'cust-1').agent), {});
        await second.close();
    });
});

describe('misbehaviour', () => {
    test('lookups and orders are refused on demand', async () => {
        const visitor = await dialVisitor(glance, 'cust-20');
        const { agent } = watch(await authorizedPage(), 'cust-20');
        glance.misbehave.set({ refuseLookups: true, refuseInvokes: true });
        await assert.rejects(lookup(agent), /^Error: authorization$/);
        await assert.rejects(invoke(agent, 'GLANCE.x'), /^Error: authorization$/);
        await visitor.close();
    });

    test('the terms are declined without the visitor, or never shown', async () => {
        const visitor = await dialVisitor(glance, 'cust-21');
        const { agent, events } = watch(await authorizedPage(), 'cust-21');
        await connected(agent);
        glance.misbehave.set({ autoDecline: true });
        await invoke(agent, 'GLANCE.Cobrowse.Visitor.showTerms');
        assert.deepEqual(await events.next(), ['onterms', { status: 'displayed' }]);
        assert.deepEqual(await events.next(), ['onterms', { status: 'declined' }]);
        glance.misbehave.set({ autoDecline: false, neverShowTerms: true });
        await invoke(agent, 'GLANCE.Cobrowse.Visitor.showTerms');
        await visitor.close();
        assert.deepEqual(visitor.inbox.all, [{ type: 'focus', focus: true }]);
        agent.disconnect();
    });

    test('new connections are refused on demand', async () => {
        const { agent, events } = watch(await authorizedPage(), 'cust-22');
        glance.misbehave.set({ refuseConnections: true });
        agent.connect();
        const [, error] = await events.next(([name]) => name === 'onerror');
        assert.equal((error as { code: string }).code, 'conndrop');
        await assert.rejects(dialVisitor(glance, 'cust-22'), /503/);
    });
});
