import { expect, test } from './fixtures.ts';

test('a double click asks once and opens one viewer', async ({ agent, customer, stage }) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.open('Contact', 'Rosa Alvarez');
    const before = stage.glance.running.traffic().invokes;
    await agent.says('The customer is on the website').waitFor();
    await agent.join.dblclick();
    await agent.viewerFrom(() => customer.accept.click());
    await expect(agent.says('In session with the customer')).toBeVisible();
    expect(stage.glance.running.traffic().invokes - before).toBe(1);
    expect(agent.viewers).toHaveLength(1);
    await agent.button('End session').click();
});

test('cancelled, then accepted late: no viewer opens, and the agent is told that the customer shares', async ({
    agent,
    customer
}) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.open('Contact', 'Rosa Alvarez');
    await agent.ask();
    await expect(customer.accept).toBeVisible();
    await agent.button('Cancel').click();
    await expect(agent.says('You cancelled the request.')).toBeVisible();
    await customer.accept.click();
    await expect(agent.says('The customer is sharing the page')).toBeVisible();
    expect(agent.viewers).toHaveLength(0);
    await agent.button('End session').click();
    await expect(customer.stopSharing).toBeHidden();
});

test('cancelled between acceptance and start: no viewer opens', async ({
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
    await expect(agent.says('The customer is sharing the page')).toBeVisible();
    expect(agent.viewers).toHaveLength(0);
    stage.glance.running.misbehave.reset();
    await agent.button('End session').click();
    await expect(agent.says('The session has ended.')).toBeVisible();
});

test('another customer while one is asked: the invitation is withdrawn', async ({
    agent,
    customer
}) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.openButtonPanel({ visitorId: 'cust-1001' });
    await agent.ask();
    await expect(customer.accept).toBeVisible();
    await agent.page.getByRole('textbox', { name: 'visitorId' }).fill('cust-1002');
    await expect(agent.says('The customer is not on the website')).toBeVisible();
    await customer.accept.click();
    await expect(customer.stopSharing).toBeVisible();
    await expect(agent.says('The customer is not on the website')).toBeVisible();
    expect(agent.viewers).toHaveLength(0);
    await customer.stopSharing.click();
});

test('the customer reloads the page while being asked: the terms come back, and joining goes on', async ({
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
