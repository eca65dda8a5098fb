import { expect, test } from './fixtures.ts';

// Playwright switches the popup blocker off; here it stays on, as in a browser that people use.
test.use({
    launchOptions: async ({ launchOptions }, use) =>
        use({ ...launchOptions, ignoreDefaultArgs: ['--disable-popup-blocking'] })
});

test('the browser blocks the viewer: the card says so, and its button opens it', async ({
    agent,
    customer,
    stage
}) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.open('Contact', 'Rosa Alvarez');
    // A look at the page by Playwright would count as the agent's doing: the page itself tells, and nothing looks at it.
    await agent.page.evaluate(() => {
        const tellWhenOver = () => {
            const timer = setInterval(() => {
                if (!navigator.userActivation.isActive) {
                    clearInterval(timer);
                    console.info('The click is over.');
                }
            }, 100);
        };
        document.addEventListener('click', tellWhenOver, { capture: true, once: true });
    });
    const clickIsOver = agent.page.waitForEvent(
        'console',
        (message) => message.text() === 'The click is over.'
    );
    await agent.ask();
    await clickIsOver;
    const { sessionsStarted } = stage.glance.running.traffic();
    await customer.accept.click();
    await customer.stopSharing.waitFor();
    await expect
        .poll(() => stage.glance.running.traffic().sessionsStarted)
        .toBe(sessionsStarted + 1);
    await expect(agent.says('In session with the customer')).toBeVisible();
    expect(agent.viewers).toHaveLength(0);
    await expect(agent.glance.getByText(/Don’t see the viewer\?/).first()).toBeVisible();

    const viewer = await agent.viewerFrom(() => agent.button('Open session').click());
    await expect(viewer.frameLocator('iframe').getByText('Good to see you, Rosa')).toBeVisible();
    await customer.stopSharing.click();
});
