import { followVisitor } from 'c/glancePresence';
import type { PresenceEvent, PresenceHandle, PresenceTarget } from 'c/glancePresence';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { newTarget } from 'test/jest/presenceTarget';

const glance = new FakeGlanceScript();
const handles: PresenceHandle[] = [];

/** Follows, and answers with the list that the events go to. */
function follow(target: PresenceTarget): PresenceEvent[] {
    const events: PresenceEvent[] = [];
    handles.push(followVisitor(target, (event) => events.push(event)));
    return events;
}

describe('several who follow one visitor', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
    });

    afterEach(() => {
        handles.splice(0).forEach((handle) => handle.close());
        jest.useRealTimers();
    });

    it('share one connection, and all hear the same', async () => {
        const target = newTarget(glance);
        const all = [follow(target), follow(target), follow(target)];
        await settled();
        glance.agent(target.visitorId).fire('onvisitorsessionstart');
        expect(glance.agents).toHaveLength(1);
        expect(all[0]?.map(({ type }) => type)).toEqual(['connected', 'sessionStarted']);
        expect(all[1]).toEqual(all[0]);
        expect(all[2]).toEqual(all[0]);
    });

    it('each follow visitors of their own, apart', async () => {
        const target = newTarget(glance);
        const first = follow(target);
        const second = follow({ ...target, visitorId: 'another' });
        await settled();
        glance.agent('another').fire('onvisitorsessionstart');
        expect(first).toHaveLength(1);
        expect(second).toHaveLength(2);
    });

    it('are told how things stand when they come later, but not before they can listen', async () => {
        const target = newTarget(glance);
        follow(target);
        await settled();
        glance.agent(target.visitorId).fire('onpresence', { url: 'https://shop.example.com' });
        const latecomer = follow(target);
        expect(latecomer).toEqual([]);
        await settled();
        expect(latecomer).toMatchObject([
            { type: 'connected', visitor: { url: 'https://shop.example.com' } }
        ]);
    });

    it('are told when they come later that the visitor left', async () => {
        const target = newTarget(glance);
        glance.come(target.visitorId);
        follow(target);
        await settled();
        glance.agent(target.visitorId).fire('onvisitorconn', { connected: false });
        await jest.advanceTimersByTimeAsync(5_000);
        const latecomer = follow(target);
        await settled();
        expect(latecomer).toEqual([{ type: 'connected', visitor: null }]);
    });

    it('are told when they come later that the connection is lost', async () => {
        const target = newTarget(glance);
        follow(target);
        await settled();
        glance.agent(target.visitorId).fire('onerror', { error: 'connfail', detail: 'error' });
        const latecomer = follow(target);
        await settled();
        expect(latecomer).toEqual([
            { type: 'disconnected', code: 'connectionLost', retrying: true }
        ]);
    });

    it('keep the connection until the last one leaves', async () => {
        const target = newTarget(glance);
        const first = follow(target);
        const second = follow(target);
        await settled();
        handles[0]?.close();
        expect(glance.connected).toHaveLength(1);
        glance.agent(target.visitorId).fire('onvisitorsessionstart');
        expect(first).toHaveLength(1);
        expect(second).toHaveLength(2);
        handles[1]?.close();
        expect(glance.connected).toHaveLength(0);
    });

    it('may leave twice, which counts once', async () => {
        const target = newTarget(glance);
        follow(target);
        follow(target);
        await settled();
        handles[0]?.close();
        handles[0]?.close();
        expect(glance.connected).toHaveLength(1);
    });

    it('connect nothing any more once they have left', async () => {
        const target = newTarget(glance);
        follow(target);
        await settled();
        handles[0]?.close();
        handles[0]?.reconnect();
        handles[0]?.attend(true);
        await jest.advanceTimersByTimeAsync(60_000);
        expect(glance.connected).toEqual([]);
        expect(jest.getTimerCount()).toBe(0);
    });

    it('hear nothing of what was on its way when they left', async () => {
        const target = newTarget(glance);
        follow(target);
        await settled();
        const latecomer = follow(target);
        handles[1]?.close();
        await settled();
        expect(latecomer).toEqual([]);
    });

    it('do not miss an event because another one leaves at it', async () => {
        const target = newTarget(glance);
        const leaving = followVisitor(target, (event) => {
            if (event.type === 'sessionStarted') {
                leaving.close();
            }
        });
        handles.push(leaving);
        const staying = follow(target);
        await settled();
        glance.agent(target.visitorId).fire('onvisitorsessionstart');
        expect(staying.at(-1)).toEqual({ type: 'sessionStarted' });
    });

    it('get a new connection after all have left', async () => {
        const target = newTarget(glance);
        follow(target);
        await settled();
        handles[0]?.close();
        const again = follow(target);
        await settled();
        expect(glance.agents).toHaveLength(2);
        expect(again).toEqual([{ type: 'connected', visitor: null }]);
    });
});
