import type { SessionLookup } from 'c/glanceViewer';
import type { ErrorCode } from 'c/glanceErrors';
import { standing } from './attempts';
import type { Effect, JoinEvent, RememberedSession, SessionOutcome } from './events';
import type { FollowingState, Notice, Session, SessionCheck } from './state';
import {
    announce,
    base,
    expectsSession,
    hasAttempt,
    idle,
    joinError,
    openViewer,
    problem,
    settle,
    stay
} from './steps';
import type { In, Step } from './steps';

/** So many look-ups in a row that know nothing of a session that has just started: it is somebody else's. */
const FOREIGN_AFTER_MISSES = 4;
/** Where Glance can't be asked, a visitor who is absent for this long has left, in milliseconds. */
const LEFT_AFTER_MS = 2 * 60_000;

const newCheck: SessionCheck = {
    confirmation: 'open',
    misses: 0,
    absentSince: null,
    lateKey: null
};

/** The session of a visitor who is followed from now on: this agent's, begun before the page was loaded anew. */
export function restored(state: FollowingState, session: RememberedSession): In<'inSession'> {
    const attempts = state.attempts + 1;
    return {
        ...base(state),
        status: 'inSession',
        attempts,
        session: {
            ...session,
            attempt: attempts,
            ending: false,
            endRefused: false,
            restored: true
        },
        // A session that Glance knows nothing of is over: it was this agent's.
        check: { ...newCheck, confirmation: 'yes' }
    };
}

export function sessionStarted(
    state: FollowingState,
    event: Extract<JoinEvent, { type: 'sessionStarted' }>
): Step {
    if (state.status === 'inSession') {
        // A page starts no session while one runs: the end of this one may have been missed.
        const doubtful = event.attempt === null && event.visitorId === state.session.visitorId;
        return { state, effects: doubtful ? [{ type: 'lookUp' }] : [] };
    }
    const asked =
        state.status === 'inviting' && event.attempt === state.attempt.id ? state.attempt : null;
    if (event.visitorId !== (asked ?? state).visitorId) {
        return stay(state);
    }
    if (!asked && (event.attempt !== null || state.status === 'inviting')) {
        return stay(state);
    }
    const late = asked ? null : standing(state, event.visitorId, event.at);
    const session: Session = {
        attempt: asked?.id ?? null,
        visitorId: event.visitorId,
        sessionKey: asked?.sessionKey ?? null,
        startedAt: event.at,
        ending: false,
        endRefused: false,
        restored: false
    };
    return {
        state: {
            ...base(state),
            status: 'inSession',
            connected: true,
            session,
            check: { ...newCheck, lateKey: late?.sessionKey ?? null },
            withdrawn: null,
            notice: null
        },
        effects: [
            ...(hasAttempt(state) ? [settle(state.attempt)] : []),
            ...(asked ? [rememberEffect(asked.visitorId, asked.sessionKey, event.at)] : []),
            ...(asked?.request.viewerWhen === 'sessionStart' ? [openViewer(asked)] : []),
            announce({
                type: 'sessionstart',
                sessionKey: session.sessionKey,
                startedAt: session.startedAt
            }),
            ...(asked || late ? [{ type: 'lookUp' } as const] : [])
        ]
    };
}

/** The session that an invitation asked for runs, although nobody told of its start. */
export function startedUnheard(
    state: FollowingState,
    { sessionKey, found, at }: Extract<JoinEvent, { type: 'lookedUp' }>
): Step {
    if (state.status !== 'inviting' || found !== 'running') {
        return stay(state);
    }
    const { id, visitorId, sessionKey: asked } = state.attempt;
    return sessionKey === asked && expectsSession(state.attempt)
        ? sessionStarted(state, { type: 'sessionStarted', attempt: id, visitorId, at })
        : stay(state);
}

function rememberEffect(visitorId: string, sessionKey: string, startedAt: number): Effect {
    return { type: 'remember', session: { visitorId, sessionKey, startedAt } };
}

/** Glance's answer about the session of the state. */
export function lookedUp(
    state: In<'inSession'>,
    { sessionKey, found, at }: Extract<JoinEvent, { type: 'lookedUp' }>
): Step {
    const { session, check } = state;
    if (sessionKey !== (check.lateKey ?? session.sessionKey)) {
        return stay(state);
    }
    if (check.lateKey !== null && !session.ending && !session.endRefused) {
        return lateStart(state, found);
    }
    switch (found) {
        case 'running':
        case 'waiting':
            return confirm(state, 'yes');
        case 'none':
            return notFound(state, at);
        case 'unknown':
            if (hasLeft(check, at)) {
                return ended(state, 'visitorLeft', at);
            }
            return check.confirmation === 'open' ? confirm(state, 'unknown') : stay(state);
    }
}

