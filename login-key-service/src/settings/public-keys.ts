import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';

/** A public key, and when the certificate that holds it expires; undefined for a bare key. */
export interface PublicKey {
    readonly key: KeyObject;
    readonly expires: Date | undefined;
}

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^-]+-----END \1-----/g;
const CURVES: Readonly<Record<string, string>> = {
    ES256: 'prime256v1',
    ES384: 'secp384r1',
    ES512: 'secp521r1'
};

/**
 * The public keys in a PEM text: public keys and X.509 certificates, one or several (to rotate an org's certificate).
 * `\n` written as two characters, as some platforms store it, counts as a line break.
 * @throws {RangeError} with what is wrong and what to do.
 */
export function publicKeysFromPem(text: string): PublicKey[] {
    const blocks = [...text.replaceAll('\\n', '\n').matchAll(PEM_BLOCK)];
    if (blocks.length === 0) {
        throw new RangeError(
            'holds no PEM block. It must begin with BEGIN PUBLIC KEY or BEGIN CERTIFICATE.'
        );
    }
    return blocks.map(([block, label = '']) => publicKey(block, label));
}

function publicKey(block: string, label: string): PublicKey {
    if (label.includes('PRIVATE')) {
        throw new RangeError(
            'holds a private key. Give the public key or certificate only, and replace that private key.'
        );
    }
    let key: KeyObject;
    let expires: Date | undefined;
    try {
        key = createPublicKey(block);
        if (label.includes('CERTIFICATE')) expires = new Date(new X509Certificate(block).validTo);
    } catch {
        throw new RangeError(
            'holds a PEM block that is no public key and no certificate. Export it again.'
        );
    }
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) {
        throw new RangeError('holds an RSA key shorter than 2048 bits. Make a longer one.');
    }
    return { key, expires };
}

/** Whether a JWS algorithm can be verified with this kind of key (RFC 7518 §3, RFC 8037 §3, RFC 9864 §2). */
export function algorithmFits(algorithm: string, key: KeyObject): boolean {
    switch (key.asymmetricKeyType) {
        case 'rsa':
            return /^[RP]S/.test(algorithm);
        case 'ec':
            return CURVES[algorithm] === key.asymmetricKeyDetails?.namedCurve;
        case 'ed25519':
            return algorithm === 'EdDSA' || algorithm === 'Ed25519';
        default:
            return false;
    }
}
