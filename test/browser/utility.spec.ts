import type { Page } from '@playwright/test';
import type { Stage } from '../../local/stage.ts';
import { overflow, violations } from './accessibility.ts';
import type { App } from './console.ts';
import { expect, test } from './fixtures.ts';

const apps: readonly App[] = ['console', 'standard'];

/** Sets a property of the utility, as an admin does in App Manager. */
async function setUp(page: Page, stage: Stage, property: string): Promise<void> {
    await page.goto(`${stage.salesforce.running.url}/stage/builder`);
    await page.getByRole('combobox', { name: 'Page' }).click();
    await page.getByRole('option', { name: 'Utility Bar' }).click();
    await page.getByText(property, { exact: true }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
}

for (const app of apps) {
    test.describe(`with ${app} navigation`, () => {
        test('the customer comes, goes and comes back: label, icon and highlight follow while the panel is closed', async ({
            crm,
            customer
        }) => {
            const icon = crm.utility.locator('lightning-icon');
            await crm.open(app);
            await crm.openFromList('Mei Lin');
            await expect(crm.utility).toHaveText('Customer not on the website');
            await expect(icon).toHaveClass(/icon-utility-offline/);
            await expect(crm.highlighted).toHaveCount(0);

            await customer.logInAs('Mei Lin');
            await expect(crm.utility).toHaveText('Customer on the website');
            await expect(icon).toHaveClass(/icon-utility-user/);
            await expect(crm.highlighted).toHaveCount(1);

            await customer.leave();
            await expect(crm.utility).toHaveText('Customer not on the website');
            await expect(crm.highlighted).toHaveCount(0);

            await customer.visit('/');
            await expect(crm.utility).toHaveText('Customer on the website');
            await expect(crm.highlighted).toHaveCount(1);
            await expect(crm.panel).toBeHidden();
        });

        for (const [where, elsewhere] of [
            ['card', 'customer'],
            ['customer', 'card']
        ] as const) {
            const place = where === 'card' ? 'on the record’s page' : 'in the utility';
            test(`a session started and ended ${place} starts and ends in the other place within a second`, async ({
                crm,
                customer,
                agent,
                stage
            }) => {
                await customer.logInAs('Ben Okafor');
                await crm.open(app);
                await crm.openFromList('Ben Okafor');
                await crm.openPanel();
                await expect(
                    crm.says(crm.customer, 'The customer is on the website')
                ).toBeVisible();
                const before = stage.glance.running.traffic().invokes;
                await crm.invite(crm[where]);
                await expect(crm[elsewhere].getByRole('button', { name: 'Cancel' })).toBeVisible({
                    timeout: 1000
                });
                await agent.viewerFrom(() => customer.accept.click());
                await expect(crm.says(crm[where], 'In session with the customer')).toBeVisible();
                await expect(crm.says(crm[elsewhere], 'In session with the customer')).toBeVisible({
                    timeout: 1000
                });
                await expect(crm.utility).toHaveText(/^In session \d+:\d\d$/);
                expect(crm.connectionsMade()).toEqual(['cust-1002']);
                expect(stage.glance.running.traffic().invokes - before).toBe(1);

                await crm[elsewhere].getByRole('button', { name: 'End session' }).click();
                await expect(crm.says(crm[elsewhere], 'The session has ended.')).toBeVisible();
                await expect(crm.says(crm[where], 'The session has ended.')).toBeVisible({
                    timeout: 1000
                });
                await expect(customer.stopSharing).toBeHidden();
                await expect(crm.utility).toHaveText('Customer on the website');
                expect(agent.viewers).toHaveLength(1);
            });
        }
    });
}

test('with standard navigation, a session stays listed on the way to other records, and leads back', async ({
    crm,
    customer,
    agent
}) => {
    await customer.logInAs('Rosa Alvarez');
    await crm.open('standard');
    await crm.openFromList('Rosa Alvarez');
    await crm.invite(crm.card);
    await agent.viewerFrom(() => customer.accept.click());
    await expect(crm.says(crm.card, 'In session with the customer')).toBeVisible();

    await crm.openFromList('Priya Sharma');
    await crm.openPanel();
    await expect(crm.named('Priya Sharma')).toBeVisible();
    await expect.poll(() => [...crm.connections].sort()).toEqual(['cust-1001', 'cust-1005']);
    const rosa = crm.other('Rosa Alvarez');
    await rosa.getByRole('link', { name: 'Go to the record' }).click();
    await expect(crm.named('Rosa Alvarez')).toBeVisible();
    await expect(crm.says(crm.card, 'In session with the customer')).toBeVisible();
    await expect.poll(() => crm.connections).toEqual(['cust-1001']);
    await crm.customer.getByRole('button', { name: 'End session' }).click();
    await expect(customer.stopSharing).toBeHidden();
    expect(agent.viewers).toHaveLength(1);
});

test('with standard navigation, records that the agent has left follow nobody', async ({ crm }) => {
    await crm.open('standard');
    for (const name of ['Rosa Alvarez', 'Ben Okafor', 'Mei Lin']) {
        await crm.openFromList(name);
        await expect(crm.says(crm.card, 'The customer is not on the website')).toBeVisible();
    }
    await expect.poll(() => crm.connections).toEqual(['cust-1003']);
    await crm.goToList();
    await expect(crm.utility).toHaveText('Glance Cobrowse');
    await expect.poll(() => crm.connections).toEqual([]);
});

test('the panel stays closed on an acceptance', async ({ crm, customer, agent }) => {
    await customer.logInAs('Rosa Alvarez');
    await crm.open('console');
    await crm.openFromList('Rosa Alvarez');
    await crm.invite(crm.card);
    await agent.viewerFrom(() => customer.accept.click());
    await expect(crm.utility).toHaveText(/^In session \d+:\d\d$/);
    await expect(crm.panel).toBeHidden();
    await customer.stopSharing.click();
    await expect(crm.utility).toHaveText('Customer on the website');
});

test('the panel opens on an acceptance, if the admin has set that', async ({
    crm,
    customer,
    agent,
    stage
}) => {
    await setUp(agent.page, stage, 'Open on acceptance');
    await customer.logInAs('Rosa Alvarez');
    await crm.open('console');
    await crm.openFromList('Rosa Alvarez');
    await crm.invite(crm.card);
    await expect(customer.accept).toBeVisible();
    await expect(crm.panel).toBeHidden();
    await agent.viewerFrom(() => customer.accept.click());
    await expect(crm.says(crm.customer, 'In session with the customer')).toBeVisible();
    await crm.customer.getByRole('button', { name: 'End session' }).click();
    await expect(customer.stopSharing).toBeHidden();
});

test('without a record, and with one that has no visitor id, an agent joins by session key', async ({
    crm,
    agent
}) => {
    const joinByKey = async (): Promise<void> => {
        await crm.join(crm.panel).click();
        await crm.panel.getByRole('textbox', { name: 'Session key' }).fill('12 34');
        await crm.panel.getByRole('button', { name: 'Join session' }).click();
        await expect(
            crm.panel.getByText('There is no session with this key.').first()
        ).toBeVisible();
        const opened = agent.page
            .context()
            .waitForEvent('request', (request) => request.url().includes('AgentView.aspx'));
        const viewer = await agent.viewerFrom(() =>
            crm.panel.getByRole('button', { name: 'Open anyway' }).click()
        );
        expect((await opened).postData()).toContain('SESSIONKEY=1234');
        expect(crm.connections).toEqual([]);
        await viewer.close();
    };
    await crm.open('console', 'Account');
    await crm.openPanel();
    await joinByKey();
    await crm.link('Harbor & Pine Goods').click();
    await expect(crm.named('Harbor & Pine Goods')).toBeVisible();
    await joinByKey();
});

test('popped out, the panel goes on', async ({ crm, customer }) => {
    await crm.open('console');
    await crm.openFromList('Mei Lin');
    await crm.openPanel();
    await crm.panel.getByRole('button', { name: 'Pop-out' }).click();
    await customer.logInAs('Mei Lin');
    await expect(crm.says(crm.customer, 'The customer is on the website')).toBeVisible();
    await crm.panel.getByRole('button', { name: 'Pop-in' }).click();
    await expect(crm.join(crm.customer)).toBeVisible();
    expect(crm.connectionsMade()).toEqual(['cust-1003']);
});

test('the open panel is accessible and fits into 340 pixels: absent, present, in session, with another customer', async ({
    crm,
    customer,
    agent
}) => {
    const check = async (state: string): Promise<void> => {
        expect(await violations(crm.panel), state).toEqual([]);
        expect(await overflow(crm.panel.locator('.body')), `${state}: overflow`).toBe(false);
    };
    await crm.open('console');
    await crm.openFromList('Sam Lee');
    await crm.openFromList('Rosa Alvarez');
    await crm.goToList();
    await crm.openPanel();
    expect((await crm.panel.boundingBox())?.width).toBe(340);
    await expect(crm.says(crm.customer, 'Join with the customer’s session key')).toBeVisible();
    await check('without a record');
    await crm.tab('Rosa Alvarez').click();
    await expect(crm.says(crm.customer, 'The customer is not on the website')).toBeVisible();
    await check('absent');
    await customer.logInAs('Rosa Alvarez');
    await expect(crm.says(crm.customer, 'The customer is on the website')).toBeVisible();
    await check('present');
    await crm.invite(crm.customer);
    await expect(crm.says(crm.customer, 'The customer is reading the terms…')).toBeVisible();
    await check('inviting');
    await agent.viewerFrom(() => customer.accept.click());
    await expect(crm.says(crm.customer, 'In session with the customer')).toBeVisible();
    await check('in session');
    await crm.tab('Sam Lee').click();
    await expect(crm.says(crm.customer, 'This record has no visitor id.')).toBeVisible();
    await expect(crm.says(crm.other('Rosa Alvarez'), 'In session with the customer')).toBeVisible();
    await check('another session');
    await customer.stopSharing.click();
    await expect(crm.says(crm.other('Rosa Alvarez'), 'The session has ended.')).toBeVisible();
    await check('news of another customer');
    await crm.other('Rosa Alvarez').getByRole('button', { name: 'Dismiss' }).click();
    await expect(crm.others).toHaveCount(0);
});
