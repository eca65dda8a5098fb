import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { Problem } from '../http/problem.ts';
import type { JwtSettings } from '../settings/settings.ts';

/** Verifies the tokens of one issuer for one audience. */
export interface JwtVerifier {
    readonly issuer: string;
    readonly audience: string;
    readonly partnerUserIdClaim: string;
    /**
     * The claims of a token that is signed by the issuer, meant for the audience and not expired.
     * @throws {Problem} `unauthenticated`, or `identity-provider-unavailable` when the issuer's keys cannot be had.
     */
    verify(token: string): Promise<JWTPayload>;
}

/** Makes a verifier; no connection is opened before the first token. */
export function jwtVerifier(settings: JwtSettings): JwtVerifier {
    const { issuer, audience, clockTolerance, partnerUserIdClaim } = settings;
    const options = {
        issuer,
        audience,
        clockTolerance,
        algorithms: [...settings.algorithms],
        requiredClaims: ['exp']
    };
    const { keys } = settings;
    const candidates: readonly JWTVerifyGetKey[] =
        keys.from === 'jwks' ? [remoteKeys(keys.url)] : keys.publicKeys.map((key) => () => key);
    return {
        issuer,
        audience,
        partnerUserIdClaim,
        async verify(token) {
            for (const candidate of candidates) {
                try {
                    return (await jwtVerify(token, candidate, options)).payload;
                } catch (error) {
                    if (error instanceof Problem) throw error;
                    // A wrong signature, or a key of another kind than the token's algorithm: the next key may fit.
                }
            }
            throw new Problem('unauthenticated');
        }
    };
}

/** Keys from a JWKS URL, kept by jose for ten minutes and fetched again for an unknown key id, at most twice a minute. */
function remoteKeys(url: URL): JWTVerifyGetKey {
    const keys = createRemoteJWKSet(url, { timeoutDuration: 3000 });
    return async (header, token) => {
        try {
            return await keys(header, token);
        } catch (error) {
            const isAboutTheToken =
                error instanceof errors.JWKSNoMatchingKey ||
                error instanceof errors.JWKSMultipleMatchingKeys ||
                error instanceof errors.JOSENotSupported;
            throw isAboutTheToken ? error : new Problem('identity-provider-unavailable');
        }
    };
}
