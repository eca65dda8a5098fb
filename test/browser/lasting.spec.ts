import { expect, test } from './fixtures.ts';

const FAILED_REQUESTS = [/Failed to load resource/, /WebSocket connection to/];

test('Glance restarts during a session: the session is gone with it, and the card finds that out', async ({
    agent,
    customer,
    stage,
    expectedErrors
}) => {
    expectedErrors.push(...FAILED_REQUESTS);
    await customer.logInAs('Mei Lin');
    await agent.open('Contact', 'Mei Lin');
    await agent.ask();
    await agent.viewerFrom(() => customer.accept.click());
    await expect(agent.says('In session with the customer')).toBeVisible();
    await stage.glance.stop();
    await expect(agent.says('In session with the customer')).toBeVisible();
    await stage.glance.start();
    await expect(agent.says('In session with the customer')).toBeHidden({ timeout: 60_000 });
    await expect(agent.says('The customer is on the website')).toBeVisible({ timeout: 60_000 });
    await agent.ask();
    await agent.viewerFrom(() => customer.accept.click());
    await expect(agent.says('In session with the customer')).toBeVisible();
});

test('a hidden page makes no traffic, and is up to date when it is shown again', async ({
    agent,
    customer,
    expectedErrors
}) => {
    // With the page's clock, a keepalive is due before the browser has told that the socket is closed.
    expectedErrors.push(/^WebSocket is already in CLOSING or CLOSED state/);
    await agent.prepareHiding();
    await agent.page.clock.install();
    const connected = agent.page.waitForEvent('websocket');
    await agent.open('Contact', 'Mei Lin');
    const socket = await connected;
    await expect(agent.says('The customer is not on the website')).toBeVisible();

    const closed = socket.waitForEvent('close');
    await agent.hide(true);
    await agent.page.clock.fastForward('00:31');
    await closed;
    const requests: string[] = [];
    agent.page.on('request', (request) => requests.push(request.url()));
    agent.page.on('websocket', (opened) => requests.push(opened.url()));
    await agent.page.clock.fastForward('30:00');
    expect(requests).toEqual([]);

    await customer.logInAs('Mei Lin');
    await agent.hide(false);
    await expect(agent.says('The customer is on the website')).toBeVisible();
});
