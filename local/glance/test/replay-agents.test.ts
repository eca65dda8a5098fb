import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Misbehaviour } from '../misbehaviour.ts';
import { startGlance, type Glance } from '../server.ts';
import { ask, dial, type TestSocket } from './by-name.ts';
import { readRecording, type RecordedRequest, type RecordedTraffic } from './recording.ts';
import { AGENT, AGENT_ORIGIN, API_KEY, GROUP, makeLoginKey, tokenFrom } from './stand.ts';

let glance: Glance;
let token = '';
let socket: TestSocket | null = null;

beforeEach(async () => {
    const group = { apiKey: API_KEY, agentOrigins: [AGENT_ORIGIN], partnerUserIds: [AGENT] };
    glance = await startGlance({
        groups: [
            { groupId: GROUP, ...group },
            // One of the recordings asks for the settings of another group.
            { groupId: 777_000, ...group }
        ]
    });
});
afterEach(() => glance.close());

const GENERATIONS = ['6.3.1', '6.25.0', '6.25.0-load-balanced'];

describe('the server answers agents in trouble', () => {
    for (const generation of GENERATIONS) {
        for (const kind of ['errors', 'disconnections']) {
            test(`agent-${generation}-${kind}`, async () => {
                if (generation.endsWith('balanced')) {
                    glance.setMode(GROUP, 'newLoadBalanced');
                }
                token = await tokenFrom(glance);
                let answered = 0;
                for (const { title, traffic } of readRecording(`agent-${generation}-${kind}`)) {
                    glance.misbehave.reset();
                    glance.misbehave.set(troubleOf(title));
                    if (title.startsWith('tokens voided')) {
                        glance.misbehave.voidTokens();
                    }
                    for (const line of traffic) {
                        answered += await play(line, title);
                    }
                }
                assert.ok(answered > 20, `${answered} messages`);
            });
        }
    }
});

/** 1 when the line was something that the server has to answer. */
async function play(line: RecordedTraffic, title: string): Promise<number> {
    if (line.kind === 'request') {
        await request(line, title);
        return 1;
    }
    if (line.kind === 'socket' && /\.glance\.net(:443)?$/.test(line.host)) {
        if (glance.misbehave.get().refuseConnections) {
            await assert.rejects(dial(glance, `${line.host}${line.path}`, AGENT_ORIGIN), /503/);
        } else {
            socket = await dial(glance, `${line.host}${line.path}`, AGENT_ORIGIN);
        }
        return 1;
    }
    if (line.kind === 'sent') {
        const message = line.message.json as Record<string, unknown>;
        if (message['type'] === 'connect' && (socket?.inbox.all.length ?? 1) > 0) {
            // What a step begins with isn't always recorded.
            socket = await dial(glance, 'pr7.glance.net/agent', AGENT_ORIGIN);
        }
        const isVoid = title.startsWith('tokens voided') || title === '6 s more';
        socket?.send({
            ...message,
            ...(message['authorization'] !== undefined && !isVoid && { authorization: token })
        });
        if (message['type'] === 'connect') {
            const answer = await socket?.inbox.next();
            const isKnown = message['authorization'] !== undefined && !isVoid;
            assert.equal(answer?.['type'], isKnown ? 'connected' : 'error', title);
        }
        return 1;
    }
    return 0;
}

async function request(line: RecordedRequest, title: string): Promise<void> {
    const isAuthorization = line.path.includes('/Authorize');
    const isOurs = /^Bearer TOKEN/.test(line.authorization ?? '');
    const query = `?groupid=${GROUP}&visitorid=cust-1&&ver=6.25.0&service=presence&duration=120`;
    const path = line.path.replace('?…', query).replace('groupid=777&', 'groupid=777000&');
    const answer = await ask(glance, `${line.host}${path}`, {
        method: line.method,
        origin: AGENT_ORIGIN,
        bearer: isOurs ? token : (line.authorization?.replace('Bearer ', '') ?? null),
        body: isAuthorization
            ? { partnerid: GROUP, partneruserid: AGENT, loginkey: makeLoginKey() }
            : line.body
    });
    assert.match(
        String(answer.headers['access-control-allow-origin']),
        /^(\*|https:\/\/crm\.example)$/
    );
    assert.equal(answer.status, expectedStatus(line, title, isOurs), `${title}: ${line.path}`);
    if (isAuthorization && answer.status === 200) {
        token = String(answer.json);
        assert.equal(typeof answer.json, 'string');
    }
}

function expectedStatus({ path }: RecordedRequest, title: string, isOurs: boolean): number {
    const { authorizationStatus, settingsStatus, presenceStatus } = troubleOf(title);
    if (path.includes('/Authorize')) {
        return authorizationStatus ?? 200;
    }
    if (path.includes('GetVisitorSettings3')) {
        return settingsStatus ?? 200;
    }
    return presenceStatus ?? (isOurs && !title.startsWith('tokens voided') ? 200 : 401);
}

/** What the recording server was told to do in a step. */
function troubleOf(title: string): Partial<Misbehaviour> {
    const authorization = /^authorize, server answers (\d+)/.exec(title)?.[1];
    const presence = /^(?:lookup|connect, findvisitor) (\d+)$/.exec(title)?.[1];
    const settings = /^settings (\d+)/.exec(title)?.[1];
    return {
        ...(authorization !== undefined && { authorizationStatus: Number(authorization) }),
        ...(presence !== undefined && { presenceStatus: Number(presence) }),
        ...(settings !== undefined && { settingsStatus: Number(settings) }),
        ...(title.startsWith('presence off') && { presenceOff: true }),
        ...(/socket refused|refused for/.test(title) && { refuseConnections: true })
    };
}
