import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Glance } from '../server.ts';
import { dialVisitor, GROUP, startStand, tokenFrom } from './stand.ts';

let glance: Glance;
let token: string;

before(async () => {
    glance = await startStand();
    token = await tokenFrom(glance);
});
after(() => glance.close());

interface Call {
    readonly visitorid: string;
    readonly groupid?: string;
    readonly bearer?: string;
    readonly body?: unknown;
}

async function call(
    path: string,
    { visitorid, groupid = String(GROUP), bearer = token, body }: Call
): Promise<{ status: number; answer: Record<string, unknown> }> {
    const response = await fetch(
        `${glance.url}${path}?${new URLSearchParams({ groupid, visitorid })}`,
        {
            headers: {
                authorization: `Bearer ${bearer}`,
                ...(body !== undefined && { 'content-type': 'application/json' })
            },
            ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) })
        }
    );
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

test('lookupvisitor gives the record and the server that has the visitor', async () => {
    const visitor = await dialVisitor(glance, 'rest-1');
    visitor.send({ type: 'presence', id: 1, data: { url: '/accounts' } });
    await visitor.inbox.next(({ type }) => type === 'ack');
    const { answer } = await call('/lookupvisitor', { visitorid: 'rest-1' });
    assert.equal(answer['visitorid'], 'rest-1');
    assert.equal(answer['groupid'], '12345');
    assert.equal(answer['url'], '/accounts');
    assert.match(String(answer['visitorpresent']), /^\d{10}\.\d$/);
    assert.equal(answer['direct'], `localhost:${glance.port}`);
    assert.equal(answer['httpsport'], glance.port);
    await visitor.close();
});

test('findvisitor tells whether and where', async () => {
    const visitor = await dialVisitor(glance, 'rest-2');
    const found = await call('/findvisitor', { visitorid: 'rest-2' });
    assert.equal(found.answer['visitorfound'], true);
    assert.equal(found.answer['directserver'], 'localhost');
    await visitor.close();
    const lost = await call('/findvisitor', { visitorid: 'rest-none' });
    assert.deepEqual(lost.answer, { visitorfound: false });
});

test('signalvisitor passes on signals and orders, and refuses everything else', async () => {
    const visitor = await dialVisitor(glance, 'rest-3');
    const signal = { mtype: 'signal', data: { text: 'hello' } };
    assert.equal((await call('/signalvisitor', { visitorid: 'rest-3', body: signal })).status, 200);
    const { message } = await visitor.inbox.next(({ type }) => type === 'message');
    assert.deepEqual(message, signal);
    const wrong = { mtype: 'invoke', data: {} };
    assert.equal((await call('/signalvisitor', { visitorid: 'rest-3', body: wrong })).status, 400);
    const nobody = await call('/signalvisitor', { visitorid: 'rest-none', body: signal });
    assert.deepEqual(nobody, { status: 404, answer: { reason: 'visitornotpresent' } });
    await visitor.close();
});

test('every call needs a token for the very group', async () => {
    for (const path of ['/lookupvisitor', '/findvisitor']) {
        assert.equal((await call(path, { visitorid: 'x', bearer: 'x' })).status, 401);
        assert.equal((await call(path, { visitorid: 'x', groupid: '67890' })).status, 401);
        assert.equal((await call(path, { visitorid: 'x', groupid: '11111' })).status, 401);
    }
});
