import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { describe, test } from 'node:test';

import { failureOf, output, values } from './apex.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_blob.htm
test('Blob: text goes in and out as UTF-8', () => {
    assert.deepEqual(values("Blob.valueOf('äß€').size()", "Blob.valueOf('äß€').toString()"), [
        '7',
        'äß€'
    ]);
    assert.equal(
        failureOf("EncodingUtil.convertFromHex('ff').toString();"),
        'System.StringException: BLOB is not a valid UTF-8 string'
    );
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_encodingUtil.htm
describe('EncodingUtil', () => {
    test('base64 and hexadecimal digits', () => {
        assert.deepEqual(
            values(
                "EncodingUtil.base64Encode(Blob.valueOf('any carnal pleas'))",
                "EncodingUtil.base64Decode('YW55IGNhcm5hbCBwbGVhcw==').toString()",
                "EncodingUtil.convertToHex(Blob.valueOf('Az'))",
                "EncodingUtil.convertFromHex('417A').toString()"
            ),
            ['YW55IGNhcm5hbCBwbGVhcw==', 'any carnal pleas', '417a', 'Az']
        );
        assert.equal(
            failureOf("EncodingUtil.base64Decode('a-b_');"),
            'System.StringException: Unrecognized base64 character: -'
        );
    });

    test('forms', () => {
        assert.deepEqual(
            values(
                "EncodingUtil.urlEncode('a b+c&d=é€~*-_.😀', 'UTF-8')",
                "EncodingUtil.urlEncode('é', 'ISO-8859-1')",
                "EncodingUtil.urlDecode('a+b%2Bc%C3%A9é😀', 'UTF-8')"
            ),
            ['a+b%2Bc%26d%3D%C3%A9%E2%82%AC%7E*-_.%F0%9F%98%80', '%E9', 'a b+céé😀']
        );
        assert.match(
            failureOf("EncodingUtil.urlDecode('%4', 'UTF-8');") ?? '',
            /^System\.IllegalArgumentException/
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_crypto.htm
describe('Crypto', () => {
    test('digests', () => {
        const digest = createHash('sha256').update('abc').digest('hex');
        assert.deepEqual(
            values(
                "EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', Blob.valueOf('abc')))"
            ),
            [digest]
        );
    });

    // RFC 4231, test case 2
    test('codes', () => {
        const mac = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
        const input = "Blob.valueOf('what do ya want for nothing?'), Blob.valueOf('Jefe')";
        assert.deepEqual(
            values(
                `EncodingUtil.convertToHex(Crypto.generateMac('HmacSHA256', ${input}))`,
                `Crypto.verifyHMac('hmacSHA256', ${input}, EncodingUtil.convertFromHex('${mac}'))`,
                `Crypto.verifyHMac('hmacSHA256', ${input}, Blob.valueOf('${mac}'))`
            ),
            [mac, 'true', 'false']
        );
        assert.match(
            failureOf(`Crypto.generateMac('HmacFoo', ${input});`) ?? '',
            /^System\.InvalidParameterValueException: Invalid algorithm HmacFoo/
        );
    });

    test('AES goes there and back, and only with the right key', () => {
        assert.deepEqual(
            output(`Blob key = Crypto.generateAesKey(256);
                Blob iv = Blob.valueOf('0123456789abcdef');
                Blob hidden = Crypto.encrypt('AES256', key, iv, Blob.valueOf('text'));
                System.debug(hidden.size());
                System.debug(Crypto.decrypt('AES256', key, iv, hidden).toString());
                hidden = Crypto.encryptWithManagedIV('AES256', key, Blob.valueOf('text'));
                System.debug(hidden.size());
                System.debug(Crypto.decryptWithManagedIV('AES256', key, hidden).toString());`),
            ['16', 'text', '32', 'text']
        );
        const text = "Blob.valueOf('text')";
        const failures: Record<string, string> = {
            [`Crypto.encrypt('AES256', ${text}, ${text}, ${text});`]:
                'System.InvalidParameterValueException: Invalid private key. Must be 32 bytes.',
            [`Crypto.encrypt('AES128', Crypto.generateAesKey(128), ${text}, ${text});`]:
                'System.InvalidParameterValueException: Invalid initialization vector. Must be 16 bytes.',
            [`Crypto.encrypt('DES', ${text}, ${text}, ${text});`]:
                'System.InvalidParameterValueException: Invalid algorithm DES. Must be one of AES128, AES192, or AES256.',
            [`Crypto.decryptWithManagedIV('AES128', Crypto.generateAesKey(128), ${text});`]:
                'System.InvalidParameterValueException: Unable to parse initialization vector from encrypted data.',
            [`Blob iv = Crypto.generateAesKey(128); Crypto.decrypt('AES128', iv, iv, ${text});`]:
                'System.SecurityException: Given final block not properly padded'
        };
        for (const [apex, message] of Object.entries(failures)) {
            assert.equal(failureOf(apex), message, apex);
        }
    });

    test('signs with a key, and with a certificate of the org', () => {
        const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        const der = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
        const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
        const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
        const [byKey, isRight, isWrong, byCertificate] = output(
            `Blob data = Blob.valueOf('data');
            Blob signature = Crypto.sign('RSA-SHA256', data, EncodingUtil.base64Decode('${der}'));
            Blob publicKey = EncodingUtil.base64Decode('${spki}');
            System.debug(EncodingUtil.base64Encode(signature));
            System.debug(Crypto.verify('RSA-SHA256', data, signature, publicKey));
            System.debug(Crypto.verify('RSA-SHA256', Blob.valueOf('other'), signature, publicKey));
            System.debug(EncodingUtil.base64Encode(Crypto.signWithCertificate('RSA-SHA256', data, 'Mine')));`,
            { surroundings: { certificate: (name) => (name === 'Mine' ? pem : null) } }
        );
        for (const signature of [byKey!, byCertificate!]) {
            const bytes = Buffer.from(signature, 'base64');
            assert.ok(verify('sha256', Buffer.from('data'), publicKey, bytes));
        }
        assert.deepEqual([isRight, isWrong], ['true', 'false']);
        assert.match(
            failureOf(`Crypto.sign('RSA', Blob.valueOf('x'), Blob.valueOf('no key'));`) ?? '',
            /^System\.SecurityException/
        );
        assert.match(
            failureOf(`Crypto.signWithCertificate('RSA', Blob.valueOf('x'), 'None');`) ?? '',
            /^System\.NoDataFoundException/
        );
    });

    test('random numbers differ', () => {
        assert.deepEqual(
            output(`Set<Long> numbers = new Set<Long>();
                for (Integer i = 0; i < 20; i++) { numbers.add(Crypto.getRandomLong()); }
                System.debug(numbers.size());
                Integer random = Crypto.getRandomInteger();
                System.debug(random == (Integer) (Object) random);`),
            ['20', 'true']
        );
    });
});
