import fc from 'fast-check';
import { errorCodes } from 'c/glanceErrors';
import type { Effect, JoinEvent, Preparation } from '../events';
import { next } from '../next';
import { initialState } from '../state';
import type { JoinRequest, JoinState } from '../state';

const VISITORS = ['cust-1', 'cust-2', 'cust-3'];
const knownVisitor = { url: '/', title: null, browser: null, browserVersion: null, platform: null };
const RUNS = { numRuns: 3000 };

/** Mostly the visitor that the state is about, sometimes another one: replaced in `resolve`. */
const SAME = 'the same';
/** A key that no other invitation has: numbered in `resolve`. */
const FRESH = 'a fresh key';
const visitorId = fc.oneof(
    { weight: 9, arbitrary: fc.constant(SAME) },
    { weight: 1, arbitrary: fc.constantFrom(...VISITORS) }
);
const code = fc.constantFrom(...errorCodes);
/** Counted from the last attempt: mostly itself, sometimes an earlier one or one that never was. Replaced in `resolve`. */
const attempt = fc.oneof(
    { weight: 9, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -3, max: 2 }) }
);
const at = fc.integer({ min: 0, max: 1_000_000 });
/** Mostly the key that the state is about. Replaced in `resolve`. */
const sessionKey = fc.oneof(
    { weight: 9, arbitrary: fc.constant(SAME) },
    { weight: 1, arbitrary: fc.constantFrom('key-1', 'another-key', null) }
);
const visitor = fc.constant({
    url: '/',
    title: null,
    browser: null,
    browserVersion: null,
    platform: null
});
const invocation = fc.constant({ func: 'GLANCE_COBROWSE.Custom.highlight', args: {} });

const request: fc.Arbitrary<JoinRequest> = fc.record({
    invocation: fc.option(invocation),
    invokeWhen: fc.constantFrom('before', 'instead', 'menu'),
    showTerms: fc.boolean(),
    viewerWhen: fc.constantFrom('sessionStart', 'click'),
    sessionKeyFrom: fc.constantFrom('random', 'visitorId')
});

const outcome: fc.Arbitrary<Preparation> = fc.oneof(
    fc.record({
        proceed: fc.constant(true as const),
        visitorId: fc.option(fc.constantFrom(...VISITORS, 'not a key')),
        invokeArgs: fc.option(fc.constant({ a: 1 }))
    }),
    fc.record({ proceed: fc.constant(false as const), code, message: fc.option(fc.string()) })
);

const event: fc.Arbitrary<JoinEvent> = fc.oneof(
    {
        weight: 1,
        arbitrary: fc.record({
            type: fc.constant('follow' as const),
            visitorId,
            session: fc.option(
                fc.record({
                    visitorId: fc.constantFrom(...VISITORS),
                    sessionKey: fc.constant('restored-key'),
                    startedAt: at
                }),
                { freq: 3 }
            )
        })
    },
    {
        weight: 1,
        arbitrary: fc.record({ type: fc.constant('unfollow' as const), problem: fc.option(code) })
    },
    {
        weight: 1,
        arbitrary: fc.record({ type: fc.constantFrom('suspended', 'retry', 'end', 'dismiss') })
    },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('cancel' as const), at }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('markEnded' as const), at }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('unanswered' as const), attempt }) },
    {
        weight: 1,
        arbitrary: fc.record({
            type: fc.constant('visitorError' as const),
            visitorId,
            code: fc.constantFrom('dupkey', 'service', 'conndrop')
        })
    },
    {
        weight: 8,
        arbitrary: fc.record({
            type: fc.constant('lookedUp' as const),
            sessionKey,
            found: fc.constantFrom('running', 'waiting', 'none', 'unknown'),
            at
        })
    },
    {
        weight: 6,
        arbitrary: fc.record({
            type: fc.constant('connected' as const),
            visitorId,
            visitor: fc.option(visitor),
            at
        })
    },
    {
        weight: 2,
        arbitrary: fc.record({
            type: fc.constant('disconnected' as const),
            visitorId,
            code,
            retrying: fc.boolean(),
            at
        })
    },
    {
        weight: 6,
        arbitrary: fc.record({ type: fc.constant('visitorPresent' as const), visitorId, visitor })
    },
    {
        weight: 1,
        arbitrary: fc.record({
            type: fc.constantFrom('visitorAbsent', 'visitorReloaded'),
            visitorId,
            at
        })
    },
    {
        weight: 8,
        arbitrary: fc.record({
            type: fc.constant('join' as const),
            request,
            sessionKey: fc.constant(FRESH)
        })
    },
    {
        weight: 8,
        arbitrary: fc.record({ type: fc.constant('prepared' as const), attempt, outcome, at })
    },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('inviteSent' as const), attempt }) },
    {
        weight: 1,
        arbitrary: fc.record({ type: fc.constant('inviteFailed' as const), attempt, code, at })
    },
    {
        weight: 4,
        arbitrary: fc.record({
            type: fc.constant('terms' as const),
            attempt: fc.option(attempt),
            visitorId,
            status: fc.constantFrom('displayed', 'accepted', 'declined')
        })
    },
    {
        weight: 8,
        arbitrary: fc.record({
            type: fc.constant('sessionStarted' as const),
            attempt: fc.option(attempt),
            visitorId,
            at
        })
    },
    {
        weight: 3,
        arbitrary: fc.record({
            type: fc.constant('sessionEnded' as const),
            visitorId,
            reason: fc.constantFrom('visitor', 'agent', 'error', null),
            at
        })
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('timedOut' as const), attempt, at }) },
    {
        weight: 1,
        arbitrary: fc.record({ type: fc.constant('viewerFailed' as const), attempt, code })
    },
    {
        weight: 1,
        arbitrary: fc.record({ type: fc.constant('endFailed' as const), visitorId, code, at })
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('invoke' as const), invocation }) },
    {
        weight: 1,
        arbitrary: fc.record({
            type: fc.constant('invoked' as const),
            visitorId,
            code: fc.option(code)
        })
    }
) as fc.Arbitrary<JoinEvent>;

