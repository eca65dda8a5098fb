import { followVisitor } from 'c/glancePresence';
import type { PresenceEvent, PresenceHandle, PresenceTarget } from 'c/glancePresence';
import { FakeGlanceScript, fakeModes } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { newTarget } from 'test/jest/presenceTarget';

const FUNC = 'GLANCE.Cobrowse.Visitor.showTerms';
const glance = new FakeGlanceScript();
let target: PresenceTarget;
let handle: PresenceHandle;

/** The code of the failure of an invocation; `null` when there is none. */
async function failureOf(invocation: Promise<void>): Promise<unknown> {
    return invocation.then(
        () => null,
        (thrown: { code?: unknown }) => thrown.code
    );
}

describe('running a function of the visitor’s page', () => {
    beforeEach(async () => {
        useFakeClock();
        glance.reset();
        target = newTarget(glance);
        glance.come(target.visitorId);
        handle = followVisitor(target, () => undefined);
        await settled();
    });

    afterEach(() => {
        handle.close();
        jest.useRealTimers();
    });

    it.each(fakeModes)('names the function and its arguments (%s)', async (mode) => {
        handle.close();
        glance.reset(mode);
        target = newTarget(glance);
        glance.come(target.visitorId);
        handle = followVisitor(target, () => undefined);
        await settled();
        const sending = handle.invoke(FUNC, { sessionKey: 'cust-1' });
        await jest.advanceTimersByTimeAsync(3_000);
        await sending;
        expect(glance.invoked).toEqual([
            { visitorId: target.visitorId, func: FUNC, args: { sessionKey: 'cust-1' } }
        ]);
    });

    it.each([
        ['visitornotpresent', 'visitorNotPresent'],
        [{ code: 'visitornotpresent' }, 'visitorNotPresent'],
        ['something new', 'presenceUnreachable'],
        [undefined, 'presenceUnreachable'],
        [{ status: 500 }, 'presenceUnreachable']
    ])('fails when Glance says %p with %s', async (reason, code) => {
        glance.onInvoke = (_invoked, { onfail }) => onfail(reason);
        expect(await failureOf(handle.invoke(FUNC, {}))).toBe(code);
        expect(glance.invoked).toHaveLength(1);
    });

    it('gets a new token, once, when Glance says that the agent may not', async () => {
        glance.onInvoke = (_invoked, { onsuccess, onfail }) =>
            glance.authorized.length === 1 ? onfail('authorization') : onsuccess();
        expect(await failureOf(handle.invoke(FUNC, {}))).toBeNull();
        expect(glance.authorized).toHaveLength(2);
        expect(glance.invoked).toHaveLength(2);
    });

    it('fails when the agent may not with the new token, either', async () => {
        glance.onInvoke = (_invoked, { onfail }) => onfail('authorization');
        expect(await failureOf(handle.invoke(FUNC, {}))).toBe('agentNotAuthorized');
        expect(glance.invoked).toHaveLength(2);
    });

    it('counts as sent when nobody refuses it in 3 seconds: load-balanced groups never answer', async () => {
        glance.onInvoke = () => undefined;
        let sent = false;
        const sending = handle.invoke(FUNC, {}).then(() => {
            sent = true;
        });
        await jest.advanceTimersByTimeAsync(2_999);
        expect(sent).toBe(false);
        await jest.advanceTimersByTimeAsync(1);
        await sending;
        expect(sent).toBe(true);
    });

    it('fails in the silence of a group that never answers when nobody is there', async () => {
        glance.visitors.clear();
        glance.onInvoke = () => undefined;
        const failing = failureOf(handle.invoke(FUNC, {}));
        await jest.advanceTimersByTimeAsync(3_000);
        expect(await failing).toBe('visitorNotPresent');
    });

    it('takes no notice of a refusal that comes too late', async () => {
        let late: (reason: string) => void = () => undefined;
        glance.onInvoke = (_invoked, { onfail }) => {
            late = onfail;
        };
        const failing = failureOf(handle.invoke(FUNC, {}));
        await jest.advanceTimersByTimeAsync(3_000);
        late('error');
        expect(await failing).toBeNull();
    });

    it('gets a new object after a 503, which kills the former one in silence', async () => {
        glance.trouble = 'serviceunavailable';
        expect(await failureOf(handle.invoke(FUNC, {}))).toBe('presenceUnreachable');
        glance.trouble = null;
        await jest.advanceTimersByTimeAsync(1_000);
        expect(await failureOf(handle.invoke(FUNC, {}))).toBeNull();
        expect(glance.calls).toEqual([FUNC]);
    });

    it('waits for the connection, so that it can be asked for right away', async () => {
        handle.close();
        handle = followVisitor(target, () => undefined);
        expect(await failureOf(handle.invoke(FUNC, {}))).toBeNull();
        expect(glance.calls).toEqual([FUNC]);
    });

    it('is asked of the new object when the former one is replaced meanwhile', async () => {
        handle.close();
        glance.reset('newLoadBalanced');
        let load: Promise<unknown> = Promise.resolve(glance.script);
        target = newTarget(glance, { loadScript: () => load as never });
        glance.come(target.visitorId);
        handle = followVisitor(target, () => undefined);
        await settled();
        let loaded: (script: unknown) => void = () => undefined;
        load = new Promise((resolve) => {
            loaded = resolve;
        });
        const sending = handle.invoke(FUNC, {});
        handle.reconnect();
        loaded(glance.script);
        await jest.advanceTimersByTimeAsync(3_000);
        await sending;
        // The retired object would have kept it for ever: it has no socket.
        expect(glance.calls).toEqual([FUNC]);
    });

    it('refused as nobody is there looks again at once: between two pages a visitor is gone for a moment', async () => {
        const events: PresenceEvent[] = [];
        handle.close();
        handle = followVisitor(target, (event) => events.push(event));
        await settled();
        glance.onInvoke = (_invoked, { onfail }) => onfail('visitornotpresent');
        expect(await failureOf(handle.invoke(FUNC, {}))).toBe('visitorNotPresent');
        await jest.advanceTimersByTimeAsync(1_000);
        expect(events.map(({ type }) => type)).toEqual(['connected', 'visitorPresent']);
    });

    it('refused as nobody is there tells of the absence at once when a look-up agrees', async () => {
        const events: PresenceEvent[] = [];
        handle.close();
        handle = followVisitor(target, (event) => events.push(event));
        await settled();
        glance.visitors.clear();
        expect(await failureOf(handle.invoke(FUNC, {}))).toBe('visitorNotPresent');
        await jest.advanceTimersByTimeAsync(1_000);
        expect(events.map(({ type }) => type)).toEqual(['connected', 'visitorAbsent']);
    });

    it('fails when there will be no connection', async () => {
        handle.close();
        jest.mocked(target.loginKeys.get).mockRejectedValue(new Error('offline'));
        const other = newTarget(glance, { loginKeys: target.loginKeys });
        handle = followVisitor(other, () => undefined);
        expect(await failureOf(handle.invoke(FUNC, {}))).toBe('presenceUnreachable');
    });

    it('fails at once while the connection is lost', async () => {
        glance.agent(target.visitorId).fire('onerror', { error: 'connfail', detail: 'error' });
        expect(await failureOf(handle.invoke(FUNC, {}))).toBe('presenceUnreachable');
        expect(glance.invoked).toEqual([]);
    });
});
