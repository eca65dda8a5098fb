import { expect, test } from './fixtures.ts';

// The shortest life that the login key service allows: a key is renewed within the test.
test.use({ loginKeyLifetime: 30 });

test('a record that stays open joins at the first click, with a key that is valid', async ({
    agent,
    customer
}) => {
    await customer.logInAs('Priya Sharma');
    const keyFetched = () =>
        agent.page.waitForResponse((response) => response.url().includes('getLoginKey'), {
            timeout: 45_000
        });
    await agent.open('Contact', 'Priya Sharma');
    await expect(agent.says('The customer is on the website')).toBeVisible();
    await keyFetched();
    await agent.ask();
    const viewer = await agent.viewerFrom(() => customer.accept.click());
    await expect(viewer.frameLocator('iframe').getByText('Good to see you, Priya')).toBeVisible();
    await customer.stopSharing.click();
});
