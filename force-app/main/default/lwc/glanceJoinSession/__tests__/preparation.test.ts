import type { PreSessionContext, PreSessionHook } from 'c/glanceJoinSession';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { RunningJoin, disposeJoins } from 'test/jest/runningJoin';

const glance = new FakeGlanceScript().install();

/** A hook that answers when it is told to. */
class SlowHook {
    context: PreSessionContext | null = null;
    #finish: () => void = () => undefined;
    readonly hook: PreSessionHook = (context) => {
        this.context = context;
        return new Promise((resolve) => {
            this.#finish = resolve;
        });
    };

    async finish(): Promise<void> {
        this.#finish();
        await settled();
    }
}

describe('the preparation of a join', () => {
    let slow: SlowHook;
    let preparing: RunningJoin;

    beforeEach(async () => {
        useFakeClock();
        glance.reset();
        slow = new SlowHook();
        preparing = await RunningJoin.inviting(
            glance,
            { invocation: { func: 'GLANCE_COBROWSE.Custom.highlight', args: { color: 'red' } } },
            {
                hooks: [slow.hook],
                recordId: '003000000000001',
                objectApiName: 'Contact'
            }
        );
    });

    afterEach(() => {
        disposeJoins();
        jest.useRealTimers();
    });

    it('tells the hooks what the join is about', () => {
        expect(slow.context).toMatchObject({
            recordId: '003000000000001',
            objectApiName: 'Contact',
            visitorId: preparing.visitorId,
            customInvokeArguments: { color: 'red' }
        });
    });

    it('asks the visitor after the hooks have finished, and not before', async () => {
        expect(preparing.status).toBe('preparing');
        expect(glance.calls).toEqual([]);
        await slow.finish();
        expect(preparing.status).toBe('inviting');
        expect(glance.calls).toHaveLength(2);
    });

    it('ends with a reason when a hook takes more than 30 seconds', async () => {
        await jest.advanceTimersByTimeAsync(29_999);
        expect(preparing.status).toBe('preparing');
        await jest.advanceTimersByTimeAsync(1);
        expect(preparing.status).toBe('present');
        expect(preparing.notice).toBe('preSessionExpired');
        expect(slow.context?.signal.aborted).toBe(true);
    });

    it('gives each hook 30 seconds of its own, and the visitor two minutes after that', async () => {
        await preparing.cancel();
        const second = new SlowHook();
        await preparing.join({}, { hooks: [slow.hook, second.hook] });
        await jest.advanceTimersByTimeAsync(29_000);
        await slow.finish();
        await jest.advanceTimersByTimeAsync(29_000);
        expect(preparing.status).toBe('preparing');
        await second.finish();
        await jest.advanceTimersByTimeAsync(119_999);
        expect(preparing.status).toBe('inviting');
        await jest.advanceTimersByTimeAsync(1);
        expect(preparing.notice).toBe('inviteExpired');
    });

    it('is stopped by a cancel: the hook is told, and what it says later changes nothing', async () => {
        await preparing.cancel();
        expect(slow.context?.signal.aborted).toBe(true);
        await slow.finish();
        expect(preparing.notice).toBe('cancelledBefore');
        expect(glance.calls).toEqual([]);
    });

    it('does not take the late answer of a former attempt for one of the next', async () => {
        await preparing.cancel();
        const second = new SlowHook();
        await preparing.join({}, { hooks: [second.hook] });
        await slow.finish();
        expect(preparing.status).toBe('preparing');
        expect(glance.calls).toEqual([]);
    });

    it('ends when the visitor leaves', async () => {
        await preparing.leave();
        expect(preparing.status).toBe('absent');
        expect(preparing.notice).toBe('visitorLeft');
        expect(slow.context?.signal.aborted).toBe(true);
    });

    it('ends with the words of the hook that stops it', async () => {
        await preparing.cancel();
        await preparing.join({}, { hooks: [() => ({ proceed: false, message: 'No consent.' })] });
        expect(preparing.state.notice).toEqual({
            type: 'problem',
            code: 'preSessionStopped',
            message: 'No consent.'
        });
        expect(preparing.announced.at(-1)).toEqual({
            type: 'joinerror',
            code: 'preSessionStopped',
            message: 'No consent.'
        });
        expect(glance.calls).toEqual([]);
    });

    it('hands the arguments of the hooks to the custom function', async () => {
        await preparing.cancel();
        await preparing.join(
            { invocation: { func: 'GLANCE_COBROWSE.Custom.highlight', args: { color: 'red' } } },
            { hooks: [() => ({ customInvokeArguments: { color: 'blue' } })] }
        );
        expect(glance.invoked[0]).toMatchObject({ args: { color: 'blue' } });
    });
});
