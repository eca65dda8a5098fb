import type { Checks, Source } from './checks.ts';
import type { Files } from './files.ts';
import { isLoopback } from './loopback.ts';
import { algorithmFits, publicKeysFromPem, type PublicKey } from './public-keys.ts';
import { secret } from './secret.ts';
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
    'EdDSA',
    'Ed25519'
];
const KEY_SETTINGS = ['JWT_JWKS_URL', 'JWT_PUBLIC_KEY', 'JWT_PUBLIC_KEY_FILE'] as const;
const OTHER_SETTINGS = [
    'JWT_ISSUER',
    'JWT_AUDIENCE',
    'JWT_ALGORITHMS',
    'JWT_PUID_CLAIM',
    'JWT_CLOCK_TOLERANCE',
    'JWT_MAX_AGE',
    'JWT_JWKS_MAX_AGE'
] as const;

/** Reads the `JWT_…` settings; undefined when none is set. */
export function jwtSettings(checks: Checks, source: Source, files: Files): JwtSettings | undefined {
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
            : publicKeys(checks, source, { algorithms, files });
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
        }),
        maxAge: checks.wholeNumber(source, 'JWT_MAX_AGE', {
            min: 30,
            max: 86_400,
            otherwise: 600
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
    const maxAge = checks.wholeNumber(source, 'JWT_JWKS_MAX_AGE', {
        min: 600,
        max: 604_800,
        otherwise: 86_400
    });
    return { from: 'jwks', url, maxAge };
}

function publicKeys(
    checks: Checks,
    source: Source,
    { algorithms, files }: { algorithms: readonly string[]; files: Files }
): JwtSettings['keys'] | undefined {
    const given = secret(checks, source, { name: 'JWT_PUBLIC_KEY', files });
    if (given === undefined) return undefined;
    let publicKeys: PublicKey[];
    try {
        publicKeys = publicKeysFromPem(given.text);
    } catch (error) {
        checks.wrong(given.name, (error as RangeError).message);
        return undefined;
    }
    if (
        algorithms.length > 0 &&
        !publicKeys.every(({ key }) =>
            algorithms.some((algorithm) => algorithmFits(algorithm, key))
        )
    ) {
        checks.wrong(
            'JWT_ALGORITHMS',
            `holds no algorithm that fits a key of ${given.name}. Name the one the issuer signs with.`
        );
    }
    return { from: 'pem', publicKeys };
}
