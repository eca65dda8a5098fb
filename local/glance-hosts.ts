/** Glance's own domains, which a browser of the stage can be told to look for on this machine. */
const DOMAINS = ['glance.net', 'glancecdn.net', 'myglance.net'] as const;

/** Where the stage's Glance answers. */
interface GlanceAddress {
    /** By plain http. */
    readonly port: number;
    readonly tlsPort: number;
    /** `spki`: the public key, SHA-256 of its SPKI in base64. */
    readonly certificate: { readonly spki: string };
}

/**
 * Arguments with which Chromium finds Glance's hosts at the stage, with a certificate that it trusts: nothing that these
 * pages load leaves the machine. Chromium heeds the certificate only with a `--user-data-dir` of its own. All is spoken by
 * TLS but what Glance's loader loads: that follows the scheme of the website, which on the stage is http.
 */
export function glanceByName({ port, tlsPort, certificate }: GlanceAddress): readonly string[] {
    const rules = DOMAINS.flatMap((domain) => [
        `MAP *.${domain}:443 127.0.0.1:${tlsPort}`,
        `MAP *.${domain}:80 127.0.0.1:${port}`
    ]);
    return [
        `--host-resolver-rules=${rules.join(',')}`,
        `--ignore-certificate-errors-spki-list=${certificate.spki}`
    ];
}
