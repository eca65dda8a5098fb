import { errorTable } from './errorTable';
import type { ErrorRow, Responsible } from './errorTable';

export type { ErrorRow, Responsible };

/** A key of the error table. Stable: admins search for it, Apex sends it. */
export type ErrorCode = keyof typeof errorTable;

/** All codes, in the order of the table. */
export const errorCodes = Object.keys(errorTable) as readonly ErrorCode[];

/** The row of a code. */
export function errorRow(code: ErrorCode): ErrorRow {
    return errorTable[code];
}

/** Whether a text is a code of the table. */
export function isErrorCode(text: unknown): text is ErrorCode {
    return typeof text === 'string' && Object.prototype.hasOwnProperty.call(errorTable, text);
}

/** A failure that has a row in the error table. Its message is what happened, in the user's language. */
export class GlanceError extends Error {
    readonly code: ErrorCode;

    constructor(code: ErrorCode) {
        super(errorTable[code].happened);
        this.name = 'GlanceError';
        this.code = code;
    }
}

/**
 * The code of anything that was thrown: a GlanceError's own; that of an Apex AuraHandledException, whose
 * `body.message` is a code; otherwise `fallback`. The thrown text itself is never shown: it may hold a secret.
 */
export function codeOf(thrown: unknown, fallback: ErrorCode = 'unknown'): ErrorCode {
    if (thrown instanceof GlanceError) {
        return thrown.code;
    }
    const message = (thrown as { body?: { message?: unknown } } | null | undefined)?.body?.message;
    return isErrorCode(message) ? message : fallback;
}
