import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Redis } from 'ioredis';
import { freePort, skipWithoutRedis, startRedis } from './redis-server.ts';
import { post, startTestService } from './support.ts';

const soon = { timeout: 60_000 };
const skip = skipWithoutRedis();
const unlimited = { LIMIT_PER_CALLER: '1000000', LIMIT_PER_PUID: '1000000' };

test('while Redis does not answer, limits are kept in memory', async (t) => {
    const port = await freePort();
    const { url, log } = await startTestService(t, {
        LIMIT_PER_PUID: '1',
        REDIS_URL: `redis://:secret-word@127.0.0.1:${port}`
    });
    await log.line('Redis does not answer');
    assert.equal((await post(url)).status, 200);
    assert.equal((await post(url)).status, 429);
    assert.ok(log.lines.every((line) => !line.includes('secret-word')));
});

test(
    'several instances count together in Redis, and each for itself once it is gone',
    { ...soon, skip },
    async (t) => {
        const redis = await startRedis(t);
        const environment = { LIMIT_PER_PUID: '2', REDIS_URL: redis.url };
        const [first, second] = [
            await startTestService(t, environment),
            await startTestService(t, environment)
        ];
        await Promise.all([first, second].map(({ log }) => log.line('Redis answers')));

        assert.equal((await post(first.url)).status, 200);
        assert.equal((await post(second.url)).status, 200);
        for (const { url } of [first, second]) assert.equal((await post(url)).status, 429);

        await redis.stop();
        await Promise.all([first, second].map(({ log }) => log.line('Redis does not answer')));
        for (const { url } of [first, second]) {
            const statuses = [];
            for (let attempt = 0; attempt < 3; attempt += 1)
                statuses.push((await post(url)).status);
            assert.deepEqual(statuses, [200, 200, 429]);
        }
    }
);

test(
    'a Redis that hangs: 300 requests at once are answered, nobody asks it again for a while, and the log and the metrics say so',
    { ...soon, skip },
    async (t) => {
        const redis = await startRedis(t);
        const { url, log, metricsUrl } = await startTestService(t, {
            ...unlimited,
            REDIS_URL: redis.url,
            METRICS_PORT: '0',
            MAX_IN_FLIGHT: '1000'
        });
        await log.line('Redis answers');
        assert.equal((await post(url)).status, 200);
        redis.child.kill('SIGSTOP');
        const answers = await Promise.all(Array.from({ length: 300 }, () => post(url)));
        assert.ok(answers.every(({ status }) => status === 200));
        assert.match(await log.line('Redis does not answer'), /"reason":"TIMEOUT"/);
        const metrics = await (await fetch(String(metricsUrl))).text();
        assert.match(metrics, /^login_key_redis_up 0$/m);
        assert.match(metrics, /^login_key_redis_failures_total\{reason="TIMEOUT"\} [1-9]/m);

        redis.child.kill('SIGCONT');
        const before = log.lines.length;
        while (!log.lines.slice(before).some((line) => line.includes('Redis answers')))
            assert.equal((await post(url)).status, 200);
    }
);

for (const [what, reason, harm, help] of [
    [
        'a replica after a failover',
        'READONLY',
        (client: Redis) => client.replicaof('127.0.0.1', 1),
        (client: Redis) => client.replicaof('NO', 'ONE')
    ],
    [
        'without memory',
        'OOM',
        (client: Redis) => client.config('SET', 'maxmemory', '1'),
        (client: Redis) => client.config('SET', 'maxmemory', '0')
    ]
] as const) {
    test(
        `a Redis that is ${what}: limits are kept in memory, the log says ${reason}, and it is used again once it can be`,
        { ...soon, skip },
        async (t) => {
            const redis = await startRedis(t);
            const client = new Redis(redis.url);
            t.after(() => client.disconnect());
            const { url, log } = await startTestService(t, { ...unlimited, REDIS_URL: redis.url });
            await log.line('Redis answers');
            await harm(client);
            assert.equal((await post(url)).status, 200);
            assert.match(
                await log.line('Redis does not answer'),
                new RegExp(`"reason":"${reason}"`)
            );
            await help(client);
            const before = log.lines.length;
            while (!log.lines.slice(before).some((line) => line.includes('Redis answers')))
                assert.equal((await post(url)).status, 200);
        }
    );
}
