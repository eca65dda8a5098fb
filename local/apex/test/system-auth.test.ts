import assert from 'node:assert/strict';
import { generateKeyPairSync, verify } from 'node:crypto';
import { describe, test } from 'node:test';

import { failureOf, output } from './apex.ts';

/** Noon of the org's only day, in seconds. */
const NOW = Date.UTC(2026, 6, 15, 12) / 1000;

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const CERTIFICATE = {
    surroundings: { certificate: (name: string) => (name === 'Stage' ? PEM : null) }
};

function decoded(part: string): unknown {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
}

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Auth_JWT.htm
describe('Auth.JWT', () => {
    test('holds the claims', () => {
        const [getters, text] = output(`Auth.JWT token = new Auth.JWT();
            token.setSub('s'); token.setIss('i'); token.setAud('a');
            token.setValidityLength(60); token.setNbfClockSkew(5);
            token.setAdditionalClaims(new Map<String, Object>{ 'scope' => 'x', 'n' => 1 });
            System.debug(token.getSub() + token.getIss() + token.getAud() + token.getValidityLength() + token.getNbfClockSkew());
            System.debug(token.toJSONString());`);
        assert.equal(getters, 'sia605');
        assert.deepEqual(JSON.parse(text!), {
            iss: 'i',
            sub: 's',
            aud: 'a',
            iat: NOW,
            nbf: NOW - 5,
            exp: NOW + 60,
            scope: 'x',
            n: 1
        });
    });

    test('a claim that was not set is not there', () => {
        const [text] = output('System.debug(new Auth.JWT().toJSONString());');
        assert.deepEqual(Object.keys(JSON.parse(text!) as object).sort(), ['exp', 'iat', 'nbf']);
    });

    test('a claim of the token cannot be set among the additional ones', () => {
        const [text] = output(`Auth.JWT token = new Auth.JWT();
            token.setSub('right');
            token.setAdditionalClaims(new Map<String, Object>{ 'sub' => 'wrong' });
            System.debug(token.toJSONString());`);
        assert.equal((JSON.parse(text!) as { sub: string }).sub, 'right');
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Auth_JWS.htm
describe('Auth.JWS', () => {
    test('signs with the certificate, RS256', () => {
        const [token] = output(
            `Auth.JWT claims = new Auth.JWT();
            claims.setSub('ada');
            System.debug(new Auth.JWS(claims, 'Stage').getCompactSerialization());`,
            CERTIFICATE
        );
        const [header, payload, signature] = token!.split('.');
        assert.equal((decoded(header!) as { alg: string }).alg, 'RS256');
        assert.equal((decoded(payload!) as { sub: string }).sub, 'ada');
        assert.ok(
            verify(
                'sha256',
                Buffer.from(`${header!}.${payload!}`),
                publicKey,
                Buffer.from(signature!, 'base64url')
            )
        );
    });

    test('signs a payload as it is', () => {
        const [token] = output(
            `System.debug(new Auth.JWS('{"a":"ü"}', 'Stage').getCompactSerialization());`,
            CERTIFICATE
        );
        assert.deepEqual(decoded(token!.split('.')[1]!), { a: 'ü' });
    });

    test('an unknown certificate can be caught', () => {
        assert.match(
            failureOf("new Auth.JWS(new Auth.JWT(), 'None').getCompactSerialization();") ?? '',
            /^System\.NoDataFoundException/
        );
        assert.deepEqual(
            output(`try { new Auth.JWS(new Auth.JWT(), 'None').getCompactSerialization(); }
                catch (Exception e) { System.debug('caught'); }`),
            ['caught']
        );
    });
});
