import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { SignJWT } from 'jose';
import { createLoginKey } from '../src/login-key.ts';
import { apiKey, bearerToken, groupsFile, post, problemOf, startTestService } from './support.ts';

const issuer = 'https://example.my.salesforce.com';
const audience = 'login-keys-12345';
const partnerUserId = 'alex.agent@example.com';
const org = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pemOf = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
const now = () => Math.floor(Date.now() / 1000);

const byJwt = {
    BEARER_TOKENS: undefined,
    JWT_PUBLIC_KEY: pemOf(org.publicKey),
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: audience
};

interface TokenParts {
    readonly key?: KeyObject | Uint8Array;
    readonly header?: { alg: string; kid?: string; typ?: string };
    readonly claims?: Record<string, unknown>;
}

function sign({
    key = org.privateKey,
    header = { alg: 'RS256' },
    claims = {}
}: TokenParts = {}): Promise<string> {
    const standard = { iss: issuer, aud: audience, sub: partnerUserId, exp: now() + 120 };
    return new SignJWT({ ...standard, ...claims }).setProtectedHeader(header).sign(key);
}

function postAs(
    url: string,
    token: string,
    fields: Record<string, string> = {}
): Promise<Response> {
    return post(url, {
        headers: { authorization: `Bearer ${token}` },
        body: new URLSearchParams(fields)
    });
}

test('an agent gets a key for the id in the token, whether the request names it or not', async (t) => {
    const { url } = await startTestService(t, byJwt);
    for (const fields of [{}, { partneruserid: partnerUserId }, { groupid: '12345' }]) {
        const response = await postAs(url, await sign(), fields);
        assert.equal(response.status, 200);
        const answer = (await response.json()) as {
            loginKey: string;
            groupId: number;
            expiration: number;
        };
        assert.equal(answer.loginKey, createLoginKey({ ...answer, partnerUserId, apiKey }));
    }
});

test('a token signed by an org is verified with the certificate of that org', async (t) => {
    const fixture = (name: string) =>
        readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
    const certificate = fixture('org-certificate.pem');
    // The token was made then, and lasts longer than the service would take it.
    t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_060_000 });
    const { url } = await startTestService(t, { ...byJwt, JWT_PUBLIC_KEY: certificate });
    assert.equal((await postAs(url, fixture('org-token.txt').trim())).status, 200);
    assert.equal((await postAs(url, await sign())).status, 401);
});

test('while a certificate is replaced, tokens of both are good', async (t) => {
    const both = pemOf(stranger.publicKey) + pemOf(org.publicKey);
    const { url } = await startTestService(t, { ...byJwt, JWT_PUBLIC_KEY: both });
    for (const { privateKey } of [org, stranger]) {
        assert.equal((await postAs(url, await sign({ key: privateKey }))).status, 200);
    }
});

test('the partner user id can be in another claim', async (t) => {
    const { url } = await startTestService(t, {
        ...byJwt,
        JWT_PUID_CLAIM: 'https://bank.example/puid'
    });
    const claims = { sub: 'someone', 'https://bank.example/puid': partnerUserId };
    assert.equal(
        (await postAs(url, await sign({ claims }), { partneruserid: partnerUserId })).status,
        200
    );
    assert.equal(
        (await postAs(url, await sign({ claims }), { partneruserid: 'someone' })).status,
        403
    );
});

test('a bearer token and a JWT may both be accepted', async (t) => {
    const { url } = await startTestService(t, { ...byJwt, BEARER_TOKENS: bearerToken });
    assert.equal((await postAs(url, await sign())).status, 200);
    assert.equal((await postAs(url, bearerToken, { partneruserid: 'anybody' })).status, 200);
});

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const plainClaims = () =>
    encode({ iss: issuer, aud: audience, sub: partnerUserId, exp: now() + 120 });

