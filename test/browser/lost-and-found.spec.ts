import type { Agent } from './agent.ts';
import type { Customer } from './customer.ts';
import { expect, inEachMode, test } from './fixtures.ts';

const FAILED_REQUESTS = [/Failed to load resource/, /WebSocket connection to/];

async function inSession(agent: Agent, customer: Customer): Promise<void> {
    await customer.logInAs('Rosa Alvarez');
    await agent.open('Contact', 'Rosa Alvarez');
    await agent.ask();
    await agent.viewerFrom(() => customer.accept.click());
    await expect(agent.says('In session with the customer')).toBeVisible();
}

inEachMode(() => {
    test('the agent reloads the page in a session: it is found again, can be ended, and no second viewer opens', async ({
        agent,
        customer
    }) => {
        await inSession(agent, customer);
        await agent.page.reload();
        await expect(agent.says('In session with the customer')).toBeVisible();
        await expect(agent.glance.getByRole('button', { name: 'Open session' })).toBeVisible();
        expect(agent.viewers).toHaveLength(1);
        await agent.button('End session').click();
        await expect(customer.stopSharing).toBeHidden();
        await expect(agent.says('The session has ended.')).toBeVisible();
        await agent.page.reload();
        await expect(agent.says('The customer is on the website')).toBeVisible();
    });

    test('the session ends while the agent’s page is gone: it does not come back', async ({
        agent,
        customer
    }) => {
        await inSession(agent, customer);
        const address = agent.page.url();
        await agent.page.goto('about:blank');
        await customer.stopSharing.click();
        await expect(customer.stopSharing).toBeHidden();
        await agent.page.goto(address);
        await expect(agent.says('The customer is on the website')).toBeVisible();
        await expect(agent.join).toBeEnabled();
    });

    test('the end of a session is missed: it is found without the agent’s doing', async ({
        agent,
        customer,
        stage
    }) => {
        await inSession(agent, customer);
        const { misbehave } = stage.glance.running;
        misbehave.set({ refuseConnections: true });
        misbehave.dropAgentConnections('cut');
        await customer.stopSharing.click();
        await expect(customer.stopSharing).toBeHidden();
        misbehave.reset();
        await expect(agent.says('The session has ended.')).toBeVisible({ timeout: 60_000 });
        await expect(agent.join).toBeEnabled();
    });

    for (const word of ['serverclose', 'redirect', 'scaledown'] as const) {
        test(`the server says ${word} to the agent: presence goes on`, async ({
            agent,
            customer,
            stage
        }) => {
            await agent.open('Contact', 'Rosa Alvarez');
            await expect(agent.says('The customer is not on the website')).toBeVisible();
            // Nobody is told before the agent has connected.
            await expect.poll(() => stage.glance.running.misbehave.tellAgents(word)).toBe(1);
            await customer.logInAs('Rosa Alvarez');
            await expect(agent.says('The customer is on the website')).toBeVisible({
                timeout: 80_000
            });
            await expect.poll(() => stage.glance.running.traffic().openAgentSockets).toBe(1);
        });
    }

    test('a refused handshake: back by itself as soon as Glance takes connections again', async ({
        agent,
        customer,
        stage,
        expectedErrors
    }) => {
        // The old script waits for a script of another host, which Lightning Web Security keeps from it.
        expectedErrors.push(...FAILED_REQUESTS, /sockjs/i, /blob:\S+\/not-found/);
        const { misbehave } = stage.glance.running;
        misbehave.set({ refuseConnections: true });
        await agent.open('Contact', 'Rosa Alvarez');
        await expect
            .poll(() => stage.glance.running.traffic().agentConnectionsRefused)
            .toBeGreaterThan(0);
        misbehave.reset();
        await customer.logInAs('Rosa Alvarez');
        await expect(agent.says('The customer is on the website')).toBeVisible({ timeout: 80_000 });
        await agent.ask();
        await expect(customer.accept).toBeVisible();
        await agent.viewerFrom(() => customer.accept.click());
        await expect(agent.says('In session with the customer')).toBeVisible();
        await customer.stopSharing.click();
    });

    test('presence answers 503 for a while: told, and back by itself', async ({
        agent,
        customer,
        stage,
        expectedErrors
    }) => {
        expectedErrors.push(...FAILED_REQUESTS);
        stage.glance.running.misbehave.set({ presenceStatus: 503 });
        await agent.open('Contact', 'Rosa Alvarez');
        await expect(agent.says('Glance doesn’t answer.')).toBeVisible();
        stage.glance.running.misbehave.reset();
        await customer.logInAs('Rosa Alvarez');
        await expect(agent.says('The customer is on the website')).toBeVisible({ timeout: 40_000 });
        await agent.ask();
        await expect(customer.accept).toBeVisible();
        await customer.decline.click();
    });
});

test('an end that never reaches the agent, while the look-up is blind: Mark as ended is the way out', async ({
    agent,
    customer,
    stage,
    expectedErrors
}) => {
    // Where the org can't tell, the browser asks itself, once: Glance doesn't let it read the answer.
    expectedErrors.push(...FAILED_REQUESTS, /Access to fetch .*LookupPartnerSession2/);
    await inSession(agent, customer);
    const { misbehave } = stage.glance.running;
    misbehave.set({ refuseConnections: true, refuseInvokes: true, expireLoginKeys: true });
    misbehave.dropAgentConnections('cut');
    await customer.stopSharing.click();
    await agent.button('End session').click();
    await agent.button('Mark as ended').click();
    await expect(agent.says('You marked the session as ended.')).toBeVisible();
});
