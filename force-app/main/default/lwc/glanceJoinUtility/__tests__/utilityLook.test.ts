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
        expect(utilityLook(focused ? [focused] : [], focused, false, NOW)).toEqual({
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
        expect(utilityLook([session(seconds)], null, false, NOW)).toEqual({
            label: `c.Glance_Utility_In_Session ${time}`,
            icon: 'screen',
            highlighted: true
        });
    });

    it('tells of a session before anything about the record in focus', () => {
        const present = following({ status: 'present' });
        expect(utilityLook([present, session(5)], present, false, NOW).label).toContain(
            'In_Session'
        );
    });

    it('tells how many sessions there are, and the time of the longest', () => {
        expect(utilityLook([session(5), session(65), failed], failed, false, NOW).label).toBe(
            'c.Glance_Utility_In_Session 1:05 (2)'
        );
    });

    it.each([
        ['nobody’s record is in focus', null],
        ['the customer in focus is present', following({ status: 'present' })],
        ['the customer in focus is absent', following({ status: 'absent' })]
    ])('tells that another customer is asked when %s', (_what, focused) => {
        const asked = following({ status: 'inviting', visitorId: 'cust-2' });
        const states = focused ? [asked, focused] : [asked];
        expect(utilityLook(states, focused, false, NOW)).toEqual({
            label: 'c.Glance_Utility_Waiting_Other',
            icon: 'clock',
            highlighted: true
        });
    });

    it('tells of the customer in focus first when several are asked', () => {
        const own = following({ status: 'inviting' });
        const other = following({ status: 'preparing', visitorId: 'cust-2' });
        expect(utilityLook([other, own], own, false, NOW).label).toBe('c.Glance_Utility_Waiting');
    });

    it('tells what became of others before anything about the record in focus', () => {
        const present = following({ status: 'present' });
        expect(utilityLook([present], present, true, NOW)).toEqual({
            label: 'c.Glance_Utility_News',
            icon: 'notification',
            highlighted: true
        });
    });

    it('tells it beside a running session', () => {
        expect(utilityLook([session(5)], null, true, NOW).label).toBe('c.Glance_Utility_And_News');
    });

    it('runs no time below zero when the clock was put back', () => {
        expect(utilityLook([session(-60)], null, false, NOW).label).toContain('0:00');
    });
});
