/**
 * What can go wrong, one row a code. `title` and `detail` are all a caller is told: they hold nothing of the request
 * and nothing of the service's insides. Only callers who have proven who they are reach rows that name a field.
 */
export const PROBLEMS = {
    'malformed-request': {
        status: 400,
        title: 'The request cannot be understood.',
        detail: 'Send partneruserid, 1 to 255 characters without control characters, once, as a form field, in JSON or in the query.'
    },
    unauthenticated: {
        status: 401,
        title: 'Authentication is required.',
        detail: 'Send a valid token: Authorization: Bearer …'
    },
    'partner-user-id-not-allowed': {
        status: 403,
        title: 'Not allowed for this partner user id.',
        detail: 'The token does not name this partner user id.'
    },
    'group-not-allowed': {
        status: 403,
        title: 'Not allowed for this group.',
        detail: 'The credential belongs to another group.'
    },
    'not-from-this-machine': {
        status: 403,
        title: 'Development mode answers this machine only.',
        detail: 'Call it by localhost, without a proxy.'
    },
    'not-found': {
        status: 404,
        title: 'There is nothing here.',
        detail: 'Send POST to /loginkey.'
    },
    'method-not-allowed': {
        status: 405,
        title: 'Method not allowed.',
        detail: 'Send POST to /loginkey.'
    },
    'request-timeout': {
        status: 408,
        title: 'The request took too long to arrive.',
        detail: 'Send it again.'
    },
    'body-too-large': {
        status: 413,
        title: 'The body is too large.',
        detail: 'Send partneruserid only.'
    },
    'unsupported-media-type': {
        status: 415,
        title: 'This content type is not supported.',
        detail: 'Send application/x-www-form-urlencoded or application/json.'
    },
    'too-many-requests': {
        status: 429,
        title: 'Too many requests.',
        detail: 'Wait as long as Retry-After says.'
    },
    'headers-too-large': {
        status: 431,
        title: 'The headers are too large.',
        detail: 'Send fewer or shorter headers.'
    },
    internal: {
        status: 500,
        title: 'Something went wrong here.',
        detail: 'Give requestId to those who run this service.'
    },
    overloaded: {
        status: 503,
        title: 'Too busy right now.',
        detail: 'Wait as long as Retry-After says.'
    },
    'audit-unavailable': {
        status: 503,
        title: 'No key can be issued right now.',
        detail: 'Wait as long as Retry-After says.'
    },
    'identity-provider-unavailable': {
        status: 503,
        title: 'Tokens cannot be verified right now.',
        detail: 'Wait as long as Retry-After says.'
    }
} as const satisfies Record<string, { status: number; title: string; detail: string }>;

/** A stable name for what went wrong; callers may rely on it. */
export type ProblemCode = keyof typeof PROBLEMS;

/**
 * Thrown to end a request with a problem. `retryAfter` is in seconds. `reason` is for the log and the metrics, never for
 * the caller: a word out of few that holds nothing of the request.
 */
export class Problem extends Error {
    readonly code: ProblemCode;
    readonly statusCode: number;
    readonly retryAfter: number | undefined;
    readonly reason: string | undefined;

    constructor(
        code: ProblemCode,
        { retryAfter, reason }: { retryAfter?: number; reason?: string } = {}
    ) {
        super(PROBLEMS[code].title);
        this.name = 'Problem';
        this.code = code;
        this.statusCode = PROBLEMS[code].status;
        this.reason = reason;
        this.retryAfter = retryAfter ?? (this.statusCode === 503 ? 1 : undefined);
    }
}

/** Problem details as RFC 9457 has them, with the code and the request's id as members of our own. */
export function problemDetails(code: ProblemCode, requestId?: string) {
    const { status, title, detail } = PROBLEMS[code];
    return {
        type: `urn:glance-login-key-service:${code}`,
        title,
        status,
        detail,
        code,
        ...(requestId === undefined ? {} : { requestId })
    };
}
