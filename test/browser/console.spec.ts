import type { Browser } from '@playwright/test';
import type { Stage } from '../../local/stage.ts';
import { caseIds, contactIds } from '../../local/salesforce/records.ts';
import { Customer } from './customer.ts';
import type { Console } from './console.ts';
import { expect, test } from './fixtures.ts';

const five = ['Rosa Alvarez', 'Ben Okafor', 'Mei Lin', 'Tomás Novák', 'Priya Sharma'] as const;

/** Does something with a second customer, who is on the website in a browser of their own. */
async function withCustomer(
    { browser, stage }: { readonly browser: Browser; readonly stage: Stage },
    name: string,
    act: (customer: Customer) => Promise<void>
): Promise<void> {
    const context = await browser.newContext();
    const customer = new Customer(await context.newPage(), stage);
    await customer.logInAs(name);
    await act(customer);
    await context.close();
}

/** In session with Rosa Alvarez, whose record is in focus. */
async function inSession(crm: Console, customer: Customer): Promise<void> {
    await customer.logInAs('Rosa Alvarez');
    await crm.open('console');
    await crm.openFromList('Rosa Alvarez');
    await crm.invite(crm.card);
    await customer.accept.click();
    await expect(crm.says(crm.card, 'In session with the customer')).toBeVisible();
}

test('five records, switched at speed: the last one’s customer is shown and followed, and nobody else is asked for', async ({
    crm,
    customer
}) => {
    await crm.page.clock.install();
    await customer.logInAs('Mei Lin');
    // Without Lightning Web Security: the clock of its sandbox does not stand still with the page's.
    await crm.open('console', 'Contact', '?lws=off');
    for (const name of five) {
        await crm.openFromList(name);
    }
    await expect.poll(() => crm.connections).toEqual(['cust-1005']);
    await crm.openPanel();
    await expect(crm.named('Priya Sharma')).toBeVisible();
    crm.connectionsMade();
    crm.recordsAsked();

    await crm.flipThrough([...five, ...five.toReversed(), 'Tomás Novák', 'Ben Okafor', 'Mei Lin']);
    await expect(crm.named('Mei Lin')).toBeVisible();
    await expect(crm.says(crm.customer, 'The customer is on the website')).toBeVisible();
    await expect(crm.says(crm.card, 'The customer is on the website')).toBeVisible();
    await expect.poll(() => crm.connections).toEqual(['cust-1003']);
    expect(crm.connectionsMade()).toEqual(['cust-1003']);
    expect(crm.recordsAsked()).toEqual([contactIds[2]]);
});

test('tabs opened in the background follow nobody until they are seen', async ({ crm }) => {
    await crm.open('console');
    for (const name of five.slice(0, 3)) {
        await crm.link(name).click({ modifiers: ['ControlOrMeta'] });
    }
    await crm.tab('Ben Okafor').click();
    await expect(crm.says(crm.card, 'The customer is not on the website')).toBeVisible();
    await expect.poll(() => crm.connections).toEqual(['cust-1002']);
    expect(crm.connectionsMade()).toEqual(['cust-1002']);
});

test('a case and its contact in subtabs: one customer, one connection', async ({
    crm,
    customer
}) => {
    await customer.logInAs('Rosa Alvarez');
    await crm.openRecord('console', 'Case', caseIds[0] ?? '');
    await crm.openPanel();
    await expect(crm.named('Rosa Alvarez')).toBeVisible();
    await crm.link('Rosa Alvarez').click();
    await expect(crm.page.getByRole('tablist', { name: 'Subtabs' })).toBeVisible();
    await expect(crm.says(crm.card, 'The customer is on the website')).toBeVisible();
    await expect(crm.says(crm.customer, 'The customer is on the website')).toBeVisible();
    await expect.poll(() => crm.connections).toEqual(['cust-1001']);
});