/** The classic forgery: HMAC with the public key's text as its secret. */
function signedWithPublicKey(): string {
    const signed = `${encode({ alg: 'HS256' })}.${plainClaims()}`;
    return `${signed}.${createHmac('sha256', pemOf(org.publicKey)).update(signed).digest('base64url')}`;
}

const forgeries: readonly (readonly [
    what: string,
    token: () => string | Promise<string>,
    reason: string
])[] = [
    ['the algorithm "none"', () => `${encode({ alg: 'none' })}.${plainClaims()}.`, 'algorithm'],
    ['HS256 with the public key as secret', signedWithPublicKey, 'algorithm'],
    ['an algorithm not on the list', () => sign({ header: { alg: 'RS512' } }), 'algorithm'],
    ['PS256 with the right key', () => sign({ header: { alg: 'PS256' } }), 'algorithm'],
    ["a stranger's key", () => sign({ key: stranger.privateKey }), 'signature'],
    ['an expired token', () => sign({ claims: { exp: now() - 31 } }), 'expired'],
    ['a token that never expires', () => sign({ claims: { exp: undefined } }), 'claim-exp'],
    ['a token not valid yet', () => sign({ claims: { nbf: now() + 60 } }), 'not-yet-valid'],
    ['a token of tomorrow', () => sign({ claims: { iat: now() + 60 } }), 'not-yet-valid'],
    ['a token made too long ago', () => sign({ claims: { iat: now() - 700 } }), 'too-old'],
    [
        'a token for ten years that does not say when it was made',
        () => sign({ claims: { exp: now() + 315_360_000 } }),
        'too-old'
    ],
    [
        'a token for logging out',
        () => sign({ header: { alg: 'RS256', typ: 'logout+jwt' } }),
        'type'
    ],
    [
        'another audience',
        () => sign({ claims: { aud: 'https://login.salesforce.com' } }),
        'audience'
    ],
    ['no audience', () => sign({ claims: { aud: undefined } }), 'audience'],
    ['another issuer', () => sign({ claims: { iss: 'https://evil.example' } }), 'issuer'],
    [
        'changed claims',
        async () =>
            (await sign())
                .replace(/\.[^.]+\./, `.${plainClaims()}.`)
                .replace(/^[^.]+/, encode({ alg: 'RS256', kid: 'x' })),
        'signature'
    ],
    ['a signature cut off', async () => (await sign()).replace(/[^.]+$/, ''), 'signature'],
    ['no JWT at all', () => 'a.b.c', 'unknown-token'],
    ['five parts', async () => `${await sign()}.x.y`, 'unknown-token']
];

for (const [what, token, reason] of forgeries) {
    test(`${what}: 401, and the log says ${reason}`, async (t) => {
        const { url, log } = await startTestService(t, byJwt);
        const presented = await token();
        const response = await postAs(url, presented, { partneruserid: partnerUserId });
        const answer = await response.text();
        assert.equal(response.status, 401);
        assert.equal((JSON.parse(answer) as { code: string }).code, 'unauthenticated');
        assert.doesNotMatch(answer, /reason/);
        const line = await log.line('refused');
        assert.equal((JSON.parse(line) as { reason: string }).reason, reason);
        assert.ok(!line.includes(presented));
    });
}

test('a token may say that it is a JWT or an access token', async (t) => {
    const { url } = await startTestService(t, byJwt);
    for (const typ of ['JWT', 'at+jwt', 'application/at+JWT']) {
        const token = await sign({ header: { alg: 'RS256', typ } });
        assert.equal((await postAs(url, token)).status, 200);
    }
});

test('Ed25519 is taken by its own name and by the older EdDSA', async (t) => {
    const ed = generateKeyPairSync('ed25519');
    const { url } = await startTestService(t, {
        ...byJwt,
        JWT_PUBLIC_KEY: pemOf(ed.publicKey),
        JWT_ALGORITHMS: 'EdDSA,Ed25519'
    });
    for (const alg of ['EdDSA', 'Ed25519']) {
        const token = await sign({ key: ed.privateKey, header: { alg } });
        assert.equal((await postAs(url, token)).status, 200);
    }
});

