import type { Agent } from './agent.ts';
import type { Customer } from './customer.ts';
import { expect, inEachMode, test } from './fixtures.ts';

const FAILED_REQUESTS = [/Failed to load resource/, /WebSocket connection to/];

async function asked(agent: Agent, customer: Customer): Promise<void> {
    await customer.logInAs('Rosa Alvarez');
    await agent.open('Contact', 'Rosa Alvarez');
    await agent.ask();
    await expect(customer.accept).toBeVisible();
}

inEachMode(() => {
    test('presence is off for the group: said so, with whom to ask; a session key still works', async ({
        agent,
        stage
    }) => {
        stage.glance.running.misbehave.set({ presenceOff: true });
        await agent.open('Contact', 'Rosa Alvarez');
        await expect(agent.says('Presence is turned off for your Glance group.')).toBeVisible();
        await expect(agent.says(/Ask your admin to have Glance turn it on/)).toBeVisible();
        expect(stage.glance.running.traffic().openAgentSockets).toBe(0);
    });

    test('Glance fails while it authorizes: not taken for a refusal, and tried again', async ({
        agent,
        customer,
        stage,
        expectedErrors
    }) => {
        expectedErrors.push(...FAILED_REQUESTS);
        stage.glance.running.misbehave.set({ authorizationStatus: 500 });
        await agent.open('Contact', 'Rosa Alvarez');
        await expect(agent.says('Glance couldn’t check your login key.')).toBeVisible();
        stage.glance.running.misbehave.reset();
        await customer.logInAs('Rosa Alvarez');
        await expect(agent.says('The customer is on the website')).toBeVisible({ timeout: 40_000 });
    });

    for (const [failure, words] of [
        ['dupkey', 'Another session already uses this session key.'],
        ['service', 'The customer accepted, but the session didn’t start.']
    ] as const) {
        test(`accepted, but the session doesn’t start (${failure}): the agent is told, and can ask again`, async ({
            agent,
            customer,
            stage
        }) => {
            await asked(agent, customer);
            stage.glance.running.misbehave.set({ startSessionFails: failure });
            await customer.accept.click();
            await expect(agent.says(words)).toBeVisible();
            expect(agent.viewers).toHaveLength(0);
            stage.glance.running.misbehave.reset();
            await agent.ask();
            await agent.viewerFrom(() => customer.accept.click());
            await expect(agent.says('In session with the customer')).toBeVisible();
            await customer.stopSharing.click();
        });
    }

    test('the request is taken and forgotten by the customer’s page: the agent is not left waiting in silence', async ({
        agent,
        customer,
        stage
    }) => {
        stage.glance.running.misbehave.set({ neverShowTerms: true });
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.ask();
        await expect(agent.says('Waiting for the customer to see the request…')).toBeVisible();
        await agent.button('Cancel').click();
        await expect(agent.join).toBeEnabled();
    });
});

test('this org is not allowed at Glance: both causes are named', async ({
    agent,
    stage,
    expectedErrors
}) => {
    expectedErrors.push(/CORS policy/, ...FAILED_REQUESTS);
    await agent.page.goto(
        `${stage.salesforce.running.url.replace('localhost', '127.0.0.1')}/lightning/o/Contact/list`
    );
    await agent.page.getByRole('link', { name: 'Rosa Alvarez' }).first().click();
    await expect(agent.says('Glance’s login can’t be reached from here.')).toBeVisible();
    await expect(agent.says(/the network is in the way, or Glance doesn’t allow/)).toBeVisible();
});

test('staging: everything goes to its hosts, the login key included, and nothing to production', async ({
    agent,
    customer,
    stage
}) => {
    const { org, trustedOrigins } = stage.salesforce.running;
    const settings = org.settings['Default'] ?? {};
    const [environment, trusted] = [settings['Environment__c'], [...trustedOrigins]];
    settings['Environment__c'] = 'staging';
    trustedOrigins.push('https://*.myglance.net', 'wss://*.myglance.net');
    try {
        const hosts = new Set<string>();
        const note = (url: string): Set<string> => hosts.add(new URL(url).hostname);
        agent.page.context().on('request', (request) => note(request.url()));
        agent.page.on('websocket', (socket) => note(socket.url()));
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.ask();
        await agent.viewerFrom(() => customer.accept.click());
        await expect(agent.says('In session with the customer')).toBeVisible();
        const ofGlance = [...hosts].filter((host) => /glance/.test(host));
        expect(ofGlance).toContain('www.myglance.net');
        expect(ofGlance.filter((host) => !host.endsWith('.myglance.net'))).toEqual([]);
        await customer.stopSharing.click();
    } finally {
        settings['Environment__c'] = environment ?? null;
        trustedOrigins.splice(0, trustedOrigins.length, ...trusted);
    }
});
