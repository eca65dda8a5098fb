import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { startGlance, type Glance } from '../server.ts';
import { ask, dial } from './by-name.ts';
import { AGENT_ORIGIN, arrive, authorize, GROUP, SHOP_ORIGIN, startStand } from './stand.ts';

const GOOD = { groupId: GROUP, apiKey: 'key', agentOrigins: [AGENT_ORIGIN], partnerUserIds: [] };
const SETTINGS = `/services/authorizationservice/GetVisitorSettings3?groupid=${GROUP}&site=production&service=presence`;

test('options that make no sense are named', async () => {
    const start = (group: object): Promise<unknown> =>
        startGlance({ groups: [{ ...GOOD, ...group }] });
    await assert.rejects(startGlance({ groups: [] }), /at least one group/);
    await assert.rejects(start({ groupId: 1 }), /four to six digits/);
    await assert.rejects(start({ apiKey: '' }), /empty API key/);
    await assert.rejects(start({ agentOrigins: ['localhost:4100/'] }), /is not an origin/);
    await assert.rejects(start({ mode: 'newest' }), /no mode/);
});

test('a port that is taken is an error with a code, and leaves nothing open', async () => {
    const glance = await startStand();
    await assert.rejects(startStand({ port: glance.port }), { code: 'EADDRINUSE' });
    await assert.rejects(startStand({ tlsPort: glance.tlsPort }), { code: 'EADDRINUSE' });
    await glance.close();
});

test('it says when it is ready, and closing ends all connections', async () => {
    const glance = await startStand();
    assert.equal((await fetch(`${glance.url}/healthz`)).status, 200);
    const visitor = await arrive(glance);
    await glance.close();
    await visitor.closed;
    await assert.rejects(fetch(`${glance.url}/healthz`));
    await assert.rejects(ask(glance, 'www.glance.net/healthz'));
});

test('the certificate stays the same over a restart', async () => {
    const first = await startStand();
    const { spki } = first.certificate;
    assert.equal(Buffer.from(spki, 'base64').length, 32);
    await first.close();
    const second = await startStand();
    assert.equal(second.certificate.spki, spki);
    await second.close();
});

describe('hosts', () => {
    let glance: Glance;
    before(async () => {
        glance = await startStand();
    });
    after(() => glance.close());

    const presenceUrl = async (host: string): Promise<unknown> =>
        ((await ask(glance, `${host}${SETTINGS}`)).json as { presenceUrl: string }).presenceUrl;

    test('are named within the domain that was asked', async () => {
        assert.equal(await presenceUrl('www.glance.net'), 'presence.glance.net');
        assert.equal(await presenceUrl('www.myglance.net:443'), 'presence.myglance.net');
    });

    test('are all one on loopback', async () => {
        const { presenceUrl: there } = (await (await fetch(`${glance.url}${SETTINGS}`)).json()) as {
            presenceUrl: string;
        };
        assert.equal(there, `localhost:${glance.port}`);
        const where = await fetch(`${glance.url}/presence?groupid=${GROUP}`, { method: 'POST' });
        const { directserver, httpsport } = (await where.json()) as Record<string, unknown>;
        assert.equal(`${String(directserver)}:${String(httpsport)}`, there);
    });

    test('answer only what is theirs', async () => {
        const status = async (host: string): Promise<number> =>
            (await ask(glance, `${host}${SETTINGS}`)).status;
        assert.equal(await status('beta.glance.net'), 200);
        for (const host of ['presence', 'pr1', 'cs1', 'colo']) {
            assert.equal(await status(`${host}.glance.net`), 404);
        }
    });

    test('speak TLS only, but for the scripts', async () => {
        const plain = (host: string, path: string): Promise<number | undefined> =>
            new Promise((resolve, reject) => {
                get({ port: glance.port, host: '127.0.0.1', path, headers: { host } }, (answer) => {
                    answer.resume();
                    resolve(answer.statusCode);
                }).on('error', reject);
            });
        assert.equal(await plain('www.glance.net', SETTINGS), 404);
        assert.equal(await plain('localhost:4300', SETTINGS), 200);
        const loader = `/cobrowse/CobrowseJS.ashx?group=${GROUP}`;
        assert.equal(await plain('www.glancecdn.net', loader), 200);
        const socket = new WebSocket(`ws://127.0.0.1:${glance.port}/agent`, {
            headers: { host: 'pr1.glance.net' }
        });
        const [error] = (await once(socket, 'error')) as [Error];
        assert.match(error.message, /404/);
    });

    test('are counted', async () => {
        await presenceUrl('beta.glance.net');
        await (await dial(glance, 'pr3.glance.net/agent')).close();
        const { hosts } = glance.traffic();
        assert.equal(hosts['pr3.glance.net'], 1);
        assert.ok((hosts['beta.glance.net'] ?? 0) > 0);
    });
});

