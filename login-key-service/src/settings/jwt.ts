import { readFileSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { isLoopback } from '../http/loopback.ts';
import { algorithmFits, publicKeysFromPem } from '../callers/public-keys.ts';
import type { Checks, Source } from './checks.ts';
import type { JwtSettings } from './settings.ts';

const ALGORITHMS = [
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
    'ES256',
    'ES384',
    'ES512',
    'EdDSA'
];
const KEY_SETTINGS = ['JWT_JWKS_URL', 'JWT_PUBLIC_KEY', 'JWT_PUBLIC_KEY_FILE'] as const;
const OTHER_SETTINGS = [
    'JWT_ISSUER',
    'JWT_AUDIENCE',
    'JWT_ALGORITHMS',
    'JWT_PUID_CLAIM',
    'JWT_CLOCK_TOLERANCE'
] as const;

/** Reads the `JWT_…` settings; undefined when none is set. */
export function jwtSettings(checks: Checks, source: Source): JwtSettings | undefined {
    const given = KEY_SETTINGS.filter((name) => source[name] !== undefined);
    if (given.length === 0) {
        const stray = OTHER_SETTINGS.find((name) => source[name] !== undefined);
        if (stray !== undefined) {
            checks.wrong(
                stray,
                `is set, but none of ${KEY_SETTINGS.join(', ')} is. Set one, or remove ${stray}.`
            );
        }
        return undefined;
    }
    if (given.length > 1) {
        checks.wrong(given.join(' and '), 'are both set. Keep one source of public keys.');
        return undefined;
    }
    const algorithms = acceptedAlgorithms(checks, source);
    const keys =
        given[0] === 'JWT_JWKS_URL'
            ? jwksUrl(checks, source)
            : publicKeys(checks, source, algorithms);
    const settings = {
        issuer: required(checks, source, 'JWT_ISSUER', 'the "iss" of the tokens'),
        audience: required(
            checks,
            source,
            'JWT_AUDIENCE',
            'the "aud" of the tokens, one of its own for each group'
        ),
        algorithms,
        partnerUserIdClaim: source['JWT_PUID_CLAIM']?.trim() || 'sub',
        clockTolerance: checks.wholeNumber(source, 'JWT_CLOCK_TOLERANCE', {
            min: 0,
            max: 300,
            otherwise: 30
        })
    };
    return keys === undefined ? undefined : { ...settings, keys };
}

function required(checks: Checks, source: Source, name: string, meaning: string): string {
    const value = source[name]?.trim() ?? '';
    if (value === '') checks.wrong(name, `is missing. Set it to ${meaning}.`);
    return value;
}

function acceptedAlgorithms(checks: Checks, source: Source): string[] {
    const named = checks.list(source, 'JWT_ALGORITHMS');
    if (named.length === 0) return ['RS256'];
    const refused = named.filter((name) => !ALGORITHMS.includes(name));
    if (refused.length > 0) {
        checks.wrong(
            'JWT_ALGORITHMS',
            `may hold only ${ALGORITHMS.join(', ')}; "none" and the HS family are not accepted. Remove the others.`
        );
    }
    return named.filter((name) => ALGORITHMS.includes(name));
}

function jwksUrl(checks: Checks, source: Source): JwtSettings['keys'] | undefined {
    const text = source['JWT_JWKS_URL'] ?? '';
    if (!URL.canParse(text)) {
        checks.wrong(
            'JWT_JWKS_URL',
            "is not a URL. Set it to the issuer's JSON Web Key Set, https://…"
        );
        return undefined;
    }
    const url = new URL(text);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
        checks.wrong(
            'JWT_JWKS_URL',
            'must be https, or anybody on the way could put in keys of their own.'
        );
    }
    return { from: 'jwks', url };
}

function publicKeys(
    checks: Checks,
    source: Source,
    algorithms: readonly string[]
): JwtSettings['keys'] | undefined {
    const name = source['JWT_PUBLIC_KEY'] === undefined ? 'JWT_PUBLIC_KEY_FILE' : 'JWT_PUBLIC_KEY';
    let keys: KeyObject[];
    try {
        keys = publicKeysFromPem(
            source['JWT_PUBLIC_KEY'] ?? readFileSync(source[name] ?? '', 'utf8')
        );
    } catch (error) {
        checks.wrong(name, pemProblem(error));
        return undefined;
    }
    if (
        algorithms.length > 0 &&
        !keys.every((key) => algorithms.some((algorithm) => algorithmFits(algorithm, key)))
    ) {
        checks.wrong(
            'JWT_ALGORITHMS',
            `holds no algorithm that fits a key of ${name}. Name the one the issuer signs with.`
        );
    }
    return { from: 'pem', publicKeys: keys };
}

function pemProblem(error: unknown): string {
    if (error instanceof RangeError) return error.message;
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    return `names a file that cannot be read (${reason}). Check the path and its permissions.`;
}