test('a clock that is off by less than the tolerance does no harm', async (t) => {
    const { url } = await startTestService(t, { ...byJwt, JWT_CLOCK_TOLERANCE: '300' });
    assert.equal((await postAs(url, await sign({ claims: { exp: now() - 200 } }))).status, 200);
    assert.equal((await postAs(url, await sign({ claims: { nbf: now() + 200 } }))).status, 200);
});

test("somebody else's partner user id, in the form, in JSON or in the query: 403", async (t) => {
    const { url } = await startTestService(t, byJwt);
    const authorization = `Bearer ${await sign()}`;
    const swapped = 'other.agent@example.com';
    const requests = [
        { headers: { authorization }, body: new URLSearchParams({ partneruserid: swapped }) },
        {
            headers: { authorization, 'content-type': 'application/json' },
            body: JSON.stringify({ partneruserid: swapped })
        },
        { headers: { authorization }, query: `?partneruserid=${swapped}`, body: null },
        {
            headers: { authorization },
            query: `?partneruserid=${swapped}`,
            body: new URLSearchParams({ partneruserid: partnerUserId })
        }
    ];
    for (const request of requests) {
        const problem = { status: 403, code: 'partner-user-id-not-allowed' };
        assert.deepEqual(await problemOf(await post(url, request)), problem);
    }
});

for (const [what, sub] of [
    ['no partner user id', undefined],
    ['an empty one', ''],
    ['one with a control character', 'a\u0000b']
] as const) {
    test(`a good token with ${what}: 403`, async (t) => {
        const { url } = await startTestService(t, byJwt);
        const response = await postAs(url, await sign({ claims: { sub } }), {
            partneruserid: partnerUserId
        });
        assert.deepEqual(await problemOf(response), {
            status: 403,
            code: 'partner-user-id-not-allowed'
        });
    });
}

test('a key of another kind than the algorithm in the token: 401, not an error', async (t) => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { url } = await startTestService(t, {
        ...byJwt,
        JWT_PUBLIC_KEY: pemOf(org.publicKey) + pemOf(ec.publicKey),
        JWT_ALGORITHMS: 'RS256,ES256'
    });
    assert.equal(
        (await postAs(url, await sign({ key: ec.privateKey, header: { alg: 'ES256' } }))).status,
        200
    );
    assert.equal((await postAs(url, await sign({ key: stranger.privateKey }))).status, 401);
});

test('a token replayed to another group: 403; one for both groups at once: 401', async (t) => {
    const { url } = await startTestService(t, twoGroups(t));
    const own = await sign();
    assert.equal((await postAs(url, own)).status, 200);
    assert.deepEqual(await problemOf(await postAs(url, own, { groupid: '7777' })), {
        status: 403,
        code: 'group-not-allowed'
    });
    assert.equal(
        (await postAs(url, await sign({ claims: { aud: 'login-keys-7777' } }))).status,
        401
    );
    const ofOther = await sign({ key: stranger.privateKey, claims: { aud: 'login-keys-7777' } });
    assert.equal(
        ((await (await postAs(url, ofOther)).json()) as { groupId: number }).groupId,
        7777
    );
    assert.equal(
        (await postAs(url, await sign({ claims: { aud: [audience, 'login-keys-7777'] } }))).status,
        401
    );
});

/** Settings of two groups with an org and an audience each. */
function twoGroups(t: TestContext) {
    const entry = (groupId: number, key: KeyObject) => ({
        GLANCE_GROUP_ID: groupId,
        GLANCE_API_KEY: `${apiKey}-${groupId}`,
        JWT_PUBLIC_KEY: pemOf(key),
        JWT_ISSUER: issuer,
        JWT_AUDIENCE: `login-keys-${groupId}`
    });
    return groupsFile(t, [entry(12345, org.publicKey), entry(7777, stranger.publicKey)]);
}
