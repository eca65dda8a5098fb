import { overflow, violations } from './accessibility.ts';
import { expect, test } from './fixtures.ts';

test('the button is accessible in each state, in 340 px and at a zoom of 200 %', async ({
    agent,
    customer
}) => {
    // 200 % zoom of a page is the page at half its width.
    await agent.page.setViewportSize({ width: 640, height: 900 });
    const check = async (state: string): Promise<void> => {
        expect(await violations(agent.glance), state).toEqual([]);
        expect(await overflow(agent.glance), `${state}: overflow`).toBe(false);
    };
    await agent.openButtonPanel({ visitorId: 'cust-1001', width: '340' });
    await expect(agent.says('The customer is not on the website')).toBeVisible();
    await check('absent');
    await agent.join.click();
    await agent.glance.getByRole('textbox', { name: 'Session key' }).fill('12/34');
    await check('session key');
    await agent.page.keyboard.press('Escape');
    await customer.logInAs('Rosa Alvarez');
    await expect(agent.says('The customer is on the website')).toBeVisible();
    await check('present');
    await agent.ask();
    await expect(agent.says('The customer is reading the terms…')).toBeVisible();
    await check('inviting');
    await customer.decline.click();
    await expect(agent.says('The customer declined.')).toBeVisible();
    await check('declined');
    await agent.ask();
    await agent.viewerFrom(() => customer.accept.click());
    await expect(agent.says('In session with the customer')).toBeVisible();
    await check('in session');
    await agent.button('End session').click();
    await expect(agent.says('The session has ended.')).toBeVisible();
    await check('ended');
});

test('an agent joins, cancels and enters a session key by keyboard alone', async ({
    agent,
    customer
}) => {
    await customer.logInAs('Rosa Alvarez');
    await agent.open('Contact', 'Rosa Alvarez');
    await expect(agent.says('The customer is on the website')).toBeVisible();
    await agent.join.focus();
    await agent.page.keyboard.press('Enter');
    // The focus is on what the card says; Cancel is the next control.
    await expect(agent.says('The customer is reading the terms…')).toBeFocused();
    await agent.page.keyboard.press('Tab');
    await expect(agent.button('Cancel')).toBeFocused();
    await agent.page.keyboard.press('Enter');
    await expect(agent.join).toBeFocused();
    await customer.leave();
    await expect(agent.says('The customer is not on the website')).toBeVisible();
    await agent.join.focus();
    await agent.page.keyboard.press('Enter');
    await expect(agent.glance.getByRole('textbox', { name: 'Session key' })).toBeFocused();
    await agent.page.keyboard.type('4711');
    await agent.page.keyboard.press('Enter');
    await expect(
        agent.glance.getByText('There is no session with this key.').first()
    ).toBeVisible();
    await agent.button('Open anyway').focus();
    const opened = agent.page
        .context()
        .waitForEvent('request', (request) => request.url().includes('AgentView.aspx'));
    await agent.viewerFrom(() => agent.page.keyboard.press('Enter'));
    expect((await opened).postData()).toContain('SESSIONKEY=4711');
});

test('what happens is said in a live region', async ({ agent, customer }) => {
    await agent.open('Contact', 'Rosa Alvarez');
    const spoken = agent.glance.getByRole('status');
    await expect(spoken).toHaveText('The customer is not on the website');
    await customer.logInAs('Rosa Alvarez');
    await expect(spoken).toHaveText('The customer is on the website');
    await agent.join.click();
    await customer.decline.click();
    await expect(spoken).toContainText(
        'The customer declined. Agree with the customer before you ask again.'
    );
});
