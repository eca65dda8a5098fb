import { customers } from '../../local/people.ts';
import { countTimers, held } from './leftovers.ts';
import { expect, inEachMode, test } from './fixtures.ts';

const CHANGES = 200;
/** Less than any time limit of an answer that may be under way. */
const STEP_MS = 10_000;
const STEPS_AN_HOUR = 360;

inEachMode(() => {
    test('200 changes of the record, and an hour with the last one: one socket at Glance, and nothing is left behind', async ({
        agent,
        stage,
        expectedErrors
    }) => {
        // With the page's clock, a keepalive is due before the browser has told that the socket is closed.
        expectedErrors.push(/^WebSocket is already in CLOSING or CLOSED state/);
        test.setTimeout(300_000);
        const { page } = agent;
        const sockets = (): Record<string, number> =>
            stage.glance.running.traffic().agentSocketsByVisitor;
        await page.clock.install();
        await countTimers(page);
        const devtools = await page.context().newCDPSession(page);
        await agent.openButtonPanel({ visitorId: 'cust-1001' });
        const visitorId = page.getByRole('textbox', { name: 'visitorId', exact: true });
        const follow = async (customer: string): Promise<void> => {
            await visitorId.fill(customer);
        };
        // What was given up closes once the page's clock says so: on a busy machine its hour is over before its sockets are.
        const oneSocketFor = (customer: string): Promise<void> =>
            expect
                .poll(async () => {
                    await page.clock.runFor(2_000);
                    return sockets();
                })
                .toEqual({ [customer]: 1 });
        const settled = async (customer: string): Promise<void> => {
            await oneSocketFor(customer);
            await expect(agent.says('The customer is not on the website')).toBeVisible();
        };
        await settled('cust-1001');
        await follow('cust-1002');
        await settled('cust-1002');
        await page.clock.runFor(60_000);
        const before = await held(page, devtools);

        for (let change = 1; change <= CHANGES; change += 1) {
            const { visitorId: customer = '' } = customers[change % customers.length] ?? {};
            await follow(customer);
            // Most records are left before anything has come of them; some are looked at.
            if (change % 20 === 0) {
                await settled(customer);
            }
        }
        await settled('cust-1001');
        for (let step = 1; step <= STEPS_AN_HOUR; step += 1) {
            await page.clock.fastForward(STEP_MS);
            if (step % 30 === 0) {
                await oneSocketFor('cust-1001');
            }
        }
        await settled('cust-1001');
        expect(stage.glance.running.traffic().openAgentSockets).toBe(1);
        await expect
            .poll(async () => (await held(page, devtools)).timers)
            .toBeLessThanOrEqual(before.timers + 2);
        const after = await held(page, devtools);
        expect(after.listeners).toBeLessThanOrEqual(before.listeners + 5);
    });
});
