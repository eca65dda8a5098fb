import {
    createCipheriv,
    createDecipheriv,
    createHash,
    createHmac,
    createPrivateKey,
    createPublicKey,
    randomBytes,
    randomInt,
    sign,
    timingSafeEqual,
    verify,
    type KeyObject
} from 'node:crypto';

import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexBlob } from '../language/values.ts';

const DIGESTS: Readonly<Record<string, string>> = {
    md5: 'md5',
    sha1: 'sha1',
    'sha-1': 'sha1',
    'sha-256': 'sha256',
    'sha-512': 'sha512',
    'sha3-256': 'sha3-256',
    'sha3-384': 'sha3-384',
    'sha3-512': 'sha3-512'
};
const MACS: Readonly<Record<string, string>> = {
    hmacmd5: 'md5',
    hmacsha1: 'sha1',
    hmacsha256: 'sha256',
    hmacsha512: 'sha512'
};
/** What RSA and ECDSA sign with. */
const SIGNATURES: Readonly<Record<string, string>> = {
    rsa: 'sha1',
    'rsa-sha1': 'sha1',
    'rsa-sha256': 'sha256',
    'rsa-sha384': 'sha384',
    'rsa-sha512': 'sha512',
    'ecdsa-sha256': 'sha256',
    'ecdsa-sha384': 'sha384',
    'ecdsa-sha512': 'sha512'
};
const KEY_BYTES: Readonly<Record<string, number>> = { aes128: 16, aes192: 24, aes256: 32 };
const BLOCK = 16;

function lookUp<T>(names: Readonly<Record<string, T>>, name: string): T {
    const found = names[name.toLowerCase()];
    if (found === undefined) {
        throw new Raised('InvalidParameterValueException', `Invalid algorithm ${name}.`);
    }
    return found;
}

function mac(algorithm: string, data: ApexBlob, key: ApexBlob): ApexBlob {
    const digest = lookUp(MACS, algorithm);
    return new ApexBlob(createHmac(digest, key.bytes).update(data.bytes).digest());
}

function isMac(algorithm: string, data: ApexBlob, key: ApexBlob, given: ApexBlob): boolean {
    const { bytes } = mac(algorithm, data, key);
    return bytes.length === given.bytes.length && timingSafeEqual(bytes, given.bytes);
}

function keyOf(read: () => KeyObject): KeyObject {
    try {
        return read();
    } catch {
        throw new Raised('SecurityException', 'Invalid Crypto Key');
    }
}

function privateKeyOf({ bytes }: ApexBlob): KeyObject {
    return keyOf(() => createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }));
}

function publicKeyOf({ bytes }: ApexBlob): KeyObject {
    return keyOf(() => createPublicKey({ key: bytes, format: 'der', type: 'spki' }));
}

/** The checks that encrypting and decrypting begin with. */
function cipherName(algorithm: string, key: ApexBlob, vector: Buffer): string {
    const plain = algorithm.toLowerCase().replace(/-cbc$/, '');
    const size = KEY_BYTES[plain];
    if (size === undefined) {
        throw new Raised(
            'InvalidParameterValueException',
            `Invalid algorithm ${algorithm}. Must be one of AES128, AES192, or AES256.`
        );
    }
    if (key.bytes.length !== size) {
        throw new Raised(
            'InvalidParameterValueException',
            `Invalid private key. Must be ${String(size)} bytes.`
        );
    }
    if (vector.length !== BLOCK) {
        throw new Raised(
            'InvalidParameterValueException',
            'Invalid initialization vector. Must be 16 bytes.'
        );
    }
    return `aes-${String(size * 8)}-cbc`;
}

function encrypt(algorithm: string, key: ApexBlob, vector: Buffer, data: ApexBlob): Buffer {
    const cipher = createCipheriv(cipherName(algorithm, key, vector), key.bytes, vector);
    return Buffer.concat([cipher.update(data.bytes), cipher.final()]);
}

function decrypt(algorithm: string, key: ApexBlob, vector: Buffer, data: Buffer): ApexBlob {
    const decipher = createDecipheriv(cipherName(algorithm, key, vector), key.bytes, vector);
    try {
        return new ApexBlob(Buffer.concat([decipher.update(data), decipher.final()]));
    } catch {
        throw new Raised('SecurityException', 'Given final block not properly padded');
    }
}