function confirm(state: In<'inSession'>, confirmation: 'yes' | 'unknown'): Step {
    const { check } = state;
    return check.confirmation === confirmation && check.misses === 0
        ? stay(state)
        : stay({ ...state, check: { ...check, confirmation, misses: 0 } });
}

/** A session has started for a visitor who may still have seen a withdrawn invitation: is it that one's? */
function lateStart(state: In<'inSession'>, found: SessionLookup): Step {
    if (found === 'none') {
        return stay({ ...state, check: { ...state.check, lateKey: null } });
    }
    return {
        state: {
            ...state,
            session: { ...state.session, ending: true },
            notice: { type: 'lateAcceptanceEnded' }
        },
        effects: [{ type: 'endSession', visitorId: state.session.visitorId }]
    };
}

function notFound(state: In<'inSession'>, at: number): Step {
    const { session, check } = state;
    if (check.absentSince !== null) {
        return ended(state, 'visitorLeft', at);
    }
    const misses = check.misses + 1;
    const isKnown = check.confirmation === 'yes';
    // One that was known is over when it is not found twice in a row: once may be between two pages of the visitor.
    const isOver =
        session.ending ||
        session.endRefused ||
        !state.connected ||
        (isKnown && (misses > 1 || session.restored));
    if (isOver) {
        return ended(state, 'ended', at);
    }
    if (isKnown) {
        return stay({ ...state, check: { ...check, misses } });
    }
    if (misses < FOREIGN_AFTER_MISSES) {
        return stay({ ...state, check: { ...check, confirmation: 'open', misses } });
    }
    return {
        state: {
            ...state,
            session: { ...session, attempt: null, sessionKey: null },
            check: { ...check, confirmation: 'unknown', misses: 0 }
        },
        effects: [{ type: 'forget' }]
    };
}

const hasLeft = ({ absentSince }: SessionCheck, at: number): boolean =>
    absentSince !== null && at - absentSince >= LEFT_AFTER_MS;

/** The visitor of the session is there, or not. A hidden page counts as absent, too: only a look-up tells the end. */
export function seenInSession(
    state: In<'inSession'>,
    present: boolean,
    { type, at }: { readonly type: JoinEvent['type']; readonly at?: number }
): Step {
    const { check } = state;
    const absentSince = present ? null : (check.absentSince ?? at ?? null);
    // After a connection that came back, events may be missing.
    const news = type === 'connected' || (absentSince !== null && check.absentSince === null);
    return {
        state: { ...state, check: { ...check, absentSince } },
        effects: news ? [{ type: 'lookUp' }] : []
    };
}

export function ended(state: In<'inSession'>, outcome: SessionOutcome, at: number): Step {
    const { sessionKey, startedAt } = state.session;
    const { absentSince } = state.check;
    // A clock that was set back must not let a session end before it began.
    const endedAt = Math.max(
        startedAt,
        outcome === 'visitorLeft' && absentSince !== null ? absentSince : at
    );
    const notice = endNotice(state.check, outcome);
    // The first connection after a reload may still be on its way.
    const connects = state.session.restored && !state.connected;
    return {
        state: connects ? { ...base(state), status: 'connecting', notice } : idle(state, notice),
        effects: [
            { type: 'forget' },
            announce({
                type: 'sessionend',
                sessionKey,
                startedAt,
                endedAt,
                durationSeconds: Math.round((endedAt - startedAt) / 1000),
                outcome
            })
        ]
    };
}

function endNotice({ lateKey }: SessionCheck, outcome: SessionOutcome): Notice {
    if (outcome === 'markedEnded') {
        return { type: 'markedEnded' };
    }
    return { type: lateKey === null ? 'sessionEnded' : 'lateAcceptanceEnded' };
}

export function endFailed(state: In<'inSession'>, code: ErrorCode, at: number): Step {
    const gone = code === 'visitorNotPresent';
    const { check } = state;
    return {
        state: {
            ...state,
            session: { ...state.session, ending: false, endRefused: true },
            check: gone ? { ...check, absentSince: check.absentSince ?? at } : check,
            notice: problem('endRefused')
        },
        effects: [joinError('endRefused'), { type: 'lookUp' }]
    };
}
