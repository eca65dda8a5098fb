import { GlanceError } from 'c/glanceErrors';

/** How long an answer of Glance's script is awaited, in milliseconds: the script has no limit of its own. */
const ANSWER_LIMIT_MS = 15_000;

/**
 * A call of Glance's script with `onsuccess` and `onfail`, as a promise.
 * @param toError turns the reason of `onfail` into what is thrown.
 * @throws {GlanceError} what `toError` made; `presenceUnreachable` when no answer comes in time or the script throws.
 */
export function answer<T>(
    call: (outcome: { onsuccess(result?: unknown): void; onfail(reason: unknown): void }) => void,
    read: (result: unknown) => T,
    toError: (reason: unknown) => GlanceError
): Promise<T> {
    return new Promise((resolve, reject) => {
        const limit = setTimeout(
            () => reject(new GlanceError('presenceUnreachable')),
            ANSWER_LIMIT_MS
        );
        try {
            call({
                onsuccess(result) {
                    clearTimeout(limit);
                    resolve(read(result));
                },
                onfail(reason) {
                    clearTimeout(limit);
                    reject(toError(reason));
                }
            });
        } catch {
            clearTimeout(limit);
            reject(new GlanceError('presenceUnreachable'));
        }
    });
}