/** The way to a session, of which a sequence may have begun a part: chance alone would rarely get there. */
const way: fc.Arbitrary<JoinEvent[]> = request
    .chain((asked) => fc.tuple(fc.constant(asked), outcome, fc.integer({ min: 0, max: 6 })))
    .map(([asked, decided, length]) =>
        (
            [
                { type: 'follow', visitorId: 'cust-1', session: null },
                { type: 'connected', visitorId: SAME, visitor: knownVisitor, at: 0 },
                { type: 'join', request: asked, sessionKey: FRESH },
                { type: 'prepared', attempt: 0, outcome: decided, at: 0 },
                { type: 'inviteSent', attempt: 0 },
                { type: 'sessionStarted', attempt: 0, visitorId: SAME, at: 1 }
            ] as JoinEvent[]
        ).slice(0, length)
    );

const events = fc
    .tuple(
        way,
        fc.array(event, { maxLength: 10, size: 'max' }),
        way,
        fc.array(event, { maxLength: 20, size: 'max' })
    )
    .map((parts) => parts.flat());

/** Fills in whom and which attempt the event is about. */
function resolve(state: JoinState, drawn: JoinEvent): JoinEvent {
    const about = state.status === 'unconfigured' ? 'cust-1' : sameVisitor(state);
    return {
        ...drawn,
        ...('visitorId' in drawn && drawn.visitorId === SAME ? { visitorId: about } : {}),
        ...('attempt' in drawn && drawn.attempt !== null
            ? { attempt: state.attempts + drawn.attempt }
            : {}),
        ...(drawn.type === 'join' ? { sessionKey: `key-${state.attempts + 1}` } : {}),
        ...(drawn.type === 'lookedUp' && drawn.sessionKey === SAME
            ? { sessionKey: keyOf(state) }
            : {})
    } as JoinEvent;
}

function sameVisitor(state: Exclude<JoinState, { status: 'unconfigured' }>): string {
    if (state.status === 'inviting') {
        return state.attempt.visitorId;
    }
    return state.status === 'inSession' ? state.session.visitorId : state.visitorId;
}

const keyOf = (state: JoinState): string | null =>
    state.status === 'inSession' ? (state.check.lateKey ?? state.session.sessionKey) : null;

interface Taken {
    readonly before: JoinState;
    readonly event: JoinEvent;
    readonly after: JoinState;
    readonly effects: readonly Effect[];
}

function walk(sequence: readonly JoinEvent[]): Taken[] {
    let state: JoinState = initialState;
    return sequence.map((drawn) => {
        const before = state;
        const current = resolve(before, drawn);
        const step = next(before, current);
        state = step.state;
        return { before, event: current, after: step.state, effects: step.effects };
    });
}

const opened = (steps: readonly Taken[]) =>
    steps.flatMap(({ before, effects }) =>
        effects.flatMap((effect) => (effect.type === 'openViewer' ? [{ before, effect }] : []))
    );

/** The attempt that is under way, if any. */
const attemptIn = (state: JoinState): number | null =>
    state.status === 'preparing' || state.status === 'inviting' ? state.attempt.id : null;

