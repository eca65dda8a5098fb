/**
 * Compares this service with Glance's example and with the least that Node can do, in one run and taking turns, so that
 * whatever else the machine is doing hits all alike. BENCH_ROUNDS, BENCH_SECONDS and BENCH_CONNECTIONS change its size.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { load, median, type Measurement } from './load.ts';
import { patientClients } from './patient-clients.ts';
import { benchSettings } from './servers/shared.ts';
import { startTarget, type Target } from './target.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const connections = Number(process.env['BENCH_CONNECTIONS'] ?? 50);
const maxInFlight = 64;

const bearerToken = 'bench-token-0123456789-0123456789-0123456789';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwt = await new SignJWT({
    iss: 'https://issuer.example',
    aud: 'login-keys',
    sub: 'agent@example.com'
})
    .setProtectedHeader({ alg: 'RS256' })
    .setExpirationTime('1 hour')
    .sign(privateKey);

const unlimited = '100000000';
const settings = {
    GLANCE_GROUP_ID: String(benchSettings.groupId),
    GLANCE_API_KEY: benchSettings.apiKey,
    GLANCE_EXPIRATION: String(benchSettings.lifetime),
    PORT: '0',
    LIMIT_PER_ADDRESS: unlimited,
    LIMIT_PER_CALLER: unlimited,
    LIMIT_PER_PUID: unlimited,
    MAX_EVENT_LOOP_DELAY_MS: '0'
};
const byJwt = {
    JWT_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    JWT_ISSUER: 'https://issuer.example',
    JWT_AUDIENCE: 'login-keys'
};
const contestants = [
    { name: 'bare node:http', server: 'bare-node-http', env: { NODE_ENV: 'production' } },
    { name: 'Express and crypto-js', server: 'express-example', env: { NODE_ENV: 'production' } },
    {
        name: 'this, no authentication',
        server: 'login-key-service',
        env: { ...settings, GLANCE_DEVELOPMENT_MODE: 'yes' }
    },
    {
        name: 'this, bearer token',
        server: 'login-key-service',
        env: { ...settings, BEARER_TOKENS: bearerToken },
        token: bearerToken
    },
    {
        name: 'this, JWT (RS256)',
        server: 'login-key-service',
        env: { ...settings, ...byJwt },
        token: jwt
    }
];

const folder = mkdtempSync(join(tmpdir(), 'login-key-bench-'));
const logFile = (name: string) => join(folder, name.replaceAll(/\W/g, '-'));
const targets: Target[] = [];
try {
    console.log(
        `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}`
    );
    await compare();
    await overload();
} finally {
    await Promise.all(targets.map((target) => target.stop()));
    rmSync(folder, { recursive: true });
}

async function compare(): Promise<void> {
    const results = new Map<string, (Measurement & { processorTime: number })[]>();
    for (const { name, server, env } of contestants) {
        targets.push(await startTarget(server, env, logFile(name)));
    }
    for (let round = -1; round < rounds; round += 1) {
        for (const [index, { name, token }] of contestants.entries()) {
            const target = targets[index] as Target;
            const before = await target.processorTime();
            const measured = await load(target.url, { connections, seconds, token });
            if (measured.statuses.size > 1) throw new Error(`${name} did not answer 200 only.`);
            const answers = measured.statuses.get(200) ?? 0;
            const processorTime = ((await target.processorTime()) - before) / answers;
            const isWarmUp = round < 0;
            if (isWarmUp) results.set(name, []);
            else results.get(name)?.push({ ...measured, processorTime });
        }
    }
    const of = (name: string, figure: 'throughput' | 'p50' | 'p99' | 'processorTime') =>
        median((results.get(name) ?? []).map((result) => result[figure]));

    console.log(`\n${connections} connections, medians of ${rounds} rounds of ${seconds} s\n`);
    console.log('| server | keys/s | to Express | to bare | p50 ms | p99 ms | CPU µs/key |');
    console.log('|---|---:|---:|---:|---:|---:|---:|');
    for (const { name } of contestants) {
        const ratio = (other: string) =>
            (of(name, 'throughput') / of(other, 'throughput')).toFixed(2);
        const cells = [
            name,
            of(name, 'throughput').toFixed(0),
            ratio('Express and crypto-js'),
            ratio('bare node:http'),
            of(name, 'p50').toFixed(1),
            of(name, 'p99').toFixed(1),
            of(name, 'processorTime').toFixed(0)
        ];
        console.log(`| ${cells.join(' | ')} |`);
    }
    const cost = (name: string) =>
        (of(name, 'processorTime') - of('this, no authentication', 'processorTime')).toFixed(0);
    console.log(
        `\nProcessor time a key: a bearer token adds ${cost('this, bearer token')} µs, ` +
            `a JWT (RS256, 2048 bits) ${cost('this, JWT (RS256)')} µs.`
    );
}

async function overload(): Promise<void> {
    const env = {
        ...settings,
        ...byJwt,
        MAX_IN_FLIGHT: String(maxInFlight),
        MAX_EVENT_LOOP_DELAY_MS: '250'
    };
    const target = await startTarget('login-key-service', env, logFile('overload'));
    targets.push(target);
    await load(target.url, { connections: maxInFlight, seconds, token: jwt });
    console.log(`\nOverload: at most ${maxInFlight} requests at work, asked by\n`);
    console.log(
        '| connections | keys/s | p50 ms | p99 ms | answered 503 |\n|---|---:|---:|---:|---:|'
    );
    for (const [what, count, clients] of [
        [`${maxInFlight}, as many`, maxInFlight, load],
        [
            `${4 * maxInFlight}, four times as many, waiting as told`,
            4 * maxInFlight,
            patientClients
        ],
        [`${4 * maxInFlight}, four times as many, never waiting`, 4 * maxInFlight, load],
        [`${maxInFlight}, afterwards`, maxInFlight, load]
    ] as const) {
        const options = { connections: count, seconds, token: jwt };
        const { throughput, p50, p99, statuses } = await clients(target.url, options);
        const all = [...statuses.values()].reduce((sum, number) => sum + number, 0);
        const shed = (100 * (statuses.get(503) ?? 0)) / all;
        console.log(
            `| ${what} | ${throughput.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${shed.toFixed(1)} % |`
        );
        const unexpected = [...statuses.keys()].filter(
            (status) => status !== 200 && status !== 503
        );
        if (unexpected.length > 0)
            throw new Error(`Answered ${unexpected.join(', ')} under overload.`);
    }
}
