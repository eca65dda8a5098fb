import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SettingsError, type Source } from '../src/settings/checks.ts';
import { settingsFrom } from '../src/settings/settings-from.ts';
import { apiKey, bearerToken, otherToken, testEnvironment } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'login-key-service-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string | Buffer): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const privatePem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const shortPem = generateKeyPairSync('rsa', { modulusLength: 1024 })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();
const jwt = {
    JWT_PUBLIC_KEY: publicPem,
    JWT_ISSUER: 'https://issuer.example',
    JWT_AUDIENCE: 'login-keys'
};
const development = { BEARER_TOKENS: undefined, GLANCE_DEVELOPMENT_MODE: 'yes' };
const oneGroup = {
    GLANCE_GROUP_ID: undefined,
    GLANCE_API_KEY: undefined,
    BEARER_TOKENS: undefined
};
const groups = (name: string, entries: unknown) => ({
    ...oneGroup,
    GLANCE_GROUPS_FILE: file(`${name}.json`, JSON.stringify(entries))
});
const group = (id: number, more: object = {}) => ({
    GLANCE_GROUP_ID: id,
    GLANCE_API_KEY: `${apiKey}-${id}`,
    ...more
});

const mistakes: readonly (readonly [what: string, changes: Source, says: RegExp])[] = [
    ['no group id', { GLANCE_GROUP_ID: undefined }, /GLANCE_GROUP_ID is missing\. Set it/],
    [
        'a group id that is no number',
        { GLANCE_GROUP_ID: '12a45' },
        /GLANCE_GROUP_ID must be a number/
    ],
    ['a group id below zero', { GLANCE_GROUP_ID: '-5' }, /GLANCE_GROUP_ID must be a number/],
    [
        'no API key',
        { GLANCE_API_KEY: undefined },
        /GLANCE_API_KEY is missing\. Set it, or GLANCE_API_KEY_FILE/
    ],
    [
        'a group id of three digits',
        { GLANCE_GROUP_ID: '123' },
        /GLANCE_GROUP_ID must be a number of four to six digits/
    ],
    [
        'a group id of seven digits',
        { GLANCE_GROUP_ID: '1234567' },
        /GLANCE_GROUP_ID must be a number of four to six digits/
    ],
    [
        'an API key of two lines',
        { GLANCE_API_KEY: undefined, GLANCE_API_KEY_FILE: file('two', `${apiKey}\nmore\n`) },
        /GLANCE_API_KEY_FILE holds something beside the API key/
    ],
    [
        'an API key with an invisible character',
        { GLANCE_API_KEY: `${apiKey}\u200b` },
        /GLANCE_API_KEY holds something beside the API key/
    ],
    [
        'an API key file in UTF-16',
        {
            GLANCE_API_KEY: undefined,
            GLANCE_API_KEY_FILE: file('utf16', Buffer.from(`\ufeff${apiKey}`, 'utf16le'))
        },
        /GLANCE_API_KEY_FILE names a file that is not UTF-8/
    ],
    ['a misspelt setting', { JWT_MAXAGE: '600' }, /JWT_MAXAGE is no setting of this service/],
    [
        'a token age of a year',
        { ...jwt, JWT_MAX_AGE: '31536000' },
        /JWT_MAX_AGE must be .* 30 to 86400/
    ],
    ['an empty API key', { GLANCE_API_KEY: '' }, /GLANCE_API_KEY is empty/],
    [
        'two API keys',
        { GLANCE_API_KEY_FILE: file('key', apiKey) },
        /GLANCE_API_KEY and GLANCE_API_KEY_FILE are both set/
    ],
    [
        'an API key file that is not there',
        { GLANCE_API_KEY: undefined, GLANCE_API_KEY_FILE: join(folder, 'nowhere') },
        /GLANCE_API_KEY_FILE names a file that cannot be read \(ENOENT\)/
    ],
    [
        'an empty API key file',
        { GLANCE_API_KEY: undefined, GLANCE_API_KEY_FILE: file('empty', '\n') },
        /GLANCE_API_KEY_FILE names a file that is empty/
    ],
    [
        'an expiration over a day',
        { GLANCE_EXPIRATION: '86401' },
        /GLANCE_EXPIRATION is over a day.*at most 86400/
    ],
    [
        'an expiration in words',
        { GLANCE_EXPIRATION: '15m' },
        /GLANCE_EXPIRATION must be a whole number from 30 to 86400/
    ],
    [
        'an expiration of no time',
        { GLANCE_EXPIRATION: '0' },
        /GLANCE_EXPIRATION must be a whole number from 30/
    ],
    [
        'nobody who may ask',
        { BEARER_TOKENS: undefined },
        /Group 12345 has nobody who may ask.*JWT_JWKS_URL.*BEARER_TOKENS/
    ],
    [
        'a short bearer token',
        { BEARER_TOKENS: 'x'.repeat(31) },
        /BEARER_TOKENS holds a token shorter than 32 bytes/
    ],
    [
        'a bearer token with spaces',
        { BEARER_TOKENS: 'x '.repeat(32) },
        /BEARER_TOKENS holds a token with characters/
    ],
    ['bearer tokens without one', { BEARER_TOKENS: ',' }, /BEARER_TOKENS holds no token/],
    [
        'a bearer token twice',
        { BEARER_TOKENS: `${bearerToken},${bearerToken}` },
        /BEARER_TOKENS holds the same token twice/
    ],
    ['a JWT without issuer', { ...jwt, JWT_ISSUER: undefined }, /JWT_ISSUER is missing/],
    ['a JWT without audience', { ...jwt, JWT_AUDIENCE: '' }, /JWT_AUDIENCE is missing/],
    [
        'a JWT issuer without keys',
        { JWT_ISSUER: 'https://issuer.example' },
        /JWT_ISSUER is set, but none of JWT_JWKS_URL/
    ],
    [
        'two sources of public keys',
        { ...jwt, JWT_JWKS_URL: 'https://issuer.example/jwks' },
        /JWT_JWKS_URL and JWT_PUBLIC_KEY are both set/
    ],
    [
        'an HMAC algorithm',
        { ...jwt, JWT_ALGORITHMS: 'RS256,HS256' },
        /JWT_ALGORITHMS may hold only .*HS family/
    ],
    ['the algorithm "none"', { ...jwt, JWT_ALGORITHMS: 'none' }, /JWT_ALGORITHMS may hold only/],
    [
        'an algorithm for other keys',
        { ...jwt, JWT_ALGORITHMS: 'ES256' },
        /JWT_ALGORITHMS holds no algorithm that fits/
    ],
    ['a private key', { ...jwt, JWT_PUBLIC_KEY: privatePem }, /JWT_PUBLIC_KEY holds a private key/],
    [
        'a short RSA key',
        { ...jwt, JWT_PUBLIC_KEY: shortPem },
        /JWT_PUBLIC_KEY holds an RSA key shorter than 2048/
    ],
    [
        'a public key that is no PEM',
        { ...jwt, JWT_PUBLIC_KEY: 'AAAA' },
        /JWT_PUBLIC_KEY holds no PEM block/
    ],
    [
        'a damaged public key',
        { ...jwt, JWT_PUBLIC_KEY: publicPem.replace(/[A-Za-z0-9+/]{60}/, '!') },
        /JWT_PUBLIC_KEY holds a PEM block that is no public key/
    ],
    [
        'a public key file that is not there',
        { ...jwt, JWT_PUBLIC_KEY: undefined, JWT_PUBLIC_KEY_FILE: join(folder, 'nowhere') },
        /JWT_PUBLIC_KEY_FILE names a file that cannot be read/
    ],
    [
        'a JWKS URL that is none',
        { ...jwt, JWT_PUBLIC_KEY: undefined, JWT_JWKS_URL: 'keys' },
        /JWT_JWKS_URL is not a URL/
    ],
    [
        'a JWKS URL without TLS',
        { ...jwt, JWT_PUBLIC_KEY: undefined, JWT_JWKS_URL: 'http://issuer.example/jwks' },
        /JWT_JWKS_URL must be https/
    ],
    [
        'too much clock tolerance',
        { ...jwt, JWT_CLOCK_TOLERANCE: '3600' },
        /JWT_CLOCK_TOLERANCE must be .* 0 to 300/
    ],
    [
        'development mode in production',
        { ...development, NODE_ENV: 'production' },
        /GLANCE_DEVELOPMENT_MODE cannot be used/
    ],
    [
        'development mode for the network',
        { ...development, HOST: '0.0.0.0' },
        /GLANCE_DEVELOPMENT_MODE works on this machine/
    ],
    [
        'development mode behind a proxy',
        { ...development, TRUSTED_PROXIES: '10.0.0.1' },
        /DEVELOPMENT_MODE cannot .* proxy/
    ],
    [
        'development mode beside a token',
        { GLANCE_DEVELOPMENT_MODE: 'yes' },
        /GLANCE_DEVELOPMENT_MODE asks nobody/
    ],
    [
        'development mode as "true"',
        { GLANCE_DEVELOPMENT_MODE: 'true' },
        /GLANCE_DEVELOPMENT_MODE must be "yes" or "no"/
    ],
    ['any origin', { ALLOWED_ORIGINS: '*' }, /ALLOWED_ORIGINS must not hold a wildcard/],
    [
        'any subdomain',
        { ALLOWED_ORIGINS: 'https://*.force.com' },
        /ALLOWED_ORIGINS must not hold a wildcard/
    ],
    [
        'an origin with a path',
        { ALLOWED_ORIGINS: 'https://a.example/' },
        /ALLOWED_ORIGINS must hold origins only/
    ],
    [
        'an origin without TLS',
        { ALLOWED_ORIGINS: 'http://a.example' },
        /ALLOWED_ORIGINS must be https/
    ],
    ['any header', { ALLOWED_HEADERS: '*, X Y' }, /ALLOWED_HEADERS must be names/],
    ['a port that is none', { PORT: '70000' }, /PORT must be a whole number from 0 to 65535/],
    [
        'metrics on the same port',
        { PORT: '4400', METRICS_PORT: '4400' },
        /METRICS_PORT is the same as PORT/
    ],
    [
        'a proxy that is no address',
        { TRUSTED_PROXIES: 'proxy.internal' },
        /TRUSTED_PROXIES must hold addresses/
    ],
    [
        'every address as a proxy',
        { TRUSTED_PROXIES: '0.0.0.0/0' },
        /TRUSTED_PROXIES must hold addresses/
    ],
    [
        'a Redis address that is none',
        { REDIS_URL: 'localhost:6379' },
        /REDIS_URL must look like redis:/
    ],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
    ['a limit of nothing', { LIMIT_PER_PUID: '0' }, /LIMIT_PER_PUID must be a whole number from 1/],
    [
        'a groups file that is not there',
        { ...oneGroup, GLANCE_GROUPS_FILE: join(folder, 'nowhere') },
        /GROUPS_FILE names a file that cannot/
    ],
    [
        'a groups file that is no list',
        groups('object', {}),
        /GLANCE_GROUPS_FILE names a file that is not a JSON array/
    ],
    [
        'a groups file without groups',
        groups('none', []),
        /GLANCE_GROUPS_FILE names a file that is not a JSON array/
    ],
    [
        'a groups file beside one group',
        { ...groups('beside', [group(1001)]), GLANCE_API_KEY: apiKey },
        /GLANCE_API_KEY cannot stand beside/
    ],
    [
        'a misspelt setting of a group',
        groups('misspelt', [group(1001, { BEARER_TOKEN: otherToken })]),
        /entry 1 that is not one of a group/
    ],
    [
        'a setting of a group that is a list',
        groups('list', [group(1001, { BEARER_TOKENS: [otherToken] })]),
        /BEARER_TOKENS in entry 1 that is neither/
    ],
    [
        'a mistake in the second group',
        groups('second', [
            group(1001, { BEARER_TOKENS: bearerToken }),
            group(1002, { GLANCE_EXPIRATION: 90_000 })
        ]),
        /Entry 2 of GLANCE_GROUPS_FILE: GLANCE_EXPIRATION is over a day/
    ],
    [
        'a group twice',
        groups('twice', [
            group(1001, { BEARER_TOKENS: bearerToken }),
            group(1001, { BEARER_TOKENS: otherToken, GLANCE_API_KEY: 'another' })
        ]),
        /GLANCE_GROUPS_FILE holds a group id twice/
    ],
    [
        'two groups with one token',
        groups('token', [
            group(1001, { BEARER_TOKENS: bearerToken }),
            group(1002, { BEARER_TOKENS: bearerToken })
        ]),
        /GLANCE_GROUPS_FILE holds two groups that share a bearer token/
    ],
    [
        'two groups with one API key',
        groups('api-key', [
            group(1234, { BEARER_TOKENS: bearerToken, GLANCE_API_KEY: apiKey }),
            group(12345, { BEARER_TOKENS: otherToken, GLANCE_API_KEY: apiKey })
        ]),
        /two groups with the same API key/
    ],
    [
        'two groups with one audience',
        groups('audience', [group(1001, jwt), group(1002, jwt)]),
        /two groups with the same JWT_ISSUER and JWT_AUDIENCE/
    ],
    [
        'a second group that nobody may ask',
        groups('nobody', [group(1001, jwt), group(1002)]),
        /Group 1002 has nobody who may ask/
    ]
];

