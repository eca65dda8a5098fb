import type { JoinState } from 'c/glanceJoinSession';
import { utilityLook } from '../utilityLook';

const NOW = 1_000_000;

const following = (fields: object): JoinState =>
    ({
        visitorId: 'cust-1',
        connected: true,
        visitor: null,
        attempts: 0,
        notice: null,
        ...fields
    }) as JoinState;

const session = (secondsAgo: number): JoinState =>
    following({
        status: 'inSession',
        session: {
            attempt: 1,
            visitorId: 'cust-1',
            startedAt: NOW - secondsAgo * 1000,
            ending: false
        }
    });

const failed = following({ status: 'failed', problem: 'connectionLost', retrying: true });

describe('the look of the utility in the bar', () => {
    it.each([
        ['nobody is followed', null, 'c.Glance_Region', 'screen', false],
        ['it connects', following({ status: 'connecting' }), 'c.Glance_Region', 'screen', false],
        ['absent', following({ status: 'absent' }), 'c.Glance_Utility_Absent', 'offline', false],
        ['present', following({ status: 'present' }), 'c.Glance_Utility_Present', 'user', true],
        [
            'the hooks run',
            following({ status: 'preparing' }),
            'c.Glance_Utility_Waiting',
            'clock',
            true
        ],
        [
            'the customer is asked',
            following({ status: 'inviting' }),
            'c.Glance_Utility_Waiting',
            'clock',
            true
        ],
        ['something failed', failed, 'c.Glance_Utility_Failed', 'warning', false]
    ])('when the state is: %s', (_what, focused, label, icon, highlighted) => {
        expect(utilityLook(focused ? [focused] : [], focused, NOW)).toEqual({
            label,
            icon,
            highlighted
        });
    });

    it.each([
        [0, '0:00'],
        [59.9, '0:59'],
        [61, '1:01'],
        [3_600, '60:00']
    ])('tells the time of a session of %p seconds as %s', (seconds, time) => {
        expect(utilityLook([session(seconds)], null, NOW)).toEqual({
            label: `c.Glance_Utility_In_Session ${time}`,
            icon: 'screen',
            highlighted: true
        });
    });

    it('tells of a session before anything about the record in focus', () => {
        const present = following({ status: 'present' });
        expect(utilityLook([present, session(5)], present, NOW).label).toContain('In_Session');
    });

    it('tells how many sessions there are, and the time of the longest', () => {
        expect(utilityLook([session(5), session(65), failed], failed, NOW).label).toBe(
            'c.Glance_Utility_In_Session 1:05 (2)'
        );
    });

    it('runs no time below zero when the clock was put back', () => {
        expect(utilityLook([session(-60)], null, NOW).label).toContain('0:00');
    });
});
