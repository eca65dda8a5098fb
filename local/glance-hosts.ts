/** Glance's own domains, which a browser of the stage can be told to look for on this machine. */
const DOMAINS = ['glance.net', 'glancecdn.net', 'myglance.net'] as const;

/**
 * Arguments with which Chromium finds Glance's hosts at the stage, by TLS and with a certificate that it trusts: nothing
 * that these pages load leaves the machine. Chromium heeds the certificate only with a `--user-data-dir` of its own.
 * @param tlsPort where the stage's Glance answers by TLS
 * @param spki the certificate's public key: SHA-256 of its SPKI in base64
 */
export function glanceByName(tlsPort: number, spki: string): readonly string[] {
    const rules = DOMAINS.map((domain) => `MAP *.${domain}:443 127.0.0.1:${tlsPort}`);
    return [
        `--host-resolver-rules=${rules.join(',')}`,
        `--ignore-certificate-errors-spki-list=${spki}`
    ];
}
