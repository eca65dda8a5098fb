import { createSecretKey, type KeyObject } from 'node:crypto';
import { MAX_LIFETIME } from '../login-key.ts';
import { bearerTokens } from './bearer-tokens.ts';
import type { Checks, Source } from './checks.ts';
import type { Files } from './files.ts';
import { jwtSettings } from './jwt.ts';
import { secret } from './secret.ts';
import type { GroupSettings } from './settings.ts';

const DEFAULT_LIFETIME = 900;
const MIN_LIFETIME = 30;

/** Reads one group from `GLANCE_GROUP_ID`, `GLANCE_API_KEY`, `GLANCE_EXPIRATION` and its callers' settings. */
export function groupSettings(checks: Checks, source: Source, files: Files): GroupSettings {
    return {
        groupId: groupId(checks, source),
        apiKey: apiKey(checks, source, files),
        lifetime: lifetime(checks, source),
        tokenDigests: bearerTokens(checks, source, files),
        jwt: jwtSettings(checks, source, files)
    };
}

function apiKey(checks: Checks, source: Source, files: Files): KeyObject {
    const given = secret(checks, source, { name: 'GLANCE_API_KEY', files });
    if (source['GLANCE_API_KEY'] === undefined && source['GLANCE_API_KEY_FILE'] === undefined) {
        checks.wrong(
            'GLANCE_API_KEY',
            'is missing. Set it, or GLANCE_API_KEY_FILE, to the API key from the Glance portal.'
        );
    }
    // A second line or an invisible character would sign keys that Glance refuses, and nobody would know why.
    if (given !== undefined && /[^\x21-\x7e]/.test(given.text)) {
        checks.wrong(
            given.name,
            'holds something beside the API key: blanks, a second line or characters that cannot be seen. Leave only the key.'
        );
    }
    return createSecretKey(given?.text ?? 'none', 'utf8');
}

function groupId(checks: Checks, source: Source): number {
    const text = source['GLANCE_GROUP_ID']?.trim() ?? '';
    if (text === '') {
        checks.wrong(
            'GLANCE_GROUP_ID',
            'is missing. Set it to the group id (partner id) that Glance gave you.'
        );
    } else if (!/^[1-9]\d{3,5}$/.test(text)) {
        checks.wrong(
            'GLANCE_GROUP_ID',
            'must be a number of four to six digits, such as 12345. Glance calls it group id or partner id.'
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
