import { GlanceError } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';

/** The code inside a reason of Glance's script, which is a text or an object with `code`; empty when there is none. */
export function codeIn(reason: unknown): string {
    const code =
        typeof reason === 'object' && reason !== null
            ? (reason as { code?: unknown }).code
            : reason;
    return typeof code === 'string' ? code : '';
}

/** What the words of a reason point to, tried in this order. */
const WORDS: readonly (readonly [RegExp, ErrorCode])[] = [
    [/origin/i, 'originRefused'],
    [/network|time.?out|reach|connect|unavailable|server/i, 'presenceUnreachable'],
    [/partner.?user|user.?id|puid/i, 'puidRefused']
];

/**
 * Why `authorize` failed. Glance documents no reasons: those that speak of the origin, the network or the agent's id are
 * told apart by their words, everything else is a refusal of the login key.
 */
export function authorizationError(reason: unknown): GlanceError {
    const words = WORDS.find(([pattern]) => pattern.test(codeIn(reason)));
    return new GlanceError(words?.[1] ?? 'authorizationRefused');
}

/** Why a lookup or an invocation failed. Documented codes: `authorization`, `visitornotpresent`; others are handled as a lost connection. */
export function callError(reason: unknown): GlanceError {
    switch (codeIn(reason)) {
        case 'authorization':
            return new GlanceError('agentNotAuthorized');
        case 'visitornotpresent':
            return new GlanceError('visitorNotPresent');
        default:
            return new GlanceError('presenceUnreachable');
    }
}