for (const [what, changes, says] of mistakes) {
    test(`does not start with ${what}`, () => {
        assert.throws(
            () => settingsFrom({ ...testEnvironment, ...changes }),
            (error) => {
                assert.ok(error instanceof SettingsError);
                assert.equal(error.problems.length, 1, error.message);
                assert.match(error.message, says);
                for (const secret of [apiKey, bearerToken, otherToken, privatePem]) {
                    assert.ok(!error.message.includes(secret));
                }
                return true;
            }
        );
    });
}

test('several mistakes are told at once', () => {
    assert.throws(
        () => settingsFrom({ GLANCE_EXPIRATION: '90000', PORT: 'x' }),
        (error: SettingsError) => error.problems.length === 4
    );
});

test('good settings: one group by token, by JWT, and several by file', () => {
    assert.equal(settingsFrom(testEnvironment).groups[0]?.groupId, 12345);
    assert.equal(settingsFrom(testEnvironment).groups[0]?.lifetime, 900);
    assert.equal(
        settingsFrom({ ...testEnvironment, ...jwt, BEARER_TOKENS: undefined }).groups[0]?.jwt
            ?.audience,
        'login-keys'
    );
    file('one-key', `${apiKey}\n`);
    const entries = [
        group(1001, { BEARER_TOKENS: bearerToken, GLANCE_EXPIRATION: 60 }),
        { GLANCE_GROUP_ID: 1002, GLANCE_API_KEY_FILE: 'one-key', ...jwt }
    ];
    const settings = settingsFrom({ ...testEnvironment, ...groups('good', entries) });
    assert.deepEqual(
        settings.groups.map(({ lifetime }) => lifetime),
        [60, 900]
    );
});

test('what Kubernetes sets for a service called glance is no misspelt setting', () => {
    const links = {
        GLANCE_SERVICE_HOST: '10.0.0.1',
        GLANCE_PORT: 'tcp://10.0.0.1:80',
        GLANCE_PORT_80_TCP_ADDR: '10.0.0.1'
    };
    assert.equal(settingsFrom({ ...testEnvironment, ...links }).groups.length, 1);
});

test('a byte order mark and blanks around an API key do not belong to it', () => {
    const path = file('bom', `\ufeff${apiKey} \r\n`);
    const [first] = settingsFrom({
        ...testEnvironment,
        GLANCE_API_KEY: undefined,
        GLANCE_API_KEY_FILE: path
    }).groups;
    assert.equal(first?.apiKey.export().toString(), apiKey);
});
