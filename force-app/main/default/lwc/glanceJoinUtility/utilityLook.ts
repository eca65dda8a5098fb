import type { JoinState } from 'c/glanceJoinSession';
import { labels } from './labels';

/** How the utility looks in the bar. `icon`: a name of the set `utility`. */
export interface UtilityLook {
    readonly label: string;
    readonly icon: string;
    readonly highlighted: boolean;
}

/**
 * What the utility tells while its panel is closed: a running session and its time come first, then an invitation that
 * waits for an answer, then what became of others, then whether the customer of the record in focus is there.
 * @param states of all joins of the page.
 * @param focused state of the join of the record in focus.
 * @param hasNews whether something has come to an end with another customer that the agent has not seen yet.
 * @param now milliseconds since the epoch.
 */
export function utilityLook(
    states: readonly JoinState[],
    focused: JoinState | null,
    hasNews: boolean,
    now: number
): UtilityLook {
    const running = states.flatMap((state) =>
        state.status === 'inSession' ? [state.session] : []
    );
    const [first] = running;
    if (first) {
        const earliest = Math.min(...running.map(({ startedAt }) => startedAt));
        const label = `${labels.inSession} ${minutesText(now - earliest)}`;
        const counted = running.length > 1 ? `${label} (${running.length})` : label;
        return {
            label: hasNews ? labels.andNews.replace('{0}', () => counted) : counted,
            icon: 'screen',
            highlighted: true
        };
    }
    const waiting = states.filter(isWaiting);
    if (waiting.length > 0) {
        const own = focused !== null && isWaiting(focused);
        return {
            label: own ? labels.waiting : labels.waitingOther,
            icon: 'clock',
            highlighted: true
        };
    }
    if (hasNews) {
        return { label: labels.news, icon: 'notification', highlighted: true };
    }
    switch (focused?.status) {
        case 'present':
            return { label: labels.present, icon: 'user', highlighted: true };
        case 'absent':
            return { label: labels.absent, icon: 'offline', highlighted: false };
        case 'failed':
            return { label: labels.failed, icon: 'warning', highlighted: false };
        default:
            return { label: labels.title, icon: 'screen', highlighted: false };
    }
}

function isWaiting({ status }: JoinState): boolean {
    return status === 'preparing' || status === 'inviting';
}

/** A running time as `m:ss`. */
function minutesText(milliseconds: number): string {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
