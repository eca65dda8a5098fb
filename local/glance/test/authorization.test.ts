import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Glance } from '../server.ts';
import { ask } from './by-name.ts';
import { ManualClock } from './manual-clock.ts';
import {
    AGENT_ORIGIN,
    authorize,
    GROUP,
    makeLoginKey,
    OTHER_GROUP,
    startStand,
    tokenFrom,
    type Authorization
} from './stand.ts';

let glance: Glance;

before(async () => {
    glance = await startStand();
});
after(() => glance.close());
afterEach(() => glance.misbehave.reset());

function isRefused({ status, body, allowedOrigin }: Authorization, expected: number): void {
    assert.equal(status, expected);
    assert.equal(typeof body, 'object');
    // Without it the script could not tell the status from a network that is down.
    assert.equal(allowedOrigin, AGENT_ORIGIN);
}

describe('authorization', () => {
    test('gives a token as a JSON string for a valid login key, to an allowed origin', async () => {
        const { status, body, allowedOrigin } = await authorize(glance);
        assert.equal(status, 200);
        assert.equal(typeof body, 'string');
        assert.equal(allowedOrigin, AGENT_ORIGIN);
    });

    test('accepts a key of standard base64', async () => {
        const loginkey = makeLoginKey({ encoding: 'base64' });
        assert.equal((await authorize(glance, { loginkey })).status, 200);
    });

    test('does not tell a wrong key from an expired one', async () => {
        const keys = [
            makeLoginKey({ seconds: -1 }),
            makeLoginKey({ apiKey: 'wrong' }),
            makeLoginKey({ seconds: 90_000 }),
            ''
        ];
        for (const loginkey of keys) {
            isRefused(await authorize(glance, { loginkey }), 401);
        }
    });

    test('refuses an agent who is not provisioned, even with a good key', async () => {
        const loginkey = makeLoginKey({ partnerUserId: 'nobody' });
        isRefused(await authorize(glance, { loginkey, partneruserid: 'nobody' }), 401);
    });

    test('refuses other groups and partner ids', async () => {
        isRefused(await authorize(glance, { groupid: '67890' }), 403);
        isRefused(await authorize(glance, { partnerid: '11111' }), 401);
    });

    test('takes a duration of 1 to 120 minutes, and the text of one that was not given', async () => {
        isRefused(await authorize(glance, { duration: '121' }), 400);
        isRefused(await authorize(glance, { duration: 'long' }), 400);
        assert.equal((await authorize(glance, { duration: 'undefined' })).status, 200);
    });

    test('answers a page from another origin without CORS headers', async () => {
        const { status, allowedOrigin } = await authorize(glance, {
            origin: 'https://elsewhere.example'
        });
        assert.equal(status, 403);
        assert.equal(allowedOrigin, undefined);
    });

    test('knows nobody by a web session', async () => {
        const path =
            'www.glance.net/services/AuthorizationService.svc/rest/AuthorizeFromWebSession?service=presence';
        assert.equal((await ask(glance, path, { method: 'POST' })).status, 401);
    });

    test('is slow on demand', async () => {
        const slow = await startStand();
        slow.misbehave.set({ latencyMs: 80_000 });
        let isAnswered = false;
        const asked = authorize(slow).finally(() => (isAnswered = true));
        assert.equal((await ask(slow, 'www.glance.net/healthz')).status, 200);
        assert.equal(isAnswered, false);
        const never = assert.rejects(asked);
        await slow.close();
        await never;
    });

    test('fails on demand', async () => {
        glance.misbehave.set({ refuseAuthorization: true });
        isRefused(await authorize(glance), 401);
        glance.misbehave.set({ refuseAuthorization: false, expireLoginKeys: true });
        isRefused(await authorize(glance), 401);
        glance.misbehave.set({ expiredKeyStatus: 400 });
        isRefused(await authorize(glance), 400);
        glance.misbehave.set({ authorizationStatus: 500 });
        isRefused(await authorize(glance), 500);
    });
});

describe('a token', () => {
    const find = (groupid: string | number, bearer: string | null): Promise<{ status: number }> =>
        ask(glance, `presence.glance.net/findvisitor?groupid=${groupid}&visitorid=x&&ver=6.25.0`, {
            origin: AGENT_ORIGIN,
            bearer
        });

    test('is for one group, and needed', async () => {
        const token = await tokenFrom(glance);
        assert.equal((await find(GROUP, token)).status, 200);
        assert.equal((await find(OTHER_GROUP, token)).status, 401);
        assert.equal((await find(GROUP, '[object Object]')).status, 401);
        assert.equal((await find(GROUP, null)).status, 401);
    });

    test('outlives a restart', async () => {
        const token = await tokenFrom(glance);
        await glance.close();
        glance = await startStand();
        assert.equal((await find(GROUP, token)).status, 200);
    });

    test('lives as long as was asked for, or as the switch says', async () => {
        const clock = new ManualClock();
        const timed = await startStand({ clock });
        const tokenOf = async (duration: string): Promise<string> => {
            const loginkey = makeLoginKey({ nowMs: clock.now() });
            return String((await authorize(timed, { duration, loginkey })).body);
        };
        const statusOf = async (bearer: string): Promise<number> =>
            (
                await ask(timed, `presence.glance.net/findvisitor?groupid=${GROUP}&visitorid=x`, {
                    origin: AGENT_ORIGIN,
                    bearer
                })
            ).status;
        const [short, long] = [await tokenOf('1'), await tokenOf('2')];
        clock.advance(60_000);
        assert.deepEqual([await statusOf(short), await statusOf(long)], [401, 200]);
        timed.misbehave.set({ tokenSeconds: 5 });
        const shorter = await tokenOf('120');
        clock.advance(5000);
        assert.equal(await statusOf(shorter), 401);
        await timed.close();
    });

    test('can be made void', async () => {
        const former = await tokenFrom(glance);
        glance.misbehave.voidTokens();
        assert.equal((await find(GROUP, former)).status, 401);
        assert.equal((await find(GROUP, await tokenFrom(glance))).status, 200);
    });
});
