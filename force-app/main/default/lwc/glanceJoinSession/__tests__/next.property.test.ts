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
    viewerWhen: fc.constantFrom('sessionStart', 'click')
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
    { weight: 1, arbitrary: fc.record({ type: fc.constant('follow' as const), visitorId }) },
    {
        weight: 1,
        arbitrary: fc.record({ type: fc.constant('unfollow' as const), problem: fc.option(code) })
    },
    {
        weight: 1,
        arbitrary: fc.record({ type: fc.constantFrom('suspended', 'retry', 'end', 'dismiss') })
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('cancel' as const) }) },
    {
        weight: 6,
        arbitrary: fc.record({
            type: fc.constant('connected' as const),
            visitorId,
            visitor: fc.option(visitor)
        })
    },
    {
        weight: 2,
        arbitrary: fc.record({
            type: fc.constant('disconnected' as const),
            visitorId,
            code,
            retrying: fc.boolean()
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
            visitorId
        })
    },
    { weight: 8, arbitrary: fc.record({ type: fc.constant('join' as const), request }) },
    {
        weight: 8,
        arbitrary: fc.record({ type: fc.constant('prepared' as const), attempt, outcome })
    },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('inviteSent' as const), attempt }) },
    {
        weight: 1,
        arbitrary: fc.record({ type: fc.constant('inviteFailed' as const), attempt, code })
    },
    {
        weight: 4,
        arbitrary: fc.record({
            type: fc.constant('terms' as const),
            attempt,
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
        arbitrary: fc.record({ type: fc.constant('sessionEnded' as const), visitorId, at })
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('timedOut' as const), attempt }) },
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
                { type: 'follow', visitorId: 'cust-1' },
                { type: 'connected', visitorId: SAME, visitor: knownVisitor },
                { type: 'join', request: asked },
                { type: 'prepared', attempt: 0, outcome: decided },
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
            : {})
    } as JoinEvent;
}

function sameVisitor(state: Exclude<JoinState, { status: 'unconfigured' }>): string {
    if (state.status === 'inviting') {
        return state.attempt.visitorId;
    }
    return state.status === 'inSession' ? state.session.visitorId : state.visitorId;
}

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
                            expect(effect.sessionKey).toBe(asked?.visitorId);
                            expect(['prepared', 'sessionStarted']).toContain(cause.type);
                        }
                    }
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
                    visitorId: followed
                });
                expect(after).toEqual({
                    status: 'connecting',
                    visitorId: followed,
                    connected: false,
                    visitor: null,
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
                    for (const effect of effects) {
                        if (effect.type !== 'announce') {
                            continue;
                        }
                        if (effect.announcement.type === 'sessionstart') {
                            expect(running).toBe(false);
                            running = true;
                        } else if (effect.announcement.type === 'sessionend') {
                            expect(running).toBe(true);
                            expect(effect.announcement.durationSeconds).toBeGreaterThanOrEqual(0);
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
                    go({ type: 'follow', visitorId: 'cust-1' });
                }
                if (state.status === 'unconfigured') {
                    throw new Error('still unconfigured');
                }
                const followed = state.visitorId;
                if (state.status === 'inSession') {
                    go({
                        type: 'endFailed',
                        visitorId: state.session.visitorId,
                        code: 'visitorNotPresent',
                        at: 1
                    });
                }
                go({ type: 'cancel' });
                go({ type: 'retry' });
                go({ type: 'connected', visitorId: followed, visitor: knownVisitor });
                expect(state.status).toBe('present');
                go({ type: 'join', request: plainRequest });
                const id = state.attempts;
                go({
                    type: 'prepared',
                    attempt: id,
                    outcome: { proceed: true, visitorId: null, invokeArgs: null }
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
        let viewers = 0;
        for (const sequence of fc.sample(events, 3000)) {
            const steps = walk(sequence);
            steps.forEach(({ after }) => seen.add(after.status));
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
    });
});

const plainRequest: JoinRequest = {
    invocation: null,
    invokeWhen: 'before',
    showTerms: true,
    viewerWhen: 'sessionStart'
};

function attemptOf(state: JoinState) {
    return state.status === 'preparing' || state.status === 'inviting' ? state.attempt : null;
}
