import { GlanceError } from 'c/glanceErrors';
import type { PreSessionAnswer, PreSessionContext, PreSessionHook } from 'c/glanceJoinSession';

/** What listeners of `presession` get. `waitUntil` takes a promise of an answer; the join waits for all of them. */
export interface PresessionDetail extends PreSessionContext {
    waitUntil(answer: PromiseLike<PreSessionAnswer | void>): void;
}

/**
 * The cancelable event `presession` as a hook: `preventDefault()` stops the join; promises given to
 * `detail.waitUntil` may answer as a `preSession` function does. The first answer that stops, stops.
 */
export function presessionHook(target: EventTarget): PreSessionHook {
    return (context) => {
        const answers: PromiseLike<PreSessionAnswer | void>[] = [];
        const detail: PresessionDetail = {
            ...context,
            waitUntil: (answer) => {
                answers.push(answer);
            }
        };
        const proceed = target.dispatchEvent(
            new CustomEvent('presession', { cancelable: true, detail })
        );
        if (!proceed) {
            throw new GlanceError('preSessionStopped');
        }
        return answers.length === 0 ? undefined : Promise.all(answers).then(merge);
    };
}

function merge(answers: readonly (PreSessionAnswer | void)[]): PreSessionAnswer {
    const given = answers.filter((answer): answer is PreSessionAnswer => Boolean(answer));
    return given.find(({ proceed }) => proceed === false) ?? Object.assign({}, ...given);
}
