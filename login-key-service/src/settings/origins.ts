import { isLoopback } from './loopback.ts';
import type { Checks, Source } from './checks.ts';

/** Reads `ALLOWED_ORIGINS`: exact origins, https, or http on this machine. No wildcard. */
export function allowedOrigins(checks: Checks, source: Source): string[] {
    const name = 'ALLOWED_ORIGINS';
    const origins = checks.list(source, name);
    for (const origin of origins) {
        if (origin.includes('*')) {
            checks.wrong(
                name,
                'must not hold a wildcard. Name each origin, such as https://example.lightning.force.com.'
            );
        } else if (!isExactOrigin(origin)) {
            checks.wrong(
                name,
                `must hold origins only, scheme and host without a path; "${origin}" is none.`
            );
        } else if (origin.startsWith('http:') && !isLoopback(new URL(origin).hostname)) {
            checks.wrong(name, `must be https except for this machine; "${origin}" is not.`);
        }
    }
    return origins;
}

function isExactOrigin(text: string): boolean {
    return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}

/** Reads `ALLOWED_HEADERS`: request headers beyond those that are always allowed. */
export function allowedHeaders(checks: Checks, source: Source): string[] {
    const more = checks.list(source, 'ALLOWED_HEADERS');
    if (more.some((header) => !/^[\w!#$%&'^`|~+.-]+$/.test(header))) {
        checks.wrong(
            'ALLOWED_HEADERS',
            'must be names of request headers separated by commas, without "*".'
        );
    }
    return ['Authorization', 'Content-Type', 'X-Request-Id', ...more];
}
