import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** Names that the certificate stands for, besides the loopback addresses. */
const NAMES = [
    'glance.net',
    'glancecdn.net',
    'myglance.net',
    '*.glance.net',
    '*.glancecdn.net',
    '*.myglance.net',
    'localhost'
];

export interface Certificate {
    /** PEM. */
    readonly cert: string;
    /** PEM. Never leaves the process. */
    readonly key: string;
    /** SHA-256 of the public key, base64: for Chromium's `--ignore-certificate-errors-spki-list`. */
    readonly spki: string;
}

let made: Promise<Certificate> | null = null;

/** A certificate for Glance's hosts: made once, and kept for as long as the process runs. */
export function certificate(): Promise<Certificate> {
    made ??= make();
    return made;
}

async function make(): Promise<Certificate> {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
        keyType: 'ec',
        algorithm: 'sha256',
        extensions: [
            { name: 'basicConstraints', cA: false },
            { name: 'keyUsage', digitalSignature: true },
            { name: 'extKeyUsage', serverAuth: true },
            {
                name: 'subjectAltName',
                altNames: [
                    ...NAMES.map((value) => ({ type: 2 as const, value })),
                    { type: 7, ip: '127.0.0.1' }
                ]
            }
        ]
    });
    const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
    return { cert, key, spki: createHash('sha256').update(publicKey).digest('base64') };
}
