import { record } from 'rrweb';
import { UI_SELECTOR } from './ui-root.ts';

export interface Recording {
    /** Sends the whole page once more, for viewers who have just come. */
    takeSnapshot(): void;
    /** While paused nothing is sent; going on sends the page as it then is. */
    pause(paused: boolean): void;
    isPaused(): boolean;
    stop(): void;
}

/** Records the page for the viewers. What is typed is masked; Glance's own controls are left out. */
export function recordPage(emit: (event: unknown) => void): Recording {
    let isPaused = false;
    const stop = record({
        emit: (event) => {
            if (!isPaused) {
                emit(event);
            }
        },
        maskAllInputs: true,
        blockSelector: UI_SELECTOR,
        sampling: { mousemove: 50, scroll: 100 }
    });
    return {
        takeSnapshot: () => record.takeFullSnapshot(true),
        pause(paused) {
            const goesOn = isPaused && !paused;
            isPaused = paused;
            if (goesOn) {
                record.takeFullSnapshot(true);
            }
        },
        isPaused: () => isPaused,
        stop: () => stop?.()
    };
}
