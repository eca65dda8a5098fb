import { expect, test } from './fixtures.ts';

/** What the browser itself writes about requests that fail on purpose here. */
const FAILED_REQUESTS = [/Failed to load resource/, /WebSocket connection to/];

test('a wrong API key: the agent is told who can fix it; one click recovers', async ({
    agent,
    customer,
    stage,
    expectedErrors
}) => {
    expectedErrors.push(...FAILED_REQUESTS);
    await stage.useWrongApiKey(true);
    await agent.open('Contact', 'Rosa Alvarez');
    await expect(
        agent.says('Glance didn’t accept your login key or your partner user id (PUID).')
    ).toBeVisible();
    await expect(agent.says(/Ask your admin to check the API key and group id/)).toBeVisible();

    await stage.useWrongApiKey(false);
    await agent.button('Try again').click();
    await customer.logInAs('Rosa Alvarez');
    await expect(agent.says('The customer is on the website')).toBeVisible();
});

test('a stopped login key service: told, and back by itself', async ({
    agent,
    customer,
    stage,
    expectedErrors
}) => {
    expectedErrors.push(...FAILED_REQUESTS);
    await stage.loginKeyService.stop();
    await agent.open('Contact', 'Rosa Alvarez');
    await expect(agent.says('The login key service doesn’t answer.')).toBeVisible();

    await stage.loginKeyService.start();
    await customer.logInAs('Rosa Alvarez');
    await expect(agent.says('The customer is on the website')).toBeVisible({ timeout: 30_000 });
});

test('Glance stops while the agent looks: told, and back by itself', async ({
    agent,
    customer,
    stage,
    expectedErrors
}) => {
    expectedErrors.push(...FAILED_REQUESTS);
    await agent.open('Contact', 'Rosa Alvarez');
    await expect(agent.says('The customer is not on the website')).toBeVisible();
    await stage.glance.stop();
    await expect(agent.says('Glance doesn’t answer.')).toBeVisible({ timeout: 80_000 });

    await stage.glance.start();
    await customer.logInAs('Rosa Alvarez');
    await expect(agent.says('The customer is on the website')).toBeVisible({ timeout: 30_000 });
});

test('a visitor id with illegal characters: told, and a session key still works', async ({
    agent
}) => {
    await agent.open('Contact', 'Erik Lund');
    await expect(agent.says('The visitor id on this record is not valid.')).toBeVisible();
    await expect(agent.says(/Correct it on the record/)).toBeVisible();
    await agent.join.click();
    await agent.glance.getByRole('textbox', { name: 'Session key' }).fill('12 34');
    await agent.button('Join session').click();
    await expect(
        agent.glance.getByText('There is no session with this key.').first()
    ).toBeVisible();
    const opened = agent.page
        .context()
        .waitForEvent('request', (request) => request.url().includes('AgentView.aspx'));
    await agent.viewerFrom(() => agent.button('Open anyway').click());
    expect((await opened).postData()).toContain('SESSIONKEY=1234');
});

test('a record without a visitor id says so', async ({ agent }) => {
    await agent.open('Contact', 'Sam Lee');
    await expect(agent.says('This record has no visitor id.')).toBeVisible();
});
