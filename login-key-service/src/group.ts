import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { bearerTokenProblem, digestOf, splitTokens } from './callers/bearer-tokens.ts';
import { jwtVerifier, type JwtVerifier } from './callers/jwt-verifier.ts';
import type { GroupSettings } from './settings/settings.ts';
import { watchSecret } from './settings/watched-secret.ts';

/** A Glance group at work: the latest API key, and what its callers show to prove themselves. */
export interface Group {
    readonly groupId: number;
    /** Lifetime of a login key in seconds. */
    readonly lifetime: number;
    apiKey(): KeyObject;
    /** SHA-256 digests of the accepted bearer tokens. */
    tokenDigests(): readonly Buffer[];
    readonly jwt: JwtVerifier | undefined;
    /** Stops watching the secrets' files. */
    close(): void;
}

/** Opens a group. @throws when a secret cannot be read or used. */
export function openGroup(
    settings: GroupSettings,
    { interval, log }: { interval: number; log: Logger }
): Group {
    const { groupId, lifetime } = settings;
    const apiKey = watchSecret(settings.apiKey, keyOf, {
        name: `API key of group ${groupId}`,
        interval,
        log
    });
    const digests =
        settings.bearerTokens &&
        watchSecret(settings.bearerTokens, digestsOf, {
            name: `bearer tokens of group ${groupId}`,
            interval,
            log
        });
    return {
        groupId,
        lifetime,
        apiKey: apiKey.current,
        tokenDigests: digests?.current ?? (() => []),
        jwt: settings.jwt && jwtVerifier(settings.jwt),
        close() {
            apiKey.close();
            digests?.close();
        }
    };
}

function keyOf(secret: string): KeyObject {
    if (secret.trim() === '') throw new RangeError('The API key is empty.');
    return createSecretKey(secret, 'utf8');
}

function digestsOf(secret: string): Buffer[] {
    const tokens = splitTokens(secret);
    if (bearerTokenProblem(tokens) !== undefined)
        throw new RangeError('The bearer tokens are unusable.');
    return tokens.map(digestOf);
}
