import { GlanceError } from 'c/glanceErrors';

/** How long an answer of Glance's script is awaited, in milliseconds: the script has no limit of its own. */
const ANSWER_LIMIT_MS = 15_000;

/**
 * A call of Glance's script with `onsuccess` and `onfail`, as a promise.
 * @param toError turns the reason of `onfail` into what is thrown.
 * @param stop ends the waiting.
 * @throws {GlanceError} what `toError` made; `presenceUnreachable` when no answer comes in time or the script throws.
 */
export function answer<T>(
    call: (outcome: { onsuccess(result?: unknown): void; onfail(reason: unknown): void }) => void,
    read: (result: unknown) => T,
    toError: (reason: unknown) => GlanceError,
    stop?: AbortSignal
): Promise<T> {
    return new Promise((resolve, reject) => {
        const end = (): void => {
            clearTimeout(limit);
            stop?.removeEventListener('abort', giveUp);
        };
        const giveUp = (): void => {
            end();
            reject(new GlanceError('presenceUnreachable'));
        };
        const limit = setTimeout(giveUp, ANSWER_LIMIT_MS);
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
