import type { KeyObject } from 'node:crypto';
import {
    decodeJwt,
    decodeProtectedHeader,
    errors,
    jwtVerify,
    type CryptoKey,
    type JWTHeaderParameters,
    type JWTPayload
} from 'jose';
import { Problem } from '../problem.ts';
import { algorithmFits } from '../settings/public-keys.ts';
import type { JwtSettings } from '../settings/settings.ts';
import type { RemoteKeysByUrl } from './remote-keys.ts';

/** Types a token may say it is: a plain JWT, or an access token (RFC 9068); others were made for another purpose (RFC 8725 §3.11). */
const TYPES = [undefined, 'jwt', 'at+jwt'];

/** Verifies the tokens of one issuer for one audience. */
export interface JwtVerifier {
    readonly issuer: string;
    readonly audience: string;
    readonly partnerUserIdClaim: string;
    /**
     * The claims of a token that is signed by the issuer, meant for the audience, not expired and not too old.
     * @throws {Problem} `unauthenticated`, or `identity-provider-unavailable` when the issuer's keys cannot be had.
     */
    verify(token: string): Promise<JWTPayload>;
}

/** Makes a verifier. */
export function jwtVerifier(
    settings: JwtSettings,
    remoteKeys: Pick<RemoteKeysByUrl, 'at'>
): JwtVerifier {
    const { issuer, audience, partnerUserIdClaim } = settings;
    const keysFor = keySource(settings, remoteKeys);
    return {
        issuer,
        audience,
        partnerUserIdClaim,
        async verify(token) {
            const header = headerOf(token, settings.algorithms);
            let reason = 'unknown-key';
            for (const key of await keysFor(header)) {
                try {
                    return await verifiedClaims(token, key, settings);
                } catch (error) {
                    reason = reasonOf(error);
                    // With a good signature another key can change nothing.
                    if (reason !== 'signature') break;
                }
            }
            throw new Problem('unauthenticated', { reason });
        }
    };
}

type KeySource = (header: JWTHeaderParameters) => Promise<readonly (CryptoKey | KeyObject)[]>;

function keySource({ keys }: JwtSettings, remoteKeys: Pick<RemoteKeysByUrl, 'at'>): KeySource {
    if (keys.from === 'jwks') {
        const remote = remoteKeys.at(keys.url, keys.maxAge);
        return (header) => remote.matching(header);
    }
    return ({ alg }) =>
        Promise.resolve(
            keys.publicKeys.map(({ key }) => key).filter((key) => algorithmFits(alg, key))
        );
}

function headerOf(token: string, algorithms: readonly string[]): JWTHeaderParameters {
    let header: Partial<JWTHeaderParameters>;
    try {
        header = decodeProtectedHeader(token);
    } catch {
        throw new Problem('unauthenticated', { reason: 'malformed' });
    }
    const { alg, typ } = header;
    if (alg === undefined || !algorithms.includes(alg))
        throw new Problem('unauthenticated', { reason: 'algorithm' });
    if (!TYPES.includes(plainType(typ))) throw new Problem('unauthenticated', { reason: 'type' });
    return { ...header, alg };
}

/** `application/` may be left out of a type, and case does not matter (RFC 7515 §4.1.9). */
function plainType(typ: unknown): string | undefined {
    return typ === undefined
        ? undefined
        : String(typ)
              .toLowerCase()
              .replace(/^application\//, '');
}

async function verifiedClaims(
    token: string,
    key: CryptoKey | KeyObject,
    { issuer, audience, clockTolerance, maxAge, algorithms }: JwtSettings
): Promise<JWTPayload> {
    const saysItsAge = decodeJwt(token).iat !== undefined;
    const { payload } = await jwtVerify(token, key, {
        issuer,
        audience,
        clockTolerance,
        algorithms: [...algorithms],
        requiredClaims: ['exp'],
        ...(saysItsAge ? { maxTokenAge: maxAge } : {})
    });
    const secondsLeft = (payload.exp ?? 0) - Date.now() / 1000;
    if (!saysItsAge && secondsLeft > maxAge + clockTolerance)
        throw new errors.JWTExpired('no "iat", and "exp" is far off', payload, 'iat');
    return payload;
}

/** Why a token was refused, in a word that holds nothing of it. */
function reasonOf(error: unknown): string {
    if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
    if (error instanceof errors.JWTExpired) return error.claim === 'iat' ? 'too-old' : 'expired';
    if (error instanceof errors.JWTClaimValidationFailed) {
        const { claim, reason } = error;
        if (reason === 'missing' || reason === 'invalid') return `claim-${claim}`;
        if (claim === 'nbf' || claim === 'iat') return 'not-yet-valid';
        return claim === 'iss' ? 'issuer' : 'audience';
    }
    return 'malformed';
}
