import { GlanceError } from 'c/glanceErrors';
import type { Outcome } from './glanceScript';
import { callError } from './reason';
import type { VisitorPresence } from './visitorPresence';

/** A request that nobody has refused by then counts as sent, in milliseconds: load-balanced groups never answer any. */
const SENT_AFTER_MS = 3_000;
/** After this much silence the visitor is looked up: nobody else tells then that there is no visitor. */
const LOOK_AFTER_MS = 1_500;

/** A request to the visitor's page. */
interface Sending {
    call(outcome: Outcome): void;
    lookUp(): Promise<VisitorPresence | null>;
    /** Ends the waiting. */
    readonly stop: AbortSignal;
}

/**
 * Sends a request. Resolves when Glance has taken it, or has not refused it in 3 seconds.
 * @throws {GlanceError} as `callError`; `presenceUnreachable` when the script throws or the waiting is ended.
 */
export function send({ call, lookUp, stop }: Sending): Promise<void> {
    return new Promise((resolve, reject) => {
        const end = (error: GlanceError | null): void => {
            clearTimeout(look);
            clearTimeout(limit);
            stop.removeEventListener('abort', giveUp);
            if (error) {
                reject(error);
            } else {
                resolve();
            }
        };
        const giveUp = (): void => end(new GlanceError('presenceUnreachable'));
        const look = setTimeout(() => {
            lookUp().then(
                (visitor) => visitor ?? end(new GlanceError('visitorNotPresent')),
                // What is wrong with the connection shows there; the request may have got through.
                () => undefined
            );
        }, LOOK_AFTER_MS);
        const limit = setTimeout(() => end(null), SENT_AFTER_MS);
        stop.addEventListener('abort', giveUp);
        try {
            call({ onsuccess: () => end(null), onfail: (reason) => end(callError(reason)) });
        } catch {
            giveUp();
        }
    });
}
