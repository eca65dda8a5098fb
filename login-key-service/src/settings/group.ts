import { MAX_LIFETIME } from '../login-key.ts';
import { bearerTokenProblem, splitTokens } from '../callers/bearer-tokens.ts';
import type { Checks, Source } from './checks.ts';
import { jwtSettings } from './jwt.ts';
import { currentSecret, secretSource } from './secret-source.ts';
import type { GroupSettings, SecretSource } from './settings.ts';

const DEFAULT_LIFETIME = 900;
const MIN_LIFETIME = 30;

/** Reads one group from `GLANCE_GROUP_ID`, `GLANCE_API_KEY`, `GLANCE_EXPIRATION` and its callers' settings. */
export function groupSettings(checks: Checks, source: Source): GroupSettings {
    const apiKey = secretSource(checks, source, 'GLANCE_API_KEY');
    if (source['GLANCE_API_KEY'] === undefined && source['GLANCE_API_KEY_FILE'] === undefined) {
        checks.wrong(
            'GLANCE_API_KEY',
            'is missing. Set it, or GLANCE_API_KEY_FILE, to the API key from the Glance portal.'
        );
    }
    return {
        groupId: groupId(checks, source),
        apiKey: apiKey ?? { from: 'value', value: '' },
        lifetime: lifetime(checks, source),
        bearerTokens: bearerTokens(checks, source),
        jwt: jwtSettings(checks, source)
    };
}

function groupId(checks: Checks, source: Source): number {
    const text = source['GLANCE_GROUP_ID']?.trim() ?? '';
    if (text === '') {
        checks.wrong(
            'GLANCE_GROUP_ID',
            'is missing. Set it to the group id (partner id) that Glance gave you.'
        );
    } else if (!/^[1-9]\d{0,8}$/.test(text)) {
        checks.wrong(
            'GLANCE_GROUP_ID',
            'must be a number, such as 12345. Glance calls it group id or partner id.'
        );
    }
    return Number(text);
}

function lifetime(checks: Checks, source: Source): number {
    const text = source['GLANCE_EXPIRATION']?.trim() ?? '';
    if (/^\d+$/.test(text) && Number(text) > MAX_LIFETIME) {
        checks.wrong(
            'GLANCE_EXPIRATION',
            `is over a day, which Glance refuses. Set at most ${MAX_LIFETIME} (seconds).`
        );
        return DEFAULT_LIFETIME;
    }
    return checks.wholeNumber(source, 'GLANCE_EXPIRATION', {
        min: MIN_LIFETIME,
        max: MAX_LIFETIME,
        otherwise: DEFAULT_LIFETIME
    });
}

function bearerTokens(checks: Checks, source: Source): SecretSource | undefined {
    const tokens = secretSource(checks, source, 'BEARER_TOKENS');
    if (tokens === undefined) return undefined;
    const problem = bearerTokenProblem(splitTokens(currentSecret(tokens)));
    if (problem !== undefined)
        checks.wrong(`BEARER_TOKENS${tokens.from === 'file' ? '_FILE' : ''}`, problem);
    return tokens;
}
