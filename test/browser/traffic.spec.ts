import type { Request } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** How far time jumps at once: less than any time limit of an answer that may be under way. */
const STEP_MS = 10_000;
const STEPS_AN_HOUR = 360;
const BUTTONS = 10;

/** Lets the servers, which run in this process, live `ahead` of the real time. */
function moveServersAhead(): { ahead: number; back(): void } {
    const realNow = Date.now;
    const moved = {
        ahead: 0,
        back() {
            Date.now = realNow;
        }
    };
    Date.now = () => realNow() + moved.ahead;
    return moved;
}

test('ten buttons for ten customers, for an hour: one authorization, one login key a lifetime', async ({
    agent,
    stage
}) => {
    test.setTimeout(120_000);
    const servers = moveServersAhead();
    try {
        await agent.page.clock.install({ time: Date.now() });
        const keys: string[] = [];
        agent.page.on('request', (request) => {
            if (request.url().includes('getLoginKey')) {
                keys.push(request.url());
            }
        });
        const before = stage.glance.running.traffic();
        const since = (counter: 'authorizations' | 'agentConnections' | 'lookups') =>
            stage.glance.running.traffic()[counter] - before[counter];
        // Without Lightning Web Security: Playwright would move the clock of its sandbox, too, and time would pass twice.
        await agent.openButtonPanel({ buttons: String(BUTTONS), lws: 'off' });
        await expect.poll(() => since('lookups')).toBe(BUTTONS);

        const unanswered = new Set<Request>();
        agent.page.on('request', (request) => unanswered.add(request));
        agent.page.on('requestfinished', (request) => unanswered.delete(request));
        agent.page.on('requestfailed', (request) => unanswered.delete(request));
        for (let step = 1; step <= STEPS_AN_HOUR; step += 1) {
            servers.ahead += STEP_MS;
            await agent.page.clock.fastForward(STEP_MS);
            await expect.poll(() => unanswered.size, { intervals: [20] }).toBe(0);
        }
        // Each button compares with a lookup once a minute, or a little less often.
        expect(since('lookups')).toBeGreaterThan(BUTTONS * 50);
        expect(since('lookups')).toBeLessThanOrEqual(BUTTONS * 61);
        await expect(agent.glance.getByText('The customer is not on the website')).toHaveCount(
            2 * BUTTONS
        );
        expect(since('authorizations')).toBe(1);
        expect(since('agentConnections')).toBe(BUTTONS);
        expect(keys).toHaveLength(2);
    } finally {
        servers.back();
    }
});
