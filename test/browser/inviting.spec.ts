import { expect, inEachMode, test } from './fixtures.ts';

inEachMode(() => {
    test('a double click asks once, cancels nothing and opens one viewer', async ({
        agent,
        customer,
        stage
    }) => {
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.says('The customer is on the website').waitFor();
        const before = stage.glance.running.traffic().invokes;
        await agent.join.dblclick();
        await expect(agent.says('The customer is reading the terms…')).toBeVisible();
        await agent.viewerFrom(() => customer.accept.click());
        await expect(agent.says('In session with the customer')).toBeVisible();
        expect(stage.glance.running.traffic().invokes - before).toBe(1);
        expect(agent.viewers).toHaveLength(1);
        await agent.button('End session').click();
        await expect(customer.stopSharing).toBeHidden();
    });

    test('Enter held down on Join asks once, and cancels nothing', async ({
        agent,
        customer,
        stage
    }) => {
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.says('The customer is on the website').waitFor();
        const before = stage.glance.running.traffic().invokes;
        await agent.join.focus();
        // Each `down` without an `up` between is a repeat, as a held key makes them.
        for (let press = 0; press < 12; press += 1) {
            await agent.page.keyboard.down('Enter');
        }
        await agent.page.keyboard.up('Enter');
        await expect(agent.says('The customer is reading the terms…')).toBeVisible();
        expect(stage.glance.running.traffic().invokes - before).toBe(1);
        await customer.decline.click();
        await expect(agent.says('The customer declined.')).toBeVisible();
    });

    test('cancelled, then accepted late: the session is ended at once, no viewer opens, and both are told', async ({
        agent,
        customer
    }) => {
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.ask();
        await expect(customer.accept).toBeVisible();
        await agent.button('Cancel').click();
        await expect(
            agent.says(/^You canceled\. The customer may still see the request/)
        ).toBeVisible();
        await customer.accept.click();
        await expect(
            agent.says('The customer accepted after you canceled. We ended the session.')
        ).toBeVisible();
        await expect(customer.stopSharing).toBeHidden();
        expect(agent.viewers).toHaveLength(0);
        await expect(agent.join).toBeEnabled();
    });

    test('cancelled between acceptance and start: the session is ended, and no viewer opens', async ({
        agent,
        customer,
        stage
    }) => {
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.ask();
        await expect(agent.says('The customer is reading the terms…')).toBeVisible();
        // What Glance tells from here on comes late, so that the agent's click comes first.
        stage.glance.running.misbehave.set({ latencyMs: 1500 });
        await customer.accept.click();
        await agent.button('Cancel').click();
        await expect(
            agent.says('The customer accepted after you canceled. We ended the session.')
        ).toBeVisible();
        expect(agent.viewers).toHaveLength(0);
        stage.glance.running.misbehave.reset();
        await expect(customer.stopSharing).toBeHidden();
    });

    test('another customer while one is asked: the invitation is withdrawn', async ({
        agent,
        customer
    }) => {
        await customer.logInAs('Rosa Alvarez');
        await agent.openButtonPanel({ visitorId: 'cust-1001' });
        await agent.ask();
        await expect(customer.accept).toBeVisible();
        await agent.page.getByRole('textbox', { name: 'visitorId', exact: true }).fill('cust-1002');
        await expect(agent.says('The customer is not on the website')).toBeVisible();
        await customer.accept.click();
        await expect(customer.stopSharing).toBeVisible();
        await expect(agent.says('The customer is not on the website')).toBeVisible();
        expect(agent.viewers).toHaveLength(0);
        await customer.stopSharing.click();
    });

    test('the customer reloads the page while being asked: the agent learns that the request is gone, and asks again', async ({
        agent,
        customer
    }) => {
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.ask();
        await expect(customer.accept).toBeVisible();
        await customer.page.reload();
        await expect(customer.accept).toBeVisible();
        await agent.viewerFrom(() => customer.accept.click());
        await expect(agent.says('In session with the customer')).toBeVisible();
        expect(agent.viewers).toHaveLength(1);
        await customer.stopSharing.click();
        await expect(agent.says('The session has ended.')).toBeVisible();
    });

    test('two buttons for one customer: one connection, one state, one viewer', async ({
        agent,
        customer,
        stage
    }) => {
        await customer.logInAs('Ben Okafor');
        const before = stage.glance.running.traffic();
        await agent.openButtonPanel({ visitorId: 'cust-1002', buttons: '2' });
        const joins = agent.glance.getByRole('button', { name: 'Join', exact: true });
        await expect(
            agent.glance.getByText('The customer is on the website', { exact: true })
        ).toHaveCount(4);
        await joins.nth(1).click();
        await expect(agent.glance.nth(0).getByRole('button', { name: 'Cancel' })).toBeVisible();
        await agent.viewerFrom(() => customer.accept.click());
        await expect(agent.glance.getByRole('button', { name: 'End session' })).toHaveCount(2);
        const after = stage.glance.running.traffic();
        expect(after.agentConnections - before.agentConnections).toBe(1);
        expect(after.authorizations - before.authorizations).toBe(1);
        expect(agent.viewers).toHaveLength(1);
        await agent.glance.nth(0).getByRole('button', { name: 'End session' }).click();
        await expect(agent.glance.getByRole('button', { name: 'End session' })).toHaveCount(0);
    });
});
