import { contactIds } from '../../local/salesforce/records.ts';
import { expect, test } from './fixtures.ts';

const [rosa = ''] = contactIds;

test('a step of a screen flow joins, keeps the agent until the end, and tells the flow how it went', async ({
    agent,
    customer
}) => {
    const next = agent.page.getByRole('button', { name: 'Next' });
    await customer.logInAs('Rosa Alvarez');
    await agent.openFlow({ recordId: rosa, waitForEnd: 'true' });
    await agent.ask();
    await agent.viewerFrom(() => customer.accept.click());
    await agent.says('In session with the customer').waitFor();
    await next.click();
    await expect(agent.page.getByRole('alert')).toHaveText(
        'The session is still running. End it before you go on.'
    );
    await agent.button('End session').click();
    await agent.says('The session has ended.').waitFor();
    await next.click();
    await expect(agent.flowOutput('Outcome')).toHaveText('ended');
    await expect(agent.flowOutput('Duration in seconds')).toHaveText(/^\d+$/);
    await expect(agent.flowOutput('Problem code')).toHaveText('—');
});

test('a screen that is shown again finds the session that it was left in', async ({
    agent,
    customer
}) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.openFlow({ visitorId: 'cust-1001' });
    await agent.ask();
    await agent.viewerFrom(() => customer.accept.click());
    await agent.says('In session with the customer').waitFor();
    await agent.page.getByRole('button', { name: 'Next' }).click();
    await expect(agent.flowOutput('Outcome')).toHaveText('running');
    await agent.page.getByRole('button', { name: 'Previous' }).click();
    await agent.says('In session with the customer').waitFor();
    await agent.button('End session').click();
    await agent.says('The session has ended.').waitFor();
    await agent.page.getByRole('button', { name: 'Next' }).click();
    await expect(agent.flowOutput('Outcome')).toHaveText('ended');
});

test('a flow hears why nobody was joined', async ({ agent, customer }) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.openFlow({ recordId: rosa });
    await agent.ask();
    await customer.decline.click();
    await agent.says('The customer declined.').waitFor();
    await agent.page.getByRole('button', { name: 'Next' }).click();
    await expect(agent.flowOutput('Outcome')).toHaveText('notStarted');
    await expect(agent.flowOutput('Problem code')).toHaveText('visitorDeclined');
});
