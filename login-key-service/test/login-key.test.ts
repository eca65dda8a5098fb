import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import {
    createLoginKey,
    expirationAfter,
    MAX_LIFETIME,
    type LoginKeyParts
} from '../src/login-key.ts';

const vectors = JSON.parse(
    readFileSync(new URL('./vectors/login-keys.json', import.meta.url), 'utf8')
) as (LoginKeyParts & {
    loginKey: string;
})[];

for (const { loginKey, ...parts } of vectors) {
    test(`vector of group ${parts.groupId}`, () => {
        assert.equal(createLoginKey(parts), loginKey);
    });
}

const anyParts = fc.record({
    groupId: fc.integer({ min: 1, max: 999_999_999 }),
    partnerUserId: fc.string({ minLength: 1, maxLength: 255, unit: 'binary' }),
    apiKey: fc.string({ minLength: 1, maxLength: 100, unit: 'binary' }),
    expiration: fc.integer({ min: 1_000_000_000, max: 9_999_999_999 })
});

test('any key has 57 characters, carries its expiration and verifies', () => {
    fc.assert(
        fc.property(anyParts, (parts) => {
            const key = createLoginKey(parts);
            const [, expiration, signature] = /^\$1\$(\d{10})\$([\w-]{43})$/.exec(key) ?? [];
            const signed = Buffer.concat(
                [String(parts.groupId), parts.partnerUserId, '1', String(parts.expiration)].map(
                    (text) => Buffer.from(text)
                )
            );
            const expected = createHmac('sha256', Buffer.from(parts.apiKey))
                .update(signed)
                .digest();
            assert.equal(key.length, 57);
            assert.equal(Number(expiration), parts.expiration);
            assert.deepEqual(Buffer.from(signature ?? '', 'base64url'), expected);
        }),
        { numRuns: 2000 }
    );
});

test('another group, agent, API key or expiration makes another key', () => {
    fc.assert(
        fc.property(anyParts, anyParts, (parts, others) => {
            for (const name of ['partnerUserId', 'apiKey', 'expiration'] as const) {
                fc.pre(parts[name] !== others[name]);
                assert.notEqual(
                    createLoginKey({ ...parts, [name]: others[name] }),
                    createLoginKey(parts)
                );
            }
        })
    );
});

for (const [what, change] of [
    ['a group id of 0', { groupId: 0 }],
    ['a group id with a fraction', { groupId: 1.5 }],
    ['an empty partner user id', { partnerUserId: '' }],
    ['an expiration in milliseconds', { expiration: 1_700_000_000_000 }],
    ['an expiration in the distant past', { expiration: 1 }]
] as const) {
    test(`${what} makes no key`, () => {
        const parts = {
            groupId: 12345,
            partnerUserId: 'a',
            apiKey: 'k',
            expiration: 1_700_000_000,
            ...change
        };
        assert.throws(() => createLoginKey(parts), RangeError);
    });
}

test('no key outlives its lifetime, and no lifetime is over a day', () => {
    const anyTime = fc.integer({ min: 1_000_000_000_000, max: 9_000_000_000_000 });
    fc.assert(
        fc.property(anyTime, fc.integer({ min: -10, max: 2 * MAX_LIFETIME }), (now, lifetime) => {
            if (lifetime < 1 || lifetime > MAX_LIFETIME) {
                assert.throws(() => expirationAfter(lifetime, now), RangeError);
                return;
            }
            const left = expirationAfter(lifetime, now) - now / 1000;
            assert.ok(left > lifetime - 1 && left <= lifetime);
        })
    );
});

test('a day is the limit that Glance sets', () => {
    assert.equal(MAX_LIFETIME, 24 * 60 * 60);
});