test('a session stays listed when the agent moves on, leads back to its tab, and can be ended from the list', async ({
    crm,
    customer,
    agent
}) => {
    await inSession(crm, customer);
    await crm.openFromList('Ben Okafor');
    await crm.openPanel();
    await expect(crm.named('Ben Okafor')).toBeVisible();
    const rosa = crm.other('Rosa Alvarez');
    await expect(crm.says(rosa, 'In session with the customer')).toBeVisible();
    await expect.poll(() => [...crm.connections].sort()).toEqual(['cust-1001', 'cust-1002']);

    await rosa.getByRole('link', { name: 'Go to the record' }).click();
    await expect(crm.tab('Rosa Alvarez')).toHaveAttribute('aria-selected', 'true');
    await expect(crm.page.getByRole('tablist', { name: 'Subtabs' })).toHaveCount(0);
    await expect(crm.named('Rosa Alvarez')).toBeVisible();
    await expect(crm.others).toHaveCount(0);
    await expect(crm.says(crm.customer, 'In session with the customer')).toBeVisible();
    await expect.poll(() => crm.connections).toEqual(['cust-1001']);

    await crm.tab('Ben Okafor').click();
    await rosa.getByRole('button', { name: 'End session' }).click();
    await expect(customer.stopSharing).toBeHidden();
    await expect(crm.others).toHaveCount(0);
    await expect.poll(() => crm.connections).toEqual(['cust-1002']);
    expect(agent.viewers).toHaveLength(1);
});

test('a session outlives the tab of its record, and the record opens again from the list', async ({
    crm,
    customer
}) => {
    await inSession(crm, customer);
    await crm.page.getByRole('button', { name: 'Close Rosa Alvarez' }).click();
    await crm.openPanel();
    const rosa = crm.other('Rosa Alvarez');
    await expect(crm.says(rosa, 'In session with the customer')).toBeVisible();
    await rosa.getByRole('link', { name: 'Go to the record' }).click();
    await expect(crm.says(crm.card, 'In session with the customer')).toBeVisible();
    await crm.card.getByRole('button', { name: 'End session' }).click();
    await expect(customer.stopSharing).toBeHidden();
});

test('in session with one customer, another invited: each is listed, and has its own way to end', async ({
    crm,
    customer,
    agent,
    browser,
    stage
}) => {
    await inSession(crm, customer);
    await withCustomer({ browser, stage }, 'Ben Okafor', async (ben) => {
        await crm.openFromList('Ben Okafor');
        await crm.invite(crm.card);
        await expect(ben.accept).toBeVisible();
        await crm.openFromList('Mei Lin');
        await crm.openPanel();
        await expect(crm.named('Mei Lin')).toBeVisible();
        await expect(
            crm.says(crm.other('Rosa Alvarez'), 'In session with the customer')
        ).toBeVisible();
        await expect(
            crm.says(crm.other('Ben Okafor'), 'The customer is reading the terms…')
        ).toBeVisible();

        await agent.viewerFrom(() => ben.accept.click());
        await expect(
            crm.says(crm.other('Ben Okafor'), 'In session with the customer')
        ).toBeVisible();
        await expect(crm.utility).toHaveText(/^In session \d+:\d\d \(2\)$/);
        expect(agent.viewers).toHaveLength(2);

        await crm.other('Rosa Alvarez').getByRole('button', { name: 'End session' }).click();
        await expect(customer.stopSharing).toBeHidden();
        await expect(crm.other('Rosa Alvarez')).toHaveCount(0);
        await expect(
            crm.says(crm.other('Ben Okafor'), 'In session with the customer')
        ).toBeVisible();
        await ben.stopSharing.click();
        // What the customer did is listed until the agent has seen it.
        await expect(crm.says(crm.other('Ben Okafor'), 'The session has ended.')).toBeVisible();
        await crm.other('Ben Okafor').getByRole('button', { name: 'Dismiss' }).click();
        await expect(crm.others).toHaveCount(0);
    });
});

test('declined while the agent looks at another record: the reason stays listed until dismissed', async ({
    crm,
    customer
}) => {
    await customer.logInAs('Rosa Alvarez');
    await crm.open('console');
    await crm.openFromList('Rosa Alvarez');
    await crm.invite(crm.card);
    await expect(customer.decline).toBeVisible();
    await crm.openFromList('Ben Okafor');
    await crm.openPanel();
    await customer.decline.click();
    const rosa = crm.other('Rosa Alvarez');
    await expect(crm.says(rosa, 'The customer declined.')).toBeVisible();
    await rosa.getByRole('button', { name: 'Dismiss' }).click();
    await expect(crm.others).toHaveCount(0);
    await expect.poll(() => crm.connections).toEqual(['cust-1002']);
});
