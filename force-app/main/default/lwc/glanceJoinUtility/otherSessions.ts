import { placeOf } from 'c/glanceJoinSession';
import type { JoinSession, RecordPlace } from 'c/glanceJoinSession';

/** A session, or an invitation, with another customer than that of the record in focus. */
export interface OtherSession {
    readonly visitorId: string;
    /** The customer's name; the visitor id when the record was never in focus for long enough to be read. */
    readonly name: string;
    readonly place: RecordPlace | null;
    /** Path of the record's page; `null` when no record is known. */
    readonly address: string | null;
}

const ONGOING: ReadonlySet<string> = new Set(['preparing', 'inviting', 'inSession']);

/** Whether an invitation or a session is under way. */
export function isOngoing({ state }: JoinSession): boolean {
    return ONGOING.has(state.status);
}

/** What is listed of a session with another customer than the focused one. */
export function otherSession(session: JoinSession, name: string | undefined): OtherSession {
    const place = placeOf(session);
    return {
        visitorId: session.target.visitorId,
        name: name ?? session.target.visitorId,
        place,
        address: place && `/lightning/r/${place.objectApiName}/${place.recordId}/view`
    };
}