describe('over random sequences of events', () => {
    it('a viewer is opened at most once for an attempt', () => {
        fc.assert(
            fc.property(events, (sequence) => {
                const ids = opened(walk(sequence)).map(({ effect }) => effect.attempt);
                expect(new Set(ids).size).toBe(ids.length);
            }),
            RUNS
        );
    });

    it('a viewer is opened only for the attempt under way, and for the visitor whom it asks', () => {
        fc.assert(
            fc.property(events, (sequence) => {
                for (const { before, event: cause, after, effects } of walk(sequence)) {
                    for (const effect of effects) {
                        if (effect.type === 'openViewer') {
                            expect(effect.attempt).toBe(attemptIn(before));
                            const asked =
                                after.status === 'inviting' ? after.attempt : attemptOf(before);
                            expect(effect.sessionKey).toBe(asked?.sessionKey);
                            expect(['prepared', 'sessionStarted', 'lookedUp']).toContain(
                                cause.type
                            );
                        }
                    }
                }
            }),
            RUNS
        );
    });

    it('a session whose key is known is one that this agent asked for, under the key of its attempt', () => {
        fc.assert(
            fc.property(events, (sequence) => {
                /** Keys of the attempts that asked a visitor, and of the sessions that are remembered. */
                const asked = new Map<string | null, string>();
                for (const { event: cause, after, effects } of walk(sequence)) {
                    for (const effect of effects) {
                        if (effect.type === 'invite') {
                            asked.set(effect.sessionKey, effect.visitorId);
                        }
                    }
                    if (cause.type === 'follow' && cause.session) {
                        asked.set(cause.session.sessionKey, cause.session.visitorId);
                    }
                    if (after.status === 'inSession') {
                        const { attempt: own, sessionKey: key, visitorId: who } = after.session;
                        expect(key === null).toBe(own === null);
                        expect(key === null ? who : asked.get(key)).toBe(who);
                    }
                }
            }),
            RUNS
        );
    });

    it('a session that Glance knows as none of this agent’s is ended by nobody but the agent', () => {
        fc.assert(
            fc.property(events, (sequence) => {
                for (const { before, event: cause, effects } of walk(sequence)) {
                    if (effects.some(({ type }) => type === 'endSession') && cause.type !== 'end') {
                        expect(cause.type).toBe('lookedUp');
                        expect(before.status === 'inSession' && before.check.lateKey).toEqual(
                            expect.any(String)
                        );
                        expect(cause).not.toHaveProperty('found', 'none');
                    }
                }
            }),
            RUNS
        );
    });

    it('what is remembered is forgotten with the session, and not before', () => {
        fc.assert(
            fc.property(events, (sequence) => {
                let remembered = false;
                for (const { event: cause, after, effects } of walk(sequence)) {
                    if (cause.type === 'follow' || cause.type === 'unfollow') {
                        remembered = cause.type === 'follow' && cause.session !== null;
                    }
                    for (const { type } of effects) {
                        remembered = type === 'remember' || (remembered && type !== 'forget');
                    }
                    const own = after.status === 'inSession' && after.session.attempt !== null;
                    expect(remembered).toBe(own);
                }
            }),
            RUNS
        );
    });

    it('nothing opens for an attempt after it was cancelled, declined, timed out or left', () => {
        fc.assert(
            fc.property(events, (sequence) => {
                const settled = new Set<number>();
                for (const { before, after, effects } of walk(sequence)) {
                    for (const effect of effects) {
                        if (effect.type === 'openViewer') {
                            expect(settled).not.toContain(effect.attempt);
                        }
                    }
                    const ended = attemptIn(before);
                    if (ended !== null && attemptIn(after) !== ended) {
                        settled.add(ended);
                    }
                }
            }),
            RUNS
        );
    });

    it('an attempt that ends is settled, so that no hook, listener or time limit outlives it', () => {
        fc.assert(
            fc.property(events, (sequence) => {
                for (const { before, after, effects } of walk(sequence)) {
                    const ended = attemptIn(before);
                    if (ended !== null && attemptIn(after) !== ended) {
                        expect(effects).toContainEqual({ type: 'settle', attempt: ended });
                    }
                }
            }),
            RUNS
        );
    });

    it('what carries the id of an older attempt changes nothing', () => {
        fc.assert(
            fc.property(events, event, (sequence, late) => {
                const state = walk(sequence).at(-1)?.after ?? initialState;
                const stale =
                    'attempt' in late && late.attempt !== null && late.attempt !== state.attempts;
                fc.pre(stale);
                expect(next(state, late)).toEqual({ state, effects: [] });
            }),
            RUNS
        );
    });

    it('after another visitor is followed, nothing of the former one is left', () => {
        fc.assert(
            fc.property(events, fc.constantFrom(...VISITORS), (sequence, followed) => {
                const state = walk(sequence).at(-1)?.after ?? initialState;
                const { state: after, effects } = next(state, {
                    type: 'follow',
                    visitorId: followed,
                    session: null
                });
                expect(after).toEqual({
                    status: 'connecting',
                    visitorId: followed,
                    connected: false,
                    visitor: null,
                    withdrawn: null,
                    attempts: state.attempts,
                    notice: null
                });
                if (state.status !== 'unconfigured') {
                    expect(effects).toContainEqual({ type: 'disconnect' });
                }
            }),
            RUNS
        );
    });

    it('a session is announced as started before it is announced as ended, one for one', () => {
        fc.assert(
            fc.property(events, (sequence) => {
                let running = false;
                for (const { effects, event: cause, before, after } of walk(sequence)) {
                    if (
                        before.status === 'inSession' &&
                        (cause.type === 'follow' || cause.type === 'unfollow')
                    ) {
                        running = false;
                    }
                    if (cause.type === 'follow' && cause.session) {
                        // Announced before the page was loaded anew.
                        running = true;
                    }
                    for (const effect of effects) {
                        if (effect.type !== 'announce') {
                            continue;
                        }
                        if (effect.announcement.type === 'sessionstart') {
                            expect(running).toBe(false);
                            running = true;
                        } else if (effect.announcement.type === 'sessionend') {
                            expect(running).toBe(true);
                            const { startedAt, endedAt, durationSeconds } = effect.announcement;
                            expect(endedAt).toBeGreaterThanOrEqual(startedAt);
                            expect(durationSeconds).toBeGreaterThanOrEqual(0);
                            running = false;
                        }
                    }
                    expect(after.status === 'inSession').toBe(running);
                }
            }),
            RUNS
        );
    });

    it('no state is a dead end: from each, events of the world and one click lead to a session', () => {
        fc.assert(
            fc.property(events, (sequence) => {
                let state = walk(sequence).at(-1)?.after ?? initialState;
                const go = (step: JoinEvent): void => {
                    state = next(state, step).state;
                };
                if (state.status === 'unconfigured') {
                    // The way out of `unconfigured` is that the properties change.
                    go({ type: 'follow', visitorId: 'cust-1', session: null });
                }
                if (state.status === 'unconfigured') {
                    throw new Error('still unconfigured');
                }
                const followed = state.visitorId;
                go({ type: 'markEnded', at: 1 });
                go({ type: 'cancel', at: 1 });
                go({ type: 'retry' });
                go({ type: 'connected', visitorId: followed, visitor: knownVisitor, at: 1 });
                expect(state.status).toBe('present');
                go({ type: 'join', request: plainRequest, sessionKey: 'key' });
                const id = state.attempts;
                go({
                    type: 'prepared',
                    attempt: id,
                    outcome: { proceed: true, visitorId: null, invokeArgs: null },
                    at: 1
                });
                go({ type: 'inviteSent', attempt: id });
                go({ type: 'sessionStarted', attempt: id, visitorId: followed, at: 2 });
                expect(state.status).toBe('inSession');
            }),
            RUNS
        );
    });

    it('the sequences reach every state and open viewers: these tests do test something', () => {
        const seen = new Set<string>();
        const told = new Set<string>();
        let viewers = 0;
        for (const sequence of fc.sample(events, 12_000)) {
            const steps = walk(sequence);
            steps.forEach(({ after }) => {
                seen.add(after.status);
                told.add(after.notice?.type ?? '');
            });
            viewers += opened(steps).length;
        }
        expect([...seen].sort()).toEqual(
            [
                'absent',
                'connecting',
                'failed',
                'inSession',
                'inviting',
                'preparing',
                'present',
                'unconfigured'
            ].sort()
        );
        expect(viewers).toBeGreaterThan(100);
        expect([...told]).toEqual(
            expect.arrayContaining(['cancelled', 'lateAcceptanceEnded', 'markedEnded'])
        );
    });
});

const plainRequest: JoinRequest = {
    invocation: null,
    invokeWhen: 'before',
    showTerms: true,
    viewerWhen: 'sessionStart',
    sessionKeyFrom: 'random'
};

function attemptOf(state: JoinState) {
    return state.status === 'preparing' || state.status === 'inviting' ? state.attempt : null;
}
