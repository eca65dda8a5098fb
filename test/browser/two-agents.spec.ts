import type { Page } from '@playwright/test';
import { agent as first, colleague, type Agent as Person } from '../../local/people.ts';
import type { Stage } from '../../local/stage.ts';
import { Agent } from './agent.ts';
import { expect, inEachMode, test } from './fixtures.ts';

/** Has another person work in the CRM from the next page on. */
function logIn(stage: Stage, { userId, partnerUserId, name, email }: Person): void {
    Object.assign(stage.salesforce.running.org.user, {
        id: userId,
        name,
        email,
        federationIdentifier: partnerUserId
    });
}

/** Who authorized from now on, and the tokens that presence was connected with. */
function identities(page: Page): { authorized: string[]; tokens: string[] } {
    const seen = { authorized: [] as string[], tokens: [] as string[] };
    page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().includes('/rest/Authorize')) {
            const { partneruserid } = JSON.parse(request.postData() ?? '{}') as Record<
                string,
                string
            >;
            seen.authorized.push(partneruserid ?? '');
        }
    });
    page.on('websocket', (socket) =>
        socket.on('framesent', ({ payload }) => {
            const { type, authorization } = JSON.parse(String(payload)) as Record<string, string>;
            if (type === 'connect') {
                seen.tokens.push(authorization ?? 'none');
            }
        })
    );
    return seen;
}

test.afterEach(({ stage }) => logIn(stage, first));

inEachMode(() => {
    test('one agent after the other on one computer: the second one works with a token of their own', async ({
        agent,
        stage
    }) => {
        const seen = identities(agent.page);
        await agent.open('Contact', 'Rosa Alvarez');
        await expect(agent.says('The customer is not on the website')).toBeVisible();
        logIn(stage, colleague);
        await agent.open('Contact', 'Rosa Alvarez');
        await expect(agent.says('The customer is not on the website')).toBeVisible();
        expect(new Set(seen.authorized)).toEqual(
            new Set([first.partnerUserId, colleague.partnerUserId])
        );
        expect(seen.authorized.at(-1)).toBe(colleague.partnerUserId);
        await expect.poll(() => new Set(seen.tokens).size).toBe(2);
        expect(seen.tokens.at(-1)).not.toBe(seen.tokens[0]);
    });

    test('another agent asks a customer who is in a session: they are told within seconds, and wait for nothing', async ({
        agent,
        customer,
        browser,
        stage
    }) => {
        await customer.logInAs('Rosa Alvarez');
        await agent.open('Contact', 'Rosa Alvarez');
        await agent.ask();
        await agent.viewerFrom(() => customer.accept.click());
        await expect(agent.says('In session with the customer')).toBeVisible();

        logIn(stage, colleague);
        const context = await browser.newContext();
        const second = new Agent(await context.newPage(), stage);
        await second.open('Contact', 'Rosa Alvarez');
        await second.ask();
        await expect(
            second.glance
                .getByText('The customer hasn’t answered. They may be in another session already.')
                .first()
        ).toBeVisible();
        await second.button('Cancel').click();
        expect(second.viewers).toHaveLength(0);
        await context.close();
        await expect(agent.says('In session with the customer')).toBeVisible();
        await customer.stopSharing.click();
        await expect(agent.says('The session has ended.')).toBeVisible();
    });
});
