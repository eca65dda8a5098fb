import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { SignJWT } from 'jose';
import { generate } from 'selfsigned';
import { createLoginKey } from '../src/login-key.ts';
import { Files } from '../src/settings/files.ts';
import { apiKey, bearerToken, otherToken, post, startTestService, testFolder } from './support.ts';

const oneGroup = {
    GLANCE_GROUP_ID: undefined,
    GLANCE_API_KEY: undefined,
    BEARER_TOKENS: undefined,
    SECRET_POLL_MS: '20'
};
const statusAs = async (url: string, token: string) =>
    (await post(url, { headers: { authorization: `Bearer ${token}` } })).status;

interface Answer {
    readonly loginKey: string;
    readonly groupId: number;
    readonly expiration: number;
}

async function signedWith(response: Response, candidate: string): Promise<boolean> {
    const answer = (await response.json()) as Answer;
    return (
        answer.loginKey ===
        createLoginKey({ ...answer, partnerUserId: 'agent@example.com', apiKey: candidate })
    );
}

test('a new API key in the file signs from then on, without a restart; an empty file changes nothing', async (t) => {
    const folder = testFolder(t);
    const path = join(folder, 'api-key');
    const replace = (text: string) => {
        writeFileSync(`${path}.new`, text);
        renameSync(`${path}.new`, path);
    };
    replace(`${apiKey}\n`);
    const { url, log } = await startTestService(t, {
        GLANCE_API_KEY: undefined,
        GLANCE_API_KEY_FILE: path,
        SECRET_POLL_MS: '20'
    });
    assert.ok(await signedWith(await post(url), apiKey));

    replace('');
    await log.line('unusable');
    assert.ok(await signedWith(await post(url), apiKey));

    replace('the-next-api-key');
    await log.line('read again');
    assert.ok(await signedWith(await post(url), 'the-next-api-key'));
});

test('bearer tokens in a file are replaced without a restart', async (t) => {
    const path = join(testFolder(t), 'tokens');
    writeFileSync(path, `${bearerToken}\n`);
    const { url, log } = await startTestService(t, {
        BEARER_TOKENS: undefined,
        BEARER_TOKENS_FILE: path,
        SECRET_POLL_MS: '20'
    });
    const as = async (token: string) =>
        (await post(url, { headers: { authorization: `Bearer ${token}` } })).status;
    assert.deepEqual([await as(bearerToken), await as(otherToken)], [200, 401]);
    writeFileSync(path, `${otherToken}\n`);
    await log.line('read again');
    assert.deepEqual([await as(bearerToken), await as(otherToken)], [401, 200]);
});

/** Two groups with a token file each. */
function twoGroups(t: TestContext) {
    const folder = testFolder(t);
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    const entry = (id: number) => ({
        GLANCE_GROUP_ID: id,
        GLANCE_API_KEY: `api-key-of-${id}`,
        BEARER_TOKENS_FILE: `tokens-${id}`
    });
    write('tokens-1234', bearerToken);
    write('tokens-12345', otherToken);
    write('groups.json', JSON.stringify([entry(1234), entry(12345)]));
    return {
        write,
        entry,
        settings: { ...oneGroup, GLANCE_GROUPS_FILE: join(folder, 'groups.json') }
    };
}

test('a token that moves to a second group while the first still has it is refused, as at the start', async (t) => {
    const { write, settings } = twoGroups(t);
    const { url, log } = await startTestService(t, settings);
    write('tokens-1234', `${bearerToken}\n${otherToken}`);
    assert.match(await log.line('unusable'), /share a bearer token/);
    const answer = await post(url, { headers: { authorization: `Bearer ${otherToken}` } });
    assert.equal(((await answer.json()) as Answer).groupId, 12345);
    for (const token of [bearerToken, otherToken])
        assert.ok(log.lines.every((line) => !line.includes(token)));
});

test('a group that is added to the groups file is served from then on, and one that is removed no longer', async (t) => {
    const { write, entry, settings } = twoGroups(t);
    const { url, log } = await startTestService(t, settings);
    const third = 'third-token-0123456789-0123456789-0123456789';
    write('tokens-2345', third);
    write('groups.json', JSON.stringify([entry(1234), entry(2345)]));
    await log.line('read again');
    assert.deepEqual(
        [
            await statusAs(url, bearerToken),
            await statusAs(url, otherToken),
            await statusAs(url, third)
        ],
        [200, 401, 200]
    );
});

