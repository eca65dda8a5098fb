import type { Set } from './set.ts';

/** What an admin sees: Glance Setup, App Builder, and what a chosen flow does to a join. */
export async function setup(set: Set): Promise<void> {
    await enterApiKey(set);
    await chooseFlow(set);
    await beStopped(set);
}

async function enterApiKey({ agent: { page }, stage, shoot }: Set): Promise<void> {
    const { org, url } = stage.salesforce.running;
    org.permissionSets.push('Glance_Admin');
    await page.goto(`${url}/lightning/n/Glance_Setup`);
    await page.getByLabel('API key', { exact: true }).fill('not a real key');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The key was saved.').waitFor();
    await shoot('glance-setup', page.locator('lightning-card'));
}

async function chooseFlow({ agent: { page }, stage, shoot }: Set): Promise<void> {
    const choose = async (field: string, option: string): Promise<void> => {
        await page.getByRole('combobox', { name: field }).click();
        await page.getByRole('option', { name: option }).click();
    };
    await page.goto(`${stage.salesforce.running.url}/stage/builder`);
    await choose('Page', 'Contact Record Page');
    await choose('Pre-session flow', 'Glance Check Consent');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await shoot('app-builder', page);
}

async function beStopped({ agent, customer, stage, shoot }: Set): Promise<void> {
    for (const { apiName, fields } of stage.salesforce.running.org.records.values()) {
        if (apiName === 'Contact' && fields['LastName'] === 'Okafor') {
            fields['Glance_Consent__c'] = false;
        }
    }
    await customer.logInAs('Ben Okafor');
    await agent.open('Contact', 'Ben Okafor');
    await agent.says('The customer is on the website').waitFor();
    await agent.join.click();
    await agent.glance.getByText('has not agreed to share').first().waitFor();
    await shoot(
        'flow-stop',
        agent.page.locator('lightning-card').filter({ has: agent.glance }).first()
    );
}
