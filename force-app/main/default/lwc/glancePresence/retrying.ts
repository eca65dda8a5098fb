import { errorRow } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';

/** Failures that a new try of the same kind does not mend, although one after a change may: the agent tries again by hand. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
    'authorizationRefused',
    'agentNotAuthorized',
    'loginKeyRefused',
    'loginKeyInvalid'
]);

/** Whether a connection that failed comes back by itself: soon, now and then in case an admin has mended it, or not at all. */
export function retriesAfter(code: ErrorCode): 'soon' | 'rarely' | 'never' {
    if (code === 'presenceNotEnabled') {
        return 'rarely';
    }
    return errorRow(code).retryable && !REFUSALS.has(code) ? 'soon' : 'never';
}
