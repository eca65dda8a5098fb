import type { Page } from '@playwright/test';
import { contactIds } from '../../local/salesforce/records.ts';
import { Console } from '../../test/browser/console.ts';
import { Customer } from '../../test/browser/customer.ts';
import type { Set } from './set.ts';
import { setup } from './setup-scene.ts';

type Scene = (set: Set) => Promise<void>;

/** The Glance card of a record page, with its title. */
const card = ({ agent }: Set) =>
    agent.page.locator('lightning-card').filter({ has: agent.glance }).first();

/** What the stage shows, by scene; each takes one or more pictures. */
export const scenes: Readonly<Record<string, Scene>> = {
    async journey(set) {
        const { agent, customer, shoot } = set;
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.says('The customer is not on the website').waitFor();
        await shoot('button-absent', card(set));
        await customer.logInAs('Rosa Alvarez');
        await agent.says('The customer is on the website').waitFor();
        await shoot('button-present', card(set));
        await shoot('record-page', agent.page);
        await agent.join.click();
        await customer.accept.waitFor();
        await agent.says('The customer is reading the terms…').waitFor();
        await shoot('button-inviting', card(set));
        await shoot('website-terms', customer.page);
        const viewer: Page = await agent.viewerFrom(() => customer.accept.click());
        await agent.says('In session with the customer').waitFor();
        await shoot('button-in-session', card(set));
        await shoot('website-sharing', customer.page);
        await viewer.frameLocator('iframe').getByText('Good to see you, Rosa').waitFor();
        await shoot('viewer', viewer);
        await agent.button('End session').click();
        await agent.says('The session has ended.').waitFor();
        await shoot('button-ended', card(set));
        await agent.ask();
        await customer.decline.click();
        await agent.says('The customer declined.').waitFor();
        await shoot('button-declined', card(set));
        await agent.ask();
        await customer.accept.waitFor();
        await agent.button('Cancel').click();
        await agent.says('You canceled.').waitFor();
        await shoot('button-canceled', card(set));
        await customer.accept.click();
        await agent.says('The customer accepted after you canceled.').waitFor();
        await shoot('button-late-acceptance', card(set));
    },

    async flowScreen(set) {
        const { agent, customer, shoot } = set;
        await customer.logInAs('Rosa Alvarez');
        await agent.openFlow({ recordId: contactIds[0] ?? '', waitForEnd: 'true' });
        await agent.ask();
        await agent.viewerFrom(() => customer.accept.click());
        await agent.says('In session with the customer').waitFor();
        await agent.page.getByRole('button', { name: 'Next' }).click();
        await agent.page.getByRole('alert').waitFor();
        await shoot('flow-screen', agent.page.locator('stage-flow-screen lightning-card').first());
    },

    async unanswered(set) {
        const { agent, customer, shoot } = set;
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.ask();
        await agent.says('They may be in another session already.').waitFor();
        await shoot('button-unanswered', card(set));
    },

    async startFails(set) {
        const { agent, customer, stage, shoot } = set;
        stage.glance.running.misbehave.set({ startSessionFails: 'service' });
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.ask();
        await customer.accept.click();
        await agent.says('The customer is on the website').waitFor();
        await shoot('button-start-failed', card(set));
    },

    async missedEnd(set) {
        const { agent, customer, stage, shoot } = set;
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.ask();
        await agent.viewerFrom(() => customer.accept.click());
        await agent.says('In session with the customer').waitFor();
        stage.glance.running.misbehave.set({ refuseInvokes: true });
        await agent.button('End session').click();
        await agent.button('Mark as ended').waitFor();
        await shoot('button-mark-as-ended', card(set));
        await agent.button('Mark as ended').click();
        await agent.says('You marked the session as ended.').waitFor();
        await shoot('button-marked-ended', card(set));
    },

    async presenceOff(set) {
        const { agent, stage, shoot } = set;
        stage.glance.running.misbehave.set({ presenceOff: true });
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.glance.getByText('presenceNotEnabled').first().waitFor();
        await shoot('button-presence-off', card(set));
    },

    async unusable(set) {
        const { agent, customer, shoot } = set;
        await customer.logInAs('Rosa Alvarez');
        await agent.openButtonPanel({
            visitorId: 'cust-1001',
            customInvoke: JSON.stringify({ func: 'GLANCE_COBROWSE.other' }),
            customInvokeWhen: 'instead'
        });
        await agent.says('The customer is on the website').waitFor();
        await shoot('button-unusable-function', agent.glance);
    },

    async sessionKey(set) {
        const { agent, shoot } = set;
        await agent.open('Contact', 'Sam Lee');
        await agent.says('This record has no visitor id.').waitFor();
        await shoot('button-no-visitor-id', card(set));
        await agent.join.click();
        await agent.glance.getByRole('textbox').fill('12/34');
        await shoot('button-session-key', card(set));
        await agent.glance.getByRole('textbox').fill('4711');
        await agent.page.keyboard.press('Enter');
        await agent.button('Open anyway').waitFor();
        await shoot('button-session-not-found', card(set));
        await agent.open('Contact', 'Erik Lund');
        await agent.says('The visitor id on this record is not valid.').waitFor();
        await shoot('button-visitor-id-invalid', card(set));
    },

    async preparing(set) {
        const { agent, customer, shoot } = set;
        await customer.logInAs('Rosa Alvarez');
        // A flow that takes its time.
        await agent.page.route('**/apex/GlanceJoinController/runPreSession', () => undefined);
        await agent.openButtonPanel({
            visitorId: 'cust-1001',
            preSessionFlow: 'Glance_Check_Consent'
        });
        await agent.says('The customer is on the website').waitFor();
        await agent.join.click();
        await agent.says('Checking before the session…').waitFor();
        await shoot('button-preparing', agent.glance);
        await agent.button('Cancel').click();
        await shoot('button-panel', agent.page);
        await agent.page.unroute('**/apex/GlanceJoinController/runPreSession');
    },

    async sharedByCustomer(set) {
        const { agent, customer, shoot } = set;
        await customer.logInAs('Mei Lin');
        await agent.open('Contact', 'Mei Lin');
        await agent.says('The customer is on the website').waitFor();
        await customer.page.evaluate(() => {
            const { GLANCE } = window as unknown as {
                GLANCE: { Cobrowse: { Visitor: { startSession(key: object): void } } };
            };
            GLANCE.Cobrowse.Visitor.startSession({ sessionKey: 'GLANCE_KEYTYPE_RANDOM' });
        });
        await agent.says('The customer is sharing the page').waitFor();
        await shoot('button-customer-sharing', card(set));
        await customer.page.getByText('Tell the agent this key').waitFor();
        await shoot('website-session-key', customer.page);
    },

    async trouble(set) {
        const { agent, stage, shoot } = set;
        const { org } = stage.salesforce.running;
        const { permissionSets } = org;
        org.permissionSets = [];
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.says('You may not join customers.').waitFor();
        await shoot('button-not-permitted', card(set));
        org.permissionSets = permissionSets;
        await stage.loginKeyService.stop();
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.says('The login key service doesn’t answer.').waitFor();
        await shoot('button-login-key-service', card(set));
        await stage.useWrongApiKey(true);
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.says(/Glance didn’t accept your login key/).waitFor();
        await shoot('button-login-key-refused', card(set));
        await stage.useWrongApiKey(false);
        await stage.glance.stop();
        await agent.page.reload();
        await agent.says('Glance’s login can’t be reached from here.').waitFor();
        await shoot('button-glance-unreachable', card(set));
    },

    async console({ agent, customer, stage, shoot }) {
        const crm = new Console(agent.page, stage);
        const benContext = await agent.page.context().browser()?.newContext();
        if (!benContext) {
            return;
        }
        const ben = new Customer(await benContext.newPage(), stage);
        await crm.open('console');
        for (const name of ['Mei Lin', 'Ben Okafor', 'Rosa Alvarez']) {
            await crm.openFromList(name);
        }
        await crm.openPanel();
        await crm.says(crm.customer, 'The customer is not on the website').waitFor();
        await shoot('utility-absent', crm.panel);
        await crm.utility.click();
        await customer.logInAs('Rosa Alvarez');
        await crm.utility.getByText('Customer on the website').waitFor();
        await crm.says(crm.card, 'The customer is on the website').waitFor();
        await shoot('console', agent.page);
        await crm.openPanel();
        await shoot('utility-present', agent.page);
        await crm.invite(crm.customer);
        await agent.viewerFrom(() => customer.accept.click());
        await crm.says(crm.customer, 'In session with the customer').waitFor();
        await shoot('utility-in-session', agent.page);
        await ben.logInAs('Ben Okafor');
        await crm.tab('Ben Okafor').click();
        await crm.invite(crm.customer);
        await ben.accept.waitFor();
        await crm.tab('Mei Lin').click();
        await crm.named('Mei Lin').waitFor();
        await crm.says(crm.other('Ben Okafor'), 'The customer is reading the terms…').waitFor();
        await shoot('utility-other-customers', agent.page);
        await ben.decline.click();
        await crm.says(crm.other('Ben Okafor'), 'The customer declined.').waitFor();
        await shoot('utility-declined', crm.other('Ben Okafor'));
        await benContext.close();
    },

    setup
};
