import { GlanceError } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import type { Outcome } from './glanceScript';

/** How long an answer of Glance's script is awaited, in milliseconds: the script has no limit of its own. */
const ANSWER_LIMIT_MS = 15_000;

/** A call of Glance's script, and what its outcomes mean. */
interface Asking<T> {
    call(outcome: Outcome): void;
    read(result: unknown): T;
    toError(reason: unknown): GlanceError;
    /** Of the error when no answer comes in time, the script throws, or the waiting is ended. */
    readonly silence: ErrorCode;
    /** Finds out why no answer came in time. */
    explain?(): Promise<ErrorCode>;
    /** Ends the waiting. */
    readonly stop?: AbortSignal;
}

/**
 * A call with `onsuccess` and `onfail`, as a promise.
 * @throws {GlanceError} what `toError` made, what `explain` found, or with the code `silence`.
 */
export function answer<T>(asking: Asking<T>): Promise<T> {
    const { call, read, toError, silence, explain, stop } = asking;
    return new Promise((resolve, reject) => {
        const end = (): void => {
            clearTimeout(limit);
            stop?.removeEventListener('abort', giveUp);
        };
        const giveUp = (): void => {
            end();
            reject(new GlanceError(silence));
        };
        const limit = setTimeout(() => {
            if (explain) {
                void explain().then((code) => {
                    end();
                    reject(new GlanceError(code));
                });
            } else {
                giveUp();
            }
        }, ANSWER_LIMIT_MS);
        stop?.addEventListener('abort', giveUp);
        try {
            call({
                onsuccess(result) {
                    end();
                    resolve(read(result));
                },
                onfail(reason) {
                    end();
                    reject(toError(reason));
                }
            });
        } catch {
            giveUp();
        }
    });
}
