import { test as base, expect, type BrowserContext } from '@playwright/test';
import { MODES, type GlanceMode } from '../../local/glance/options.ts';
import { glanceByName } from '../../local/glance-hosts.ts';
import { startStage, type Stage } from '../../local/stage.ts';
import { portsFrom } from '../../local/ports.ts';
import { Customer } from './customer.ts';
import { Agent } from './agent.ts';
import { Console } from './console.ts';

interface WorkerFixtures {
    /** Lifetime of a login key in seconds. */
    readonly loginKeyLifetime: number;
    /** The stage; its Glance is found by its own host names, as in an org. */
    readonly stage: Stage;
}

interface TestFixtures {
    /** How Glance behaves. */
    readonly mode: GlanceMode;
    /** Glance as it is at the start of each test. */
    readonly wellBehaved: void;
    /** The agent's browser, with its CRM. */
    readonly agent: Agent;
    /** The agent's apps with a utility bar. */
    readonly crm: Console;
    /** The customer's browser, on the website. */
    readonly customer: Customer;
    /** Messages on the console that a test expects; all other errors fail it. */
    readonly expectedErrors: RegExp[];
}

/** Ports of the stages that the tests start, apart from those of `npm start`; another first one lets two runs go side by side. */
const FIRST_PORT = Number(process.env['STAGE_FIRST_PORT'] ?? 21_100);
const PORTS_A_STAGE = 400;

/** A test with a stage, an agent and a customer, each in a browser context of its own. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
    loginKeyLifetime: [3600, { option: true, scope: 'worker' }],
    stage: [
        async ({ loginKeyLifetime }, use, { parallelIndex }) => {
            const ports = portsFrom(String(FIRST_PORT + parallelIndex * PORTS_A_STAGE));
            const stage = await startStage({ ports, loginKeyLifetime, byName: true });
            await use(stage);
            await stage.close();
        },
        { scope: 'worker', timeout: 120_000 }
    ],
    launchOptions: [
        async ({ launchOptions, stage }, use) => {
            const hosts = glanceByName(stage.glance.running);
            await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...hosts] });
        },
        { scope: 'worker' }
    ],
    mode: ['new', { option: true }],
    wellBehaved: [
        async ({ stage, mode }, use) => {
            stage.glance.running.misbehave.reset();
            stage.setMode(mode);
            await use();
        },
        { auto: true }
    ],
    expectedErrors: async ({}, use) => {
        await use([]);
    },
    agent: async ({ browser, stage, expectedErrors }, use) => {
        const context = await browser.newContext();
        const errors = collectErrors(context);
        await use(new Agent(await context.newPage(), stage));
        await context.close();
        const unexpected = errors.filter(
            (error) => !expectedErrors.some((pattern) => pattern.test(error))
        );
        expect(unexpected, 'errors in the console of the CRM or the viewer').toEqual([]);
    },
    crm: async ({ agent, stage }, use) => {
        await use(new Console(agent.page, stage));
    },
    customer: async ({ browser, stage }, use) => {
        const context = await browser.newContext();
        await use(new Customer(await context.newPage(), stage));
        await context.close();
    }
});

/** Declares tests once for each way in which Glance behaves. */
export function inEachMode(declare: (mode: GlanceMode) => void): void {
    for (const mode of MODES) {
        test.describe(mode, () => {
            test.use({ mode });
            declare(mode);
        });
    }
}

/** Errors on the console, uncaught ones, and login keys in addresses: none of the three is ever meant. */
function collectErrors(context: BrowserContext): string[] {
    const errors: string[] = [];
    context.on('weberror', (error) => errors.push(error.error().message));
    context.on('console', (message) => {
        if (message.type() === 'error') {
            errors.push(`${message.text()} (${message.location().url.replace(/\?.*/, '')})`);
        }
    });
    context.on('request', (request) => {
        if (/\$1\$\d+\$|loginkey=/i.test(decodeURIComponent(request.url()))) {
            errors.push(`A login key in an address (${request.url().replace(/\?.*/, '')})`);
        }
    });
    return errors;
}

export { expect };