function decryptWithManagedIV(algorithm: string, key: ApexBlob, { bytes }: ApexBlob): ApexBlob {
    if (bytes.length < BLOCK) {
        throw new Raised(
            'InvalidParameterValueException',
            'Unable to parse initialization vector from encrypted data.'
        );
    }
    return decrypt(algorithm, key, bytes.subarray(0, BLOCK), bytes.subarray(BLOCK));
}

/** @throws Raised `NoDataFoundException` when the org has no such certificate */
export function certificateKey(runtime: Runtime, name: string): KeyObject {
    const pem = runtime.surroundings.certificate(name);
    if (pem === null) {
        throw new Raised('NoDataFoundException', `Data Not Available: no certificate ${name}`);
    }
    return createPrivateKey(pem);
}

const MIN_INTEGER = -(2 ** 31);
const MAX_INTEGER = 2 ** 31;

/**
 * Digests, codes, signatures and AES; of AES the mode CBC only.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_crypto.htm
 */
export function cryptoClass(runtime: Runtime): SystemClass {
    return {
        name: 'Crypto',
        methods: {
            'static Blob generateDigest(String algorithm, Blob data)': (
                algorithm: string,
                { bytes }: ApexBlob
            ) => new ApexBlob(createHash(lookUp(DIGESTS, algorithm)).update(bytes).digest()),
            'static Blob generateMac(String algorithm, Blob data, Blob key)': mac,
            'static Boolean verifyHMac(String algorithm, Blob data, Blob key, Blob mac)': isMac,
            ...signing(runtime),
            ...encrypting(),
            'static Integer getRandomInteger()': () => randomInt(MIN_INTEGER, MAX_INTEGER),
            'static Long getRandomLong()': () => randomBytes(8).readBigInt64BE()
        }
    };
}

function signing(runtime: Runtime): NonNullable<SystemClass['methods']> {
    return {
        'static Blob sign(String algorithm, Blob data, Blob privateKey)': (
            algorithm: string,
            { bytes }: ApexBlob,
            key: ApexBlob
        ) => new ApexBlob(sign(lookUp(SIGNATURES, algorithm), bytes, privateKeyOf(key))),
        'static Blob signWithCertificate(String algorithm, Blob data, String certificate)': (
            algorithm: string,
            { bytes }: ApexBlob,
            certificate: string
        ) =>
            new ApexBlob(
                sign(lookUp(SIGNATURES, algorithm), bytes, certificateKey(runtime, certificate))
            ),
        'static Boolean verify(String algorithm, Blob data, Blob signature, Blob publicKey)': (
            algorithm: string,
            { bytes }: ApexBlob,
            signature: ApexBlob,
            key: ApexBlob
        ) => verify(lookUp(SIGNATURES, algorithm), bytes, publicKeyOf(key), signature.bytes)
    };
}

function encrypting(): NonNullable<SystemClass['methods']> {
    return {
        'static Blob generateAesKey(Integer size)': (size: number) => {
            if (size !== 128 && size !== 192 && size !== 256) {
                throw new Raised(
                    'InvalidParameterValueException',
                    'Invalid key size. Must be one of 128, 192 or 256.'
                );
            }
            return new ApexBlob(randomBytes(size / 8));
        },
        'static Blob encrypt(String algorithm, Blob key, Blob vector, Blob data)': (
            algorithm: string,
            key: ApexBlob,
            vector: ApexBlob,
            data: ApexBlob
        ) => new ApexBlob(encrypt(algorithm, key, vector.bytes, data)),
        'static Blob decrypt(String algorithm, Blob key, Blob vector, Blob data)': (
            algorithm: string,
            key: ApexBlob,
            vector: ApexBlob,
            data: ApexBlob
        ) => decrypt(algorithm, key, vector.bytes, data.bytes),
        'static Blob encryptWithManagedIV(String algorithm, Blob key, Blob data)': (
            algorithm: string,
            key: ApexBlob,
            data: ApexBlob
        ) => {
            const vector = randomBytes(BLOCK);
            return new ApexBlob(Buffer.concat([vector, encrypt(algorithm, key, vector, data)]));
        },
        'static Blob decryptWithManagedIV(String algorithm, Blob key, Blob data)':
            decryptWithManagedIV
    };
}
