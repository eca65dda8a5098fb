import autocannon from 'autocannon';
import { startTarget } from './target.ts';
import { benchSettings as b } from './servers/shared.ts';
const lim = {
    LIMIT_PER_ADDRESS: '99999999',
    LIMIT_PER_CALLER: '99999999',
    LIMIT_PER_PUID: '99999999',
    PORT: '0'
};
const tok = 'bench-token-0123456789-0123456789-0123456789';
const base = { GLANCE_GROUP_ID: String(b.groupId), GLANCE_API_KEY: b.apiKey, ...lim };
const ts = [
    ['bare', 'bare-node-http', { NODE_ENV: 'production' }, {}],
    ['express', 'express-example', { NODE_ENV: 'production' }, {}],
    ['ours', 'login-key-service', { ...base, GLANCE_DEVELOPMENT_MODE: 'yes' }, {}],
    [
        'bearer',
        'login-key-service',
        { ...base, BEARER_TOKENS: tok },
        { authorization: 'Bearer ' + tok }
    ]
] as const;
for (const [n, s, e, headers] of ts) {
    const t = await startTarget(s, e, `/tmp/bench-${n}.log`);
    for (const d of [1, 3]) {
        const r = await autocannon({
            url: t.url + '/loginkey?partneruserid=agent%40example.com',
            method: 'POST',
            connections: 50,
            duration: d,
            headers
        });
        if (d > 1)
            console.log(
                n,
                r.requests.average,
                'p50',
                r.latency.p50,
                'p99',
                r.latency.p99,
                'non2xx',
                r.non2xx
            );
    }
    await t.stop();
}
