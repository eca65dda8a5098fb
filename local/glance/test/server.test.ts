import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGlance } from '../server.ts';
import { AGENT_ORIGIN, authorize, dialVisitor, GROUP, startStand } from './stand.ts';

const GOOD = { groupId: GROUP, apiKey: 'key', agentOrigins: [AGENT_ORIGIN], partnerUserIds: [] };

test('options that make no sense are named', async () => {
    const start = (group: object): Promise<unknown> =>
        startGlance({ groups: [{ ...GOOD, ...group }] });
    await assert.rejects(startGlance({ groups: [] }), /at least one group/);
    await assert.rejects(start({ groupId: 1 }), /four to six digits/);
    await assert.rejects(start({ apiKey: '' }), /empty API key/);
    await assert.rejects(start({ agentOrigins: ['localhost:4100/'] }), /is not an origin/);
});

test('a port that is taken is an error with a code', async () => {
    const glance = await startStand();
    await assert.rejects(startStand({ port: glance.port }), { code: 'EADDRINUSE' });
    await glance.close();
});

test('it says when it is ready, and closing ends all connections', async () => {
    const glance = await startStand();
    assert.equal((await fetch(`${glance.url}/healthz`)).status, 200);
    const visitor = await dialVisitor(glance);
    await glance.close();
    await visitor.closed;
    await assert.rejects(fetch(`${glance.url}/healthz`));
});

test('a visitor id with other characters is refused', async () => {
    const glance = await startStand();
    const visitor = await dialVisitor(glance, 'rosa@example.com');
    const { error } = await visitor.inbox.next();
    assert.equal((error as { code: string }).code, 'visitorid');
    await visitor.closed;
    await glance.close();
});

test('the stage page’s switches are seen, changed and checked', async () => {
    const glance = await startStand();
    const post = (body: object, origin = AGENT_ORIGIN): Promise<Response> =>
        fetch(`${glance.url}/stage/misbehave`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', origin },
            body: JSON.stringify(body)
        });
    const answer = await post({ refuseAuthorization: true });
    assert.equal(answer.headers.get('access-control-allow-origin'), AGENT_ORIGIN);
    assert.equal(
        ((await answer.json()) as { refuseAuthorization: boolean }).refuseAuthorization,
        true
    );
    assert.equal((await authorize(glance)).status, 401);
    for (const wrong of [
        { noSuch: true },
        { latencyMs: -1 },
        { autoDecline: 1 },
        { toString: 1 }
    ]) {
        assert.equal((await post(wrong)).status, 400);
    }
    await fetch(`${glance.url}/stage/reset`, { method: 'POST' });
    assert.equal(glance.misbehave.get().refuseAuthorization, false);
    assert.equal((await fetch(`${glance.url}/stage/`)).status, 200);
    const traffic = await (await fetch(`${glance.url}/stage/traffic`)).json();
    assert.equal((traffic as { authorizationsRefused: number }).authorizationsRefused, 1);
    await glance.close();
});
