import {
    messagingSessionId,
    personAccountId,
    voiceCallId
} from '../../local/salesforce/records.ts';
import { expect, test } from './fixtures.ts';

/** Records that lead to a customer's visitor id in ways of their own, as they are deployed. */
const places = [
    ['MessagingSession', messagingSessionId, 'Rosa Alvarez'],
    ['VoiceCall', voiceCallId, 'Ben Okafor'],
    ['Account', personAccountId, 'Mei Lin']
] as const;

for (const [objectApiName, id, name] of places) {
    test(`the page of a record of ${objectApiName} joins the customer behind it`, async ({
        agent,
        customer
    }) => {
        await customer.logInAs(name);
        await agent.openRecord(objectApiName, id);
        await agent.ask();
        await agent.viewerFrom(() => customer.accept.click());
        await expect(agent.says('In session with the customer')).toBeVisible();
    });
}
