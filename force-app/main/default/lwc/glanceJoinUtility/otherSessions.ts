import { placeOf } from 'c/glanceJoinSession';
import type { JoinSession, RecordPlace, RememberedPlace } from 'c/glanceJoinSession';

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
    return listed(session.target.visitorId, placeOf(session), name);
}

/** What is listed of a customer with whom the agent was in session before the page was loaded anew. */
export function rememberedSession({ visitorId, place }: RememberedPlace): OtherSession {
    return listed(visitorId, place, undefined);
}

function listed(
    visitorId: string,
    place: RecordPlace | null,
    name: string | undefined
): OtherSession {
    const object = place?.objectApiName ? `${place.objectApiName}/` : '';
    return {
        visitorId,
        name: name ?? visitorId,
        place,
        address: place && `/lightning/r/${object}${place.recordId}/view`
    };
}
