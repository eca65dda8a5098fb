import type { JoinState } from 'c/glanceJoinSession';
import { labels } from './labels';

/** How the utility looks in the bar. `icon`: a name of the set `utility`. */
export interface UtilityLook {
    readonly label: string;
    readonly icon: string;
    readonly highlighted: boolean;
}

/**
 * What the utility tells while its panel is closed: a running session and its time come first, then whether the customer
 * of the record in focus is there.
 * @param states of all joins of the page.
 * @param focused state of the join of the record in focus.
 * @param now milliseconds since the epoch.
 */
export function utilityLook(
    states: readonly JoinState[],
    focused: JoinState | null,
    now: number
): UtilityLook {
    const running = states.flatMap((state) =>
        state.status === 'inSession' ? [state.session] : []
    );
    const [first] = running;
    if (first) {
        const earliest = Math.min(...running.map(({ startedAt }) => startedAt));
        const label = `${labels.inSession} ${minutesText(now - earliest)}`;
        return {
            label: running.length > 1 ? `${label} (${running.length})` : label,
            icon: 'screen',
            highlighted: true
        };
    }
    switch (focused?.status) {
        case 'present':
            return { label: labels.present, icon: 'user', highlighted: true };
        case 'preparing':
        case 'inviting':
            return { label: labels.waiting, icon: 'clock', highlighted: true };
        case 'absent':
            return { label: labels.absent, icon: 'offline', highlighted: false };
        case 'failed':
            return { label: labels.failed, icon: 'warning', highlighted: false };
        default:
            return { label: labels.title, icon: 'screen', highlighted: false };
    }
}

/** A running time as `m:ss`. */
function minutesText(milliseconds: number): string {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
