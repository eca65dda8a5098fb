import { expect, test } from './fixtures.ts';

const highlight = JSON.stringify({ func: 'highlight', args: { text: 'Everyday checking' } });

test('a custom function runs on the customer’s page before the terms', async ({
    agent,
    customer
}) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.openButtonPanel({ visitorId: 'cust-1001', customInvoke: highlight });
    await agent.ask();
    await expect(customer.page.locator('.highlight')).toContainText('Everyday checking');
    await expect(customer.accept).toBeVisible();
    await customer.decline.click();
});

test('a custom function instead of the terms: it runs, and nobody is asked', async ({
    agent,
    customer
}) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.openButtonPanel({
        visitorId: 'cust-1001',
        customInvoke: highlight,
        customInvokeWhen: 'instead'
    });
    await agent.ask();
    await expect(customer.page.locator('.highlight')).toContainText('Everyday checking');
    await expect(agent.says('Sent to the customer’s page.')).toBeVisible();
    await expect(customer.accept).toBeHidden();
});

test('a custom function from the menu', async ({ agent, customer }) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.openButtonPanel({
        visitorId: 'cust-1001',
        customInvoke: highlight,
        customInvokeWhen: 'menu'
    });
    await agent.button('More actions').click();
    await agent.glance.getByRole('menuitem', { name: 'Run “highlight” on the page' }).click();
    await expect(customer.page.locator('.highlight')).toContainText('Everyday checking');
});

test('without terms the session starts at once', async ({ agent, customer }) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.openButtonPanel({ visitorId: 'cust-1001', skipTerms: 'true' });
    await agent.viewerFrom(() => agent.ask());
    await expect(customer.stopSharing).toBeVisible();
    await customer.stopSharing.click();
    await expect(agent.says('The session has ended.')).toBeVisible();
});

test('the viewer opens at the click and waits there for the customer', async ({
    agent,
    customer
}) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.openButtonPanel({ visitorId: 'cust-1001', openViewerWhen: 'click' });
    const viewer = await agent.viewerFrom(() => agent.ask());
    await customer.accept.click();
    await expect(viewer.frameLocator('iframe').getByText('Good to see you, Rosa')).toBeVisible();
    await expect(agent.says('In session with the customer')).toBeVisible();
    expect(agent.viewers).toHaveLength(1);
    await customer.stopSharing.click();
});

test('a pre-session function stops the join with its own words', async ({ agent, customer }) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.openButtonPanel({ visitorId: 'cust-1001', preSession: 'stop with a message' });
    await agent.ask();
    await expect(agent.says('Please verify the customer’s identity first.')).toBeVisible();
    await expect(customer.accept).toBeHidden();
});

test('a pre-session function that never answers can be cancelled', async ({ agent, customer }) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.openButtonPanel({ visitorId: 'cust-1001', preSession: 'never answer' });
    await agent.ask();
    await expect(agent.says('Checking before the session…')).toBeVisible();
    await agent.button('Cancel').click();
    await expect(agent.says('You canceled. Nothing was sent to the customer.')).toBeVisible();
});

test('a pre-session function names another customer: that one is asked', async ({
    agent,
    customer
}) => {
    await customer.logInAs('Ben Okafor');
    const context = await agent.page.context().browser()?.newContext();
    const rosa = await context?.newPage();
    await rosa?.goto(customer.page.url().replace(/\/[^/]*$/, '/login'));
    await rosa?.getByRole('button', { name: 'Rosa Alvarez' }).click();
    await agent.openButtonPanel({
        visitorId: 'cust-1001',
        preSession: 'another visitor (cust-1002)'
    });
    await agent.ask();
    const viewer = await agent.viewerFrom(() => customer.accept.click());
    await expect(viewer.frameLocator('iframe').getByText('Good to see you, Ben')).toBeVisible();
    await agent.button('End session').click();
    await expect(customer.stopSharing).toBeHidden();
    await context?.close();
});

test('the sample flow stops the join of a customer who has not agreed', async ({
    agent,
    customer,
    stage
}) => {
    const contact = [...stage.salesforce.running.org.records.values()].find(
        ({ fields }) => fields['Name'] === 'Rosa Alvarez' && 'Glance_Consent__c' in fields
    );
    const fields = contact?.fields as Record<string, unknown>;
    fields['Glance_Consent__c'] = false;
    await customer.logInAs('Rosa Alvarez');
    await agent.openButtonPanel({
        visitorId: 'cust-1001',
        preSessionFlow: 'Glance_Check_Consent',
        recordId: String(contact?.id),
        objectApiName: 'Contact'
    });
    await agent.ask();
    await expect(agent.says(/^This contact has not agreed to share their screen./)).toBeVisible();
    await expect(customer.accept).toBeHidden();
    fields['Glance_Consent__c'] = true;
});

test('the login key comes from a URL that the browser calls', async ({
    agent,
    customer,
    stage,
    expectedErrors
}) => {
    expectedErrors.push(/Failed to load resource/);
    const authUrl = `${stage.loginKeyService.running.url}/loginkey`;
    await customer.logInAs('Rosa Alvarez');
    await agent.openButtonPanel({
        visitorId: 'cust-1001',
        authUrl,
        puid: 'alex.agent@example.com'
    });
    // Without a proof of who is asking, the service refuses.
    await expect(agent.says('The login key service refused to give you a key.')).toBeVisible();
});

test('a field of the record is merged into the arguments, written so that App Builder takes it', async ({
    agent,
    customer,
    stage
}) => {
    const { page } = agent;
    const choose = async (func: string, args: string): Promise<void> => {
        await page.goto(`${stage.salesforce.running.url}/stage/builder`);
        await page.getByRole('combobox', { name: 'Page' }).click();
        await page.getByRole('option', { name: 'Contact Record Page' }).click();
        await page.getByRole('textbox', { name: 'Function on the customer’s page' }).fill(func);
        await page.getByRole('textbox', { name: 'Arguments of the function' }).fill(args);
        await page.getByRole('button', { name: 'Save' }).click();
    };
    const saved = page.getByText('Saved', { exact: true });
    await choose('highlight', '{"text": "see you, {!FirstName}"}');
    await expect(page.getByText('isn’t a valid expression')).toBeVisible();
    await choose('highlight', '{"text": "see you, {{FirstName}}"}');
    await expect(saved).toBeVisible();
    await customer.logInAs('Rosa Alvarez');
    await agent.open('Contact', 'Rosa Alvarez');
    await agent.ask();
    await expect(customer.page.locator('.highlight')).toContainText('Good to see you, Rosa');
    await customer.decline.click();
    // The stage goes on to other tests.
    await choose('', '');
    await expect(saved).toBeVisible();
});
