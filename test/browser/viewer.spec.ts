import type { Request } from '@playwright/test';
import type { Agent } from './agent.ts';
import { expect, test } from './fixtures.ts';

const VIEWER = 'https://www.glance.net/agentjoin/AgentView.aspx';
const FIELDS = ['LOGINKEY', 'PARTNERID', 'PARTNERUSERID', 'SESSIONKEY', 'WAIT'];

/** The requests for a viewer from now on. */
function viewerRequests(agent: Agent): Request[] {
    const requests: Request[] = [];
    agent.page.context().on('request', (request) => {
        if (request.url().includes('/agentjoin/AgentView.aspx')) {
            requests.push(request);
        }
    });
    return requests;
}

const fieldsOf = (request: Request | undefined): URLSearchParams =>
    new URLSearchParams(request?.postData() ?? '');

test('in a tab the viewer opens by POST: no address holds the login key', async ({
    agent,
    customer
}) => {
    const requests = viewerRequests(agent);
    await customer.logInAs('Rosa Alvarez');
    await agent.open('Contact', 'Rosa Alvarez');
    await agent.ask();
    const viewer = await agent.viewerFrom(() => customer.accept.click());
    await expect(viewer.frameLocator('iframe').getByText('Good to see you, Rosa')).toBeVisible();
    expect(viewer.url()).toBe(VIEWER);
    expect(await viewer.evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
    expect(requests.map((request) => request.method())).toEqual(['POST']);
    const fields = fieldsOf(requests[0]);
    expect([...fields.keys()].sort()).toEqual(FIELDS);
    expect(fields.get('LOGINKEY')).toMatch(/^\$1\$\d+\$/);

    // The second way in is a form as well.
    const again = await agent.viewerFrom(() =>
        agent.glance.getByRole('button', { name: 'Open session' }).click()
    );
    await expect(again.frameLocator('iframe').getByText('Good to see you, Rosa')).toBeVisible();
    expect(requests.map((request) => request.method())).toEqual(['POST', 'POST']);
    expect(again.url()).toBe(VIEWER);
    await customer.stopSharing.click();
});

test('in a window of its own the viewer opens by GET: the one address that holds the login key', async ({
    agent,
    customer,
    expectedErrors
}) => {
    expectedErrors.push(/^A login key in an address \(https:\/\/www\.glance\.net\/agentjoin\//);
    const requests = viewerRequests(agent);
    await customer.logInAs('Rosa Alvarez');
    await agent.openButtonPanel({ visitorId: 'cust-1001', openLocation: 'window' });
    await agent.ask();
    const viewer = await agent.viewerFrom(() => customer.accept.click());
    await expect(viewer.frameLocator('iframe').getByText('Good to see you, Rosa')).toBeVisible();
    expect(requests.map((request) => request.method())).toEqual(['GET']);
    expect(await viewer.evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
    await customer.stopSharing.click();
});

test('each invitation has a key of its own, which nobody can guess', async ({
    agent,
    customer
}) => {
    const requests = viewerRequests(agent);
    await customer.logInAs('Rosa Alvarez');
    await agent.open('Contact', 'Rosa Alvarez');
    for (let round = 0; round < 2; round += 1) {
        await agent.ask();
        await agent.viewerFrom(() => customer.accept.click());
        await expect(agent.says('In session with the customer')).toBeVisible();
        await customer.stopSharing.click();
        await expect(agent.says('The session has ended.')).toBeVisible();
    }
    const keys = requests.map((request) => fieldsOf(request).get('SESSIONKEY') ?? '');
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) {
        // 80 bits take 14 of the 64 characters.
        expect(key).toMatch(/^[\w~-]{14,}$/);
        expect(key).not.toContain('cust-1001');
    }
});
