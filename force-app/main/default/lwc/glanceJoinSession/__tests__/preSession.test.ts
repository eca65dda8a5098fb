import { GlanceError } from 'c/glanceErrors';
import { settled } from 'test/jest/page';
import { readArguments, runPreSession } from '../preSession';
import type { PreSessionAnswer, PreSessionContext, PreSessionHook } from '../preSession';

let stop: AbortController;
let start: PreSessionContext;
const onHook = jest.fn();

const run = (...hooks: PreSessionHook[]) => runPreSession(hooks, start, onHook);
const goesOn = { proceed: true, visitorId: null, invokeArgs: { color: 'red' } };

beforeEach(() => {
    stop = new AbortController();
    start = {
        recordId: '003000000000001',
        objectApiName: 'Contact',
        visitorId: 'cust-1',
        customInvokeArguments: { color: 'red' },
        signal: stop.signal
    };
    onHook.mockReset();
});

describe('pre-session hooks', () => {
    it('are told whom the join is about, and on which record', async () => {
        const hook = jest.fn();
        await run(hook);
        expect(hook).toHaveBeenCalledWith(start);
    });

    it('run in their order, one after the other', async () => {
        const ran: string[] = [];
        let finish: () => void = () => undefined;
        const done = run(
            () =>
                new Promise((resolve) => {
                    finish = () => {
                        ran.push('first');
                        resolve();
                    };
                }),
            () => {
                ran.push('second');
            }
        );
        await settled();
        expect(ran).toEqual([]);
        finish();
        await done;
        expect(ran).toEqual(['first', 'second']);
        expect(onHook).toHaveBeenCalledTimes(2);
    });

    it.each<[string, PreSessionAnswer | null | undefined]>([
        ['nothing', undefined],
        ['null', null],
        ['an empty answer', {}],
        ['proceed', { proceed: true }],
        ['proceed: null', { proceed: null }],
        ['an empty visitor id', { visitorId: '', customInvokeArguments: null }]
    ])('let the join go on as it is with %s', async (_what, answer) => {
        await expect(run(() => answer)).resolves.toEqual(goesOn);
    });

    it('see what the earlier ones changed', async () => {
        const second = jest.fn();
        const third = jest.fn(() => ({ customInvokeArguments: '{"color": "blue"}' }));
        const outcome = await run(() => ({ visitorId: 'cust-2' }), second, third);
        expect(second).toHaveBeenCalledWith({ ...start, visitorId: 'cust-2' });
        expect(outcome).toEqual({
            proceed: true,
            visitorId: 'cust-2',
            invokeArgs: { color: 'blue' }
        });
    });

    it('name no other visitor when the last one goes back to the first', async () => {
        await expect(
            run(
                () => ({ visitorId: 'cust-2' }),
                () => ({ visitorId: 'cust-1' })
            )
        ).resolves.toEqual(goesOn);
    });

    it.each([
        ['its message', { proceed: false, message: 'No consent.' }, 'No consent.'],
        ['none', { proceed: false }, null],
        ['an empty one', { proceed: false, message: '' }, null]
    ])('stop the join with %s', async (_what, answer, message) => {
        const later = jest.fn();
        await expect(run(() => answer, later)).resolves.toEqual({
            proceed: false,
            code: 'preSessionStopped',
            message
        });
        expect(later).not.toHaveBeenCalled();
    });

    it.each<[string, PreSessionHook, string]>([
        [
            'throws',
            () => {
                throw new Error('a secret');
            },
            'preSessionFailed'
        ],
        ['rejects', () => Promise.reject(new Error('a secret')), 'preSessionFailed'],
        [
            'fails with a code of its own',
            () => Promise.reject(new GlanceError('flowFailed')),
            'flowFailed'
        ],
        [
            'answers with arguments that are no JSON',
            () => ({ customInvokeArguments: '{' }),
            'preSessionFailed'
        ]
    ])('stop the join when one %s, without its words', async (_what, hook, code) => {
        const later = jest.fn();
        await expect(run(hook, later)).resolves.toEqual({ proceed: false, code, message: null });
        expect(later).not.toHaveBeenCalled();
    });

    it('do not begin after the agent cancelled', async () => {
        const later = jest.fn();
        await run(() => stop.abort(), later);
        expect(later).not.toHaveBeenCalled();
        expect(onHook).toHaveBeenCalledTimes(1);
    });
});

describe('arguments of a custom function', () => {
    it.each([[{ a: 1 }], ['{"a": 1}']])('can be %p', (given) => {
        expect(readArguments(given)).toEqual({ a: 1 });
    });

    it.each(['', '{', '[]', '"a"', '1', 'null', [] as unknown as object])(
        'can’t be %p',
        (given) => {
            expect(() => readArguments(given as string)).toThrow(SyntaxError);
        }
    );
});
