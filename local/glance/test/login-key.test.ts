import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isValidLoginKey } from '../login-key.ts';

/** Made with an implementation of its own, crypto-js. */
const VECTORS = [
    {
        partnerId: '12345',
        partnerUserId: 'agent@example.com',
        apiKey: '0123456789abcdef0123',
        expiry: 1392680360,
        loginKey: '$1$1392680360$HzYP9q2e9cE8zdB1kvIFByN8rRd_atxv3HIiHoiv24w'
    },
    {
        partnerId: '777',
        partnerUserId: 'Zoë Ünïcode 株式会社',
        apiKey: 'ключ-密钥',
        expiry: 1893456000,
        loginKey: '$1$1893456000$5YRJhUXpGdMYs9lM-Wmu3qrMSFhFBcTw1SanUWVMtU8'
    }
] as const;

for (const { expiry, loginKey, ...owner } of VECTORS) {
    const lastMoment = expiry * 1000 - 1;

    test(`accepts a key of ${owner.partnerUserId} until it runs out`, () => {
        assert.equal(isValidLoginKey(loginKey, owner, lastMoment), true);
        assert.equal(isValidLoginKey(loginKey, owner, expiry * 1000), false);
    });

    test(`accepts standard base64 of ${owner.partnerUserId}`, () => {
        const standard = loginKey.replaceAll('-', '+').replaceAll('_', '/');
        assert.equal(isValidLoginKey(standard, owner, lastMoment), true);
    });

    test(`refuses ${owner.partnerUserId}'s key for anybody else`, () => {
        for (const change of [{ partnerId: '1234' }, { partnerUserId: 'x' }, { apiKey: 'x' }]) {
            assert.equal(isValidLoginKey(loginKey, { ...owner, ...change }, lastMoment), false);
        }
    });
}

test('refuses a key that runs for more than a day', () => {
    const [{ expiry, loginKey, ...owner }] = VECTORS;
    assert.equal(isValidLoginKey(loginKey, owner, (expiry - 86_400) * 1000), true);
    assert.equal(isValidLoginKey(loginKey, owner, (expiry - 86_500) * 1000), false);
});

test('refuses what is not a key', () => {
    const [{ expiry, loginKey, ...owner }] = VECTORS;
    for (const wrong of [
        '',
        '$1$',
        loginKey.slice(1),
        `${loginKey}A`,
        loginKey.replace('$1$', '$2$')
    ]) {
        assert.equal(isValidLoginKey(wrong, owner, expiry * 1000 - 1), false, wrong);
    }
});
