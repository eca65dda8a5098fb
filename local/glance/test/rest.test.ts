import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Glance } from '../server.ts';
import { ask, type Answer } from './by-name.ts';
import { AGENT_ORIGIN, arrive, GROUP, SHOP_ORIGIN, startStand, tokenFrom } from './stand.ts';

let glance: Glance;
let token: string;

before(async () => {
    glance = await startStand();
    token = await tokenFrom(glance);
});
after(() => glance.close());
afterEach(() => {
    glance.misbehave.reset();
    glance.setMode(GROUP, 'new');
});

const SERVER = {
    direct: 'pr1.glance.net',
    directserver: 'pr1.glance.net',
    httpsport: 443,
    tlsport: 443,
    ds: 'pr1.glance.net/0'
};

function call(hostAndPath: string, visitorid: string, body?: unknown): Promise<Answer> {
    return ask(glance, `${hostAndPath}?groupid=${GROUP}&visitorid=${visitorid}&&ver=6.25.0`, {
        origin: AGENT_ORIGIN,
        bearer: token,
        ...(body !== undefined && { method: 'POST', body: body as object })
    });
}

describe('lookupvisitor', () => {
    test('gives the record and the server that has the visitor', async () => {
        const visitor = await arrive(glance, 'rest-1', { url: '/accounts' });
        await ask(glance, 'presence.glance.net/presence?groupid=12345', {
            method: 'POST',
            body: {}
        });
        const { json } = await call('presence.glance.net/lookupvisitor', 'rest-1');
        const { visitorpresent, timestamp, ...rest } = json as Record<string, unknown>;
        assert.deepEqual(rest, {
            url: '/accounts',
            visitorid: 'rest-1',
            groupid: '12345',
            ...SERVER
        });
        assert.match(`${String(visitorpresent)} ${String(timestamp)}`, /^\d{10}\.\d \d{10}\.\d$/);
        await visitor.close();
    });

    test('gives an empty object for an absent visitor, or one without visitorid', async () => {
        assert.deepEqual((await call('presence.glance.net/lookupvisitor', 'none')).json, {});
        glance.misbehave.set({ emptyAbsentVisitor: false });
        assert.deepEqual((await call('presence.glance.net/lookupvisitor', 'none')).json, {
            groupid: '12345',
            ...SERVER
        });
    });
});

describe('findvisitor', () => {
    test('names the server, whether the visitor is there or not', async () => {
        const visitor = await arrive(glance, 'rest-2');
        const found = await call('presence.glance.net/findvisitor', 'rest-2');
        assert.deepEqual(found.json, { ...SERVER, visitorfound: true });
        await visitor.close();
        const lost = await call('presence.glance.net/findvisitor', 'rest-none');
        assert.deepEqual(lost.json, { ...SERVER, visitorfound: false });
    });

    test('names no server in a load-balanced group', async () => {
        glance.setMode(GROUP, 'newLoadBalanced');
        const { json } = await call('presence.glance.net/findvisitor', 'rest-none');
        assert.deepEqual(json, { visitorfound: false });
    });
});

describe('signalvisitor', () => {
    const signal = { mtype: 'signal', data: { text: 'hello' } };

    test('passes on signals and orders, and refuses everything else', async () => {
        const visitor = await arrive(glance, 'rest-3');
        const answer = await call('pr1.glance.net/signalvisitor', 'rest-3', signal);
        assert.deepEqual([answer.status, answer.json], [200, {}]);
        assert.deepEqual(await visitor.inbox.next(({ mtype }) => mtype === 'signal'), signal);
        const wrong = { mtype: 'invoke', data: {} };
        assert.equal((await call('pr1.glance.net/signalvisitor', 'rest-3', wrong)).status, 400);
        await visitor.close();
    });

    test('knows that nobody is there', async () => {
        assert.equal((await call('pr1.glance.net/signalvisitor', 'rest-none', signal)).status, 404);
    });

    test('is at the direct server, in a load-balanced group at the one that is for all', async () => {
        const visitor = await arrive(glance, 'rest-4');
        const at = async (host: string): Promise<number> =>
            (await call(`${host}/signalvisitor`, 'rest-4', signal)).status;
        assert.equal(await at('presence.glance.net'), 404);
        glance.setMode(GROUP, 'newLoadBalanced');
        assert.equal(await at('presence.glance.net'), 200);
        await visitor.close();
    });
});

describe('visitors’ calls', () => {
    test('POST /presence says where to connect, to pages of any origin', async () => {
        const { json, headers } = await ask(
            glance,
            `presence.glance.net/presence?groupid=${GROUP}&visitorid=x&&ver=6.33.0`,
            { method: 'POST', origin: SHOP_ORIGIN, body: {} }
        );
        assert.deepEqual(json, SERVER);
        assert.equal(headers['access-control-allow-origin'], '*');
    });

    test('uniquevisitor makes up an id, each time another', async () => {
        const unique = async (): Promise<Record<string, unknown>> =>
            (await ask(glance, `presence.glance.net/uniquevisitor?groupid=${GROUP}&visitorid=x`))
                .json as Record<string, unknown>;
        const [first, second] = [await unique(), await unique()];
        assert.equal(first['visitorid'], `UNQ-${String(first['uniqueid'])}`);
        assert.equal(first['timeout'], 300);
        assert.notEqual(first['visitorid'], second['visitorid']);
    });
});

test('query lists who is present', async () => {
    const visitor = await arrive(glance, 'rest-5');
    const { json } = await call('presence.glance.net/query', '');
    assert.match(JSON.stringify(json), /rest-5/);
    await visitor.close();
});

test('statuses on demand come with CORS headers', async () => {
    const statusOf = async (hostAndPath: string, body?: object): Promise<number> => {
        const { status, headers } = await call(hostAndPath, 'x', body);
        assert.equal(headers['access-control-allow-origin'], AGENT_ORIGIN);
        return status;
    };
    const signal = { mtype: 'signal', data: 1 };
    glance.misbehave.set({ refuseLookups: true, refuseInvokes: true });
    assert.equal(await statusOf('presence.glance.net/lookupvisitor'), 403);
    assert.equal(await statusOf('pr1.glance.net/signalvisitor', signal), 403);
    glance.misbehave.set({ presenceStatus: 503 });
    for (const path of ['lookupvisitor', 'findvisitor', 'query']) {
        assert.equal(await statusOf(`presence.glance.net/${path}`), 503);
    }
    assert.equal(await statusOf('pr1.glance.net/signalvisitor', signal), 503);
});