describe('origins', () => {
    let glance: Glance;
    before(async () => {
        glance = await startStand();
    });
    after(() => glance.close());

    const preflight = async (address: string, origin: string): Promise<string | undefined> => {
        const { status, headers } = await ask(glance, address, { method: 'OPTIONS', origin });
        assert.equal(status, 204);
        return headers['access-control-allow-origin'];
    };

    test('of agents may make agents’ calls, others not', async () => {
        const address = `presence.glance.net/lookupvisitor?groupid=${GROUP}&visitorid=x`;
        assert.equal(await preflight(address, AGENT_ORIGIN), AGENT_ORIGIN);
        assert.equal(await preflight(address, SHOP_ORIGIN), undefined);
        const { status, headers } = await ask(glance, address, { origin: SHOP_ORIGIN });
        assert.equal(status, 403);
        assert.equal(headers['access-control-allow-origin'], undefined);
    });

    test('of any kind may make visitors’ calls', async () => {
        for (const address of [
            `presence.glance.net/presence?groupid=${GROUP}`,
            'www.glance.net/services/SessionProvisioning/StartSession2',
            'cs1.glance.net/visitor/LG'
        ]) {
            assert.equal(await preflight(address, SHOP_ORIGIN), '*');
        }
    });
});

describe('settings', () => {
    let glance: Glance;
    before(async () => {
        glance = await startStand();
    });
    after(() => glance.close());

    const settings = async (): Promise<unknown> => {
        const { status, json, headers } = await ask(glance, `www.glance.net${SETTINGS}`, {
            origin: SHOP_ORIGIN
        });
        assert.equal(headers['access-control-allow-origin'], '*');
        return status === 200 ? json : status;
    };

    test('follow the group’s mode', async () => {
        const presenceUrl = 'presence.glance.net';
        for (const mode of ['old', 'new', 'newLoadBalanced', 'new619'] as const) {
            glance.setMode(GROUP, mode);
            const isPresenceLoadBalanced = mode === 'newLoadBalanced';
            assert.deepEqual(await settings(), { presenceUrl, isPresenceLoadBalanced });
        }
        assert.throws(() => glance.setMode(1, 'old'), /no group/);
        assert.throws(() => glance.setMode(GROUP, 'newest' as 'new'), /no mode/);
        glance.setMode(GROUP, 'new');
    });

    test('say on demand that presence is off, or fail', async () => {
        glance.misbehave.set({ presenceOff: true });
        assert.deepEqual(await settings(), { presenceUrl: '', isPresenceLoadBalanced: false });
        glance.misbehave.set({ settingsStatus: 500 });
        assert.equal(await settings(), 500);
    });
});

test('the stage page’s switches, modes and commands are seen, changed and checked', async () => {
    const glance = await startStand();
    const post = (path: string, body: object): Promise<Response> =>
        fetch(`${glance.url}/stage/${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', origin: 'http://localhost:4100' },
            body: JSON.stringify(body)
        });
    const answer = await post('misbehave', { refuseAuthorization: true });
    assert.equal(answer.headers.get('access-control-allow-origin'), 'http://localhost:4100');
    assert.equal(
        ((await answer.json()) as { refuseAuthorization: boolean }).refuseAuthorization,
        true
    );
    assert.equal((await authorize(glance)).status, 401);
    for (const wrong of [
        { noSuch: true },
        { latencyMs: -1 },
        { latencyMs: null },
        { autoDecline: 1 },
        { startSessionFails: 'maybe' },
        { toString: 1 }
    ]) {
        assert.equal((await post('misbehave', wrong)).status, 400);
    }
    assert.equal(
        (await post('misbehave', { startSessionFails: 'dupkey', tokenSeconds: null })).status,
        200
    );
    await post('reset', {});
    assert.equal(glance.misbehave.get().refuseAuthorization, false);
    assert.equal((await post('mode', { groupId: GROUP, mode: 'old' })).status, 200);
    assert.equal((await post('mode', { groupId: GROUP, mode: 'newest' })).status, 400);
    assert.equal((await post('tell/agents?word=serverclose', {})).status, 200);
    assert.equal((await post('tell/agents?word=hello', {})).status, 400);
    const page = await (await fetch(`${glance.url}/stage/`)).text();
    assert.match(page, /data-mode-of="12345">(.|\n)*?<option selected>old/);
    assert.match(page, /name="startSessionFails"/);
    const traffic = await (await fetch(`${glance.url}/stage/traffic`)).json();
    assert.equal((traffic as { authorizationsRefused: number }).authorizationsRefused, 1);
    const overview = await (await fetch(`${glance.url}/stage/overview`)).json();
    assert.deepEqual((overview as { groups: unknown[] }).groups[0], {
        groupId: GROUP,
        mode: 'old'
    });
    await glance.close();
});
