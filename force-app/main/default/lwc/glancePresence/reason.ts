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

/**
 * Why `authorize` failed. Glance documents no reasons; those that speak of the origin or the network are told
 * apart by their words, everything else is a refusal of the login key.
 */
export function authorizationError(reason: unknown): GlanceError {
    const code = codeIn(reason);
    const codeFor = (): ErrorCode => {
        if (/origin/i.test(code)) {
            return 'originRefused';
        }
        return /network|timeout|unreachable|connect|server/i.test(code)
            ? 'presenceUnreachable'
            : 'authorizationRefused';
    };
    return new GlanceError(codeFor());
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
