import { LightningElement } from 'lwc';

/** What Lightning shows of past and coming activities. For looks only. */
export default class ActivityPanel extends LightningElement {
    activities = [
        {
            key: 1,
            icon: 'standard:log_a_call',
            subject: 'Call',
            who: 'You logged a call',
            when: 'Yesterday'
        },
        {
            key: 2,
            icon: 'standard:email',
            subject: 'Your order',
            who: 'You sent an email',
            when: '3 days ago'
        },
        {
            key: 3,
            icon: 'standard:task',
            subject: 'Send the new price list',
            who: 'You had a task',
            when: 'Last week'
        }
    ];
}
