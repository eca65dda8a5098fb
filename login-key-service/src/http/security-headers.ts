/**
 * Sent with every answer. An API that answers JSON needs only these (OWASP REST Security Cheat Sheet); being constant,
 * they cost nothing.
 */
export const SECURITY_HEADERS = {
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer'
} as const;
