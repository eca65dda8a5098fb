import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { apiKey, bearerToken, startTestService } from './support.ts';

/** How many random requests; `FUZZ_REQUESTS` sets another number. */
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 100_000);

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const issuer = 'https://issuer.example';
const audience = 'login-keys';
const jwt = await new SignJWT({ iss: issuer, aud: audience, sub: 'agent@example.com' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuedAt()
    .setExpirationTime('1 hour')
    .sign(privateKey);

const LOGIN_KEY = /\$1\$\d{10}\$[\w-]{43}/;
const secrets = [apiKey, bearerToken, jwt, jwt.split('.')[2] ?? ''];

const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom(
        '',
        'agent@example.com',
        '\0',
        '\ud800',
        '\ufffd',
        '__proto__',
        'constructor',
        "'; DROP TABLE",
        '%',
        '../'
    )
);
const fieldName = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('partneruserid', 'groupid') },
    {
        weight: 1,
        arbitrary: fc.constantFrom('partnerUserId', '__proto__', 'toString', 'access_token', '')
    },
    { weight: 1, arbitrary: anyText }
);
const escaped = fc.oneof(
    anyText.filter((text) => !/[\ud800-\udfff]/.test(text)).map(encodeURIComponent),
    fc.string({ maxLength: 30 }),
    fc
        .uint8Array({ maxLength: 20 })
        .map((bytes) => [...bytes].map((byte) => `%${byte.toString(16)}`).join(''))
);
const fields = fc
    .array(
        fc.tuple(
            fieldName.filter((name) => !/[\ud800-\udfff]/.test(name)).map(encodeURIComponent),
            escaped
        ),
        { maxLength: 4 }
    )
    .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));
const goodFields = fc.constant('partneruserid=agent%40example.com');

const json = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc
        .dictionary(fieldName, fc.oneof(anyText, fc.integer(), fc.jsonValue()), { maxKeys: 4 })
        .map((value) => JSON.stringify(value)),
    fc.integer({ min: 1, max: 3000 }).map((depth) => '['.repeat(depth)),
    fc.constant('{"partneruserid":"agent@example.com"}')
);
const anyBytes = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const body = fc.oneof(
    {
        weight: 3,
        arbitrary: fc.tuple(
            fc.constant('application/x-www-form-urlencoded'),
            fc.oneof(goodFields, fields, anyBytes)
        )
    },
    { weight: 3, arbitrary: fc.tuple(fc.constant('application/json'), fc.oneof(json, anyBytes)) },
    {
        weight: 1,
        arbitrary: fc.tuple(
            fc.oneof(fc.constantFrom('text/xml', 'multipart/form-data; boundary=x', ';'), anyText),
            anyBytes
        )
    },
    { weight: 1, arbitrary: fc.constant([undefined, undefined] as const) }
);

const damagedJwt = fc
    .tuple(fc.nat(jwt.length - 1), fc.constantFrom('A', '.', '=', ' ', '\0'))
    .filter(([at, character]) => jwt[at] !== character)
    .map(([at, character]) => `Bearer ${jwt.slice(0, at)}${character}${jwt.slice(at + 1)}`);
const authorization = fc.oneof(
    { weight: 6, arbitrary: fc.constant(`Bearer ${bearerToken}`) },
    { weight: 1, arbitrary: fc.constant(`Bearer ${jwt}`) },
    { weight: 1, arbitrary: damagedJwt },
    { weight: 1, arbitrary: anyText.map((text) => `Bearer ${text}`) },
    { weight: 1, arbitrary: anyText },
    { weight: 1, arbitrary: fc.constant(undefined) }
);

const anyRequest = fc.record({
    method: fc.oneof(
        { weight: 12, arbitrary: fc.constant('POST' as const) },
        {
            weight: 1,
            arbitrary: fc.constantFrom(
                'GET' as const,
                'PUT' as const,
                'OPTIONS' as const,
                'DELETE' as const
            )
        }
    ),
    path: fc.oneof(
        { weight: 12, arbitrary: fc.constant('/loginkey') },
        {
            weight: 1,
            arbitrary: fc.constantFrom(
                '/',
                '/healthz',
                '/loginkey/',
                '/LoginKey',
                '/loginkey%',
                '/%00',
                '/x/../loginkey'
            )
        }
    ),
    query: fc.oneof(fc.constant(undefined), goodFields, fields),
    authorization,
    body,
    otherHeaders: fc.dictionary(
        fc.constantFrom(
            'origin',
            'x-request-id',
            'x-forwarded-for',
            'accept',
            'content-encoding',
            'host',
            'if-none-match'
        ),
        anyText,
        { maxKeys: 3 }
    )
});

test(`${requests} random requests: no crash, no 5xx, no secret in an answer or a log line`, async (t) => {
    const { app, log } = await startTestService(t, {
        JWT_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        JWT_ALGORITHMS: 'EdDSA',
        JWT_ISSUER: issuer,
        JWT_AUDIENCE: audience,
        ALLOWED_ORIGINS: 'https://example.lightning.force.com',
        LIMIT_PER_ADDRESS: '100000000',
        LIMIT_PER_CALLER: '100000000',
        LIMIT_PER_PUID: '100000000'
    });
    const statuses = new Map<number, number>();
    await fc.assert(
        fc.asyncProperty(
            anyRequest,
            async ({
                method,
                path,
                query,
                authorization: token,
                body: [type, payload],
                otherHeaders
            }) => {
                const {
                    statusCode,
                    payload: answer,
                    headers
                } = await app.inject({
                    method,
                    url: query === undefined ? path : `${path}?${query}`,
                    headers: {
                        ...otherHeaders,
                        ...(token === undefined ? {} : { authorization: token }),
                        ...(type === undefined ? {} : { 'content-type': type })
                    },
                    ...(payload === undefined ? {} : { payload })
                });
                statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
                assert.ok(statusCode < 500, `${statusCode} ${answer}`);
                assert.equal(LOGIN_KEY.test(answer), statusCode === 200 && path !== '/healthz');
                const told = [answer, JSON.stringify(headers), ...log.lines.splice(0)].join('\n');
                for (const secret of secrets) assert.ok(!told.includes(secret));
                const logged = told.slice(answer.length);
                assert.ok(!LOGIN_KEY.test(logged));
            }
        ),
        { numRuns: requests, endOnFailure: true }
    );
    t.diagnostic(
        `answers by status: ${[...statuses]
            .sort()
            .map(([status, count]) => `${status}: ${count}`)
            .join(', ')}`
    );
    for (const status of [200, 400, 401, 403, 404, 405, 415])
        assert.ok(statuses.has(status), `no ${status} among the answers`);
});
