import { record } from 'rrweb';
import { UI_HOST_ID } from './ui.ts';

export interface Recording {
    /** Sends the whole page once more, for viewers who have just come. */
    takeSnapshot(): void;
    stop(): void;
}

/** Records the page for the viewers. What is typed is masked; Glance's own controls are left out. */
export function recordPage(emit: (event: unknown) => void): Recording {
    const stop = record({
        emit,
        maskAllInputs: true,
        blockSelector: `#${UI_HOST_ID}`,
        sampling: { mousemove: 50, scroll: 100 }
    });
    return {
        takeSnapshot: () => record.takeFullSnapshot(true),
        stop: () => stop?.()
    };
}
