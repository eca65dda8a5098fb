import { GlanceError } from 'c/glanceErrors';

/**
 * The code inside a reason of Glance's script: a text, `{error: "connfail", detail}` as the script's own `onerror` says,
 * or an object with `code` as servers send it; empty when there is none.
 */
export function codeIn(reason: unknown): string {
    if (typeof reason !== 'object' || reason === null) {
        return typeof reason === 'string' ? reason : '';
    }
    const { code, detail, error } = reason as Record<string, unknown>;
    return [code, detail, error].find((one): one is string => typeof one === 'string') ?? '';
}

/** Whether the script itself says that it couldn't connect. Anything else came from the server, over a connection that stands. */
export function isConnectFailure(reason: unknown): boolean {
    return (reason as { error?: unknown } | null | undefined)?.error === 'connfail';
}

/** Whether the agent object is dead from now on: after a 503 all its calls do nothing, without a word. */
export function isDeadly(reason: unknown): boolean {
    return codeIn(reason) === 'serviceunavailable';
}

/**
 * Why `authorize` failed: `authorization` (401, 403), `connection` (network, or an origin that Glance doesn't allow: its
 * answer lacks the headers that let us read it), `error` (any other answer).
 */
export function authorizationError(reason: unknown): GlanceError {
    switch (codeIn(reason)) {
        case 'authorization':
            return new GlanceError('authorizationRefused');
        case 'connection':
            return new GlanceError('authorizationUnreachable');
        default:
            return new GlanceError('authorizationFailed');
    }
}

/**
 * Why a lookup, an invocation or the connection failed: `authorization`, `visitornotpresent`; `serviceunavailable`,
 * `timedout`, `error`, `connection` and what nobody has heard of mean that presence can't be reached.
 */
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
