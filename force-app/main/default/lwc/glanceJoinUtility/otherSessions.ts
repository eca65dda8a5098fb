import { placeOf } from 'c/glanceJoinSession';
import type { JoinSession, RecordPlace } from 'c/glanceJoinSession';

/** A session, or an invitation, with another customer than that of the record in focus. */
export interface OtherSession {
    readonly visitorId: string;
    readonly place: RecordPlace | null;
    /** Path of the record's page; `null` when no record is known. */
    readonly address: string | null;
}

const ONGOING: ReadonlySet<string> = new Set(['preparing', 'inviting', 'inSession']);

/** Whether an invitation or a session is under way. */
export function isOngoing({ state }: JoinSession): boolean {
    return ONGOING.has(state.status);
}

/** What goes on with other customers than the focused one. */
export function otherSessions(
    sessions: readonly JoinSession[],
    focusedVisitorId: string | null
): readonly OtherSession[] {
    return sessions
        .filter((session) => isOngoing(session) && session.target.visitorId !== focusedVisitorId)
        .map((session) => {
            const place = placeOf(session);
            return {
                visitorId: session.target.visitorId,
                place,
                address: place && `/lightning/r/${place.objectApiName}/${place.recordId}/view`
            };
        });
}
