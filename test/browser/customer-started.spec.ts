import type { Customer } from './customer.ts';
import { expect, inEachMode, test } from './fixtures.ts';

/** The customer shares by themselves; resolves with the key that their page shows. */
async function share(customer: Customer): Promise<string> {
    await customer.page.evaluate(() => {
        const { GLANCE } = window as unknown as {
            GLANCE: { Cobrowse: { Visitor: { startSession(params: object): void } } };
        };
        GLANCE.Cobrowse.Visitor.startSession({ sessionKey: 'GLANCE_KEYTYPE_RANDOM' });
    });
    const line = customer.page.getByText(/Tell the agent this key: \d{4}$/);
    return /\d{4}$/.exec((await line.textContent()) ?? '')?.[0] ?? '';
}

inEachMode(() => {
    test('a customer who shares by themselves: the agent asks for the key, and a wrong one is found out', async ({
        agent,
        customer
    }) => {
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await expect(agent.says('The customer is on the website')).toBeVisible();
        const key = await share(customer);
        await expect(
            agent.glance
                .getByText('The customer sees a four-digit key on their page. Ask for it.')
                .first()
        ).toBeVisible();
        expect(agent.viewers).toHaveLength(0);

        const field = agent.glance.getByRole('textbox', { name: 'Session key' });
        await field.fill(key === '1111' ? '2222' : '1111');
        await field.press('Enter');
        await expect(agent.glance.getByText(/no session with this key/i).first()).toBeVisible();
        expect(agent.viewers).toHaveLength(0);

        await field.fill(` ${key}\u200b`);
        const viewer = await agent.viewerFrom(() => field.press('Enter'));
        await expect(
            viewer.frameLocator('iframe').getByText('Good to see you, Rosa')
        ).toBeVisible();
        await customer.stopSharing.click();
        await expect(agent.says('The session has ended.')).toBeVisible();
    });
});