test('a groups file written half changes nothing', async (t) => {
    const { write, settings } = twoGroups(t);
    const { url, log } = await startTestService(t, settings);
    write('groups.json', '[{ "GLANCE_GROUP_ID": 1234, ');
    await log.line('unusable');
    assert.deepEqual(
        [await statusAs(url, bearerToken), await statusAs(url, otherToken)],
        [200, 200]
    );
});

test('a file counts once two looks at it agree', async (t) => {
    const path = join(testFolder(t), 'api-key');
    writeFileSync(path, 'half');
    const first = new Files();
    assert.equal(first.read(path), 'half');
    writeFileSync(path, 'half and half');
    const second = await first.again();
    assert.ok(!second.agreesWith(first));
    assert.equal(second.read(path), 'half and half');
    assert.ok((await second.again()).agreesWith(second));
    renameSync(path, `${path}.gone`);
    const third = await second.again();
    assert.ok(!third.agreesWith(second));
    assert.throws(() => third.read(path), { code: 'ENOENT' });
    assert.ok(third.agreesWith(third.againNow()));
});

const issuer = 'https://example.my.salesforce.com';
const agentToken = (key: KeyObject) =>
    new SignJWT({ iss: issuer, aud: 'login-keys', sub: 'agent@example.com' })
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuedAt()
        .setExpirationTime('5 minutes')
        .sign(key);
const publicPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

test("an org's new certificate is trusted from then on, and the old one no longer", async (t) => {
    const [old, renewed] = [1, 2].map(() =>
        generateKeyPairSync('rsa', { modulusLength: 2048 })
    ) as [
        { publicKey: KeyObject; privateKey: KeyObject },
        { publicKey: KeyObject; privateKey: KeyObject }
    ];
    const path = join(testFolder(t), 'org.pem');
    writeFileSync(path, publicPem(old.publicKey));
    const { url, log } = await startTestService(t, {
        BEARER_TOKENS: undefined,
        JWT_PUBLIC_KEY_FILE: path,
        JWT_ISSUER: issuer,
        JWT_AUDIENCE: 'login-keys',
        SECRET_POLL_MS: '20'
    });
    const tokens = [await agentToken(old.privateKey), await agentToken(renewed.privateKey)];
    const statuses = () => Promise.all(tokens.map((token) => statusAs(url, token)));
    assert.deepEqual(await statuses(), [200, 401]);

    writeFileSync(path, publicPem(renewed.publicKey).slice(0, 200));
    await log.line('unusable');
    assert.deepEqual(await statuses(), [200, 401]);

    writeFileSync(path, publicPem(renewed.publicKey));
    await log.line('read again');
    assert.deepEqual(await statuses(), [401, 200]);
});

for (const [when, days, level, says] of [
    ['expires within thirty days', 29, 40, /expires soon/],
    ['has expired', -1, 50, /has expired/],
    ['is good for longer', 31, undefined, /expire/]
] as const) {
    test(`a certificate that ${when}: ${level === undefined ? 'no word in the log' : 'said in the log'}, and in a metric`, async (t) => {
        const expires = new Date(Date.now() + days * 86_400_000);
        const { cert } = await generate([{ name: 'commonName', value: 'org' }], {
            keySize: 2048,
            notBeforeDate: new Date(Date.now() - 3 * 86_400_000),
            notAfterDate: expires
        });
        const { log, metricsUrl } = await startTestService(t, {
            BEARER_TOKENS: undefined,
            JWT_PUBLIC_KEY: cert,
            JWT_ISSUER: issuer,
            JWT_AUDIENCE: 'login-keys',
            METRICS_PORT: '0'
        });
        const line = log.lines.find((text) => says.test(text));
        assert.equal(line && (JSON.parse(line) as { level: number }).level, level);
        assert.ok(metricsUrl !== undefined);
        const seconds = Math.floor(expires.getTime() / 1000);
        assert.ok(
            (await (await fetch(metricsUrl)).text()).includes(
                `certificate_expiry_timestamp_seconds{group="12345"} ${seconds}`
            )
        );
    });
}
