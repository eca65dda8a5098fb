import { expect, inEachMode, test } from './fixtures.ts';

inEachMode(() => {
    test('from a record to the customer’s page: absent, present, asked, accepted, watched, ended', async ({
        agent,
        customer
    }) => {
        await agent.open('Contact', 'Rosa Alvarez');
        await expect(agent.says('The customer is not on the website')).toBeVisible();

        await customer.logInAs('Rosa Alvarez');
        await expect(agent.says('The customer is on the website')).toBeVisible();
        await expect(agent.says(/^Looking at .*\/accounts$/)).toBeVisible();

        await agent.ask();
        await expect(customer.accept).toBeVisible();
        await expect(agent.says('The customer is reading the terms…')).toBeVisible();

        const viewer = await agent.viewerFrom(() => customer.accept.click());
        await expect(agent.says('In session with the customer')).toBeVisible();
        const shared = viewer.frameLocator('iframe');
        await expect(shared.getByText('Good to see you, Rosa')).toBeVisible();

        await customer.visit('/loans');
        await expect(shared.getByRole('heading', { name: 'Loans' })).toBeVisible();
        await expect(agent.says(/^Looking at .*\/loans$/)).toBeVisible();
        expect(agent.viewers).toHaveLength(1);

        await agent.button('End session').click();
        await expect(agent.says('The session has ended.')).toBeVisible();
        await expect(customer.stopSharing).toBeHidden();
        await expect(viewer.getByText('The session has ended')).toBeVisible();
        await expect(agent.join).toBeEnabled();
    });

    test('the customer declines: the agent is told, no viewer opens, and asking again works', async ({
        agent,
        customer
    }) => {
        await agent.open('Contact', 'Ben Okafor');
        await customer.logInAs('Ben Okafor');
        await agent.ask();
        await customer.decline.click();
        await expect(agent.says('The customer declined.')).toBeVisible();
        await expect(agent.says('Agree with the customer before you ask again.')).toBeVisible();
        expect(agent.viewers).toHaveLength(0);

        await agent.ask();
        await agent.viewerFrom(() => customer.accept.click());
        await expect(agent.says('In session with the customer')).toBeVisible();
        await customer.stopSharing.click();
        await expect(agent.says('The session has ended.')).toBeVisible();
    });

    test('presence is followed while the agent looks: the customer comes, goes and comes back', async ({
        agent,
        customer
    }) => {
        await agent.open('Contact', 'Mei Lin');
        await expect(agent.says('The customer is not on the website')).toBeVisible();
        await customer.logInAs('Mei Lin');
        await expect(agent.says('The customer is on the website')).toBeVisible();
        await customer.leave();
        await expect(agent.says('The customer is not on the website')).toBeVisible();
        await customer.visit('/');
        await expect(agent.says('The customer is on the website')).toBeVisible();
    });

    test('another visitor id on the same component: nothing of the former customer stays', async ({
        agent,
        customer
    }) => {
        await customer.logInAs('Mei Lin');
        await agent.open('Contact', 'Mei Lin');
        await expect(agent.says('The customer is on the website')).toBeVisible();
        await agent.page.getByRole('link', { name: 'Contacts' }).click();
        await agent.page.getByRole('link', { name: 'Priya Sharma' }).first().click();
        await expect(agent.says('The customer is not on the website')).toBeVisible();
        await expect(agent.glance.getByText(/Looking at/)).toHaveCount(0);
    });

    test('a case leads to its contact’s visitor id', async ({ agent, customer }) => {
        await customer.logInAs('Rosa Alvarez');
        await agent.openList('Case');
        await agent.page.getByRole('link', { name: /^0000/ }).first().click();
        await expect(agent.says('The customer is on the website')).toBeVisible();
    });
});
